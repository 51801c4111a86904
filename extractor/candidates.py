"""What a plugin reads: a number with its context, and the claim it makes on it.

No spaCy here: a plugin for a simple count needs only these two classes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from extractor.errors import UsageError
from extractor.lazy import Lazy
from extractor.values import Evidence, Modifier, Status, times

SUREST = 0.9999
"""The strength of the surest claim of the chooser: one that is certain (1) stands over it."""
OWN = frozenset({
    "type", "id", "value", "start", "end", "text", "evidence", "source", "produced_by",
})  # fmt: skip
"""What of a record its claim says, or the toolkit: none of these is a field of a claim."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value read from the text and the character range it stands at."""

    value: str
    start: int
    end: int


Subject = Field | str | None
"""What is counted: as the text has it, or in a plugin's own words."""


class Named(NamedTuple):
    """What a number counts, and why, where it is not what the rules say."""

    subject: Subject
    why: tuple[str, ...] = ()


def _no_occasion(kind: str) -> Field | None:
    """Name nothing."""
    return None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may be a fact, with what the sentence says around it.

    ``start``/``end`` count in the document's text. ``occasion`` looks for what is named
    nearest to the number when it is asked for: see ``body``, ``body_member``,
    ``members_of``, ``event``, ``drive`` and ``help``.
    ``kind`` is ``count`` or ``money``; among ``doc._.numbers`` also why a number is set
    aside (``date``, ``percent``, ``weight``, …), ``unit`` being the lemma of its unit.
    ``head`` is the lemma of the counted noun (empty where the text leaves it out), as
    every lemma in small letters with ``е`` for ``ё``; ``head_from`` tells where it stood:
    ``right`` of the number, as a ``label`` before it, behind a ``dash``, as ``subject``,
    ``announced`` by a word of number, ``fronted`` at the head of the clause, ``inherited`` from
    an earlier number, so too ``by_place``, or ``elided`` (see
    :class:`~extractor.russian.phrases.Phrase`).
    ``verbs`` are the lemmas of the clause's verbs, nearest first; ``before`` and
    ``after`` the lemmas left and right of the number within the sentence, nearest
    first. ``scores`` gives the trained chooser's probability by record type, ``none``
    included; ``choice`` is the type it decides for, empty for silence. ``scale`` is the
    multiplier the number was said with (``1000`` of ``12 тыс.``). ``part_of`` is
    the start of the number this one is a part of. ``namer`` says what a number of a type
    counts, given what the rules and the plugin say.
    """

    start: int
    end: int
    text: str
    value: Decimal
    upper: Decimal | None
    kind: str
    unit: str
    modifier: Modifier
    head: str
    head_from: str
    verbs: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    sentence: tuple[int, int]
    status: Status
    period: Field | None
    place: Field | None
    subject: Field | None
    titles: tuple[Field, ...]
    scores: Mapping[str, float]
    choice: str = ""
    reasons: tuple[str, ...] = ()
    amount: Decimal | None = None
    scale: int = 1
    part_of: int | None = None
    occasion: Callable[[str], Field | None] = field(default=_no_occasion, repr=False, compare=False)
    namer: Callable[[str, Subject], Named] | None = field(default=None, repr=False, compare=False)

    @property
    def body(self) -> Field | None:
        """The council, chamber or commission nearest to the number."""
        return self.occasion("body")

    @property
    def body_member(self) -> Field | None:
        """What a member of the body is called."""
        return self.occasion("body_member")

    @property
    def members_of(self) -> Field | None:
        """The body nearest before the number that unites people, in the genitive."""
        return self.occasion("members_of")

    @property
    def event(self) -> Field | None:
        """The event nearest to the number."""
        return self.occasion("event")

    @property
    def drive(self) -> Field | None:
        """The charity drive nearest to the number."""
        return self.occasion("drive")

    @property
    def help(self) -> Field | None:
        """The programme, grant, benefit or service nearest to the number."""
        return self.occasion("help")


@dataclass(frozen=True)
class SentenceView:
    """A sentence without its numbers; what it names is read when first asked for.

    ``read`` gives the fields of one kind: ``titles``, ``acts``, ``period``, ``place``,
    ``body``.
    """

    start: int
    end: int
    read: Callable[[str], tuple[Field, ...]] = field(repr=False, compare=False)

    @Lazy
    def titles(self) -> tuple[Field, ...]:
        """The titles in quotes."""
        return self.read("titles")

    @Lazy
    def acts(self) -> tuple[Field, ...]:
        """The days of the laws and decrees that it cites."""
        return self.read("acts")

    @Lazy
    def periods(self) -> tuple[Field, ...]:
        """The times that the sentence names, and last the one that its document reports on."""
        return self.read("period")

    @Lazy
    def period(self) -> Field | None:
        """The time the sentence speaks of."""
        return next(iter(self.periods), None)

    @Lazy
    def place(self) -> Field | None:
        """The territory the sentence speaks of."""
        return next(iter(self.read("place")), None)

    @Lazy
    def body(self) -> Field | None:
        """The council, chamber or commission the sentence names."""
        return next(iter(self.bodies), None)

    @Lazy
    def bodies(self) -> tuple[Field, ...]:
        """The councils, chambers and commissions the sentence names."""
        return self.read("body")


@dataclass(frozen=True, slots=True)
class Claim:
    """A plugin's wish to make one record of one number (or title).

    ``strength`` (0 to 1) is how sure the plugin is; where two claims overlap the
    stronger stands. ``fields`` hold the record's attributes by name, ``evidence`` the
    range each was read from. ``rule`` names what decided, for ``show --why``.
    """

    type: str
    start: int
    end: int
    value: Decimal | None
    rule: str
    strength: float = 0.6
    fields: Mapping[str, Any] = field(default_factory=dict)
    evidence: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise UsageError where ``fields`` hold what the claim itself says."""
        own = sorted(OWN.intersection(self.fields))
        if own:
            raise UsageError(
                f"{', '.join(own)}: no field of a claim, which has its own; "
                f"claim another number: dataclasses.replace(number, value=...)"
            )


def scaled(candidate: Candidate, before: Candidate | None) -> Candidate:
    """Give a number without a unit the scale of the one before it, where that is likelier.

    ``завод дал 300 тысяч, аграрии 210``: by its digits 210 is nearer to 300 than to 300 000.
    """
    own = candidate.unit or candidate.scale > 1 or candidate.head_from == "right"
    if before is None or before.scale == 1 or own:
        return candidate
    said = before.value / before.scale
    if abs((candidate.value / said).log10()) > abs((candidate.value / before.value).log10()):
        return candidate
    scale = before.scale
    upper = candidate.upper and times(candidate.upper, scale)
    return replace(candidate, value=times(candidate.value, scale), upper=upper, scale=scale)


def names_no_one(candidate: Candidate) -> bool:
    """Tell a number of people of whom the text does not say who they are (``97 человек``)."""
    return candidate.subject is not None and candidate.subject.value in ("человек", "люди")


def of_type(candidates: Iterable[Candidate], type_: str) -> Iterator[Candidate]:
    """Yield the counts that the chooser gives a type, in order.

    One whose noun the text leaves out (``Их было шесть, стало пять``) takes over the
    subject of the one before it in the paragraph.
    """
    last: Field | None = None
    for candidate in candidates:
        if candidate.choice != type_ or candidate.kind != "count":
            continue
        yield candidate if candidate.subject else replace(candidate, subject=last)
        last = candidate.subject or last


def chosen(candidate: Candidate, type_: str, **fields: Any) -> Claim:
    """Claim a candidate that the trained chooser gave this type, as strongly as it is sure."""
    rule = "chooser: " + ", ".join(candidate.reasons) if candidate.reasons else "chooser"
    strength = min(round(candidate.scores[type_], 4), SUREST)
    if candidate.namer is not None:
        said = fields.get("subject", candidate.subject)
        fields["subject"], why = candidate.namer(type_, said)
        rule += "; subject: " + ", ".join(why) if why else ""
    return claim(candidate, type_, rule, strength, **fields)


def claim(
    candidate: Candidate, type_: str, rule: str, strength: float = 0.6, **fields: Any
) -> Claim:
    """Claim a candidate: its context fills what ``fields`` leaves out.

    A :class:`Field` among ``fields`` brings its evidence with it. Value and place are the
    candidate's own: to change them claim ``dataclasses.replace(candidate, value=...)``.
    Raises UsageError for fields of such names.
    """
    values: dict[str, Any] = {
        "unit": candidate.unit or None,
        "modifier": candidate.modifier,
        "upper": candidate.upper,
        "status": candidate.status,
        "period": candidate.period,
        "place": candidate.place,
        "subject": candidate.subject,
        **fields,
    }
    if candidate.part_of is not None:
        values.setdefault("part_of", str(candidate.part_of))
    evidence = {
        name: (value.start, value.end) for name, value in values.items() if isinstance(value, Field)
    }
    plain = {name: v.value if isinstance(v, Field) else v for name, v in values.items()}
    return Claim(
        type_, candidate.start, candidate.end, candidate.value, rule, strength, plain, evidence
    )


class LeftOut(NamedTuple):
    """A number that became no record, and why: a line of ``show --why``."""

    start: int
    end: int
    text: str
    reason: str


__all__ = [
    "Candidate", "Claim", "Evidence", "Field", "LeftOut", "SentenceView", "chosen",
    "claim", "names_no_one", "of_type", "scaled",
]  # fmt: skip
