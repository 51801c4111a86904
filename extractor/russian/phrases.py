"""Noun phrases around a number: what is counted, and its name in the nominative."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.russian.morphology import CACHE_SIZE, Reading, readings
from extractor.russian.numerals import DASHES
from extractor.russian.tokens import Token
from extractor.russian.wordlists import table, words

ADJECTIVE = frozenset({"ADJF", "PRTF", "NUMR"})
STOP = frozenset({"PREP", "VERB", "INFN", "PRTS", "GRND", "PRED", "ADJS"})
NO_NOUN = frozenset({"PREP", "CONJ", "PRCL", "NPRO"})
ROW = frozenset({",", "и", "или"})
"""What stands between the adjectives of a row."""
BEHIND = STOP | {"CONJ", "NPRO", "ADVB"}
"""What no complement goes over."""
SUBSTANTIVES = frozenset(row[0] for row in table("substantives"))
ALWAYS = frozenset(row[0] for row in table("substantives") if row[-1] == "always")


class Phrase(NamedTuple):
    """A noun phrase over ``tokens[first:last]`` whose head is ``tokens[head]``.

    ``how`` tells where it stood: ``right`` of the number, as ``label`` before a dash or
    bracket, behind a ``dash``, as ``subject`` of the verb, ``announced`` by a word
    of number (``число участников``), ``fronted`` as a genitive that opens the clause,
    ``inherited`` from an earlier number, ``by_place`` if a place stands where it would, or
    ``elided`` (only its adjective stands). ``tokens`` are those of its own
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


@lru_cache(CACHE_SIZE)
def noun(form: str) -> Reading | None:
    """Give the reading of a form as a noun, one in the genitive first."""
    found = [reading for reading in readings(form) if reading.pos == "NOUN"]
    genitive = [reading for reading in found if reading.case == "gent"]
    return next(iter(genitive or found), None)


def noun_reading(token: Token) -> Reading:
    """Give the reading of a token as a noun, where it has one, else its likeliest."""
    return noun(token.lower) or token.reading


@lru_cache(CACHE_SIZE)
def _adjectival(form: str) -> bool:
    """Tell whether a form is an adjective or participle in one of its likely readings."""
    return any(reading.pos in ("ADJF", "PRTF") for reading in readings(form)[:3])


def is_adjective(token: Token) -> bool:
    """Tell whether a token can modify a noun to its right."""
    if token.kind != "word":
        return False
    return token.reading.pos in ADJECTIVE or _adjectival(token.lower)


def is_noun(token: Token) -> bool:
    """Tell whether a token can be the head of a noun phrase."""
    pos = token.reading.pos
    if token.kind != "word" or pos in NO_NOUN or len(token.lower) == 1:
        return False
    return pos in ("NOUN", "ABBR") or (
        pos not in STOP and noun(token.lower) is not None and not is_adjective(token)
    )


def substantive(tokens: Sequence[Token], j: int) -> bool:
    """Tell a participle or adjective that names people: ``N учащихся школ``.

    It is an attribute where a noun behind agrees with it (``N учащихся детей``).
    """
    token = tokens[j]
    if token.lemma not in SUBSTANTIVES or token.reading.pos not in ADJECTIVE:
        return False
    k = j + 1
    while k < len(tokens) and k - j < 6:
        joined = tokens[k].text in (",", "и", "или") and k + 1 < len(tokens)
        if joined and is_adjective(tokens[k + 1]) and not is_noun(tokens[k + 1]):
            k += 2
        elif is_adjective(tokens[k]) and not is_noun(tokens[k]):
            k += 1
        else:
            break
    if k >= len(tokens) or not is_noun(tokens[k]) or not agrees(token, tokens[k]):
        return True
    return token.lemma in ALWAYS and tokens[k].reading.animacy != "anim"


def agrees(adjective: Token, noun_: Token) -> bool:
    """Tell whether an adjective can be the attribute of a noun, by case and number."""
    return not forms_of(adjective, ADJECTIVE).isdisjoint(forms_of(noun_))


def forms_of(token: Token, pos: Collection[str] = ("NOUN",)) -> set[tuple[str, str]]:
    """Give the cases and numbers that a form can have as one of these parts of speech."""
    return {(r.case, r.number) for r in readings(token.lower) if r.pos in pos}


def _attribute(tokens: Sequence[Token], j: int) -> bool:
    """Tell a noun that is an adjective here: a noun behind agrees with it (``пожарных команд``)."""
    behind = tokens[j + 1] if j + 1 < len(tokens) else None
    return behind is not None and is_noun(behind) and agrees(tokens[j], behind)


@lru_cache(CACHE_SIZE)
def _genitive(form: str) -> bool:
    """Tell whether a form can be a genitive."""
    return any(r.case == "gent" and r.pos in ("NOUN", "ADJF", "PRTF") for r in readings(form))


def complement(tokens: Sequence[Token], head: int, limit: int = 4) -> int:
    """Give the index behind the genitive complement of a head noun."""
    j = head + 1
    last = j
    if j < len(tokens) and tokens[j].text == "." and len(tokens[head].text) <= 4:
        j += 1
    while j < len(tokens) and j - head <= limit:
        token = tokens[j]
        if token.kind != "word" or token.reading.pos in BEHIND:
            break
        if not _genitive(token.lower):
            break
        j += 1
        if is_noun(token):
            last = j
    return last


def whole_complement(tokens: Sequence[Token], head: int, last: int) -> int:
    """Give the index behind a complement and the noun that closes a row of its adjectives.

    ``last`` is the index behind the complement alone: ``субъектов малого и среднего
    предпринимательства``, ``малого`` being taken for its noun.
    """
    row = max(last - 1, head + 1)
    j = row
    while j + 2 < len(tokens) and tokens[j].kind == "word" and tokens[j + 1].text in ROW:
        j += 2
    while row < j < len(tokens) - 1 and is_noun(tokens[j + 1]) and agrees(tokens[j], tokens[j + 1]):
        j += 1
    if not row < j < len(tokens) or not is_noun(tokens[j]):
        return last
    return j + 1 if all(agrees(tokens[i], tokens[j]) for i in range(row, j - 1, 2)) else last


PREFIXES = words("split_prefixes")


def splits(tokens: Sequence[Token], j: int) -> bool:
    """Tell the first half of a word that noise has split: ``физкультурно - спортивных``."""
    if j + 1 >= len(tokens) or tokens[j].kind != "word":
        return False
    follow = tokens[j + 1]
    if tokens[j].lower in PREFIXES:
        return is_noun(follow) or is_adjective(follow)
    halved = tokens[j].lower.endswith(("о", "е")) and follow.text in DASHES
    return halved and j + 2 < len(tokens) and is_adjective(tokens[j + 2])


def _bracketed_adjective(tokens: Sequence[Token], j: int) -> bool:
    """Tell ``(фермерских)`` between a number and its noun."""
    inside = j + 2 < len(tokens) and tokens[j + 2].text == ")"
    return inside and is_adjective(tokens[j + 1])


def right(tokens: Sequence[Token], i: int) -> Phrase | None:
    """Read the noun phrase that begins at token ``i``, behind a number."""
    j, adjective = i, -1
    while j < len(tokens) and j - i < 8:
        token = tokens[j]
        split = splits(tokens, j)
        if substantive(tokens, j):
            return Phrase(i, complement(tokens, j), j, token.lemma, "right")
        if (
            is_noun(token)
            and not split
            and not (is_adjective(token) and (token.reading.pos != "NOUN" or _attribute(tokens, j)))
        ):
            return Phrase(i, complement(tokens, j), j, noun_reading(token).lemma, "right")
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


def beside(tokens: Sequence[Token], last: int) -> Phrase | None:
    """Read the noun phrase that ``и`` at token ``last`` joins to what stands before it."""
    if last + 1 >= len(tokens) or tokens[last].text != "и":
        return None
    found = right(tokens, last + 1)
    return found if found is not None and is_noun(tokens[found.head]) else None
