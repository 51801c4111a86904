"""Names of places in the nominative: ``Великих Лук``, ``Нижней Кечме``, ``Гусе-Хрустальном``."""

import re
from collections.abc import Sequence

from extractor.russian.morphology import inflect, is_known, of_case, readings, toponym
from extractor.russian.tokens import Token
from extractor.russian.wordlists import words

ADJECTIVES = words("toponym_adjectives")
"""Adjectives that open names of two words."""
UNCHANGED = ("ово", "ево", "ёво", "ино", "ыно")
"""Endings of names that are in the nominative already, or do not decline."""
VILLAGE = {"ове": "ово", "еве": "ево", "ине": "ино", "ыне": "ыно"}
"""Endings of names that the dictionary lacks, and those of their nominatives."""
OWNERS = frozenset({"ова", "ева", "ёва", "ина", "ына"})
"""Endings of genitives of such names."""
SINGULAR = frozenset({"nomn", "sing"})
QUOTES = '«"“„'
CLOSING = '»"”'
UPPER = frozenset("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
MADE = re.compile(r"(.+[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ое)")
ENDS = {"masc": "ий", "femn": "ая", "neut": "ое"}
WORDS_OF_GRAMMAR = frozenset({"CONJ", "PREP", "PRCL", "NPRO", "VERB", "INFN", "GRND", "NUMR"})
Found = tuple[int, int, str]
"""First and last token of a place, half-open, and its name in the nominative."""
LONGEST = 3
"""Words of a name."""


def titled(word: str) -> str:
    """Write a name with its capitals: ``комсомольск-на-амуре`` → ``Комсомольск-на-Амуре``."""
    return "-".join(
        part[:1].upper() + part[1:] if len(part) > 2 else part for part in word.split("-")
    )


def is_capital(token: Token) -> bool:
    """Tell a word with a capital letter."""
    return token.kind == "word" and token.text[0] in UPPER


def is_name(token: Token) -> bool:
    """Tell whether a token can be a word of a name: capital, no word of grammar, no ``ТОСов``."""
    return (
        is_capital(token)
        and len(token.text) > 1
        and (token.text.isupper() or token.text[1].islower())
        and token.reading.pos not in WORDS_OF_GRAMMAR
    )


def as_adjective(form: str, gender: str) -> str | None:
    """Put a form of an adjective into the nominative singular, lower case.

    The dictionary takes those made of places it lacks (``вышковского``) for surnames.
    """
    found = inflect(form, "ADJF", frozenset({"nomn", "sing", gender}))
    made = None if found else MADE.fullmatch(form)
    return f"{made[1]}{ENDS.get(gender, 'ий')}" if made else found


def is_adjective(form: str) -> bool:
    """Tell whether a word form can be an adjective."""
    return any(r.pos == "ADJF" for r in readings(form))


def is_participle(form: str) -> bool:
    """Tell what opens the line below a place: ``жителей города / Обобщённая характеристика``."""
    return any((r.pos, r.case) == ("PRTF", "nomn") for r in readings(form))


def run(tokens: Sequence[Token], i: int) -> int:
    """Give the end of the name that opens with ``tokens[i]``: a noun, or adjectives and a noun.

    An adjective that no noun of its own case follows is a name by itself (``Мирному``).
    """
    if not is_adjective(tokens[i].lower):
        return i + 1
    for j in range(i + 1, min(i + LONGEST, len(tokens))):
        if not is_capital(tokens[j]) or len(tokens[j].text) < 2:
            break
        if any(r.pos == "NOUN" for r in readings(tokens[j].lower)):
            return j + 1 if agree(tokens[j - 1].lower, tokens[j].lower) else i + 1
        if not is_adjective(tokens[j].lower):
            break
    return i + 1


def agree(adjective: str, noun: str, part: str = "ADJF") -> bool:
    """Tell whether an adjective and a noun share case, number and gender.

    Of a participle ``part`` is ``PRTF``.
    """
    nouns = [r for r in readings(noun) if r.pos == "NOUN"]
    return any(
        a.pos == part
        and a.case == n.case
        and a.number == n.number
        and (a.number == "plur" or a.gender == n.gender)
        for a in readings(adjective)
        for n in nouns
    )


def nominative(forms: Sequence[str], gender: str, case: str = "") -> str:
    """Put a name of lower-case words into the nominative.

    ``gender`` is that of what is named (``станица`` → ``femn``): a name that is an
    adjective follows it. ``case`` is the one it stands in, where that is known.
    """
    *before, last = forms
    if not before:
        return titled(one(last, gender, case))
    if any(r.number == "plur" and r.pos == "ADJF" for r in readings(before[0])):
        target = frozenset({"nomn", "plur"})
        noun = toponym(last) or inflect(last, "NOUN", target) or last
    else:
        noun = one(last, gender)
        target = frozenset({"nomn", "sing", _gender_of(before[-1], noun)})
    adjectives = [inflect(form, "ADJF", target) or form for form in before]
    return " ".join(map(titled, [*adjectives, noun]))


def _gender_of(adjective: str, noun: str) -> str:
    """Give the gender that an adjective's form shows: a masculine one can be neuter too."""
    shown = {r.gender for r in readings(adjective) if r.pos == "ADJF" and r.number == "sing"}
    if shown == {"femn"}:
        return "femn"
    return "neut" if noun.endswith(("о", "е")) else "masc"


def one(form: str, gender: str, case: str = "") -> str:
    """Put one lower-case word into the nominative."""
    known = toponym(form, case) or toponym(form)
    if known:
        return known
    if "-" in form:
        return _hyphenated(form, gender)
    if form.endswith(UNCHANGED):
        return form
    adjective = as_adjective(form, gender)
    found = readings(form)
    if adjective and (is_known(form) or all(r.pos != "NOUN" for r in found)):
        named = any(r.case == "nomn" and r.number == "sing" for r in found)
        return form if named and form.endswith(("ое", "ее")) else adjective
    if form[-3:] in VILLAGE:
        return form[:-3] + VILLAGE[form[-3:]]
    if case == "gent" and form[-3:] in OWNERS:
        return form[:-1] + "о"
    return of_case(form, case) or inflect(form, "NOUN", SINGULAR) or adjective or form


def _hyphenated(form: str, gender: str) -> str:
    town, on, water = form.partition("-на-")
    if on:
        return f"{one(town, gender)}-на-{titled(water)}"
    left, _, right = form.rpartition("-")
    left = _left_part(left)
    if left.endswith("о"):
        gender = "neut"
    return f"{left}-{one(right, gender) if len(right) > 2 else right}"


def is_double(form: str) -> bool:
    """Tell a town's name of two parts, of which the first is a town: ``Спасск-Дальний``."""
    left, dash, right = form.rpartition("-")
    return bool(dash) and is_adjective(right) and toponym(_left_part(left)) is not None


def _left_part(left: str) -> str:
    """Put the first half of a double name into the nominative (``Ленинска`` → ``Ленинск``)."""
    for ending in ("ска", "ску", "ске"):
        if left.endswith(ending):
            return left[:-1]
    if left.endswith("ском"):
        return left[:-2]
    if "-" in left:
        return left
    if left[-3:] in VILLAGE:
        return left[:-3] + VILLAGE[left[-3:]]
    return toponym(left) or inflect(left, "NOUN", SINGULAR) or left


def town_of(adjective: str) -> str | None:
    """Give the town that the lemma of an adjective is made of: ``кыштымский`` → ``Кыштым``."""
    if not adjective.endswith("ский"):
        return None
    stem = adjective[:-4]
    for name in (adjective[:-2], *(stem + ending for ending in ("", "о", "а", "ь", "я", "ы", "и"))):
        if toponym(name, "nomn") == name:
            return titled(name)
    return None
