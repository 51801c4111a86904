"""How many events or acts were held or done: lectures, sittings, raids, appeals considered."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from extractor.candidates import Claim, chosen
from extractor.hookspecs import hookimpl
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "activity_count"


class ActivityCount(Record):
    """How many events or acts were held or done: lectures, sittings, raids, appeals considered."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["activity_count"]


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [ActivityCount]


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type."""
    for candidate in doc._.candidates:
        if candidate.choice == TYPE and candidate.kind == "count":
            yield chosen(candidate, TYPE)
