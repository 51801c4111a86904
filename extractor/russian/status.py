"""Plan or fact: whether a number is a plan, forecast, target or condition."""

import re
from collections.abc import Sequence

from extractor.russian.morphology import readings
from extractor.russian.tokens import Token
from extractor.russian.wordlists import words
from extractor.values import Status

PLAN_HEADING = re.compile(
    r"ожидаем|планируе[мт]|позвол[ия]т|планов|целев|прогноз|задач[иа] на|на плановый|перспектив",
    re.IGNORECASE,
)
PLAN = words("plan_words")
REACH = 10
"""Tokens from the number a target starts from to its ``до``."""
WILL = frozenset({"будет", "будут", "быть"})
FACT = frozenset({"факт", "фактически", "фактическое", "исполнение", "отчет", "отчёт"})
"""What heads the column beside that of a plan."""
ACHIEVING = frozenset({"позволить", "помочь", "смочь", "суметь", "удаться", "успеть"})
"""Verbs whose past says that what they govern was done (implicative verbs)."""
MARKS, PARTING = frozenset(":–—-"), frozenset(",;.(:")


def _future(token: Token) -> bool:
    """Tell a verb of the future; one of both aspects (``организует``) is as well present."""
    if token.reading.tense != "futr" or token.reading.pos != "VERB":
        return False
    forms = (token.lower, token.lower.removesuffix("ся"))
    return all(reading.tense != "pres" for form in forms for reading in readings(form))


def _goes_on(token: Token) -> bool:
    """Tell a verb of the present; participles (``организаций, осуществляющих``) tell no time."""
    return token.reading.pos == "VERB" and token.reading.tense == "pres"


def _done(tokens: Sequence[Token], i: int) -> bool:
    """Tell a verb or short participle of the past; ``будет открыт`` is none."""
    reading = tokens[i].reading
    if reading.tense != "past" or reading.pos not in ("VERB", "PRTS"):
        return False
    return not any(token.lower in WILL for token in tokens[max(0, i - 2) : i])


def _plans(tokens: Sequence[Token], i: int) -> bool:
    """Tell a word of planning or a verb of the future; ``удалось открыть`` is done."""
    token = tokens[i]
    if token.lower not in PLAN:
        return _future(token)
    if token.reading.pos != "INFN":
        return True
    return not any(
        t.reading.lemma in ACHIEVING and _done(tokens, j) for j, t in enumerate(tokens[:i])
    )


def _within_reach(tokens: Sequence[Token], begin: int, end: int, number: int) -> list[int]:
    """List the tokens of a clause that tell of its number.

    What stands in brackets beside another number (``62 встречи (план – 50)``) tells of that.
    """
    found: list[int] = []
    opened: list[int] = []
    for i in range(begin, end):
        found.append(i)
        if tokens[i].text == "(":
            opened.append(i)
        elif tokens[i].text == ")" and opened:
            first = opened.pop()
            inside = first < number < i
            if not inside and any(token.kind == "number" for token in tokens[first:i]):
                found = [j for j in found if j < first]
    return found


def _is_base(tokens: Sequence[Token], number: int) -> bool:
    """Tell what a target starts from: ``с 9 до 15``, ``до 250 человек (в 2018 – 140)``."""
    behind = [token.lower for token in tokens[number + 1 : number + REACH]]
    if number and tokens[number - 1].lower in ("с", "со") and "до" in behind:
        return True
    depth = sum((token.text == "(") - (token.text == ")") for token in tokens[:number])
    return depth > 0


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
    near = _within_reach(tokens, begin, end, number)
    past = [i for i in near if _done(tokens, i)]
    cues = [i for i in near if _plans(tokens, i)]
    if cues:
        nearest = min(cues, key=lambda i: abs(i - number))
        nearer_past = any(
            abs(i - number) < abs(nearest - number) and tokens[i].lower not in PLAN for i in past
        )
        if not nearer_past:
            return "planned", nearest
    if not past:
        outside = [i for i in range(begin) if _plans(tokens, i)]
        present = any(_goes_on(tokens[i]) for i in range(begin, end))
        if outside and not present and begin - outside[-1] < 40:
            done = any(_done(tokens, i) for i in range(outside[-1], begin))
            if not done:
                return "planned", outside[-1]
        planning = heading and PLAN_HEADING.search(heading)
        if planning and not present and not _is_base(tokens, number):
            return "planned", None
    return "actual", None
