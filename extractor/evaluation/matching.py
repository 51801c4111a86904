"""Which predicted record is which fact of the gold.

A record is a fact when type and value are equal and the ranges overlap. Facts linked by
``same_as`` form a cluster: it counts once, and any member found is the cluster found.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.evaluation.gold import GoldFact
from extractor.records import Record


class Cluster(NamedTuple):
    """Facts that state one thing; ``counts`` unless careful readers differed on all."""

    facts: tuple[GoldFact, ...]

    @property
    def type(self) -> str:
        """The record type, that of the first statement."""
        return self.facts[0].type

    @property
    def counts(self) -> bool:
        """Whether the cluster is found or missing; an optional one is neither."""
        return not all(fact.optional for fact in self.facts)


class Matching(NamedTuple):
    """What of one text was found (with its matched pairs), missed, and is too much."""

    pairs: tuple[tuple[GoldFact, Record], ...]
    found: tuple[Cluster, ...]
    missed: tuple[Cluster, ...]
    extras: tuple[Record, ...]


def clusters(facts: Sequence[GoldFact]) -> list[Cluster]:
    """Gather the facts linked by ``same_as``, over any number of links, in text order."""
    group = {fact.index: {fact.index} for fact in facts}
    for fact in facts:
        if fact.same_as is not None:
            joined = group[fact.index] | group[fact.same_as]
            group.update(dict.fromkeys(joined, joined))
    unique = {min(members): members for members in group.values()}
    by_index = {fact.index: fact for fact in facts}
    return [Cluster(tuple(by_index[i] for i in sorted(unique[first]))) for first in sorted(unique)]


def _overlap(fact: GoldFact, record: Record) -> int:
    return min(fact.end, record.end) - max(fact.start, record.start)


def _distance(fact: GoldFact, record: Record) -> int:
    return abs(fact.start - record.start) + abs(fact.end - record.end)


def agrees(fact: GoldFact, record: Record) -> bool:
    """Tell whether a record has the key of a fact."""
    return record.type == fact.type and record.value == fact.value and _overlap(fact, record) > 0


def assign(facts: Iterable[GoldFact], records: Sequence[Record]) -> list[tuple[GoldFact, Record]]:
    """Pair facts with records, each used once, as many as possible; the closest range first.

    Facts that count come before optional ones. An earlier pair moves to another record
    where that lets one more fact be found (augmenting paths).
    """
    taken: dict[int, GoldFact] = {}

    def seek(fact: GoldFact, tried: set[int]) -> bool:
        fitting = [i for i, record in enumerate(records) if agrees(fact, record)]
        for i in sorted(fitting, key=lambda i: _distance(fact, records[i])):
            if i in tried:
                continue
            tried.add(i)
            if i not in taken or seek(taken[i], tried):
                taken[i] = fact
                return True
        return False

    for fact in sorted(facts, key=lambda fact: (fact.optional, fact.start)):
        seek(fact, set())
    pairs = [(fact, records[i]) for i, fact in taken.items()]
    return sorted(pairs, key=lambda pair: pair[0].index)


def match(facts: Sequence[GoldFact], records: Sequence[Record]) -> Matching:
    """Match the records of one text against its facts."""
    pairs = assign(facts, records)
    matched = {fact.index for fact, _ in pairs}
    used = {id(record) for _, record in pairs}
    optional = [fact for fact in facts if fact.optional]
    counted = [cluster for cluster in clusters(facts) if cluster.counts]
    found = [c for c in counted if any(fact.index in matched for fact in c.facts)]
    return Matching(
        pairs=tuple(pairs),
        found=tuple(found),
        missed=tuple(cluster for cluster in counted if cluster not in found),
        extras=tuple(
            record
            for record in records
            if id(record) not in used and not any(agrees(fact, record) for fact in optional)
        ),
    )
