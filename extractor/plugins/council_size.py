"""How many members a council, chamber, committee or jury has, whole or in part."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Claim, chosen, of_type
from extractor.candidates import Field as CandidateField
from extractor.hookspecs import hookimpl
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "council_size"


class CouncilSize(Record):
    """How many members a body has, as a whole or one part of its make-up."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["council_size"]
    body: str | None = Field(default=None, description="name of the body, in the nominative")


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [CouncilSize]


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type, with the body they belong to.

    A part of a body's make-up is of the body that the whole is of.
    """
    bodies: dict[int | None, CandidateField | None] = {}
    for candidate in of_type(doc._.candidates, TYPE):
        subject, body = candidate.subject, bodies.get(candidate.part_of, candidate.body)
        bodies[candidate.start] = body
        if candidate.body_member and (subject is None or candidate.head == "человек"):
            subject = candidate.body_member
        yield chosen(candidate, TYPE, body=body, subject=subject)
