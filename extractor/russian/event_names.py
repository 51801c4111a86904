"""How an event, drive or help is called: its noun phrase in the nominative, in its number."""

from collections.abc import Sequence

from extractor.candidates import Field
from extractor.russian.event_kinds import DRIVES, HELP, NAMED, PAIRS, kinds_at
from extractor.russian.extent import behind_body, joined_complement
from extractor.russian.morphology import Reading, agreeing, inflect, readings
from extractor.russian.naming import (
    CASES,
    cased,
    joined,
    may_modify,
    modified_forms,
)
from extractor.russian.numerals import FORMS
from extractor.russian.phrases import (
    ADJECTIVE,
    beside,
    complement,
    forms_of,
    is_adjective,
    is_noun,
    right,
    splits,
)
from extractor.russian.tokens import Token
from extractor.russian.wordlists import words
from extractor.values import folded

PASSING = words("passing_words")
MEASURES = words("measure_nouns")
GIVING = HELP | DRIVES
ABOUT = frozenset({"по", "с", "для", "о", "об", "обо"})
"""Prepositions within a name: ``соревнования по гребле``."""
OF_HELP = ABOUT | {"на"}
"""Those within the name of help and of drives: ``субсидия на газ``, ``сбор на операцию``."""
ADJECTIVES = 3
"""Adjectives before a noun that belong to its name."""


def name(tokens: Sequence[Token], head: int) -> Field:
    """Name an event in the nominative, and those that ``и`` joins to it."""
    first = first_adjective(tokens, head)
    last = _last(tokens, head)
    parts = [nominative(tokens, first, head, last)]
    while (joined_ := _joined_event(tokens, head, last)) is not None:
        begin, head = last + 1, joined_
        last = _last(tokens, head)
        parts.append(nominative(tokens, begin, head, last))
    return Field(" и ".join(parts), tokens[first].start, tokens[last - 1].end)


def first_adjective(tokens: Sequence[Token], head: int) -> int:
    """Give where the adjectives of a noun begin: a row of them, halves that noise has split."""
    first, count, forms = head, 0, modified_forms(tokens[head])
    while first > 0 and count < ADJECTIVES:
        if _names(tokens[first - 1]) and may_modify(tokens[first - 1], forms):
            first -= 1
        elif first > 1 and tokens[first - 1].text == "и" and first < head and _row(tokens, first):
            first -= 2
        elif first > 1 and _halved(tokens, first - 2):
            first -= 2
            continue
        else:
            break
        count += 1
    return first


def _halved(tokens: Sequence[Token], j: int) -> bool:
    """Tell the first half of an adjective (``спортивно - массовых``), no noun before a dash."""
    return tokens[j + 1].kind == "mark" and splits(tokens, j) and not is_noun(tokens[j])


def _row(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether ``и`` joins two adjectives: ``физкультурных и спортивных мероприятий``."""
    left, right_ = tokens[first - 2], tokens[first]
    forms = forms_of(left, ADJECTIVE) & forms_of(right_, ADJECTIVE)
    return _names(left) and not is_noun(left) and bool(forms)


def _last(tokens: Sequence[Token], head: int) -> int:
    """Give the index behind the complement of an event, and behind what it is about."""
    last = min(complement(tokens, head), len(tokens))
    giving = tokens[head].lemma in GIVING
    if last > head + 1:
        last = _with_joined(tokens, last)
    elif giving:
        last = behind_body(tokens, head, last)
    about = OF_HELP if giving else ABOUT
    if last < len(tokens) and tokens[last].lower in about:
        return _behind_about(tokens, last)
    return last


def _with_joined(tokens: Sequence[Token], last: int) -> int:
    """Give the index behind what ``и`` joins to a complement; another event stands for itself."""
    end = joined_complement(tokens, last)
    return last if end > last and kinds_at(tokens, end - 1) else end


def _behind_about(tokens: Sequence[Token], last: int) -> int:
    """Give the index behind what a preposition tells of an event; ``с охватом`` tells a number."""
    more = right(tokens, last + 1)
    if more is None or not is_noun(tokens[more.head]):
        return last
    return last if tokens[last].lower == "с" and more.lemma in MEASURES else more.last


def _joined_event(tokens: Sequence[Token], head: int, last: int) -> int | None:
    """Give the event that ``и`` joins to one, in the same case: ``вебинары и консультации``."""
    more = beside(tokens, last)
    if more is None or not kinds_at(tokens, more.head) & kinds_at(tokens, head):
        return None
    counted = any(token.lower in FORMS for token in tokens[last + 1 : more.head])
    if counted or more.lemma in NAMED:
        return None
    return more.head if forms_of(tokens[head]) & forms_of(tokens[more.head]) else None


def nominative(tokens: Sequence[Token], first: int, head: int, last: int) -> str:
    """Put an event's adjectives and noun into the nominative, keeping its number."""
    return in_case(tokens, first, head, last, "nomn")


def in_case(tokens: Sequence[Token], first: int, head: int, last: int, case: str) -> str:
    """Put adjectives and the noun behind them into a case, keeping its number."""
    reading = _reading(tokens[head], tokens[head - 1] if head > first else None)
    number, form = reading.number or "sing", tokens[head].lower
    target = frozenset({case, number} | ({reading.gender} - {""} if number == "sing" else set()))
    noun = inflect(form, "NOUN", target) or (form if reading.pos == "NOUN" else tokens[head].text)
    if case == "nomn" and number == "sing" and reading is not tokens[head].reading:
        noun = noun if folded(noun) == reading.lemma else reading.lemma
    forms = [agreeing(token.lower, target) for token in tokens[first:head]]
    written = [
        cased(token, form)
        for token, form in zip(tokens[first : head + 1], [*forms, noun], strict=True)
    ]
    opens = all(token.kind == "mark" for token in tokens[:first])
    if opens and tokens[head].lemma not in NAMED and not written[0].isupper():
        written[0] = written[0][:1].lower() + written[0][1:]
    tail = [token.text for token in tokens[head + 1 : last] if token.kind == "word"]
    return " ".join([*joined(tokens[first : head + 1], written), *tail])


def _names(token: Token) -> bool:
    """Tell an adjective that is part of a name; no numeral, nothing told in passing."""
    read = token.reading
    done = read.pos == "PRTF" and read.tense == "past"
    told = read.pos == "NUMR" or done or token.lemma in PASSING
    return is_adjective(token) and not told


def _reading(noun: Token, adjective: Token | None) -> Reading:
    """Give the reading of a noun that its adjective agrees with: ``в Бессмертном полку``."""
    if adjective is None:
        return noun.reading
    forms = forms_of(adjective, ADJECTIVE)
    genders = {r.gender for r in readings(adjective.lower) if r.number == "sing"}
    agreeing_ = [
        reading
        for reading in readings(noun.lower)
        if reading.pos == "NOUN"
        and (CASES.get(reading.case, reading.case), reading.number) in forms
        and (reading.number == "plur" or reading.gender in genders)
    ]
    paired = [reading for reading in agreeing_ if (adjective.lemma, reading.lemma) in PAIRS]
    return next(iter(paired or agreeing_), noun.reading)
