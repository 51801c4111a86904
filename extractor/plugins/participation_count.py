"""How many people or bodies took part in, attended or were reached by an event or action."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Claim, chosen, of_type
from extractor.hookspecs import hookimpl
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "participation_count"


class ParticipationCount(Record):
    """How many people or bodies took part in, attended or were reached by an event or action."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["participation_count"]

    events: str | None = Field(default=None, description="titles of the events, joined by commas")


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [ParticipationCount]


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type."""
    for candidate in of_type(doc._.candidates, TYPE):
        titles = ", ".join(title.value for title in candidate.titles) or None
        yield chosen(candidate, TYPE, events=titles)
