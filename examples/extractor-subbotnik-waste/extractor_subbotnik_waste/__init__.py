"""The record type subbotnik_waste: tonnes and cubic metres of waste that clean-ups removed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from typing import Any, ClassVar, Literal, NamedTuple

from pydantic import Field

from extractor import Record, hookimpl
from extractor.candidates import Candidate, Claim, claim

TYPE = "subbotnik_waste"
RULES = ("waste behind", "waste before")
REACH = 60
"""Characters around the number within which the waste must be named."""


def lines(name: str) -> list[str]:
    """Give the entries of a word list, without its comments."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def stems(name: str) -> re.Pattern[str]:
    """Give a pattern of words that begin with an entry of a list."""
    return re.compile(r"(?<!\w)(?:" + "|".join(lines(name)) + ")", re.IGNORECASE)


class Unit(NamedTuple):
    """A unit as texts write it, and what one of it is in the unit of the records."""

    pattern: re.Pattern[str]
    unit: str
    factor: Decimal


def units() -> Iterator[Unit]:
    """Read the table of units."""
    for pattern, unit, factor in (line.split("\t") for line in lines("units.tsv")):
        yield Unit(re.compile(rf"\s*({pattern})(?!\w)", re.IGNORECASE), unit, Decimal(factor))


UNITS, WASTE, CLEANUP = tuple(units()), stems("waste.txt"), stems("cleanup.txt")


class SubbotnikWaste(Record):
    """Waste removed in a clean-up, in tonnes or cubic metres whatever the text counts in."""

    TYPE: ClassVar[str] = TYPE
    unit: Literal["тонна", "кубический метр"]
    written_unit: str = Field(description="the unit as the text has it")


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [SubbotnikWaste]


@hookimpl
def extractor_find(doc: Any) -> Iterator[Claim]:
    """Claim the weights and volumes of waste in paragraphs about a clean-up."""
    if not CLEANUP.search(doc.text):
        return
    for number in doc._.numbers:
        for unit in UNITS:
            match = unit.pattern.match(doc._.source, number.end)
            if match:
                rule = rule_of(doc._.source, number, match.end())
                if rule:
                    yield converted(number, unit, match, rule)
                break


def rule_of(text: str, number: Candidate, end: int) -> str:
    """Tell where the waste is named: behind the unit, before the number, or not at all."""
    low, high = number.sentence
    if WASTE.search(text, end, min(high, end + REACH)):
        return RULES[0]
    return RULES[1] if WASTE.search(text, max(low, number.start - REACH), number.start) else ""


def converted(number: Candidate, unit: Unit, match: re.Match[str], rule: str) -> Claim:
    """Make the claim, its numbers in the unit of the records."""
    upper = None if number.upper is None else number.upper * unit.factor
    made = claim(
        number, TYPE, rule, 0.9, unit=unit.unit, written_unit=match[1], upper=upper, subject=None
    )
    evidence = {**made.evidence, "unit": match.span(1), "written_unit": match.span(1)}
    return replace(made, value=number.value * unit.factor, evidence=evidence)
