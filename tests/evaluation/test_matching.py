"""What is found, missed and too much: the rules of the marked text, one by one."""

from collections.abc import Callable, Sequence

import pytest

from extractor.evaluation.gold import GoldText, parse
from extractor.evaluation.matching import clusters, match
from extractor.records import Record

Make = Callable[..., Record]
Outcome = tuple[list[tuple[int, int]], list[list[int]], list[list[int]], list[int]]


def outcome(text: GoldText, records: Sequence[Record]) -> Outcome:
    """Give pairs (fact, record number), clusters found and missed, extra record numbers."""
    matching = match(text.facts, records)
    at = {id(record): i for i, record in enumerate(records)}
    return (
        [(fact.index, at[id(record)]) for fact, record in matching.pairs],
        [[fact.index for fact in cluster.facts] for cluster in matching.found],
        [[fact.index for fact in cluster.facts] for cluster in matching.missed],
        [at[id(record)] for record in matching.extras],
    )


ONE = parse("Прочитано ⟦52|activity_count|52⟧ лекции")


@pytest.mark.parametrize(
    ("type_", "value", "start", "end", "found"),
    [
        ("activity_count", "52", 10, 12, True),
        ("activity_count", "52.0", 11, 19, True),
        ("activity_count", "52", 0, 11, True),
        ("activity_count", "52", 12, 19, False),
        ("activity_count", "52", 0, 10, False),
        ("activity_count", "53", 10, 12, False),
        ("activity_count", None, 10, 12, False),
        ("organization_count", "52", 10, 12, False),
    ],
)
def test_a_key_is_type_value_and_overlap(
    make: Make, type_: str, value: str | None, start: int, end: int, found: bool
) -> None:
    expected = ([(1, 0)], [[1]], [], []) if found else ([], [], [[1]], [0])
    assert outcome(ONE, [make(type_, value, start, end)]) == expected


def test_an_empty_value_is_a_key_too(make: Make) -> None:
    text = parse("Принята программа «⟦Забота|program_adoption|⟧»")
    records = [make("program_adoption", None, 18, 26), make("program_adoption", "1", 18, 26)]
    assert outcome(text, records) == ([(1, 0)], [[1]], [], [1])


def test_nothing_against_nothing() -> None:
    assert outcome(parse("Тихо"), []) == ([], [], [], [])


def test_a_record_is_used_once(make: Make) -> None:
    text = parse("по ⟦4|activity_count|4⟧⟦4|activity_count|4⟧ раза")
    records = [make("activity_count", "4", 3, 5)]
    assert outcome(text, records) == ([(1, 0)], [[1]], [[2]], [])


def test_a_second_record_for_a_fact_is_too_much(make: Make) -> None:
    records = [make("activity_count", "52", 0, 12), make("activity_count", "52", 10, 12)]
    assert outcome(ONE, records) == ([(1, 1)], [[1]], [], [0])


def test_as_many_facts_as_possible_are_found(make: Make) -> None:
    """The wide record fits both facts, the narrow one the first alone."""
    text = parse("⟦4444|activity_count|4⟧⟦4|activity_count|4⟧")
    records = [make("activity_count", "4", 0, 5), make("activity_count", "4", 0, 1)]
    assert outcome(text, records) == ([(1, 1), (2, 0)], [[1], [2]], [], [])


OPTIONAL = parse("⟦5|activity_count|5|optional=yes⟧ и ⟦7|activity_count|7⟧")


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], ([], [], [[2]], [])),
        ([("activity_count", "5", 0, 1)], ([(1, 0)], [], [[2]], [])),
        ([("activity_count", "5", 0, 1), ("activity_count", "5", 0, 2)], ([(1, 0)], [], [[2]], [])),
        ([("activity_count", "6", 0, 1)], ([], [], [[2]], [0])),
        ([("council_size", "5", 0, 1)], ([], [], [[2]], [0])),
    ],
)
def test_an_optional_fact_is_neither_found_nor_missing(
    make: Make, records: list[tuple[str, str, int, int]], expected: Outcome
) -> None:
    made = [make(*record) for record in records]
    got = outcome(OPTIONAL, made)
    assert (len(got[0]), *got[1:]) == (len(expected[0]), *expected[1:])


def test_a_fact_that_counts_comes_before_an_optional_one(make: Make) -> None:
    text = parse("⟦5|activity_count|5|optional=yes⟧⟦5|activity_count|5⟧")
    assert outcome(text, [make("activity_count", "5", 0, 2)]) == ([(2, 0)], [[2]], [], [])


REPEATED = parse(
    "⟦9|activity_count|9⟧ ⟦9|activity_count|9|same_as=1⟧ ⟦9|activity_count|9|same_as=2⟧ "
    "⟦3|activity_count|3⟧ ⟦9|activity_count|9|optional=yes;same_as=1⟧"
)


def test_clusters_join_over_links() -> None:
    found = [[fact.index for fact in cluster.facts] for cluster in clusters(REPEATED.facts)]
    assert found == [[1, 2, 3, 5], [4]]


@pytest.mark.parametrize(
    ("starts", "found", "missed", "extras"),
    [
        ([], [], [[1, 2, 3, 5], [4]], []),
        ([4], [[1, 2, 3, 5]], [[4]], []),
        ([0, 2, 4], [[1, 2, 3, 5]], [[4]], []),
        ([8], [[1, 2, 3, 5]], [[4]], []),
        ([0, 0], [[1, 2, 3, 5]], [[4]], [1]),
    ],
)
def test_a_cluster_counts_once(
    make: Make,
    starts: list[int],
    found: list[list[int]],
    missed: list[list[int]],
    extras: list[int],
) -> None:
    records = [make("activity_count", "9", start, start + 1) for start in starts]
    assert outcome(REPEATED, records)[1:] == (found, missed, extras)


def test_a_cluster_of_optional_facts_does_not_count(make: Make) -> None:
    text = parse("⟦9|activity_count|9|optional=yes⟧ ⟦9|activity_count|9|optional=yes;same_as=1⟧")
    assert outcome(text, [make("activity_count", "9", 0, 1)]) == ([(1, 0)], [], [], [])
