"""Train the chooser: ``python -m extractor.chooser.train GOLD... [--documents FOLDER]``.

Gold are marked files or folders; standoff files beside them (``*.jsonl``: document,
range and type of facts) hold gold of texts that are not ours to copy, and count where
the folder of those texts is given. The same gold gives the same weights, or on another
machine nearly the same decisions (``--check``).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from extractor.chooser import convolution, convolve, heads, network
from extractor.chooser.beside import told
from extractor.chooser.convolution import Matrix, stored
from extractor.chooser.convolve import Text
from extractor.chooser.embeddings import Embeddings, Vectors, build
from extractor.chooser.model import EVEN, NONE, Chooser, is_open, load, mixed
from extractor.chooser.ranker import Ranker
from extractor.chooser.ready import SLOTS
from extractor.chooser.rows import GoldLine, Learnt, Row, collect
from extractor.chooser.steps import rounded

TARGET = Path(__file__).with_name("model.npz")
LEAST = 18
"""A feature seen fewer times is left out."""
GROUP_WEIGHTS = {"s": 0.4, "p": 0.25, "h": 0.3, "L": 0.7, "R": 0.7}
"""Weights of wide groups, so that many far words do not outvote the near ones."""
FEATURE_WEIGHT, VECTOR_WEIGHT = 0.5, 3.0
DIFFER = 0.002
"""Share of numbers that another machine or version of a library may decide otherwise."""
RENAMED = 0.01
"""The same of subjects: many nouns rank alike. Weights disturbed in the sixth digit before
training changed 81 of 24,046."""


LOST, TAKEN_FOR = 0.2, 0.12
"""Shares of neighbours that are not told, and told wrongly, while the chooser learns."""


def weight(name: str) -> float:
    """Give the weight of a feature by its group."""
    return FEATURE_WEIGHT * GROUP_WEIGHTS.get(name.partition("=")[0], 1.0)


def dense(names: Iterable[str], embeddings: Embeddings) -> Vectors:
    """Give the mean vectors of the slots, joined: ``len(SLOTS) * dimensions`` numbers."""
    words: dict[str, list[str]] = {slot: [] for slot in SLOTS}
    for name in names:
        group, equals, word = name.partition("=")
        if equals and group in words:
            words[group].append(word)
    return np.concatenate([embeddings.mean(words[slot]) for slot in SLOTS]) * np.float32(
        VECTOR_WEIGHT
    )


def _second(found: Sequence[Row]) -> Iterator[list[str]]:
    """Yield the features of numbers as the second reading sees them.

    Their neighbours' types are told from the gold, some not and some wrongly: the first
    reading will err too.
    """
    dice = np.random.default_rng(0)
    for row in found:
        types = []
        for where, near, _, type_ in row.beside:
            chance = dice.random()
            if not type_ or chance < LOST:
                continue
            if chance < LOST + TAKEN_FOR:
                type_ = found[int(dice.integers(len(found)))].type
            types.append((where, near, type_))
        yield [*row.names, *told(types, row.how)]


def fit(learnt: Learnt, embeddings: Embeddings) -> dict[str, "np.ndarray[Any, Any]"]:
    """Fit both kinds of network; give their arrays by name."""
    classes = sorted({row.type for row in learnt.rows})
    arrays = _fit_features(learnt.rows, classes, embeddings)
    return {**arrays, **_fit_words(learnt.lines, classes, embeddings)}


def _fit_features(
    found: Sequence[Row], classes: list[str], embeddings: Embeddings
) -> dict[str, "np.ndarray[Any, Any]"]:
    """Fit the networks of features to both readings of each number, joined."""
    second = list(_second(found))
    names = network.frequent(second, LEAST)
    weights = np.fromiter(map(weight, names), np.float32, len(names))
    sparse = network.sparse([*(row.names for row in found), *second], names, weights)
    vectors = np.stack([dense(sorted(row.names), embeddings) for row in found]).astype(np.float32)
    types = np.fromiter((classes.index(row.type) for row in found), np.intp, len(found))
    fitted = network.fit(network.Rows(sparse, vectors, types, len(classes), len(SLOTS)))
    steps, scales = rounded(fitted.features * weights[:, None])
    return {
        "classes": stored(classes),
        "names": stored(names),
        "weights": steps,
        "scales": scales,
        "vectors": (fitted.vectors * VECTOR_WEIGHT).astype(np.float16),
        "hidden": fitted.hidden[0],
        "top": fitted.classes,
        "silence": fitted.silence[0],
    }


def _fit_words(
    lines: Sequence[GoldLine], classes: list[str], embeddings: Embeddings
) -> dict[str, "np.ndarray[Any, Any]"]:
    """Fit the network that reads the words of lines in their order."""
    texts = [
        Text(line.line.symbols, [(n.place, classes.index(n.type)) for n in line.numbers])
        for line in lines
    ]
    known = convolve.vocabulary(texts)
    weights = convolve.fit(convolve.code(texts, known, embeddings), len(classes))
    return convolution.packed(weights, known.words, known.signs)


def train(
    paths: Sequence[Path], documents: Path | None = None, target: Path = TARGET
) -> dict[str, int]:
    """Train on the gold below ``paths``, write the model, give the counts by type."""
    found = collect(paths, documents)
    words, table = build()
    arrays = fit(found, Embeddings(words, table)) | heads.fit(heads.collect(paths))
    arrays["words"] = stored(words)
    arrays["table"] = table
    with target.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    return dict(sorted(Counter(row.type for row in found.rows).items()))


def decide(chooser: Chooser, learnt: Learnt) -> list[str]:
    """Give the type that a chooser decides for each number, read twice."""
    spoken = _spoken(chooser, learnt.lines)
    alone = [chooser.activate(row.names) for row in learnt.rows]
    scores = [chooser.scores(active) for active in alone]
    words = [
        spoken[row.document, row.start] if is_open(own) else None
        for row, own in zip(learnt.rows, scores, strict=True)
    ]
    first = {
        (row.document, row.start): chooser.choose(mixed(own, said), EVEN) or NONE
        for row, own, said in zip(learnt.rows, scores, words, strict=True)
    }
    decided = []
    for row, active, own, said in zip(learnt.rows, alone, scores, words, strict=True):
        types = (
            (where, near, first.get((row.document, start), NONE))
            for where, near, start, _ in row.beside
        )
        again = chooser.again(active, own, told(types, row.how))[1]
        decided.append(chooser.choose(mixed(again, said)) or NONE)
    return decided


def _spoken(chooser: Chooser, lines: Sequence[GoldLine]) -> dict[tuple[str, int], Matrix]:
    """Read all numbers by the words around them: log-probabilities by document and start."""
    return {
        (line.document, number.start): said
        for line in lines
        for number, said in zip(
            line.numbers, chooser.reader.read(line.line, [n.place for n in line.numbers]),
            strict=True,
        )
    }  # fmt: skip


def check(learnt: Learnt, embeddings: Embeddings) -> tuple[int, int]:
    """Train again and count the numbers decided otherwise than by the shipped model."""
    again = decide(Chooser(fit(learnt, embeddings), embeddings), learnt)
    shipped = decide(load(), learnt)
    return sum(a != b for a, b in zip(again, shipped, strict=True)), len(learnt.rows)


def main(arguments: Sequence[str]) -> None:
    """Train from the command line and print what was learnt from."""
    parser = argparse.ArgumentParser(prog="python -m extractor.chooser.train")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--check", action="store_true", help="train again, compare decisions")
    chosen = parser.parse_args(arguments)
    present = [path for path in chosen.gold if path.exists()]
    for path in chosen.gold:
        if path not in present:
            print(f"{path} is not here: training without it", file=sys.stderr)
    if chosen.check:
        words, table = build()
        differ, total = check(collect(present, chosen.documents), Embeddings(words, table))
        print(f"{differ} of {total} numbers are decided otherwise than by the shipped model")
        found = heads.collect(present)
        other = heads.differ(found, Ranker(heads.fit(found)), load().ranker)
        print(f"{other} of {len(found)} subjects are named otherwise than by the shipped model")
        sys.exit(differ > total * DIFFER or other > len(found) * RENAMED)
    counts = train(present, chosen.documents, chosen.target)
    json.dump({"numbers": counts, "bytes": chosen.target.stat().st_size}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
