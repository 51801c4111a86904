"""How many people or bodies took part in, attended or were reached by an event or action."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Candidate, Claim, chosen, of_type, scaled
from extractor.hookspecs import hookimpl
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "participation_count"


class ParticipationCount(Record):
    """How many people or bodies took part in, attended or were reached by an event or action."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["participation_count"]

    events: str | None = Field(default=None, description="title of the event, or what it is")


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [ParticipationCount]


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type."""
    before: Candidate | None = None
    for candidate in of_type(doc._.candidates, TYPE):
        if candidate.head_from in ("inherited", ""):
            candidate = scaled(candidate, before)
        before = candidate
        yield chosen(candidate, TYPE, events=candidate.event)
