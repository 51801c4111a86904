"""How many people serve in a role: staff, deputies, volunteers, lecturers."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from extractor.candidates import Claim, chosen, names_no_one, of_type
from extractor.hookspecs import hookimpl
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "personnel_count"
WORKER = "работник"


class PersonnelCount(Record):
    """How many people serve in a role: staff, deputies, volunteers, lecturers."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["personnel_count"]


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [PersonnelCount]


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type; ``занято 40 человек`` are workers."""
    for candidate in of_type(doc._.candidates, TYPE):
        subject = WORKER if names_no_one(candidate) else candidate.subject
        yield chosen(candidate, TYPE, subject=subject)
