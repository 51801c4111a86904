"""Names of counted things: a noun phrase in the nominative singular."""

from collections.abc import Sequence
from functools import lru_cache

from extractor.russian.morphology import (
    ABBREVIATIONS,
    CACHE_SIZE,
    Reading,
    agreeing,
    inflect,
    lemma,
    readings,
)
from extractor.russian.phrases import Phrase, is_adjective, noun
from extractor.russian.tokens import Token
from extractor.values import folded

CHILD = "ребенок"
CHILDREN = frozenset({"ребята", "дети", "ребятишки", "детвора"})
"""Nouns without a singular of their own that name children."""


def nominative(phrase: Phrase, limit: int = 5) -> str:
    """Write a phrase in the nominative singular, its complement as it stands.

    ``общественных организаций города`` → ``общественная организация города``; an elided
    head is taken from above: ``10 средних`` → ``средняя школа``.
    """
    if phrase.how != "elided" and phrase.above is not None and phrase.meaning != phrase.lemma:
        return nominative(phrase.above, limit)
    tokens = phrase.tokens
    head = tokens[phrase.head]
    if phrase.how == "elided" and phrase.above is not None:
        source = phrase.above.tokens[phrase.above.head]
        reading = noun(source.lower) or source.reading
        modifiers, shown = tokens[phrase.first : phrase.head + 1], _shown(source, reading)
        return " ".join([*_agreeing(modifiers, reading), shown][-limit:])
    reading = noun(head.lower) or head.reading
    if head.reading.pos != "NOUN" and is_adjective(head):
        reading = head.reading
    words_ = [*_agreeing(tokens[phrase.first : phrase.head], reading), _shown(head, reading)]
    tail = tokens[phrase.head + 1 : phrase.last]
    words_ += [
        token.lower if token.text.isupper() is False else token.text
        for token in tail
        if token.kind == "word"
    ]
    return " ".join(words_[:limit])


def _agreeing(modifiers: Sequence[Token], reading: Reading) -> list[str]:
    """Put modifiers into the nominative, agreeing with the head's gender."""
    if "Pltm" in reading.other:
        target = frozenset({"nomn", "plur"})
    else:
        target = frozenset({"nomn", "sing", reading.gender or "masc"})
    return [agreeing(token.lower, target) for token in modifiers if token.kind == "word"]


def _shown(head: Token, reading: Reading) -> str:
    """Write a head noun in its dictionary form; an abbreviation in capitals."""
    if head.reading.pos == "ABBR":
        return head.lower.upper()
    if head.text.isupper() and len(head.text) > 1:
        return head.text
    return _lemma_form(head.lower, reading)


def _lemma_form(form: str, reading: Reading) -> str:
    """Give the dictionary form with its ``ё`` where pymorphy3 knows it."""
    if form in ABBREVIATIONS:
        return ABBREVIATIONS[form]
    if reading.lemma in CHILDREN:
        return shown(CHILD)
    if "-" in form and reading.pos == "NOUN":
        parts = [(part, noun(part)) for part in form.split("-")]
        if all(own for _, own in parts):
            return "-".join(_lemma_form(part, own) for part, own in parts if own)
    if form.endswith(("чан", "ян")) and reading.case in ("gent", "accs", "nomn", ""):
        return form + "ин"
    singular = inflect(form, reading.pos or "NOUN", frozenset({"nomn", "sing"}))
    return singular or reading.lemma


def shown(lemma_: str) -> str:
    """Write a lemma as a name, with its ``ё``."""
    return "ребёнок" if lemma_ == CHILD else lemma_


@lru_cache(CACHE_SIZE)
def head(phrase: str | None) -> str | None:
    """Give the lemma of the first noun of a name, of its last word where it has none.

    What stands behind a preposition is no head: ``обучающийся в центре``.
    """
    words = [word.strip("«»\"'().,") for word in folded(phrase or "").split()]
    words = [word for word in words if word]
    behind = (i for i, word in enumerate(words) if i and readings(word)[0].pos == "PREP")
    words = words[: next(behind, None)]
    noun_ = next((word for word in words if readings(word)[0].pos == "NOUN"), None)
    return lemma(noun_ or words[-1]) if words else None


def cased(token: Token, form: str) -> str:
    """Write a form of a token with the capital that the text gives it."""
    if token.text.isupper() and len(token.text) > 2:
        return form
    return form[:1].upper() + form[1:] if token.text[:1].isupper() else form
