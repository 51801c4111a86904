"""How many people or bodies organisations unite, or have as members or pupils."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from extractor.candidates import Claim, chosen
from extractor.hookspecs import hookimpl
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "membership_count"


class MembershipCount(Record):
    """How many people or bodies organisations unite, or have as members or pupils."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["membership_count"]


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [MembershipCount]


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type."""
    for candidate in doc._.candidates:
        if candidate.choice == TYPE and candidate.kind == "count":
            yield chosen(candidate, TYPE)
