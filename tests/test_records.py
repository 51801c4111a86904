"""What every record carries."""

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from extractor.manager import Manager
from extractor.records import Record, record_id
from extractor.values import DECIMAL

Make = Callable[..., Record]


def test_an_id_names_document_type_and_range() -> None:
    ids = {
        record_id(*key)
        for key in (("a", "t", 1, 2), ("b", "t", 1, 2), ("a", "u", 1, 2), ("a", "t", 1, 3))
    }
    assert len(ids) == 4
    assert {len(one) for one in ids} == {16}
    assert record_id("a", "t", 1, 2) == record_id("a", "t", 1, 2)


def test_records_can_be_gathered_in_sets(make: Make) -> None:
    one, again = make("probe", "1", 0, 1), make("probe", "1", 0, 1)
    assert {one, again} == {one}


@pytest.mark.parametrize(
    "change",
    [
        {"modifier": "roughly"},
        {"status": "hoped"},
        {"period": "в 2009 году"},
        {"colour": "red"},
    ],
)
def test_what_no_record_may_say(make: Make, change: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        make("probe", "1", 0, 1, **change)


def value_of(type_: type[Record]) -> object:
    """Give the part of a type's schema that is about its value."""
    return type_.model_json_schema(mode="serialization")["properties"]["value"]


def test_a_value_is_empty_only_where_a_type_says_so(make: Make, probe_type: type[Record]) -> None:
    class Strict(Record):
        """A type that says nothing of its value."""

    told = make("probe", None, 0, 1).model_dump()
    assert probe_type.model_validate(told).value is None
    with pytest.raises(ValidationError):
        Strict.model_validate({key: told[key] for key in Strict.model_fields})
    value = value_of(Strict)
    assert value == {"pattern": DECIMAL, "title": "Value", "type": "string"}
    types = Manager(entry_points=False).record_types
    assert [name for name, type_ in types.items() if value_of(type_) != value] == [
        "program_adoption"
    ]


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 0)])
def test_a_range_is_not_empty(make: Make, start: int, end: int) -> None:
    with pytest.raises(ValidationError):
        make("probe", "1", start, end)
