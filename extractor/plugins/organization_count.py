"""How many organisations, institutions or organised groups there are, came or went."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Candidate, Claim, chosen, of_type
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.russian.wordlists import lines

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "organization_count"
WORDS = files("extractor.plugins") / "words"
CREATED = frozenset(lines(WORDS / "organization_created.txt"))
CLOSED = frozenset(lines(WORDS / "organization_closed.txt"))
Measure = Literal["existing", "created", "closed"]


class OrganizationCount(Record):
    """How many organisations, institutions or organised groups there are, came or went."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["organization_count"]
    measure: Measure = Field(default="existing", description="stock, or flow in or out")


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [OrganizationCount]


def measure(candidate: Candidate) -> Measure:
    """Tell stock from flow by the nearest verb, then by ``новый`` before the noun."""
    for verb in candidate.verbs[:1] or candidate.before[:1]:
        if verb in CREATED:
            return "created"
        if verb in CLOSED:
            return "closed"
    return "created" if "новый" in candidate.after[:2] else "existing"


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type."""
    for candidate in of_type(doc._.candidates, TYPE):
        yield chosen(candidate, TYPE, measure=measure(candidate))
