"""Events and charity drives that a sentence names, by their title or their noun phrase."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.candidates import Field
from extractor.russian.morphology import agreeing, inflect
from extractor.russian.phrases import complement, is_adjective, is_noun
from extractor.russian.tokens import Token
from extractor.russian.wordlists import noun_classes, words

DRIVES = words("drive_nouns")
TITLE_GAP = 30
"""Characters between the noun of an event and its title: ``акции по сбору вещей «Дари добро»``."""
ADJECTIVES = 3
"""Adjectives before a noun that belong to its name."""


class Event(NamedTuple):
    """An event: its title or name in the nominative, and whether it collects for charity."""

    field: Field
    drive: bool


def find(text: str, tokens: list[Token], titles: Sequence[Field]) -> list[Event]:
    """List the events named among ``tokens``, in order; ``titles`` are those of the sentence."""
    return [
        Event(_title(text, token, titles) or _name(tokens, i), token.lemma in DRIVES)
        for i, token in enumerate(tokens)
        if token.kind == "word" and is_noun(token) and _happens(token)
    ]


def _happens(token: Token) -> bool:
    return token.lemma in DRIVES or "activity" in noun_classes(token.lemma)


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
    while first > 0 and head - first < ADJECTIVES and is_adjective(tokens[first - 1]):
        first -= 1
    last = min(complement(tokens, head), len(tokens))
    reading = tokens[head].reading
    number = reading.number or "sing"
    noun = inflect(tokens[head].lower, "NOUN", frozenset({"nomn", number})) or tokens[head].lower
    target = frozenset({"nomn", number} | ({reading.gender} if number == "sing" else set()))
    words_ = [agreeing(token.lower, target) for token in tokens[first:head]]
    tail = [token.text for token in tokens[head + 1 : last] if token.kind == "word"]
    return Field(" ".join([*words_, noun, *tail]), tokens[first].start, tokens[last - 1].end)
