"""What became of each number of a document: which rule took it, or why it was left."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.pipeline import Extraction
from extractor.records import Record
from extractor.values import plain


class Piece(NamedTuple):
    """A stretch of a text; ``record`` is the fact it holds, if it holds one."""

    text: str
    record: Record | None


class Fate(NamedTuple):
    """One number at ``start:end``; ``taken`` tells whether it became a record, ``why`` how."""

    start: int
    end: int
    text: str
    taken: bool
    why: str


def number(value: Decimal | None) -> str:
    """Write a value for a reader; an empty one as an empty string."""
    return "" if value is None else plain(value)


def pieces(extraction: Extraction) -> Iterator[Piece]:
    """Cut the text of an extraction at its records; the pieces joined are the text."""
    text, last = extraction.document.text, 0
    for record in sorted(extraction.records, key=lambda record: record.start):
        if record.start > last:
            yield Piece(text[last : record.start], None)
        yield Piece(text[record.start : record.end], record)
        last = record.end
    if last < len(text):
        yield Piece(text[last:], None)


def mark(record: Record) -> str:
    """Draw a record as the marked text does: ``⟦42 тысяч|membership_count|42000⟧``."""
    return f"⟦{record.text}|{record.type}|{number(record.value)}⟧"


def marked(extraction: Extraction) -> str:
    """Draw the records of an extraction into its text, as marks."""
    return "".join(
        mark(piece.record) if piece.record else piece.text for piece in pieces(extraction)
    )


def _taken(record: Record) -> str:
    value = f" {number(record.value)}" if record.value is not None else ""
    return f"{record.type}{value}, by {record.produced_by.plugin}: {record.produced_by.rule}"


def fates(extraction: Extraction) -> tuple[Fate, ...]:
    """List every number of a document in text order with what became of it."""
    taken = [Fate(r.start, r.end, r.text, True, _taken(r)) for r in extraction.records]
    left = [Fate(item.start, item.end, item.text, False, item.reason) for item in extraction.left]
    return tuple(sorted([*taken, *left]))
