"""Nouns of territories, written out or in short: ``район``, ``р-н``, ``МР``."""

from extractor.russian.tokens import Token
from extractor.russian.wordlists import DATA, pairs, table

KINDS = {row[0]: row[1] for row in table("territories")}
"""Lemma of a territory noun → ``town`` (its name stands alone) or ``unit``."""
ABBREVIATIONS = pairs(DATA / "place_abbreviations.tsv")
SHORT = {short: noun for short, noun in ABBREVIATIONS.items() if short.islower()}
FORMAL = {short: said for short, said in ABBREVIATIONS.items() if short.isupper()}
"""Abbreviations of municipalities, and what is said of them beside their name, if anything."""


def kind_of(token: Token) -> str:
    """Tell whether a word is the noun of a ``town`` or of a ``unit``; empty for others."""
    return KINDS.get(noun_of(token).replace("ё", "е"), "")


def noun_of(token: Token) -> str:
    """Give the lemma of the noun that a word is, or is short for."""
    return SHORT.get(token.lower, token.lemma)
