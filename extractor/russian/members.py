"""Of which body the members are that a number counts: ``члены`` → ``общества инвалидов``."""

from extractor.candidates import Field
from extractor.russian.context import Sentence
from extractor.russian.extent import spread
from extractor.russian.morphology import agreeing, inflect
from extractor.russian.naming import as_it_stands, is_no_name, joined, without
from extractor.russian.phrases import ADJECTIVE, Phrase, forms_of, is_noun, noun_reading
from extractor.russian.subjects import nouns_before
from extractor.russian.tokens import Token
from extractor.russian.wordlists import noun_classes, words

LINES = 2
"""Sentences before the own one that may name the body."""
PARTS = frozenset({"первичка", "отделение", "ячейка", "филиал", "подразделение", "звено", "актив"})
"""Parts of bodies: members are those of the whole."""
LEVELS = words("level_adjectives")
"""Adjectives of a body's place in a row of like ones; its members are called without them."""


def of_whom(sentence: Sentence, k: int) -> Field | None:
    """Name in the genitive the body nearest before number ``k`` that unites people."""
    return next(map(_genitive, nouns_before(sentence, k, LINES, _unites)), None)


def _unites(token: Token) -> bool:
    """Tell the noun of a body that has members, and is no part of another."""
    lemma = noun_reading(token).lemma if is_noun(token) else ""
    return "association" in noun_classes(lemma) and lemma not in PARTS


def _genitive(phrase: Phrase) -> Field:
    """Put the name of a body, in the number it has in the text, into the genitive."""
    tokens, head = phrase.tokens, phrase.head
    reading = noun_reading(tokens[head])
    several = reading.number == "plur" or _counted(phrase)
    target = {"gent", "plur"} if several else {"gent", "sing", reading.gender or "masc"}
    last = _tail(phrase)
    front = without(tokens[phrase.first : head], _is_beside)
    name = as_it_stands(tokens[head])
    written = [agreeing(token.lower, frozenset(target)) for token in front]
    written.append(inflect(name, "NOUN", frozenset(target) - {reading.gender}) or name)
    tail = tokens[head + 1 : last]
    names = joined([*front, tokens[head], *tail], [*written, *map(as_it_stands, tail)])
    return Field(" ".join(names), tokens[phrase.first].start, tokens[last - 1].end)


def _is_beside(token: Token) -> bool:
    """Tell a word before a noun that does not name it: a level, a state."""
    return token.lemma in LEVELS or is_no_name(token)


def _counted(phrase: Phrase) -> bool:
    """Tell a noun behind its number: ``23 клубных формирования``."""
    before = phrase.tokens[phrase.first - 1] if phrase.first else None
    return before is not None and before.kind == "number" and before.text[-1:] != "1"


def _tail(phrase: Phrase) -> int:
    """Give the index behind the complement of a body, of those who are named by an adjective
    too: ``общество слепых``."""
    tokens, (last, _) = phrase.tokens, spread(phrase)
    people = tokens[last] if last == phrase.head + 1 < len(tokens) else None
    if people is not None and ("gent", "plur") in forms_of(people, ADJECTIVE):
        behind = tokens[last + 1] if last + 1 < len(tokens) else None
        return last + 1 if behind is None or not is_noun(behind) else last
    return last
