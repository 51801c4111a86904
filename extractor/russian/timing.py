"""Words that tell what time a number holds for, and for which other numbers a period holds."""

import re

from extractor.candidates import Field
from extractor.russian.context import Sentence
from extractor.russian.signed import Signed

COMPARING = re.compile(
    r"(?:чем|больше|меньше|выше|ниже|превыша[а-яё]+|тогда как|по сравнению с|сравнении с|против"
    r"|к уровню|относительно|уровня|прошл[а-яё]+|аналогичн[а-яё]+|соответствующ[а-яё]+"
    r"|если|до(?! конца)|после|раньше|начиная с|основан[а-яё]*|созда[а-яё]+|с|от)"
    r"(?: [а-яё]+)?(?: в| за)?[ ,(]*$",
    re.IGNORECASE,
)
"""What stands before a period that other numbers do not inherit."""
CREATING = re.compile(
    r"(?:откры|созда|основа|образова|зарегистрир|утвержд|учрежд|принят|подписа|избра|назнач"
    r"|объявл|начина|начал|стартова)[а-яё]*[^.;,:]{0,60}$",
    re.IGNORECASE,
)
"""What began at a period: other numbers hold for a later time."""
NOW = Signed(
    r"(?<![а-яё])(?:сегодня|теперь|сейчас|ныне|нынче|(?:на|в|к) (?:сегодняшний|настоящее|данный"
    r"|настоящему|текущий) (?:день|момент|врем[а-яё]+))(?![а-яё])",
    "сегодня", "теперь", "сейчас", "ныне", "нынче", "настоящ", "данный", "текущий",
)  # fmt: skip
WAS = Signed(
    r"(?:до этого|прежде|ранее|раньше|изначально|поначалу|первоначально|вначале|сначала"
    r"|(?:\(|, )было"
    r"|лет(?: [а-яё-]+)? назад"
    r"|предыдущ[а-яё]+(?: [а-яё]+)?)[^.;!?()]{0,12}$",
    "до этого", "прежде", "ранее", "раньше", "начал", "было", "назад", "предыдущ",
)  # fmt: skip
"""An earlier time that is not named: the number does not hold for the text's own."""
HABIT = Signed(
    r"(?<![а-яё])(?:ежегодно|ежемесячно|каждый год|из года в год|(?:за|в) последни[ей] (?:год|годы"
    r"|время)|традиционно|обычно)(?![а-яё])",
    "ежегодно", "ежемесячно", "каждый год", "из года", "последни", "традиционно", "обычно",
)  # fmt: skip
"""What is done again and again holds for no single time of the sentences before."""
UNTIL = re.compile(
    r"[^.;:]{0,40}(?<![а-яё])(?:был[аои]?|действовал[аои]?|имел[аои]с[ья])(?![а-яё])", re.IGNORECASE
)
STATES = frozenset({
    "занять", "задействовать", "расположить", "объединить", "представить", "обеспечить",
    "укомплектовать", "оснастить", "оборудовать", "сосредоточить",
})  # fmt: skip
"""Verbs whose short participles tell what is (``заняты``), not what was done."""
STATE_DAY = re.compile(r"(?:на|к|по состоянию на)\s*$", re.IGNORECASE)
EVE = re.compile(r"(?<![а-яё])(?:вчера|накануне)(?![а-яё])", re.IGNORECASE)
OPENING = 1500
"""Characters of a news item in which ``вчера`` tells that all of it was the day before."""


def tenses(sentence: Sentence, begin: int, end: int) -> set[str]:
    """Give the tenses of the verbs of some tokens; short participles tell of the past."""
    readings = [token.reading for token in sentence.tokens[begin:end] if token.kind == "word"]
    return {
        ("pres" if r.lemma in STATES else "past") if r.pos == "PRTS" else r.tense or "pres"
        for r in readings
        if r.pos in ("VERB", "PRTS", "ADJS")
    }


def ended(text: str, period: Field, start: int) -> bool:
    """Tell ``До 2017 года было N``: the number holds for an earlier time that is not named."""
    until = text.endswith(("До ", "до "), 0, period.start)
    return until and period.end <= start and UNTIL.match(text, period.end, start) is not None
