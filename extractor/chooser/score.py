"""Score one number of a paragraph: the pipeline's door to the chooser."""

import math

from extractor.chooser.features import features
from extractor.chooser.model import NONE, Chooser, load
from extractor.russian import work
from extractor.russian.context import Paragraph, anchor
from extractor.russian.layer import Scored

LEAN = 0.3
"""How far a number that leans on an earlier one takes over its type."""


def _mixed(own: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    """Mix two distributions geometrically, ``LEAN`` of the other."""
    logs = {
        name: (1 - LEAN) * math.log(own[name] + 1e-6) + LEAN * math.log(other[name] + 1e-6)
        for name in own
    }
    shares = {name: math.exp(value) for name, value in logs.items()}
    total = sum(shares.values())
    return {name: share / total for name, share in shares.items()}


def _scores(
    chooser: Chooser, paragraph: Paragraph, index: int, k: int
) -> tuple[dict[str, float], list[str]]:
    work.done["numbers"] += 1
    names = features(paragraph, index, k)
    return chooser.scores(names), names


def score(paragraph: Paragraph, index: int, k: int) -> Scored:
    """Score a number; an elliptic one and an announced part lean on the one before them."""
    chooser = load()
    scores, names = _scores(chooser, paragraph, index, k)
    lean = anchor(paragraph, index, k)
    if lean is not None:
        scores = _mixed(scores, _scores(chooser, paragraph, *lean)[0])
    choice = chooser.choose(scores)

    def reasons() -> tuple[str, ...]:
        spoke = chooser.reasons(names, choice or NONE)
        return (*spoke, "leans on an earlier number") if lean else spoke

    return Scored(scores, choice, reasons)
