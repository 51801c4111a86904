"""Events, charity drives and what helps, as a sentence names them: by title or noun phrase."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.candidates import Field
from extractor.russian.morphology import CACHE_SIZE, agreeing, inflect
from extractor.russian.naming import cased
from extractor.russian.phrases import complement, is_adjective, is_noun, right
from extractor.russian.tokens import Token
from extractor.russian.wordlists import noun_classes, words

DRIVES = words("drive_nouns")
PASSING = words("passing_words")
EVENTS = words("event_nouns") | DRIVES
HELP = words("help_nouns")
GIVING = HELP | DRIVES
DAYS = frozenset({"день", "неделя"})
"""Nouns of events only where they are named: ``День города``, but ``за день``."""
ABOUT = frozenset({"по", "с", "для"})
"""Prepositions within a name: ``соревнования по гребле``."""
OF_HELP = ABOUT | {"на"}
"""Those within the name of help and of drives: ``субсидия на газ``, ``сбор на операцию``."""
TITLE_GAP = 30
"""Characters between the noun of an event and its title: ``акции по сбору вещей «Дари добро»``."""
ADJECTIVES = 3
"""Adjectives before a noun that belong to its name."""


class Event(NamedTuple):
    """An event: its title or name in the nominative, what it is, its ``noun``, whether a title.

    ``kinds`` are of ``event``, ``drive`` (it collects for charity), ``help`` (a programme, its
    money, a service).
    """

    field: Field
    kinds: frozenset[str]
    noun: str
    titled: bool


def find(text: str, tokens: list[Token], titles: Sequence[Field]) -> list[Event]:
    """List the events named among ``tokens``, in order; ``titles`` are those of the sentence."""
    found = []
    for i, token in enumerate(tokens):
        kinds = _kinds(token.lemma) if token.kind == "word" and is_noun(token) else None
        if not kinds:
            continue
        title = _title(text, token, titles)
        if title or token.lemma not in DAYS or complement(tokens, i) > i + 1:
            field = title or _name(tokens, i)
            found.append(Event(field, kinds, token.lemma, title is not None))
    return found


@lru_cache(CACHE_SIZE)
def _kinds(lemma: str) -> frozenset[str]:
    named = (
        ("event", lemma in EVENTS or "activity" in noun_classes(lemma)),
        ("drive", lemma in DRIVES),
        ("help", lemma in HELP),
    )
    return frozenset(kind for kind, holds in named if holds)


def _title(text: str, noun: Token, titles: Sequence[Field]) -> Field | None:
    """Give the title behind a noun, if no mark parts them."""
    for title in titles:
        gap = text[noun.end : title.start]
        if title.start >= noun.end and len(gap) <= TITLE_GAP:
            plain = all(char.isalpha() or char in ' -«"„“' for char in gap)
            return title if plain else None
    return None


def _name(tokens: list[Token], head: int) -> Field:
    """Put an event's adjectives and noun into the nominative, keeping its number."""
    first = head
    while first > 0 and head - first < ADJECTIVES and _names(tokens[first - 1]):
        first -= 1
    last = min(complement(tokens, head), len(tokens))
    about = OF_HELP if tokens[head].lemma in GIVING else ABOUT
    if last < len(tokens) and tokens[last].lower in about:
        more = right(tokens, last + 1)
        last = more.last if more is not None and is_noun(tokens[more.head]) else last
    reading = tokens[head].reading
    number = reading.number or "sing"
    noun = inflect(tokens[head].lower, "NOUN", frozenset({"nomn", number})) or tokens[head].lower
    target = frozenset({"nomn", number} | ({reading.gender} if number == "sing" else set()))
    forms = [agreeing(token.lower, target) for token in tokens[first:head]]
    words_ = [
        cased(token, form) if i else form
        for i, (token, form) in enumerate(zip(tokens[first:], [*forms, noun], strict=False), first)
    ]
    tail = [token.text for token in tokens[head + 1 : last] if token.kind == "word"]
    return Field(" ".join([*words_, *tail]), tokens[first].start, tokens[last - 1].end)


def _names(token: Token) -> bool:
    """Tell an adjective that is part of a name; no numeral, nothing told in passing."""
    told = token.reading.pos == "NUMR" or token.lemma in PASSING
    return is_adjective(token) and not told
