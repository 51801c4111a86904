"""Plan or fact: whether a number is a plan, forecast, target or condition."""

import re
from collections.abc import Sequence

from extractor.russian.tokens import Token
from extractor.russian.wordlists import words
from extractor.values import Status

PLAN_HEADING = re.compile(
    r"ожидаем|планируем|планов|целев|прогноз|задач[иа] на|на плановый|перспектив", re.IGNORECASE
)
PLAN = words("plan_words")
FACT = frozenset({"факт", "фактически", "фактическое", "исполнение", "отчет", "отчёт"})
"""What heads the column beside that of a plan."""
MARKS, PARTING = frozenset(":–—-"), frozenset(",;.(:")


def _future(token: Token) -> bool:
    return token.reading.tense == "futr" and token.reading.pos == "VERB"


def _is_fact(tokens: Sequence[Token], begin: int, number: int) -> bool:
    """Tell a number whose label says that it is no plan: ``План: 5; Факт за 2013 год: 7``."""
    if number == begin or tokens[number - 1].text not in MARKS:
        return False
    for token in reversed(tokens[begin : number - 1]):
        if token.text in PARTING or token.lower in PLAN:
            return False
        if token.lower in FACT:
            return True
    return False


def status(
    tokens: Sequence[Token], begin: int, end: int, number: int, heading: str
) -> tuple[Status, int | None]:
    """Decide for the number at token ``number`` in its clause ``[begin, end)``.

    Gives the status and the token that decided, where one did. A word of planning or a
    future verb in the clause plans it; so does planning that opens the sentence, unless a
    past verb stands nearer; a heading of expected results plans verbless lines.
    """
    if _is_fact(tokens, begin, number):
        return "actual", None
    past = [
        i for i in range(begin, end)
        if tokens[i].reading.tense == "past" and tokens[i].reading.pos in ("VERB", "PRTS")
    ]  # fmt: skip
    cues = [i for i in range(begin, end) if tokens[i].lower in PLAN or _future(tokens[i])]
    if cues:
        nearest = min(cues, key=lambda i: abs(i - number))
        nearer_past = any(
            abs(i - number) < abs(nearest - number) and tokens[i].lower not in PLAN for i in past
        )
        if not nearer_past:
            return "planned", nearest
    if not past:
        outside = [i for i in range(begin) if tokens[i].lower in PLAN or _future(tokens[i])]
        present = any(tokens[i].reading.tense == "pres" for i in range(begin, end))
        if outside and not present and begin - outside[-1] < 40:
            done = any(tokens[i].reading.tense == "past" for i in range(outside[-1], begin))
            if not done:
                return "planned", outside[-1]
        if heading and PLAN_HEADING.search(heading) and not present:
            return "planned", None
    return "actual", None
