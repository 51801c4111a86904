"""Towns named without a noun: ``в Шадринске``, ``женсовет Верхней Тоймы``, ``Спасск-Дальний``."""

from collections.abc import Sequence

from extractor.russian.morphology import Reading, is_known, readings, toponym
from extractor.russian.tokens import Token
from extractor.russian.toponyms import (
    ADJECTIVES,
    QUOTES,
    UNCHANGED,
    Found,
    agree,
    is_capital,
    is_double,
    is_name,
    nominative,
)
from extractor.russian.wordlists import classes, noun_classes, words

WORDS = classes("place_words")
INSTITUTIONS = tuple(sorted(words("institution_stems")))
"""What a word that no dictionary has begins with where it is no place."""
IN = frozenset({"в", "во"})
NEAR = 20
"""Words to either side of a place among which somebody may come to it."""
SHORTEST = 5
"""Letters of a town's name that only its place in the sentence tells."""
NAMES = frozenset({"Surn", "Patr", "Name"})


def read(tokens: Sequence[Token], i: int) -> Found | None:
    """Read the town whose name opens with token ``i``."""
    token = tokens[i]
    if not is_capital(token) or token.text.isupper():
        return None
    if i and tokens[i - 1].text in QUOTES:
        return None
    return _double(tokens, i) or _single(tokens, i)


def _double(tokens: Sequence[Token], i: int) -> Found | None:
    """Read a name of an adjective and a noun: ``в Нижней Кечме``."""
    if tokens[i].lemma not in ADJECTIVES or i + 1 >= len(tokens) or not is_name(tokens[i + 1]):
        return None
    adjective, noun = tokens[i].lower, tokens[i + 1].lower
    if not agree(adjective, noun):
        return None
    inside = i > 0 and (tokens[i - 1].lower in IN or tokens[i - 1].lower == "из")
    if not inside and is_known(noun) and toponym(noun) is None:
        return None
    return i, i + 2, nominative([adjective, noun], "masc")


def _single(tokens: Sequence[Token], i: int) -> Found | None:
    token = tokens[i]
    if WORDS.get(token.lemma) == "country" or not _is_town(tokens, i):
        return None
    owned = i > 0 and tokens[i - 1].reading.pos == "NOUN"
    return i, i + 1, nominative([token.lower], "masc", "gent" if owned else "")


def _is_town(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if is_double(token.lower):
        return True
    found = readings(token.lower)
    before = tokens[i - 1].lower if i else "."
    if before == ".":
        known = toponym(token.lower) is not None
        return known and all("Geox" in r.other for r in found if r.pos)
    if WORDS.get(before) == "beside" or token.lower.startswith(INSTITUTIONS):
        return False
    if before in IN and _is_direction(tokens, i):
        return False
    if "Geox" in found[0].other and found[0].pos == "NOUN" and not NAMES & found[0].other:
        return True
    if before == "под":
        return toponym(token.lower, "ablt") is not None
    return _is_owner(tokens, i) or (before in IN and _is_inside(tokens, i, found))


def _is_direction(tokens: Sequence[Token], i: int) -> bool:
    """Tell where somebody leaves for (``едут в Москву``) from where they come together."""
    if tokens[i].lower.endswith(UNCHANGED):
        return False
    if any(r.case == "loct" for r in readings(tokens[i].lower)):
        return False
    around = tokens[max(0, i - NEAR) : i + NEAR]
    return not any(WORDS.get(token.lemma) == "coming" for token in around)


def _is_inside(tokens: Sequence[Token], i: int, found: Sequence[Reading]) -> bool:
    """Tell a town behind ``в`` that the dictionary has as something else, or has not."""
    token = tokens[i]
    if len(token.text) < SHORTEST:
        return False
    if toponym(token.lower, "loct"):
        return True
    locative = any(
        r.case in ("loct", "datv", "gent") and r.pos == "NOUN" and r.number == "sing" for r in found
    )
    common = is_known(token.lower) and found[0].pos == "NOUN"
    thing = common and not found[0].other & {"Geox", "Sgtm", "Surn"}
    body = any(r.other & {"Abbr", "Orgn"} for r in found)
    return locative and not thing and not body and not _is_followed(tokens, i)


def _is_followed(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether another name follows, as a surname does."""
    return i + 1 < len(tokens) and is_capital(tokens[i + 1])


def _is_owner(tokens: Sequence[Token], i: int) -> bool:
    """Tell a town behind what it has: ``клубы Сукромли``, ``жители Суворова``.

    Behind one person (``депутата Кутуши``) it is a surname.
    """
    token, owned = tokens[i], tokens[i - 1]
    if not is_name(token) or not _is_owned(owned) or token.start - owned.end != 1:
        return False
    if _is_followed(tokens, i):
        return False
    if is_known(token.lower):
        return owned.reading.animacy == "anim" and toponym(token.lower, "gent") is not None
    return any(r.case == "gent" and r.pos == "NOUN" for r in readings(token.lower))


def _is_owned(token: Token) -> bool:
    """Tell what a place can have: bodies, institutions, people, but no single person."""
    read = token.reading
    if read.pos != "NOUN" or (read.animacy == "anim" and read.number == "sing"):
        return False
    return not token.text.isupper() and bool(noun_classes(read.lemma))
