"""Train the chooser: ``python -m extractor.chooser.train GOLD...`` writes ``model.npz``.

Gold are marked files or folders, and standoff files (``*.standoff.jsonl``: document,
range and type of facts in texts that are not ours to copy). The same gold gives the
same model. scikit-learn is needed here, and only here.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extractor.chooser.embeddings import Embeddings, build
from extractor.chooser.features import features
from extractor.chooser.model import NONE, dense, weight
from extractor.evaluation import gold
from extractor.russian.context import split

TARGET = Path(__file__).with_name("model.npz")
LEAST = 2
"""A feature seen fewer times is left out."""
REGULARISATION = 0.5


class Row(NamedTuple):
    """One number of the gold: its document, features and type (or ``none``)."""

    document: str
    names: list[str]
    type: str


def rows(text: str, facts: Sequence[gold.GoldFact], document: str) -> Iterator[Row]:
    """Yield the open numbers of a text with their types; optional facts are left out."""
    for paragraph in split(text):
        for index, sentence in enumerate(paragraph.sentences):
            for k, quantity in enumerate(sentence.quantities):
                if not quantity.open:
                    continue
                start = sentence.tokens[quantity.numeral.first].start
                end = sentence.tokens[quantity.numeral.last - 1].end
                met = [f for f in facts if f.value is not None and f.start < end and start < f.end]
                if met and met[0].optional:
                    continue
                yield Row(document, features(paragraph, index, k), met[0].type if met else NONE)


def collect(paths: Sequence[Path]) -> list[Row]:
    """Read all gold below ``paths``, in the order of file names."""
    found: list[Row] = []
    for path in gold.find(paths):
        marked = gold.read(path)
        found += rows(marked.text, marked.facts, path.name)
    return found


def fit(found: Sequence[Row], embeddings: Embeddings) -> dict[str, np.ndarray]:
    """Fit the multinomial model; give its arrays by name."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in found for name in row.names)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    column = {name: i for i, name in enumerate(names)}
    places = [[column[name] for name in row.names if name in column] for row in found]
    values = [[weight(name) for name in row.names if name in column] for row in found]
    ends = np.cumsum([0, *map(len, places)])
    sparse = csr_matrix(
        (np.concatenate(values), np.concatenate(places), ends), shape=(len(found), len(names))
    )
    vectors = np.stack([dense(row.names, embeddings) for row in found]).astype(np.float64)
    model = LogisticRegression(C=REGULARISATION, max_iter=1000, tol=1e-5)
    model.fit(hstack([sparse, csr_matrix(vectors)]).tocsr(), [row.type for row in found])
    return {
        "classes": np.frombuffer("\n".join(model.classes_).encode(), np.uint8),
        "names": np.frombuffer("\n".join(names).encode(), np.uint8),
        "weights": np.ascontiguousarray(model.coef_[:, : len(names)].T).astype(np.float16),
        "dense": np.ascontiguousarray(model.coef_[:, len(names) :].T).astype(np.float32),
        "intercept": model.intercept_.astype(np.float32),
    }


def train(paths: Sequence[Path], target: Path = TARGET) -> dict[str, int]:
    """Train on the gold below ``paths``, write the model, give the counts by type."""
    found = collect(paths)
    words, table = build()
    arrays = fit(found, Embeddings(words, table))
    arrays["words"] = np.frombuffer("\n".join(words).encode(), np.uint8)
    arrays["table"] = table
    with target.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    return dict(sorted(Counter(row.type for row in found).items()))


def main(arguments: Sequence[str]) -> None:
    """Train from the command line and print what was learnt from."""
    counts = train([Path(argument) for argument in arguments])
    json.dump({"facts": counts, "bytes": TARGET.stat().st_size}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
