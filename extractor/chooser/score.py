"""Score one number of a paragraph: the pipeline's door to the chooser."""

import math
from functools import lru_cache

from extractor.chooser.features import features, money_of_budgets
from extractor.chooser.model import NONE, Activation, load
from extractor.russian import work
from extractor.russian.context import Paragraph, anchor
from extractor.russian.layer import Scored

LEAN = 0.3
"""How far a number that leans on an earlier one takes over its type."""

KEPT = 64
"""Numbers whose own scores are kept for those that lean on them."""


BUDGETS = Scored({NONE: 1.0}, "", lambda: ("no drive or giving is spoken of",))


def _mixed(own: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """Mix two distributions geometrically, ``LEAN`` of the other."""
    logs = {
        name: (1 - LEAN) * math.log(own[name] + 1e-6) + LEAN * math.log(other[name] + 1e-6)
        for name in own
    }
    shares = {name: math.exp(value) for name, value in logs.items()}
    total = sum(shares.values())
    return {name: share / total for name, share in shares.items()}


@lru_cache(KEPT)
def _own(paragraph: Paragraph, index: int, k: int) -> tuple[dict[str, float], Activation]:
    """Score a number by its own features; those behind it may lean on it."""
    work.done["numbers"] += 1
    active = load().activate(features(paragraph, index, k))
    return load().scores(active), active


def score(paragraph: Paragraph, index: int, k: int) -> Scored:
    """Score a number; an elliptic one and an announced part lean on the one before them.

    Money of which no word of a drive or of giving stands around is that of budgets and
    prices, and is not scored: in the gold 8 such sums of 2,268 are facts.
    """
    if money_of_budgets(paragraph, index, k):
        return BUDGETS
    chooser = load()
    scores, active = _own(paragraph, index, k)
    lean = anchor(paragraph, index, k)
    if lean is not None:
        scores = _mixed(scores, _own(paragraph, *lean)[0])
    choice = chooser.choose(scores)

    def reasons() -> tuple[str, ...]:
        spoke = chooser.reasons(active, choice or NONE)
        return (*spoke, "leans on an earlier number") if lean else spoke

    return Scored(scores, choice, reasons)
