"""How many members a council, chamber, committee or jury has, whole or in part."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Candidate, Claim, chosen, of_type
from extractor.candidates import Field as CandidateField
from extractor.hookspecs import hookimpl
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "council_size"
MEMBER = "член"
"""What members of any body are called."""


class CouncilSize(Record):
    """How many members a body has, as a whole or one part of its make-up."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["council_size"]
    body: str | None = Field(default=None, description="name of the body, in the nominative")


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [CouncilSize]


def called(candidate: Candidate) -> CandidateField | None:
    """Give what those are called who are counted: of the members of a body says which body's."""
    subject, member = candidate.subject, candidate.body_member
    if member is None:
        return subject
    unsaid = subject is None or candidate.head == "человек"
    bare = subject is not None and subject.value == MEMBER and member.value.startswith(MEMBER)
    return member if unsaid or bare else subject


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type, with the body they belong to.

    A part of a body's make-up is of the body that the whole is of.
    """
    bodies: dict[int | None, CandidateField | None] = {}
    for candidate in of_type(doc._.candidates, TYPE):
        body = bodies.get(candidate.part_of, candidate.body)
        bodies[candidate.start] = body
        yield chosen(candidate, TYPE, body=body, subject=called(candidate))
