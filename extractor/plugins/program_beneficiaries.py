"""How many people, families, organisations or projects a programme helped."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Candidate, Claim, chosen, of_type
from extractor.candidates import Field as Found
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.russian.titles import QUOTE
from extractor.russian.wordlists import BODIES, noun_classes
from extractor.values import Number

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "program_beneficiaries"
WITHIN = frozenset({"в", "из"})
"""Prepositions of a place that a title alone names."""


class ProgramBeneficiaries(Record):
    """How many received help, money, housing, a service or rest under a programme."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["program_beneficiaries"]
    program: str | None = Field(default=None, description="title of the programme")
    amount: Number | None = Field(default=None, description="money received, where the clause says")


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [ProgramBeneficiaries]


def program(candidate: Candidate) -> Found | None:
    """Choose what helped, else the title nearest before the number, else the first behind it."""
    titles = [title for title in candidate.titles if not title.value[:1].islower()]
    before = [title for title in titles if title.end <= candidate.start]
    found = next(iter([*before[-1:], *titles]), None)
    return candidate.help or (None if found and _is_body(candidate, bool(before)) else found)


def _is_body(candidate: Candidate, before: bool) -> bool:
    """Tell a title of a body or place: ``в лагере «Чайка»``, ``путёвки в «Чайку»``."""
    words = candidate.before if before else candidate.after
    quotes = [i for i, word in enumerate(words) if QUOTE.fullmatch(word)]
    if len(quotes) < 2:
        return False
    at = quotes[1] + 1 if before else quotes[0] - 1
    word = words[at] if 0 <= at < len(words) else ""
    return word in WITHIN or not BODIES.isdisjoint(noun_classes(word))


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type."""
    for candidate in of_type(doc._.candidates, TYPE):
        yield chosen(candidate, TYPE, program=program(candidate), amount=candidate.amount)
