"""Train the chooser: ``python -m extractor.chooser.train GOLD... [--documents FOLDER]``.

Gold are marked files or folders; standoff files beside them (``*.jsonl``: document,
range and type of facts) hold gold of texts that are not ours to copy, and count where
the folder of those texts is given. The same gold gives nearly the same decisions (``--check``).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from extractor.chooser import network
from extractor.chooser.beside import neighbours, open_numbers, told
from extractor.chooser.embeddings import Embeddings, Vectors, build
from extractor.chooser.features import features
from extractor.chooser.model import EVEN, NONE, SLOTS, Chooser, load
from extractor.evaluation import gold
from extractor.russian.context import split
from extractor.russian.dating import Spot, spot_of

TARGET = Path(__file__).with_name("model.npz")
LEAST = 14
"""A feature seen fewer times is left out."""
GROUP_WEIGHTS = {"s": 0.4, "p": 0.25, "h": 0.3, "L": 0.7, "R": 0.7}
"""Weights of wide groups, so that many far words do not outvote the near ones."""
FEATURE_WEIGHT, VECTOR_WEIGHT = 0.5, 3.0
LEVELS, TINY = 7, 1e-4
"""Steps of a stored weight to either side; few, so that the file packs well."""
DIFFER = 0.002
"""Share of numbers that another order of features or machine may decide otherwise."""


LOST, TAKEN_FOR = 0.2, 0.12
"""Shares of neighbours that are not told, and told wrongly, while the chooser learns."""


class Beside(NamedTuple):
    """A number beside another: where and how near, its start in the text, and its type."""

    where: str
    near: str
    start: int
    type: str


class Row(NamedTuple):
    """One number of the gold: its text, start, features and type (or ``none``).

    ``how`` its noun stands, and what stands ``beside`` it, are for the second reading.
    """

    document: str
    start: int
    names: list[str]
    type: str
    how: str
    beside: tuple[Beside, ...]


def _type(facts: Sequence[gold.GoldFact], spot: Spot) -> str:
    """Give the type of the fact a number is: ``none``, or nothing if it is optional."""
    counted = (fact for fact in facts if fact.value is not None)
    met = next((f for f in counted if f.start < spot.end and spot.start < f.end), None)
    if met is None:
        return NONE
    return "" if met.optional else met.type


def rows(text: str, facts: Sequence[gold.GoldFact], document: str) -> Iterator[Row]:
    """Yield the open numbers of a text with their types; optional facts are left out."""
    for paragraph in split(text):
        for index, k in open_numbers(paragraph):
            own = spot_of(paragraph, index, k)
            type_ = _type(facts, own)
            if not type_:
                continue
            beside = []
            for near in neighbours(paragraph, index, k):
                spot = spot_of(*near[2:])
                beside.append(Beside(near.where, near.near, spot.start, _type(facts, spot)))
            phrase = own.sentence.phrases[k]
            how = phrase.how if phrase else NONE
            names = features(paragraph, index, k)
            yield Row(document, own.start, names, type_, how, tuple(beside))


def _standoff(line: dict[str, Any], folder: Path) -> Iterator[Row]:
    """Yield the rows of one annotated stretch of a document in ``folder``."""
    path = folder / line["document"]
    if not path.exists():
        return
    start, end = line["start"], line["end"]
    text = path.read_bytes().decode("utf-8")[start:end]
    facts = [
        gold.GoldFact(
            index=i + 1, type=fact["type"], start=fact["start"] - start, end=fact["end"] - start,
            value=Decimal(fact["value"]) if fact["value"] else None,
            text=text[fact["start"] - start : fact["end"] - start],
            attributes={"optional": "yes"} if fact.get("optional") else {},
        )
        for i, fact in enumerate(line["facts"])
    ]  # fmt: skip
    yield from rows(text, facts, f"{path.name}:{start}")


def collect(paths: Sequence[Path], documents: Path | None = None) -> list[Row]:
    """Read all gold below ``paths``, in the order of file names."""
    found: list[Row] = []
    for path in gold.find(paths):
        marked = gold.read(path)
        found += rows(marked.text, marked.facts, path.as_posix())
    standoff = [f for path in paths if path.is_dir() for f in sorted(path.rglob("*.jsonl"))]
    if documents is not None and documents.is_dir():
        for file in standoff:
            for line in file.read_text(encoding="utf-8").splitlines():
                found += _standoff(json.loads(line), documents)
    return found


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


def fit(found: Sequence[Row], embeddings: Embeddings) -> dict[str, "np.ndarray[Any, Any]"]:
    """Fit the networks to both readings of each number; give their arrays by name, joined."""
    from scipy.sparse import csr_matrix

    second = list(_second(found))
    counts = Counter(chain.from_iterable(second))
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    column = {name: i for i, name in enumerate(names)}
    seen = [*(row.names for row in found), *second]
    places = [[column[name] for name in spoke if name in column] for spoke in seen]
    weights = np.fromiter(map(weight, names), np.float32, len(names))
    ends = np.cumsum([0, *map(len, places)])
    joined = np.concatenate(places).astype(np.int32)
    sparse = csr_matrix((weights[joined], joined, ends), shape=(len(seen), len(names)))
    vectors = np.stack([dense(row.names, embeddings) for row in found]).astype(np.float32)
    classes = sorted({row.type for row in found})
    types = np.fromiter((classes.index(row.type) for row in found), np.intp, len(found))
    fitted = network.fit(network.Rows(sparse, vectors, types, len(classes), len(SLOTS)))
    rows = fitted.features * weights[:, None]
    scales = (np.abs(rows).max(axis=1) / LEVELS + TINY).astype(np.float16)
    return {
        "classes": np.frombuffer("\n".join(classes).encode(), np.uint8),
        "names": np.frombuffer("\n".join(names).encode(), np.uint8),
        "weights": np.rint(rows / scales.astype(np.float32)[:, None]).astype(np.int8),
        "scales": scales,
        "vectors": (fitted.vectors * VECTOR_WEIGHT).astype(np.float16),
        "hidden": fitted.hidden[0],
        "top": fitted.classes,
        "silence": fitted.silence[0],
    }


def train(
    paths: Sequence[Path], documents: Path | None = None, target: Path = TARGET
) -> dict[str, int]:
    """Train on the gold below ``paths``, write the model, give the counts by type."""
    found = collect(paths, documents)
    words, table = build()
    arrays = fit(found, Embeddings(words, table))
    arrays["words"] = np.frombuffer("\n".join(words).encode(), np.uint8)
    arrays["table"] = table
    with target.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    return dict(sorted(Counter(row.type for row in found).items()))


def decide(chooser: Chooser, found: Sequence[Row]) -> list[str]:
    """Give the type that a chooser decides for each number, read twice."""
    alone = [chooser.activate(row.names) for row in found]
    scores = [chooser.scores(active) for active in alone]
    first = {
        (row.document, row.start): chooser.choose(own, EVEN) or NONE
        for row, own in zip(found, scores, strict=True)
    }
    decided = []
    for row, active, own in zip(found, alone, scores, strict=True):
        types = (
            (where, near, first.get((row.document, start), NONE))
            for where, near, start, _ in row.beside
        )
        own = chooser.again(active, own, told(types, row.how))[1]
        decided.append(chooser.choose(own) or NONE)
    return decided


def check(found: Sequence[Row], embeddings: Embeddings) -> tuple[int, int]:
    """Train again and count the numbers decided otherwise than by the shipped model."""
    again = decide(Chooser(fit(found, embeddings), embeddings), found)
    shipped = decide(load(), found)
    return sum(a != b for a, b in zip(again, shipped, strict=True)), len(found)


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
        sys.exit(differ > total * DIFFER)
    counts = train(present, chosen.documents, chosen.target)
    json.dump({"numbers": counts, "bytes": chosen.target.stat().st_size}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
