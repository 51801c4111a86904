"""Rates and sums."""

from collections.abc import Callable

import pytest

from extractor.evaluation.gold import parse
from extractor.evaluation.matching import match
from extractor.evaluation.scores import Count, Share, scores, tally
from extractor.records import Record


@pytest.mark.parametrize(
    ("found", "missed", "extra", "rates"),
    [
        (0, 0, 0, (1.0, 1.0, 1.0)),
        (0, 3, 0, (1.0, 0.0, 0.0)),
        (0, 0, 2, (0.0, 1.0, 0.0)),
        (3, 1, 0, (1.0, 0.75, 0.8571)),
        (2, 1, 2, (0.5, 0.6667, 0.5714)),
    ],
)
def test_rates(found: int, missed: int, extra: int, rates: tuple[float, float, float]) -> None:
    count = Count(found=found, missed=missed, extra=extra)
    assert (count.precision, count.recall, count.f1) == rates


def test_texts_add_up(make: Callable[..., Record]) -> None:
    first = parse(
        "⟦9|activity_count|9|period=2009⟧ ⟦9|activity_count|9|same_as=1⟧ ⟦3|council_size|3⟧"
        " ⟦4|council_size|4|optional=yes;period=2009⟧"
    )
    second = parse("⟦5|organization_count|5⟧")
    tallies = [
        tally(
            match(
                first.facts,
                [
                    make("activity_count", "9", 0, 1, period="2009"),
                    make("activity_count", "9", 2, 3, period="2009"),
                    make("council_size", "4", 6, 7),
                    make("council_size", "8", 4, 5),
                ],
            )
        ),
        tally(match(second.facts, [make("organization_count", "5", 0, 1, measure="existing")])),
    ]
    found = scores("both", tallies)
    assert (found.name, found.texts) == ("both", 2)
    assert found.overall == Count(found=2, missed=1, extra=1)
    assert found.types == {
        "activity_count": Count(found=1),
        "council_size": Count(missed=1, extra=1),
        "organization_count": Count(found=1),
    }
    assert found.attributes == {
        "modifier": Share(right=3, compared=3),
        "status": Share(right=3, compared=3),
        "period": Share(right=2, compared=3),
        "place": Share(right=3, compared=3),
        "subject": Share(right=3, compared=3),
        "measure": Share(right=1, compared=1),
    }
    assert found.attributes["period"].accuracy == 0.6667


def test_no_texts_at_all() -> None:
    found = scores("none", [])
    assert (found.texts, found.overall, found.types, found.attributes) == (0, Count(), {}, {})
