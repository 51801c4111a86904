"""Which nouns name events, charity drives and what helps."""

from collections.abc import Sequence
from functools import lru_cache

from extractor.russian.morphology import CACHE_SIZE, readings
from extractor.russian.phrases import is_noun
from extractor.russian.tokens import Token
from extractor.russian.wordlists import noun_classes, sections, words

DRIVES = words("drive_nouns")
SORTS_OF_HELP = sections("help_nouns")
HELP = frozenset(SORTS_OF_HELP)
"""What helps, by its noun: ``гранты``; it is not who was helped."""
NAMED = words("event_heads")
"""Nouns of events only where they are named: ``День города``, but ``за день``."""
EVENTS = words("event_nouns") | DRIVES | NAMED
PAIRS = frozenset((name.split()[0], name.split()[-1]) for name in words("event_names"))
"""Events of two words whose noun alone names none: ``крестный ход``."""
FIRSTS = frozenset(adjective for adjective, _ in PAIRS)
BEGINNINGS = tuple(sorted(words("event_beginnings")))
EVENT = frozenset({"event"})


def kinds_at(tokens: Sequence[Token], i: int) -> frozenset[str]:
    """Tell what a token names an event of; nothing where it is no noun of one."""
    token = tokens[i]
    if token.kind != "word" or not is_noun(token):
        return frozenset()
    return EVENT if i > 0 and _is_pair(tokens[i - 1], token) else _kinds(token.lemma)


def _is_pair(adjective: Token, noun: Token) -> bool:
    if adjective.lemma not in FIRSTS:
        return False
    return any((adjective.lemma, reading.lemma) in PAIRS for reading in readings(noun.lower))


@lru_cache(CACHE_SIZE)
def _kinds(lemma: str) -> frozenset[str]:
    named = (
        ("event", _is_event(lemma) or _is_event(_last_part(lemma))),
        ("drive", lemma in DRIVES),
        ("help", lemma in HELP),
    )
    return frozenset(kind for kind, holds in named if holds)


def _is_event(lemma: str) -> bool:
    return lemma in EVENTS or "activity" in noun_classes(lemma)


def _last_part(lemma: str) -> str:
    """Give the noun that a compound ends in: ``параспартакиада``; empty where it is none."""
    begin = next((first for first in BEGINNINGS if lemma.startswith(first)), None)
    return lemma[len(begin) :].lstrip("-") if begin else ""
