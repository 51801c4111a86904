"""Where words of charity drives and of giving stand around a sentence.

Money is a fact where it is given or collected; that of budgets and prices is none. In the gold
8 of the 2,268 sums around which no such word stands are facts.
"""

from functools import lru_cache

from extractor.russian import stems
from extractor.russian.context import Paragraph
from extractor.russian.scan import Closed, passed_over

KEPT = 8
"""Sentences whose surroundings are kept for their next number."""
NOWHERE = ("none",)
RUBLE = "руб"


@lru_cache(KEPT)
def around(paragraph: Paragraph, index: int, name: str) -> tuple[str, ...]:
    """Tell where stems of the list ``name`` stand around a sentence: ``none`` is nowhere."""
    text, sentence, before = paragraph.text, paragraph.sentences[index], paragraph.before
    found = stems.places(text, name)
    named = (
        ("sentence", stems.among(found, sentence.start, sentence.end)),
        ("above", stems.among(found, paragraph.start, sentence.start)),
        ("below", stems.among(found, sentence.end, paragraph.end)),
        ("heading", stems.in_heading(paragraph.heading, name)),
        ("before", before is not None and stems.among(found, before.start, before.end)),
        ("earlier", stems.among(found, paragraph.lead, paragraph.start)),
    )
    return tuple(where for where, holds in named if holds) or NOWHERE


def is_far(paragraph: Paragraph, index: int) -> bool:
    """Tell a sentence around which no word of a drive or of giving stands."""
    return all(around(paragraph, index, name) == NOWHERE for name in stems.LISTS)


def is_budget(paragraph: Paragraph, index: int, k: int) -> bool:
    """Tell money around which no word of a drive or of giving stands."""
    money = paragraph.sentences[index].quantities[k].kind == "money"
    return money and is_far(paragraph, index)


def silent(paragraph: Paragraph, index: int) -> tuple[Closed, ...] | None:
    """List the numbers of a sentence where what stands next to them tells that none counts
    anything; far from giving sums of money do not either."""
    sentence = paragraph.sentences[index]
    text, start, end = sentence.text, sentence.start, sentence.end
    money = stems.lowered(text).find(RUBLE, start, end) >= 0 and is_far(paragraph, index)
    return passed_over(text, start, end, money)
