"""Phrases that stand before their number: labels, subjects, announcements, fronted genitives."""

from collections.abc import Sequence

from extractor.russian.morphology import readings
from extractor.russian.numerals import DASHES
from extractor.russian.phrases import (
    ADJECTIVE,
    Phrase,
    complement,
    is_adjective,
    is_noun,
    noun_reading,
    substantive,
)
from extractor.russian.tokens import Token
from extractor.russian.wordlists import table, words

MEASURE_NOUNS = words("measure_nouns")
ANNOUNCING = frozenset({"количество", "число", "численность", "динамика"})
MONTHS = frozenset(row[0] for row in table("months"))
SERIES = 45
"""Tokens over which an announcement reaches."""


def _segment(tokens: list[Token], end: int) -> int:
    """Give the begin of the stretch before ``end`` that a label can fill."""
    j, depth = end, 0
    while j > 0:
        text = tokens[j - 1].text
        if text == ")":
            depth += 1
        elif text == "(":
            if not depth:
                break
            depth -= 1
        elif (
            (not depth and text in (";", ":", ".", "•", "●", "·") and not _of_year(tokens, j - 1))
            or (
                not depth
                and text in DASHES
                and tokens[j - 1].end - tokens[j - 1].start == 1
                and j < end
                and j - 1 > 0
            )
        ) or (not depth and text == "," and not _enumerates(tokens, j)):
            break
        if tokens[j - 1].kind == "number" and not depth and not _dates(tokens, j - 1):
            break
        j -= 1
    return j


def _dates(tokens: Sequence[Token], i: int) -> bool:
    """Tell the number of a date between a label and its dash: ``на 1 января 2014 г.``"""
    follow = tokens[i + 1] if i + 1 < len(tokens) else None
    return follow is not None and (follow.lemma in ("год", "г", "гг") or follow.lower in MONTHS)


def _enumerates(tokens: list[Token], j: int) -> bool:
    """Tell a comma between like adjectives, or before a relative clause, from a border."""
    if j >= len(tokens) or j < 2:
        return False
    left, right_ = tokens[j - 2], tokens[j]
    if is_adjective(right_) and is_adjective(left):
        return True
    return right_.reading.pos == "PRTF" or right_.lower.startswith("котор")


def _of_year(tokens: Sequence[Token], i: int) -> bool:
    """Tell the dot of ``2014 г.``"""
    return tokens[i].text == "." and i > 0 and tokens[i - 1].lower in ("г", "гг")


def label(tokens: list[Token], first: int) -> Phrase | None:
    """Read the label before a number: ``X – N``, ``X: N``, ``X (N``."""
    if first == 0:
        return None
    mark = tokens[first - 1].text
    if mark in ("более", "около", "свыше", "до", "почти") and first > 1:
        return label(tokens, first - 1)
    if not (mark in DASHES or mark in (":", "(", "=")):
        return None
    begin = _segment(tokens, first - 1)
    return _label_in(tokens, begin, first - 1, "label")


def subject(tokens: list[Token], first: int) -> Phrase | None:
    """Read the subject of the verb right before a number: ``количество X составило N``."""
    j = first - 1
    while (
        j >= 0
        and first - j <= 4
        and tokens[j].reading.pos in ("PREP", "ADVB", "COMP", "PRCL", "CONJ")
    ):
        j -= 1
    if j < 0 or tokens[j].reading.pos not in ("VERB", "PRTS"):
        return None
    return _label_in(tokens, _segment(tokens, j), j, "subject")


def announced(tokens: list[Token], first: int) -> Phrase | None:
    """Read what a word of number announces: ``с общим числом участников N человек``.

    An announcement at the head of a sentence holds for its whole series (``Число ТОС:
    рост с 43 до 60``); a semicolon ends it.
    """
    for j in range(first - 1, max(-1, first - SERIES), -1):
        if tokens[j].text == ";" or (tokens[j].text == "." and len(tokens[j - 1].text) > 3):
            return None
        if tokens[j].lemma in ANNOUNCING:
            inner = next((k for k in range(j + 1, first) if is_noun(tokens[k])), None)
            if inner is None or any(t.kind == "number" for t in tokens[j:inner]):
                return None
            lemma = noun_reading(tokens[inner]).lemma
            last = min(complement(tokens, inner), first)
            return Phrase(j + 1, last, inner, lemma, "announced")
    return None


def fronted(tokens: list[Token], first: int) -> Phrase | None:
    """Read a genitive that opens the clause: ``Победителей – девять``, ``Партий осталось 24``."""
    begin = first
    while (
        begin > 0
        and (tokens[begin - 1].text not in (";", ".", ":", ",", "(") or _of_year(tokens, begin - 1))
        and begin > first - 12
    ):
        if tokens[begin - 1].kind == "number" and not _dates(tokens, begin - 1):
            return None
        begin -= 1
    for j in range(begin, first):
        token = tokens[j]
        if token.reading.pos == "PREP" or token.kind == "mark":
            return None
        if token.reading.pos in ("ADVB", "PRCL", "CONJ") or token.lemma in ("весь", "всего"):
            continue
        people = substantive(tokens, j)
        if is_adjective(token) and not is_noun(token) and not people:
            continue
        plural = any(
            (r.pos == "NOUN" or people) and r.case == "gent" and r.number == "plur"
            for r in readings(token.lower)
        )
        if not (plural or token.reading.pos == "ABBR"):
            return None
        found = token.reading if people else noun_reading(token)
        return Phrase(j, min(complement(tokens, j), first), j, found.lemma, "fronted")
    return None


def _nominative(token: Token) -> bool:
    return any(r.pos in ADJECTIVE and r.case == "nomn" for r in readings(token.lower))


def _label_in(tokens: list[Token], begin: int, end: int, how: str) -> Phrase | None:
    """Choose the head of a label: its first noun that no preposition governs."""
    governed = False
    adjective = -1
    j = begin
    while j < end:
        token = tokens[j]
        if token.reading.pos == "PREP":
            governed = True
        elif not governed and substantive(tokens, j) and _nominative(token):
            return Phrase(j, min(complement(tokens, j), end), j, token.lemma, how)
        elif is_noun(token):
            nominative = any(
                r.pos == "NOUN" and r.case in ("nomn", "accs") for r in readings(token.lower)
            )
            if not governed and (nominative or adjective >= 0):
                lemma = token.lemma
                last = min(complement(tokens, j), end)
                if lemma in MEASURE_NOUNS:
                    inner = next((k for k in range(j + 1, end) if is_noun(tokens[k])), None)
                    if inner is not None:
                        lemma = noun_reading(tokens[inner]).lemma
                        return Phrase(j + 1, min(complement(tokens, inner), end), inner, lemma, how)
                return Phrase(adjective if adjective >= 0 else j, last, j, lemma, how)
            governed = False
        elif is_adjective(token) and not governed:
            adjective = j if adjective < 0 else adjective
        elif token.text in (",", "и"):
            pass
        elif not is_adjective(token):
            adjective = -1
        j += 1
    if adjective >= 0:
        return Phrase(adjective, end, adjective, tokens[adjective].lemma, how)
    return None
