"""What the chooser learns from: the open numbers of gold, with their features and types."""

import json
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from extractor.chooser.beside import neighbours
from extractor.chooser.features import features
from extractor.chooser.model import NONE
from extractor.chooser.symbols import Line, line_of
from extractor.evaluation import gold
from extractor.russian.context import Paragraph, split
from extractor.russian.dating import Spot, spot_of


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


class Number(NamedTuple):
    """A number of a line: its place among the symbols, its start in the text, its type."""

    place: int
    start: int
    type: str


class GoldLine(NamedTuple):
    """A paragraph as symbols, with the numbers that are learnt from."""

    document: str
    line: Line
    numbers: tuple[Number, ...]


class Learnt(NamedTuple):
    """What is learnt from: numbers by their features, and by the lines they stand in."""

    rows: list[Row]
    lines: list[GoldLine]

    def parted(self, chosen: Callable[[str], bool]) -> tuple["Learnt", "Learnt"]:
        """Part the documents that are chosen by name from the others."""
        own, others = Learnt([], []), Learnt([], [])
        for row in self.rows:
            (own if chosen(row.document) else others).rows.append(row)
        for line in self.lines:
            (own if chosen(line.document) else others).lines.append(line)
        return own, others


def joined(parts: Iterable[Learnt]) -> Learnt:
    """Put what several texts teach together, in order."""
    every = list(parts)
    return Learnt(
        [row for part in every for row in part.rows],
        [line for part in every for line in part.lines],
    )


def fact_at(facts: Sequence[gold.GoldFact], spot: Spot) -> gold.GoldFact | None:
    """Give the fact that a number is, titles left out."""
    counted = (fact for fact in facts if fact.value is not None)
    return next((f for f in counted if f.start < spot.end and spot.start < f.end), None)


def _type(facts: Sequence[gold.GoldFact], spot: Spot) -> str:
    """Give the type of the fact a number is: ``none``, or nothing if it is optional."""
    met = fact_at(facts, spot)
    if met is None:
        return NONE
    return "" if met.optional else met.type


def read(text: str, facts: Sequence[gold.GoldFact], document: str) -> Learnt:
    """Read the open numbers of a text with their types, and the lines they stand in.

    Optional facts are left out.
    """
    rows: list[Row] = []
    lines: list[GoldLine] = []
    for paragraph in split(text):
        line = line_of(paragraph)
        numbers: list[Number] = []
        for spot, place in line.places.items():
            row = _row(paragraph, *spot, facts, document)
            if row is not None:
                rows.append(row)
                numbers.append(Number(place, row.start, row.type))
        if numbers:
            lines.append(GoldLine(document, line, tuple(numbers)))
    return Learnt(rows, lines)


def _row(
    paragraph: Paragraph, index: int, k: int, facts: Sequence[gold.GoldFact], document: str
) -> Row | None:
    """Read one number; an optional fact gives nothing."""
    own = spot_of(paragraph, index, k)
    type_ = _type(facts, own)
    if not type_:
        return None
    beside = []
    for near in neighbours(paragraph, index, k):
        spot = spot_of(*near[2:])
        beside.append(Beside(near.where, near.near, spot.start, _type(facts, spot)))
    phrase = own.sentence.phrases[k]
    how = phrase.how if phrase else NONE
    names = features(paragraph, index, k)
    return Row(document, own.start, names, type_, how, tuple(beside))


def _standoff(line: dict[str, Any], folder: Path) -> Learnt:
    """Read one annotated stretch of a document in ``folder``; nothing where it is not there."""
    path = folder / line["document"]
    if not path.exists():
        return Learnt([], [])
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
    return read(text, facts, f"{path.name}:{start}")


def collect(paths: Sequence[Path], documents: Path | None = None) -> Learnt:
    """Read all gold below ``paths``, in the order of file names."""
    found: list[Learnt] = []
    for path in gold.find(paths):
        marked = gold.read(path)
        found.append(read(marked.text, marked.facts, path.as_posix()))
    standoff = [f for path in paths if path.is_dir() for f in sorted(path.rglob("*.jsonl"))]
    if documents is not None and documents.is_dir():
        for file in standoff:
            for line in file.read_text(encoding="utf-8").splitlines():
                found.append(_standoff(json.loads(line), documents))
    return joined(found)
