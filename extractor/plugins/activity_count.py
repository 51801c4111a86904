"""How many events or acts were held or done: lectures, sittings, raids, appeals considered."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar, Literal

from extractor.candidates import Candidate, Claim, chosen, of_type
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.russian.wordlists import pairs

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "activity_count"
ACTS = pairs(files("extractor.plugins") / "words/acts.tsv")
"""What was done, by the lemma of the verb or of the noun that says it."""


class ActivityCount(Record):
    """How many events or acts were held or done: lectures, sittings, raids, appeals considered."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["activity_count"]


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [ActivityCount]


def act(candidate: Candidate) -> str | None:
    """Name what was done so many times: ``комиссия собиралась 5 раз`` counts sittings."""
    if candidate.head != "раз":
        return None
    said = (*candidate.before[:2], *candidate.verbs, *candidate.before, *candidate.after)
    return next((ACTS[lemma] for lemma in said if lemma in ACTS), None)


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type."""
    for candidate in of_type(doc._.candidates, TYPE):
        yield chosen(candidate, TYPE, subject=act(candidate) or candidate.subject)
