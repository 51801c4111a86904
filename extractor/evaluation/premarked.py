"""Records as marks: a new document pre-marked, to be corrected by hand into gold."""

from collections.abc import Sequence
from types import MappingProxyType

from extractor.errors import GoldError
from extractor.evaluation import fitting, gold
from extractor.evaluation.attributes import DEFAULTS, stated
from extractor.evaluation.gold import GoldFact
from extractor.evaluation.keys import REFERENCES, fields
from extractor.pipeline import Extraction
from extractor.records import Record
from extractor.values import plain


def _attributes(record: Record, number: dict[str, int]) -> dict[str, str]:
    """Give the keys of a record in the order of the format; what is usual is left out."""
    found: dict[str, str] = {}
    for key in fields(type(record)):
        value = None if key == "optional" else stated(record, key)
        if key in REFERENCES:
            value = number.get(str(value))
        if isinstance(value, tuple):
            value = ", ".join(map(str, value))
        if value is None or value == "" or value == DEFAULTS.get(key):
            continue
        text = plain(value) if hasattr(value, "as_tuple") else str(value)  # type: ignore[arg-type]
        found[key] = " ".join(text.split())
    return found


def facts(records: Sequence[Record]) -> tuple[GoldFact, ...]:
    """Turn records into facts as a reader would have marked them."""
    number = {record.id: i for i, record in enumerate(records, 1)}
    return tuple(
        GoldFact(
            index=i, type=record.type, value=record.value, start=record.start, end=record.end,
            text=record.text, attributes=MappingProxyType(_attributes(record, number)),
        )
        for i, record in enumerate(records, 1)
    )  # fmt: skip


def premarked(extraction: Extraction) -> str:
    """Draw the records of a document into its text, with their attributes.

    Raises GoldError for a text that holds the brackets of marks itself.
    """
    text = extraction.document.text
    for bracket in "⟦⟧":
        if bracket in text:
            raise GoldError(f"{extraction.document.path}: holds {bracket!r}, which opens marks")
    drawn = gold.render(text, facts(extraction.records))
    types = {record.type: type(record) for record in extraction.records}
    fitting.check(gold.parse(drawn, extraction.document.path), types)
    return drawn
