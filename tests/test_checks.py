"""The same fact stated again points at the first."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor.checks import link
from extractor.records import Record

Make = Callable[..., Record]


def linked(make: Make, *stated: dict[str, Any]) -> list[int | None]:
    """Give for each record the number of the one it repeats."""
    records = [
        make(**{"type_": "probe", "value": "15", "start": 10 * i, "end": 10 * i + 2, **fields})
        for i, fields in enumerate(stated)
    ]
    found = link(reversed(records))
    assert [record.start for record in found] == [record.start for record in records]
    ids = [record.id for record in found]
    return [None if record.same_as is None else ids.index(record.same_as) for record in found]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([{}, {}, {}], [None, 0, 0]),
        ([{}, {"value": "16"}], [None, None]),
        ([{}, {"type_": "other"}], [None, None]),
        ([{"value": "9"}, {"value": "9"}], [None, None]),
        ([{"value": None}, {"value": None}], [None, 0]),
        ([{"value": None, "text": "Чистый двор"}, {"value": None, "text": "Уют"}], [None, None]),
        ([{"upper": "150"}, {"upper": "200"}, {"upper": "150"}], [None, None, 0]),
        ([{"unit": "час"}, {"unit": "рубль"}, {"unit": "час"}], [None, None, 0]),
        ([{"subject": "лекция"}, {"subject": "встреча"}], [None, None]),
        ([{"period": "2009"}, {"period": "2010"}, {"period": "2009"}], [None, None, 0]),
        ([{"period": "2009"}, {}], [None, 0]),
        ([{"place": "Уфа"}, {"place": "Орёл"}], [None, None]),
        ([{"status": "planned"}, {}], [None, None]),
        ([], []),
    ],
)
def test_link(make: Make, stated: list[dict[str, Any]], expected: list[int | None]) -> None:
    assert linked(make, *stated) == expected
