"""Counts and rates: precision, recall, F1 by type; accuracy by attribute."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pydantic import computed_field

from extractor.evaluation.attributes import compare
from extractor.evaluation.matching import Matching
from extractor.values import Frozen

ATTRIBUTES = (
    "modifier", "status", "period", "place", "subject", "subject_head", "measure", "unit", "upper",
    "body", "program", "amount", "events", "campaigns", "change", "base_period", "base_value",
    "part_of",
)  # fmt: skip
"""The order in which attributes are shown; what a plugin's own fields add follows by name."""


def _rate(part: int, whole: int) -> float:
    """Divide, to four places; a rate of nothing is 1, for nothing was wrong."""
    return round(part / whole, 4) if whole else 1.0


class Count(Frozen):
    """Facts found and missed, and records too much, with the rates they make (0 to 1)."""

    found: int = 0
    missed: int = 0
    extra: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float:
        """Found among all that was given."""
        return _rate(self.found, self.found + self.extra)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        """Found among all that there is."""
        return _rate(self.found, self.found + self.missed)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _rate(2 * self.found, 2 * self.found + self.missed + self.extra)


class Share(Frozen):
    """How many of the compared attributes were right."""

    right: int
    compared: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def accuracy(self) -> float:
        """Right among the compared, 0 to 1."""
        return _rate(self.right, self.compared)


class Scores(Frozen):
    """The scores of a set of texts: over all types (micro), by type, by attribute."""

    name: str
    texts: int
    overall: Count
    types: dict[str, Count]
    attributes: dict[str, Share]


class Tally(NamedTuple):
    """Raw counts of one or more texts; they add up. Keys: (type, outcome), (name, right)."""

    outcomes: Counter[tuple[str, str]]
    attributes: Counter[tuple[str, bool]]


def tally(matching: Matching) -> Tally:
    """Count the outcomes and attributes of one text."""
    outcomes: Counter[tuple[str, str]] = Counter()
    outcomes.update((cluster.type, "found") for cluster in matching.found)
    outcomes.update((cluster.type, "missed") for cluster in matching.missed)
    outcomes.update((record.type, "extra") for record in matching.extras)
    partner = {fact.index: record.id for fact, record in matching.pairs}
    attributes: Counter[tuple[str, bool]] = Counter()
    for fact, record in matching.pairs:
        if not fact.optional:
            attributes.update(compare(fact, record, partner).items())
    return Tally(outcomes, attributes)


def _count(outcomes: Mapping[tuple[str, str], int], types: Iterable[str]) -> Count:
    names = tuple(types)
    sums = {
        outcome: sum(outcomes.get((type_, outcome), 0) for type_ in names)
        for outcome in Count.model_fields
    }
    return Count(**sums)


def scores(name: str, tallies: Iterable[Tally]) -> Scores:
    """Add up the tallies of texts into the scores of the set ``name``."""
    outcomes: Counter[tuple[str, str]] = Counter()
    attributes: Counter[tuple[str, bool]] = Counter()
    texts = 0
    for one in tallies:
        texts += 1
        outcomes.update(one.outcomes)
        attributes.update(one.attributes)
    types = sorted({type_ for type_, _ in outcomes})
    known = {key for key, _ in attributes}
    return Scores(
        name=name,
        texts=texts,
        overall=_count(outcomes, types),
        types={type_: _count(outcomes, [type_]) for type_ in types},
        attributes={
            key: Share(
                right=attributes[key, True],
                compared=attributes[key, True] + attributes[key, False],
            )
            for key in (*ATTRIBUTES, *sorted(known.difference(ATTRIBUTES)))
            if key in known
        },
    )
