"""How many people or bodies organisations unite, or have as members or pupils."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar, Literal

from extractor.candidates import Candidate, Claim, chosen, names_no_one, of_type
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.russian.wordlists import pairs

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "membership_count"
MEMBERS = pairs(files("extractor.plugins") / "words/members.tsv")
"""What members are called, by the lemma of their body."""

CALLED = frozenset({"член", "участник"})
"""What any members are called: the name says of what."""


class MembershipCount(Record):
    """How many people or bodies organisations unite, or have as members or pupils."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["membership_count"]


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [MembershipCount]


def member(candidate: Candidate) -> str | None:
    """Name the members of the body that is counted as people, or stands nearest before them."""
    if candidate.head in MEMBERS and candidate.head_from != "right":
        return MEMBERS[candidate.head]
    if not names_no_one(candidate):
        return None
    around = (*candidate.before, *candidate.after)
    return next((MEMBERS[lemma] for lemma in around if lemma in MEMBERS), None)


def with_body(claim: Claim, candidate: Candidate) -> Claim:
    """Say of which body those are that are called members only."""
    called = claim.fields["subject"]
    body = candidate.members_of if called in CALLED else None
    if body is None:
        return claim
    return replace(
        claim,
        fields={**claim.fields, "subject": f"{called} {body.value}"},
        evidence={**claim.evidence, "subject": (body.start, body.end)},
    )


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type; ``N человек`` are members of a body."""
    for candidate in of_type(doc._.candidates, TYPE):
        claim = chosen(candidate, TYPE, subject=member(candidate) or candidate.subject)
        yield with_body(claim, candidate)
