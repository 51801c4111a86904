"""Checks over the records of one document: the same fact stated again."""

from collections.abc import Iterable

from extractor.records import Record
from extractor.values import folded


def parts(records: Iterable[Record]) -> list[Record]:
    """Turn ``part_of`` from a start offset into the id of the record of the same type there.

    A part whose whole is no record of its type loses the link.
    """
    found = list(records)
    wholes = {(record.type, str(record.start)): record.id for record in found}
    return [
        record
        if record.part_of is None
        else record.model_copy(update={"part_of": wholes.get((record.type, record.part_of))})
        for record in found
    ]


def _agree(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


def _same(first: Record, again: Record) -> bool:
    """Tell whether ``again`` restates ``first``, of the same type and value.

    Subject, unit, upper bound and status are the same, and no period or place is against
    it; what has no value is told apart by its own words.
    """
    return (
        (first.value is not None or folded(first.text) == folded(again.text))
        and first.subject == again.subject
        and first.unit == again.unit
        and first.upper == again.upper
        and first.status == again.status
        and _agree(first.period, again.period)
        and _agree(first.place, again.place)
    )


def link(records: Iterable[Record]) -> list[Record]:
    """Give the records in text order, repetitions pointing at the first by ``same_as``.

    A value below ten is too common to prove a repetition.
    """
    seen: dict[tuple[str, object], list[Record]] = {}
    linked: list[Record] = []
    for record in sorted(records, key=lambda record: (record.start, record.end)):
        earlier = seen.setdefault((record.type, record.value), [])
        first = next((r for r in earlier if r.same_as is None and _same(r, record)), None)
        large = record.value is None or record.value >= 10
        if first is not None and large and record.same_as is None:
            record = record.model_copy(update={"same_as": first.id})
        earlier.append(record)
        linked.append(record)
    return linked
