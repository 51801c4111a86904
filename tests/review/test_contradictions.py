"""Which facts contradict each other, and which totals do not add up."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from extractor.records import Record
from extractor.review.contradictions import Contradictions, bounds, totals
from extractor.values import Change

Make = Callable[..., Record]
CUT = ("", "x", "")
ABOUT = {"subject": "лекция", "place": "Орск", "period": "2012"}


def clashes(*records: Record) -> list[list[str]]:
    gathered = Contradictions()
    for i, record in enumerate(records):
        gathered.add(i, record, CUT)
    return [[str(said.value) for said in one.said] for one in gathered.found()]


def fact(make: Make, value: str, **more: Any) -> Record:
    return make("activity_count", value, 0, 2, **{**ABOUT, "text": value, **more})


@pytest.mark.parametrize(
    ("value", "more", "low", "high"),
    [
        ("18", {}, "18", "18"),
        ("18000", {"text": "18 тысяч"}, "17500", "18500"),
        ("7500", {"text": "7,5 тысяч"}, "7450", "7550"),
        ("200", {"modifier": "approx"}, "180", "220"),
        ("40", {"modifier": "more_than"}, "40", "Infinity"),
        ("40", {"modifier": "at_most"}, "0", "40"),
        ("30", {"upper": Decimal(50), "modifier": "range"}, "30", "50"),
    ],
)
def test_bounds(make: Make, value: str, more: dict[str, Any], low: str, high: str) -> None:
    record = fact(make, value, **more)
    assert bounds(record, Decimal(value)) == (Decimal(low), Decimal(high))


def test_the_same_thing_with_another_value(make: Make) -> None:
    again = fact(make, "53", subject="Лекция")
    assert clashes(fact(make, "52"), again, fact(make, "52")) == [["52", "53"]]


@pytest.mark.parametrize("vague", [{"modifier": "approx"}, {"text": "100 тысяч"}])
def test_a_vague_statement_hides_no_exact_one(make: Make, vague: dict[str, Any]) -> None:
    about, exact, less = (
        fact(make, "100000", **vague), fact(make, "100000"), fact(make, "99700"),
    )  # fmt: skip
    for said in ((about, exact, less), (exact, about, less)):
        assert clashes(*said) == [["100000", "99700"]]


@pytest.mark.parametrize(
    "other",
    [
        {"subject": "концерт"}, {"subject": None}, {"place": "Азов"}, {"place": None},
        {"period": "2013"}, {"period": None}, {"status": "planned"}, {"measure": "created"},
        {"campaigns": ("Твори добро",)}, {"modifier": "less_than"}, {"part_of": "1"},
        {"same_as": "1"},
    ],
)  # fmt: skip
def test_what_is_not_the_same_thing_does_not_clash(make: Make, other: dict[str, Any]) -> None:
    assert clashes(fact(make, "52"), fact(make, "53", **other)) == []


def test_what_a_change_implies_is_a_statement_too(make: Make) -> None:
    change = Change(delta=Decimal(10), base_period="2012", base_value=Decimal(50))
    later = fact(make, "60", period="2013", change=change)
    assert clashes(fact(make, "52"), later) == [["52", "50"]]
    gathered = Contradictions()
    for i, record in enumerate((fact(make, "52"), later)):
        gathered.add(i, record, CUT)
    (found,) = gathered.found()
    assert [(said.row, said.implied) for said in found.said] == [(0, False), (1, True)]
    assert (found.subject, found.place, found.period) == ("лекция", "Орск", "2012")


def sums(make: Make, whole: str, *parts: str, **more: Any) -> list[str]:
    records = [make("activity_count", whole, 0, 2, id="w", **{"text": whole, **more})]
    records += [
        make("activity_count", part, i * 3, i * 3 + 2, id=str(i), part_of="w")
        for i, part in enumerate(parts, 1)
    ]
    return [str(one.over) for one in totals(0, records, [CUT] * len(records))]


def test_totals(make: Make) -> None:
    assert sums(make, "20", "12", "8") == []
    assert sums(make, "20", "12", "9") == ["1"]
    assert sums(make, "20", "21") == ["1"]
    assert sums(make, "20", "5", "6") == [], "two of many may be named"
    assert sums(make, "20", "5", "6", "7") == ["-2"]
    assert sums(make, "20", "12", "9", modifier="more_than") == []
    assert sums(make, "20000", "12100", "8200", text="20 тысяч") == []
