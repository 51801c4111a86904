"""Rows of territories that share a noun: ``в Лепельском и Оршанском районах``."""

from collections.abc import Sequence

from extractor.russian.morphology import agreeing, inflect, readings
from extractor.russian.tokens import Token
from extractor.russian.toponyms import Found, as_adjective, is_capital, titled

JOINING = frozenset({",", "и"})
PLURAL = frozenset({"nomn", "plur"})


def before(tokens: Sequence[Token], first: int, unit: int, noun: str) -> Found | None:
    """Read the row of names before a plural ``unit``.

    ``first`` is the token that the adjectives of the unit's kind begin with, ``noun`` its noun.
    One name alone is no row.
    """
    if all(reading.number != "plur" for reading in readings(tokens[unit].lower)):
        return None
    gender = readings(noun)[0].gender or "masc"
    names: list[str] = []
    begin = j = first - 1
    while j >= 0 and is_capital(tokens[j]) and not tokens[j].text.isupper():
        name = as_adjective(tokens[j].lower, gender)
        if not name:
            break
        names.append(titled(name))
        begin, j = j, j - 2
        if j < 0 or tokens[j + 1].text not in JOINING:
            break
    if len(names) < 2:
        return None
    *others, last = names[::-1]
    kind = [agreeing(token.lower, PLURAL) for token in tokens[first:unit]]
    units = [*kind, inflect(noun, "NOUN", PLURAL) or noun]
    return begin, unit + 1, " ".join([", ".join(others), "и", last, *units])
