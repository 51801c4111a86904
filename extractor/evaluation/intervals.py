"""How far the figures would swing with other documents: bootstrap intervals by document."""

import random
from collections.abc import Sequence

from extractor.evaluation.report import Outcome

SAMPLES = 1000
SEED = 20_000
RATES = ("precision", "recall", "f1")
Interval = tuple[float, float]


def _counts(outcome: Outcome) -> dict[tuple[str, str], int]:
    """Give what one document adds to the counts that the figures are made of."""
    counts: dict[tuple[str, str], int] = {}
    for kind, keys in (
        ("found", outcome.found), ("missed", outcome.missed), ("extra", outcome.extra),
    ):  # fmt: skip
        for key in keys:
            for name in ("type/all", f"type/{key.partition(':')[0]}"):
                counts[name, kind] = counts.get((name, kind), 0) + 1
    for name, (right, compared) in outcome.attributes.items():
        counts[f"attribute/{name}", "right"] = right
        counts[f"attribute/{name}", "compared"] = compared
    return counts


def _figures(name: str, get: dict[tuple[str, str], int]) -> dict[str, float]:
    """Make the figures of a name from summed counts; one of nothing is left out."""
    if name.startswith("attribute/"):
        compared = get.get((name, "compared"), 0)
        return {name: get.get((name, "right"), 0) / compared} if compared else {}
    found, missed, extra = (get.get((name, kind), 0) for kind in ("found", "missed", "extra"))
    parts = (found + extra, found + missed, (2 * found + missed + extra) / 2)
    return {
        f"{name}/{rate}": found / whole for rate, whole in zip(RATES, parts, strict=True) if whole
    }


def intervals(documents: Sequence[Outcome], samples: int = SAMPLES) -> dict[str, Interval]:
    """Give for each figure the range that holds 95 % of it over resampled documents.

    The names are those of :func:`extractor.evaluation.gate.rates`. The same documents
    give the same ranges.
    """
    counts = [_counts(document) for document in sorted(documents, key=lambda one: one.path)]
    names = sorted({name for one in counts for name, _ in one})
    drawn: dict[str, list[float]] = {}
    chance = random.Random(SEED)
    for _ in range(samples):
        total: dict[tuple[str, str], int] = {}
        for one in chance.choices(counts, k=len(counts)) if counts else ():
            for key, value in one.items():
                total[key] = total.get(key, 0) + value
        for name in names:
            for figure, rate in _figures(name, total).items():
                drawn.setdefault(figure, []).append(rate)
    return {figure: _middle(rates) for figure, rates in sorted(drawn.items())}


def _middle(rates: list[float]) -> Interval:
    rates.sort()
    cut = len(rates) * 25 // 1000
    return round(rates[cut], 4), round(rates[-1 - cut], 4)
