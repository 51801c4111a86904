"""Cross-validate the chooser: ``python -m extractor.chooser.validate GOLD...``.

Each document is scored by a model that did not see it (five folds by document name).
The figures count the types of the numbers that the rules found; numbers they did not
find, and titles, are outside.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from extractor.chooser.embeddings import Embeddings, build
from extractor.chooser.model import NONE, Chooser
from extractor.chooser.rows import Learnt, joined, read
from extractor.chooser.train import decide, fit
from extractor.evaluation import gold

FOLDS = 5


def fold_of(document: str) -> int:
    """Give the fold of a document by its name, the same on every machine."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def _is_in(fold: int, document: str) -> bool:
    return fold_of(document) == fold


def out_of_fold(learnt: Learnt, embeddings: Embeddings) -> list[tuple[str, str, str]]:
    """Give (folder, gold type, decided type) of every number, out of fold."""
    decided: list[tuple[str, str, str]] = []
    for fold in range(FOLDS):
        own, training = learnt.parted(partial(_is_in, fold))
        types = decide(Chooser(fit(training, embeddings), embeddings), own)
        decided += [
            (row.document.rpartition("/")[0], row.type, type_)
            for row, type_ in zip(own.rows, types, strict=True)
        ]
    return decided


def figures(decided: Sequence[tuple[str, str, str]]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of (folder, gold, decided) triples."""
    right = sum(want == got != NONE for _, want, got in decided)
    found = sum(got != NONE for _, _, got in decided)
    wanted = sum(want != NONE for _, want, _ in decided)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return precision, recall, 2 * right / max(found + wanted, 1)


def main(arguments: Sequence[str]) -> None:
    """Print the cross-validated figures by folder."""
    parser = argparse.ArgumentParser(prog="python -m extractor.chooser.validate")
    parser.add_argument("gold", nargs="+", type=Path)
    parts = []
    for path in gold.find(parser.parse_args(arguments).gold):
        marked = gold.read(path)
        name = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
        parts.append(read(marked.text, marked.facts, name))
    words, table = build()
    decided = out_of_fold(joined(parts), Embeddings(words, table))
    for folder in sorted({folder for folder, _, _ in decided}):
        part = [triple for triple in decided if triple[0] == folder]
        print(f"{folder:18} {len(part):6}  " + "  ".join(f"{x:.3f}" for x in figures(part)))


if __name__ == "__main__":
    main(sys.argv[1:])
