"""Word vectors of lemmas, small enough to ship: navec's, projected and rounded.

navec (news, 250 thousand forms, 300 dimensions) lies inside natasha's wheel. Training
keeps the dictionary lemmas of nouns, verbs, adjectives and adverbs, projects them on
their principal axes and stores a byte a dimension.
"""

import importlib.util
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.errors import ModelError

DIMENSIONS = 80
SCALE = 127.0
KEPT = frozenset({"NOUN", "ADJF", "INFN", "ADVB", "PRTF"})

Vectors = NDArray[np.float32]


class Embeddings:
    """Vectors by lemma; an unknown lemma has the zero vector.

    ``table`` has a row of ``DIMENSIONS`` bytes for each of ``words``.
    """

    def __init__(self, words: Iterable[str], table: NDArray[np.int8]) -> None:
        self._rows = {word: row for row, word in enumerate(words)}
        self._table = table
        self.dimensions = int(table.shape[1])

    def row(self, lemma: str) -> int | None:
        """Give the row of a lemma, of its last part where it is hyphenated, or ``None``."""
        found = self._rows.get(lemma)
        if found is None and "-" in lemma:
            found = self._rows.get(lemma.rpartition("-")[2])
        return found

    def raw(self, lemma: str) -> NDArray[np.int8] | None:
        """Give the bytes of a lemma's vector, ``SCALE`` times its numbers, or ``None``."""
        row = self.row(lemma)
        return None if row is None else self._table[row]

    def rows(self, rows: Sequence[int]) -> Vectors:
        """Give some rows of the table, ``SCALE`` times the numbers of their vectors."""
        return self._table.take(rows, axis=0).astype(np.float32)

    def mean(self, lemmas: Iterable[str]) -> Vectors:
        """Give the mean vector of the known lemmas, zeros where none is known."""
        rows = [row for row in map(self.row, lemmas) if row is not None]
        if not rows:
            return np.zeros(self.dimensions, np.float32)
        mean: Vectors = self._table[rows].mean(axis=0, dtype=np.float32) / np.float32(SCALE)
        return mean


def _navec() -> object:
    """Load navec from natasha's wheel without importing natasha."""
    from navec import Navec

    found = importlib.util.find_spec("natasha")
    if found is None or found.origin is None:
        raise ModelError("natasha is not installed: its wheel holds the word vectors")
    folder = Path(found.origin).parent / "data" / "emb"
    files = sorted(folder.glob("navec_*.tar"))
    if not files:
        raise ModelError(f"no navec vectors in {folder.name}/ of the natasha package")
    return Navec.load(files[0])


def build() -> tuple[list[str], NDArray[np.int8]]:
    """Make the table of vectors from navec; the same wheel gives the same bytes."""
    from extractor.russian.morphology import analyzer

    navec = _navec()
    morph = analyzer()
    lemmas: dict[str, str] = {}
    for word in navec.vocab.words:  # type: ignore[attr-defined]
        if not word.replace("-", "").isalpha() or not morph.word_is_known(word):
            continue
        parse = morph.parse(word)[0]
        plain = word.replace("ё", "е")
        names = {"Name", "Surn", "Patr", "Geox"} & set(map(str, parse.tag.grammemes))
        lemma = parse.normal_form.replace("ё", "е")
        if lemma == plain and str(parse.tag.POS) in KEPT and not names:
            lemmas.setdefault(plain, word)
    words = sorted(lemmas)
    matrix = np.stack([navec[lemmas[word]] for word in words]).astype(np.float64)  # type: ignore[index]
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-9
    axes = np.linalg.eigh(matrix.T @ matrix)[1][:, ::-1][:, :DIMENSIONS]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(DIMENSIONS)])
    table = np.clip(np.rint(matrix @ axes * SCALE), -127, 127).astype(np.int8)
    return words, table
