"""How many organisations, institutions or organised groups there are, came or went."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Candidate, Claim, chosen, of_type
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.russian.wordlists import pairs

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "organization_count"
FLOW = pairs(files("extractor.plugins") / "words/organization_flow.tsv")
"""What a word near a number tells of those it counts: that they came, went, or are there."""
NEAR, FAR = 6, 12
"""Words before a number that tell which, and that its noun stands within."""
BESIDE = frozenset({"в", "при", "из", "к"})
"""Prepositions of bodies beside those that came or went: ``созданы при 12 школах``."""
ENDS = frozenset({".", ";"})
"""Marks behind which words tell of something else."""
APART = frozenset({";", ":"})
"""Marks behind which a number does not go on with the one before."""
Measure = Literal["existing", "created", "closed"]
TELLS: dict[str, tuple[Measure, str]] = {
    "created": ("created", ""), "entered": ("created", "register"), "renewed": ("created", "new"),
    "closed": ("closed", ""), "left": ("closed", "register"),
}  # fmt: skip
"""What a kind of word tells, and the kind that it needs near it."""


class OrganizationCount(Record):
    """How many organisations, institutions or organised groups there are, came or went."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["organization_count"]
    measure: Measure = Field(default="existing", description="stock, or flow in or out")


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [OrganizationCount]


def measure(candidate: Candidate, before: Measure = "existing") -> Measure:
    """Tell stock from flow by the words next to the number, its verb, and nouns before it.

    ``before`` is that of the number before in the sentence: one without a verb goes on with it.
    """
    if candidate.before[:1] and candidate.before[0] in BESIDE:
        return "existing"
    new = _is_new(candidate)
    found, close = _flow(candidate)
    if found is None:
        listed = not candidate.verbs and candidate.part_of is None
        return "created" if new else before if listed else "existing"
    return "existing" if found == "created" and not new and _stays(candidate, close) else found


def _is_new(candidate: Candidate) -> bool:
    """Tell ``новых`` beside the noun, behind the number or before it."""
    before = candidate.before[:FAR]
    fronted = (candidate.head, "новый") in pairwise(before)
    return fronted or "новый" in candidate.after[:2]


def _stays(candidate: Candidate, close: bool) -> bool:
    """Tell bodies that were made and are there: by ``всего``, as parts, within others."""
    if candidate.part_of is not None and not close:
        return True
    there = any(FLOW.get(word) == "stock" for word in candidate.before[:NEAR])
    return there or FLOW.get(candidate.head) == "inner"


def _flow(candidate: Candidate) -> tuple[Measure | None, bool]:
    """Give what the nearest word of flow tells, and whether it stands next to the number."""
    beside = (*candidate.after[:1], *candidate.before[:1])
    for word in (*beside, *candidate.verbs[:1]):
        found = _told(candidate, word)
        if found:
            return found, word in candidate.after[:2] + candidate.before[:2]
    ends = ENDS.union(candidate.verbs)
    near = takewhile(lambda word: word not in ends, candidate.before[:NEAR])
    found = next((told for word in near if (told := _told(candidate, word))), None)
    return found, False


def _told(candidate: Candidate, word: str) -> Measure | None:
    """Give what a word tells, with the words that it needs around it."""
    told, wanted = TELLS.get(FLOW.get(word, ""), (None, ""))
    around = (FLOW.get(other) for other in candidate.before[:NEAR])
    return told if not wanted or wanted in around else None


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the numbers that the chooser gives this type."""
    told: Measure = "existing"
    sentence: tuple[int, int] | None = None
    for candidate in of_type(doc._.candidates, TYPE):
        goes_on = candidate.sentence == sentence and APART.isdisjoint(candidate.before[:FAR])
        told = measure(candidate, told if goes_on else "existing")
        sentence = candidate.sentence
        yield chosen(candidate, TYPE, measure=told)
