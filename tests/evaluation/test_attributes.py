"""Attributes of found facts against the gold."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from extractor.evaluation.attributes import compare, normal
from extractor.evaluation.gold import GoldFact, parse
from extractor.records import Record
from extractor.russian.naming import head
from extractor.values import Change

Make = Callable[..., Record]


def fact(attributes: str, type_: str = "probe") -> GoldFact:
    return parse(f"⟦9|{type_}|9|{attributes}⟧").facts[0]


def compared(make: Make, gold: GoldFact, **fields: Any) -> dict[str, bool]:
    return compare(gold, make(gold.type, "9", 0, 1, **fields), {2: "second"})


ALL_RIGHT = {
    "modifier": True,
    "status": True,
    "period": True,
    "place": True,
    "subject": True,
}


def test_what_both_leave_empty_is_right(make: Make) -> None:
    assert compared(make, fact("")) == ALL_RIGHT


@pytest.mark.parametrize(
    ("attributes", "fields", "wrong"),
    [
        ("mod=more_than", {"modifier": "more_than"}, []),
        ("mod=more_than", {}, ["modifier"]),
        ("", {"modifier": "approx"}, ["modifier"]),
        ("status=planned", {}, ["status"]),
        ("period=2009", {"period": "2009"}, []),
        ("period=2009", {"period": "2010"}, ["period"]),
        ("", {"period": "2010"}, ["period"]),
        ("place=Орёл", {"place": "орел"}, []),
        ("place=Орёл", {}, ["place"]),
        ("", {"subject": "комитет"}, ["subject"]),
    ],
)
def test_attributes_of_every_fact(
    make: Make, attributes: str, fields: dict[str, str], wrong: list[str]
) -> None:
    assert compared(make, fact(attributes), **fields) == ALL_RIGHT | dict.fromkeys(wrong, False)


@pytest.mark.parametrize(
    ("said", "whole", "head_"),
    [
        ("Уличный  комитет", True, True),
        ("комитет", False, True),
        ("лекция", False, False),
        (None, False, False),
    ],
)
def test_the_head_of_a_subject_counts_where_gold_names_one(
    make: Make, said: str | None, whole: bool, head_: bool
) -> None:
    found = compared(make, fact("subject=уличный комитет"), subject=said)
    assert found == ALL_RIGHT | {"subject": whole, "subject_head": head_}


CHANGE = Change(delta=Decimal("432276.0"), base_period="2008", base_value=Decimal(515900))


@pytest.mark.parametrize(
    ("attributes", "fields", "expected"),
    [
        ("campaigns=А, б", {"campaigns": ("А", "Б")}, {"campaigns": True}),
        ("campaigns=А, б", {"campaigns": ("А",)}, {"campaigns": False}),
        ("campaigns=А", {}, {"campaigns": False}),
        ("body=совет", {}, {"body": False}),
        ("upper=30", {"upper": Decimal("30.0")}, {"upper": True}),
        ("upper=30", {"upper": Decimal(31)}, {"upper": False}),
        ("unit=рубль", {"unit": "рубль"}, {"unit": True}),
        ("part_of=2", {"part_of": "second"}, {"part_of": True}),
        ("part_of=2", {"part_of": "third"}, {"part_of": False}),
        ("part_of=3", {}, {"part_of": False}),
        (
            "change=+432276;base_period=2008;base_value=515900",
            {"change": CHANGE},
            {"change": True, "base_period": True, "base_value": True},
        ),
        (
            "change=-432276;base_period=2009;base_value=1",
            {"change": CHANGE},
            {"change": False, "base_period": False, "base_value": False},
        ),
        (
            "change=+1;base_period=2009;base_value=1",
            {},
            {"change": False, "base_period": False, "base_value": False},
        ),
    ],
)
def test_attributes_of_a_type_count_where_gold_has_them(
    make: Make, attributes: str, fields: dict[str, Any], expected: dict[str, bool]
) -> None:
    marks = f"⟦9|probe|9|{attributes}⟧ ⟦1|probe|1⟧ ⟦1|probe|1⟧"
    assert compared(make, parse(marks).facts[0], **fields) == ALL_RIGHT | expected


@pytest.mark.parametrize(
    ("attributes", "measure", "right"),
    [("", "existing", True), ("measure=created", "created", True), ("", "created", False)],
)
def test_measure_counts_for_every_organization_count(
    make: Make, attributes: str, measure: str, right: bool
) -> None:
    found = compared(make, fact(attributes, "organization_count"), measure=measure)
    assert found == ALL_RIGHT | {"measure": right}


@pytest.mark.parametrize(
    ("phrase", "lemma"),
    [
        ("общественная организация", "организация"),
        ("участник шествия", "участник"),
        ("лидер профсоюзных, общественных организаций", "лидер"),
        ("«Совет» ветеранов", "совет"),
        ("молодые", "молодой"),
        ("обучающийся в центре", "обучающийся"),
        ("человек актива", "человек"),
        ("", None),
        (None, None),
        ("— «»", "—"),
    ],
)
def test_head(phrase: str | None, lemma: str | None) -> None:
    assert head(phrase) == lemma


@pytest.mark.parametrize(
    ("value", "folded"),
    [
        (None, None),
        ("  ", None),
        ("Ёлка\u00a0 и  МЁД", "елка и мед"),
        (("А", "Б"), "а, б"),
        ((), None),
        (Decimal("5E+5"), "500000"),
        (9, "9"),
    ],
)
def test_normal(value: object, folded: str | None) -> None:
    assert normal(value) == folded
