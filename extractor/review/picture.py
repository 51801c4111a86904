"""The picture of an archive: figures by place and year, and where there are none."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from extractor.records import Record
from extractor.review import payload
from extractor.review.archive import Item
from extractor.review.explain import number

DRAWN = ("organization_count", "membership_count", "participation_count", "campaign_sum")
"""The types that are drawn as charts."""


class Picture:
    """Gathers the points of the charts and the counts of the table, document by document."""

    def __init__(self) -> None:
        self._points: list[list[Any]] = []
        self._counts: Counter[tuple[str, int, str]] = Counter()
        self._without = 0

    def add(self, row: int, item: Item) -> None:
        """Add the records of a document; one without a place of its own has its document's."""
        home, when = payload.main_place(item), payload.main_year(item)
        for record in item.records:
            place, year = record.place or home, payload.year(record) or when
            if not place or year is None:
                self._without += 1
                continue
            self._counts[place, year, record.type] += 1
            if record.type in DRAWN and record.value is not None and record.same_as is None:
                self._points.append(list(_point(row, place, year, record)))

    def data(self) -> dict[str, Any]:
        """Give the points, the counts, and how many records have no place or year."""
        counts = [[*key, count] for key, count in sorted(self._counts.items())]
        return {
            "drawn": list(DRAWN), "points": self._points, "counts": counts,
            "without": self._without,
        }  # fmt: skip


def _point(row: int, place: str, year: int, record: Record) -> Iterator[Any]:
    yield from (DRAWN.index(record.type), place, year, number(record.value), row, record.id)
    yield from (record.status, record.modifier, record.subject or "")
