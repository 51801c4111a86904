"""What the tests share: a record type of their own, and a maker of its records."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

import pytest

from extractor.records import Record, record_id
from extractor.values import Change, Producer, Source


class Probe(Record):
    """A record type that no plugin owns, with every form of field a type may add."""

    TYPE: ClassVar[str] = "probe"

    campaigns: tuple[str, ...] = ()
    change: Change | None = None
    measure: str | None = None


@pytest.fixture
def probe_type() -> type[Record]:
    return Probe


@pytest.fixture
def make() -> Callable[..., Record]:
    """Make a record: type, value (text or None), start, end, and any further field."""

    def maker(type_: str, value: str | None, start: int, end: int, **fields: Any) -> Record:
        filled = {
            "text": "x" * (end - start),
            "source": Source(path="a.txt", sha256="0" * 64, loader="text"),
            "produced_by": Producer(plugin="probe", version="1", rule="test"),
            "id": record_id("0" * 64, type_, start, end),
            **fields,
        }
        number = None if value is None else Decimal(value)
        return Probe(type=type_, value=number, start=start, end=end, **filled)

    return maker
