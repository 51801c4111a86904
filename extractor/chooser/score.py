"""Score one number of a paragraph: the pipeline's door to the chooser."""

from functools import lru_cache

from extractor.chooser.beside import neighbours, told
from extractor.chooser.features import features, money_of_budgets
from extractor.chooser.model import EVEN, NONE, Activation, load
from extractor.russian import work
from extractor.russian.context import Paragraph
from extractor.russian.layer import Scored

KEPT = 64
"""Numbers whose first reading is kept for their neighbours."""


BUDGETS = Scored({NONE: 1.0}, "", lambda: ("no drive or giving is spoken of",))


@lru_cache(KEPT)
def _first(paragraph: Paragraph, index: int, k: int) -> tuple[Activation, dict[str, float]]:
    """Read a number by its own surroundings alone."""
    work.done["numbers"] += 1
    active = load().activate(features(paragraph, index, k))
    return active, load().scores(active)


def _type(paragraph: Paragraph, index: int, k: int) -> str:
    """Give what the first reading makes of a number."""
    if money_of_budgets(paragraph, index, k):
        return NONE
    return load().choose(_first(paragraph, index, k)[1], EVEN) or NONE


def score(paragraph: Paragraph, index: int, k: int) -> Scored:
    """Score a number by its surroundings and by what its neighbours were first taken for.

    Money of which no word of a drive or of giving stands around is that of budgets and
    prices, and is not scored: in the gold 8 such sums of 2,268 are facts.
    """
    if money_of_budgets(paragraph, index, k):
        return BUDGETS
    chooser = load()
    phrase = paragraph.sentences[index].phrases[k]
    types = ((n.where, n.near, _type(*n[2:])) for n in neighbours(paragraph, index, k))
    beside = told(types, phrase.how if phrase else NONE)
    active, scores = chooser.again(*_first(paragraph, index, k), beside)
    choice = chooser.choose(scores)
    return Scored(scores, choice, lambda: chooser.reasons(active, choice or NONE))
