"""Noun phrases around a number: what is counted, and its name in the nominative."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.russian.morphology import Reading, readings
from extractor.russian.numerals import DASHES
from extractor.russian.tokens import Token
from extractor.russian.wordlists import words

ADJECTIVE = frozenset({"ADJF", "PRTF", "NUMR"})
STOP = frozenset({"PREP", "VERB", "INFN", "PRTS", "GRND", "PRED", "ADJS"})
MEASURE_NOUNS = words("measure_nouns")
ANNOUNCING = frozenset({"количество", "число", "численность", "динамика"})
SERIES = 45
"""Tokens over which an announcement reaches."""


class Phrase(NamedTuple):
    """A noun phrase over ``tokens[first:last]`` whose head is ``tokens[head]``.

    ``how`` tells where it stood: ``right`` of the number, as ``label`` before a dash or
    bracket, behind a ``dash``, as ``subject`` of the verb, ``inherited`` from an earlier
    number, or ``elided`` (only its adjective stands). ``tokens`` are those of its own
    sentence. ``above`` is what names it better: of an elided head the phrase with the
    noun, of a general one (``человек``, ``единица``) the phrase that says which.
    """

    first: int
    last: int
    head: int
    lemma: str
    how: str
    tokens: Sequence[Token] = ()
    above: "Phrase | None" = None

    @property
    def meaning(self) -> str:
        """The lemma of what is counted: of a general head that of its announcement or label."""
        above = self.above
        if above is not None and above.how in ("announced", "label", "fronted"):
            return above.lemma
        return self.lemma


def noun(form: str) -> Reading | None:
    """Give the reading of a form as a noun, one in the genitive first."""
    found = [reading for reading in readings(form) if reading.pos == "NOUN"]
    genitive = [reading for reading in found if reading.case == "gent"]
    return next(iter(genitive or found), None)


def is_adjective(token: Token) -> bool:
    """Tell whether a token can modify a noun to its right."""
    if token.kind != "word":
        return False
    if token.reading.pos in ADJECTIVE:
        return True
    return any(reading.pos in ("ADJF", "PRTF") for reading in readings(token.lower)[:3])


def is_noun(token: Token) -> bool:
    """Tell whether a token can be the head of a noun phrase."""
    if token.kind != "word" or token.reading.pos in ("PREP", "CONJ", "PRCL", "NPRO"):
        return False
    if len(token.lower) == 1:
        return False
    return token.reading.pos in ("NOUN", "ABBR") or (
        token.reading.pos not in STOP and noun(token.lower) is not None and not is_adjective(token)
    )


def _complement(tokens: list[Token], head: int, limit: int = 4) -> int:
    """Give the index behind the genitive complement of a head noun."""
    j = head + 1
    last = j
    if j < len(tokens) and tokens[j].text == "." and len(tokens[head].text) <= 4:
        j += 1
    while j < len(tokens) and j - head <= limit:
        token = tokens[j]
        if token.kind != "word" or token.reading.pos in STOP | {"CONJ", "NPRO", "ADVB"}:
            break
        genitive = any(
            r.case == "gent" and r.pos in ("NOUN", "ADJF", "PRTF") for r in readings(token.lower)
        )
        if not genitive:
            break
        j += 1
        if is_noun(token):
            last = j
    return last


PREFIXES = words("split_prefixes")


def _split_word(tokens: list[Token], j: int) -> bool:
    """Tell the first half of a word that noise has split: ``физкультурно - спортивных``."""
    if j + 1 >= len(tokens) or tokens[j].kind != "word":
        return False
    follow = tokens[j + 1]
    if tokens[j].lower in PREFIXES:
        return is_noun(follow) or is_adjective(follow)
    halved = tokens[j].lower.endswith(("о", "е")) and follow.text in DASHES
    return halved and j + 2 < len(tokens) and is_adjective(tokens[j + 2])


def _bracketed_adjective(tokens: list[Token], j: int) -> bool:
    """Tell ``(фермерских)`` between a number and its noun."""
    inside = j + 2 < len(tokens) and tokens[j + 2].text == ")"
    return inside and is_adjective(tokens[j + 1])


def right(tokens: list[Token], i: int) -> Phrase | None:
    """Read the noun phrase that begins at token ``i``, behind a number."""
    j, adjective = i, -1
    while j < len(tokens) and j - i < 8:
        token = tokens[j]
        split = _split_word(tokens, j)
        if (
            is_noun(token)
            and not split
            and not (is_adjective(token) and token.reading.pos != "NOUN")
        ):
            found = noun(token.lower)
            lemma = found.lemma if found else token.lemma
            return Phrase(i, _complement(tokens, j), j, lemma, "right")
        if is_adjective(token):
            adjective = j
        elif split:
            j += 2 if tokens[j + 1].text in DASHES else 1
            continue
        elif token.text == "(" and _bracketed_adjective(tokens, j):
            adjective, j = j + 1, j + 3
            continue
        elif token.text in ("«", '"') and adjective < 0 and j == i:
            pass
        elif adjective >= 0 and token.text in (",", "и", "-", "–", "/", "или"):
            following = tokens[j + 1] if j + 1 < len(tokens) else None
            if following is None or not (is_adjective(following) or is_noun(following)):
                break
            if token.text == "," and is_noun(following) and not is_adjective(following):
                break
        else:
            break
        j += 1
    if adjective >= 0:
        return Phrase(i, adjective + 1, adjective, tokens[adjective].lemma, "right")
    return None


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
            (not depth and text in (";", ":", ".", "•", "●", "·"))
            or (
                not depth
                and text in DASHES
                and tokens[j - 1].end - tokens[j - 1].start == 1
                and j < end
                and j - 1 > 0
            )
        ) or (not depth and text == "," and not _enumerates(tokens, j)):
            break
        if tokens[j - 1].kind == "number" and not depth:
            break
        j -= 1
    return j


def _enumerates(tokens: list[Token], j: int) -> bool:
    """Tell a comma between like adjectives, or before a relative clause, from a border."""
    if j >= len(tokens) or j < 2:
        return False
    left, right_ = tokens[j - 2], tokens[j]
    if is_adjective(right_) and is_adjective(left):
        return True
    return right_.reading.pos == "PRTF" or right_.lower.startswith("котор")


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
            lemma = (noun(tokens[inner].lower) or tokens[inner].reading).lemma
            last = min(_complement(tokens, inner), first)
            return Phrase(j + 1, last, inner, lemma, "announced")
    return None


def fronted(tokens: list[Token], first: int) -> Phrase | None:
    """Read a genitive that opens the clause: ``Победителей – девять``, ``Партий осталось 24``."""
    begin = first
    while (
        begin > 0 and tokens[begin - 1].text not in (";", ".", ":", ",", "(") and begin > first - 12
    ):
        if tokens[begin - 1].kind == "number":
            return None
        begin -= 1
    for j in range(begin, first):
        token = tokens[j]
        if token.reading.pos == "PREP" or token.kind == "mark":
            return None
        if token.reading.pos in ("ADVB", "PRCL", "CONJ") or token.lemma in ("весь", "всего"):
            continue
        if is_adjective(token) and not is_noun(token):
            continue
        plural = any(
            r.pos == "NOUN" and r.case == "gent" and r.number == "plur"
            for r in readings(token.lower)
        )
        if not (plural or token.reading.pos == "ABBR"):
            return None
        found = noun(token.lower) or token.reading
        return Phrase(j, min(_complement(tokens, j), first), j, found.lemma, "fronted")
    return None


def _label_in(tokens: list[Token], begin: int, end: int, how: str) -> Phrase | None:
    """Choose the head of a label: its first noun that no preposition governs."""
    governed = False
    adjective = -1
    j = begin
    while j < end:
        token = tokens[j]
        if token.reading.pos == "PREP":
            governed = True
        elif is_noun(token):
            nominative = any(
                r.pos == "NOUN" and r.case in ("nomn", "accs") for r in readings(token.lower)
            )
            if not governed and (nominative or adjective >= 0):
                lemma = token.lemma
                last = min(_complement(tokens, j), end)
                if lemma in MEASURE_NOUNS:
                    inner = next((k for k in range(j + 1, end) if is_noun(tokens[k])), None)
                    if inner is not None:
                        lemma = (noun(tokens[inner].lower) or tokens[inner].reading).lemma
                        return Phrase(
                            j + 1, min(_complement(tokens, inner), end), inner, lemma, how
                        )
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
