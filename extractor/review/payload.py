"""What a page is given of a document and of an archive: plain data, no markup."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractor.batch.results import Failure
from extractor.records import Record
from extractor.review.archive import Item
from extractor.review.cutting import blocks
from extractor.review.explain import number

SHOWN = ("period", "place", "subject", "unit")
"""Fields of every record that are shown by name, before those of its type."""


def _value(value: Any) -> str:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, list | tuple):
        return "; ".join(map(_value, value))
    return str(value)


def _own(record: Record) -> Iterator[tuple[str, Any]]:
    """Give the fields a type adds; a model among them field by field."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in Record.model_fields:
            continue
        if hasattr(value, "model_dump"):
            yield from value.model_dump().items()
        elif value not in (None, ()):
            yield name, value


def fields(record: Record) -> list[list[str]]:
    """List the fields of a record for a reader: name, value, the field its evidence is of."""
    named = [(name, getattr(record, name)) for name in SHOWN]
    found = []
    for name, value in [*named, *_own(record)]:
        if value is None:
            continue
        evidence = name if name in record.evidence else ""
        if name in ("delta", "base_period", "base_value") and "change" in record.evidence:
            evidence = "change"
        found.append([name, _value(value), evidence])
    return found


def _record(record: Record, place: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": record.id, "type": record.type, "value": number(record.value),
        "upper": number(record.upper), "modifier": record.modifier, "status": record.status,
        "text": record.text, "at": f"{record.start}:{record.end}", "page": record.source.page,
        "fields": fields(record), "plugin": record.produced_by.plugin,
        "version": record.produced_by.version, "rule": record.produced_by.rule,
        "part_of": place.get(record.part_of or ""), "same_as": place.get(record.same_as or ""),
    }  # fmt: skip


def document(item: Item, types: Sequence[str]) -> dict[str, Any]:
    """Give what the page of a document shows; ``types`` fix the colours."""
    place = {record.id: i for i, record in enumerate(item.records)}
    left = [{"text": x.text, "why": x.reason, "at": f"{x.start}:{x.end}"} for x in item.left or ()]
    return {
        "kind": "document", "name": item.path, "sha256": item.sha256, "loader": item.loader,
        "metadata": [list(pair) for pair in item.metadata if pair[0] != "warning"],
        "notes": list(item.notes), "known": item.left is not None,
        "types": ordered(types, item.records), "whole": item.text is not None,
        "records": [_record(record, place) for record in item.records],
        "left": left, "blocks": blocks(item),
    }  # fmt: skip


def ordered(types: Sequence[str], records: Sequence[Record]) -> list[str]:
    """Give the types in the order of the plugins, then those that no plugin makes."""
    return [*types, *sorted({record.type for record in records} - set(types))]


def year(record: Record) -> int | None:
    """Give the year a record holds for, the first of several."""
    return int(record.period[:4]) if record.period else None


def main_place(item: Item) -> str:
    """Give the place that most records of a document name, or an empty string."""
    found = Counter(record.place for record in item.records if record.place)
    return min(found, key=lambda name: (-found[name], name)) if found else ""


def main_year(item: Item) -> int | None:
    """Give the year that most records of a document hold for."""
    found = Counter(filter(None, map(year, item.records)))
    return min(found, key=lambda one: (-found[one], one)) if found else None


def row(item: Item, page: str) -> dict[str, Any]:
    """Give the line of a document in the table of an archive."""
    return {
        "name": item.path, "page": page, "place": main_place(item), "year": main_year(item),
        "types": dict(Counter(record.type for record in item.records)),
        "records": len(item.records), "left": None if item.left is None else len(item.left),
        "notes": list(item.notes), "sha256": item.sha256,
    }  # fmt: skip


def failure(one: Failure) -> dict[str, str]:
    """Give the line of a file that could not be read."""
    return {"name": one.path, "outcome": one.outcome, "message": one.message}
