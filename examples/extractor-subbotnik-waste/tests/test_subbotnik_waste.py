"""What every plugin must hold to, and what this one reads."""

import pytest

import extractor
from extractor.testing import PluginSuite


class TestSubbotnikWaste(PluginSuite):
    plugin = "subbotnik_waste"
    gold = "gold"
    schemas = "schemas"


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("5 тонн", "5", "тонна"),
        ("5 т", "5", "тонна"),
        ("500 кг", "0.5", "тонна"),
        ("2,5 центнера", "0.25", "тонна"),
        ("1,5 тыс. кубометров", "1500", "кубический метр"),
        ("40 куб.м", "40", "кубический метр"),
        ("40 кубических метров", "40", "кубический метр"),
        ("40 м3", "40", "кубический метр"),
    ],
)
def test_units_are_converted(written: str, value: str, unit: str) -> None:
    found = extractor.extract(f"На субботнике собрали {written} мусора.")
    assert [(r.type, format(r.value.normalize(), "f"), r.unit) for r in found] == [
        ("subbotnik_waste", value, unit)
    ]


def test_a_range_is_converted_at_both_ends() -> None:
    (record,) = extractor.extract("На субботнике собрали 200-300 кг мусора.")
    assert (str(record.value), str(record.upper)) == ("0.200", "0.300")


def test_the_unit_is_evidence() -> None:
    text = "На субботнике собрали 500 кг мусора."
    (record,) = extractor.extract(text)
    unit = record.evidence["unit"]
    assert (record.text, text[unit.start : unit.end], record.written_unit) == ("500", "кг", "кг")
