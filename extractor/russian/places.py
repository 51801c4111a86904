"""Territories in text, by their name in the nominative.

``г. Ленинска-Кузнецкого`` → ``Ленинск-Кузнецкий``; ``в Кяхтинском районе`` →
``Кяхтинский район``; ``Республики Коми`` → ``Республика Коми``; ``МР «Печора»`` →
``муниципальный район Печора``. Towns without a noun are read by ``towns``.
"""

from collections.abc import Sequence

from extractor.candidates import Field
from extractor.russian import place_rows, towns
from extractor.russian.hyphens import rejoined
from extractor.russian.morphology import is_known, readings, toponym
from extractor.russian.territories import FORMAL, KINDS, SHORT, kind_of, noun_of
from extractor.russian.tokens import Token
from extractor.russian.toponyms import (
    CLOSING,
    ENDS,
    QUOTES,
    Found,
    as_adjective,
    is_adjective,
    is_capital,
    is_name,
    is_participle,
    nominative,
    run,
    titled,
    town_of,
)
from extractor.russian.towns import WORDS

OF_UNIT = {"районный": "район", "областной": "область", "краевой": "край", "городской": ""}
"""Adjectives of what belongs to a unit: ``Россошанский районный совет``."""
PLACED = ("ск", "цк")
"""Ends of an adjective's stem that is made of a place's name."""
OPENING = frozenset({*KINDS, *OF_UNIT})
SHORTENED = frozenset({*SHORT, *(word for word, kind in WORDS.items() if kind == "initials")})
"""Lemmas, and forms, of words in small letters that a territory is read from."""
MEANT = frozenset({"subject", "unnamed"})
"""Kinds of words that mean a territory without its name."""


def find(tokens: Sequence[Token]) -> list[Field]:
    """List the territories named in a sentence, in order."""
    found: list[Field] = []
    tokens = rejoined(tokens)
    i = 0
    while i < len(tokens):
        read = _read(tokens, i) if _may_open(tokens[i]) else None
        if read is None:
            i += 1
            continue
        first, end, name = read
        while found and found[-1].end > tokens[first].start:
            found.pop()
        if end - first == 1 and found:
            name = _of_the_same(tokens[first], found[-1]) or name
        found.append(Field(name, tokens[first].start, tokens[end - 1].end))
        i = max(end, i + 1)
    return found


def _of_the_same(token: Token, before: Field) -> str | None:
    """Give the unit whose noun was said before: ``в Кяхтинском районе, в Баргузинском``."""
    name, _, unit = before.value.partition(" ")
    if (
        not unit
        or " и " in before.value
        or not _is_placed(name, *ENDS.values())
        or toponym(token.lower) is not None
    ):
        return None
    adjective = _placed(token, _gender(unit.split()[-1]))
    return f"{adjective} {unit}" if adjective else None


def _may_open(token: Token) -> bool:
    """Tell a word that a territory can be read from; few are."""
    if token.kind != "word":
        return False
    return is_capital(token) or token.lemma in OPENING or token.lower in SHORTENED


def find_adjectives(tokens: Sequence[Token]) -> list[Field]:
    """List the towns that adjectives are made of (``камышинские организации``)."""
    towns_ = (
        (token, town_of(as_adjective(token.lower, "masc") or ""))
        for token in tokens
        if token.text.islower()
        and token.reading.pos == "ADJF"
        and WORDS.get(token.lemma) != "no town"
    )
    return [Field(town, token.start, token.end) for token, town in towns_ if town]


def find_unnamed(tokens: Sequence[Token]) -> list[Field]:
    """List the territories meant without a name (``на территории города``), value empty."""
    return [
        Field("", token.start, token.end)
        for i, token in enumerate(tokens)
        if WORDS.get(token.lemma) in MEANT and len(token.lower) > 3 and _is_meant(tokens, i)
    ]


def _is_meant(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a noun of :data:`MEANT` means one territory; a subject of the Federation
    only as a place to be."""
    reading = tokens[i].reading
    if WORDS.get(tokens[i].lemma) == "subject":
        inside = i > 0 and tokens[i - 1].lower in ("в", "по")
        return inside and reading.case in ("loct", "datv") and reading.number == "sing"
    return reading.number == "sing"


def may_name(token: Token) -> bool:
    """Tell whether a single word can name a town: known as one, or in no dictionary."""
    return token.kind == "word" and any(
        "Geox" in r.other or (r.pos == "ADJF" and r.lemma.endswith("ий"))
        for r in readings(token.lower)
    )


def _read(tokens: Sequence[Token], i: int) -> Found | None:
    """Read the territory that token ``i`` belongs to."""
    token = tokens[i]
    if token.text in FORMAL:
        return _formal_before(tokens, i) or _formal(tokens, i)
    if WORDS.get(token.lower) == "initials":
        return (i, i + 1, token.text) if i and tokens[i - 1].lower in towns.IN else None
    kind = kind_of(token)
    if kind == "town":
        return _town(tokens, i)
    if kind:
        return _unit_before(tokens, i) or _unit(tokens, i)
    return _of_unit(tokens, i) if token.lemma in OF_UNIT else towns.read(tokens, i)


def _gender(noun: str) -> str:
    return readings(noun)[0].gender or "masc"


def _is_placed(form: str, *ends: str) -> bool:
    """Tell a name that is an adjective made of a place's name (``МР «Сысольский»``)."""
    return form.endswith(tuple(stem + end for stem in PLACED for end in ends or ("ий",)))


def _placed(token: Token, gender: str) -> str | None:
    """Give the nominative of an adjective that is made of a place's name."""
    if not is_name(token) or token.text.isupper():
        return None
    adjective = as_adjective(token.lower, gender)
    return titled(adjective) if adjective and adjective[:-2].endswith(PLACED) else None


def _town(tokens: Sequence[Token], i: int) -> Found | None:
    """Read the name behind ``г.`` or ``город``."""
    token = tokens[i]
    j = i + 1
    if token.lower in SHORT:
        dotted = j < len(tokens) and tokens[j].text == "."
        if len(token.text) == 1 and not (token.text.islower() and (dotted or token.lower == "г")):
            return None
        if token.lower == "г" and i and tokens[i - 1].kind == "number":
            return None
        j += dotted
    if j >= len(tokens) or not is_name(tokens[j]) or is_participle(tokens[j].lower):
        return None
    end = run(tokens, j)
    forms = [t.lower for t in tokens[j:end]]
    noun = noun_of(token)
    if noun != "город" and _stays(forms[-1]):
        return i, end, " ".join(map(titled, forms))
    return i, end, nominative(forms, _gender(noun))


def _stays(form: str) -> bool:
    """Tell a name that can be in the nominative, as most behind ``село`` and the like are."""
    return any((r.pos, r.case, r.number) == ("NOUN", "nomn", "sing") for r in readings(form))


def _middle(tokens: Sequence[Token], i: int) -> int:
    """Give the first of the adjectives before the noun ``i`` that tell a unit's kind."""
    while i and WORDS.get(tokens[i - 1].lemma) == "unit adjective":
        i -= 1
    return i


def _unit_before(tokens: Sequence[Token], i: int) -> Found | None:
    """Read the unit whose noun is token ``i`` by the adjective before: ``Кяхтинский район``."""
    noun = noun_of(tokens[i])
    gender = _gender(noun)
    first = _middle(tokens, i)
    row = place_rows.before(tokens, first, i, noun)
    if row is not None:
        return row
    j = first - 1
    if j < 0 or not is_capital(tokens[j]) or tokens[j].text.isupper():
        return None
    name = as_adjective(tokens[j].lower, gender)
    opening = j == 0 or tokens[j - 1].text in ".!?"
    if not name or (opening and not name[:-2].endswith(PLACED)):
        return None
    middle = [as_adjective(t.lower, gender) or t.lower for t in tokens[first:i]]
    return j, i + 1, " ".join([titled(name), *middle, noun])


def _unit(tokens: Sequence[Token], i: int) -> Found | None:
    """Read the unit by the name behind its noun: ``муниципальный район Печора``."""
    noun = noun_of(tokens[i])
    gender = _gender(noun)
    first = _middle(tokens, i)
    quoted = i + 1 < len(tokens) and tokens[i + 1].text in QUOTES
    after = i + 1 + quoted
    if after >= len(tokens) or not is_name(tokens[after]) or tokens[after].text.isupper():
        return None
    if noun != "республика" and first == i:
        return None
    lower = tokens[after].lower
    if quoted and _is_placed(lower):
        return first, after + 1, f"{titled(as_adjective(lower, gender) or lower)} {noun}"
    name = titled(lower) if quoted else nominative([lower], gender)
    middle = [as_adjective(t.lower, gender) or t.lower for t in tokens[first:i]]
    head = noun.capitalize() if noun == "республика" else " ".join([*middle, noun])
    return first, after + 1, f"{head} {name}"


def _formal_before(tokens: Sequence[Token], i: int) -> Found | None:
    """Read a municipality by the adjective before: ``Вышковского СП``."""
    said = FORMAL[tokens[i].text]
    if not said or not i:
        return None
    name = _placed(tokens[i - 1], _gender(said.split()[1]))
    return (i - 1, i + 1, f"{name} {said}") if name else None


def _formal(tokens: Sequence[Token], i: int) -> Found | None:
    """Read a municipality by its name in quotes: ``МР «Печора»``, ``МО ГО «Ухта»``."""
    j = i + 1
    while j < len(tokens) and (tokens[j].text in QUOTES or tokens[j].text in FORMAL):
        j += 1
    if j >= len(tokens) or tokens[j - 1].text not in QUOTES or not is_name(tokens[j]):
        return None
    end = run(tokens, j)
    if end >= len(tokens) or tokens[end].text not in CLOSING:
        return None
    name = " ".join(titled(token.lower) for token in tokens[j:end])
    if any(token.text == "МР" for token in tokens[i:j]):
        district = _is_placed(tokens[end - 1].lower)
        return i, end, f"{name} район" if district else f"{FORMAL['МР']} {name}"
    last = tokens[end - 1].lower
    thing = is_known(last) and toponym(last) is None
    return None if thing or is_adjective(last) else (i, end, name)


def _of_unit(tokens: Sequence[Token], i: int) -> Found | None:
    """Read the unit in ``Россошанского районного совета``, the town in ``Кыштымского
    городского``."""
    if not i or not is_name(tokens[i - 1]):
        return None
    if i + 1 < len(tokens) and kind_of(tokens[i + 1]) == "unit":
        return None
    noun = OF_UNIT[tokens[i].lemma]
    if noun:
        name = _placed(tokens[i - 1], _gender(noun))
        return (i - 1, i + 1, f"{name} {noun}") if name else None
    town = town_of(as_adjective(tokens[i - 1].lower, "masc") or "")
    return (i - 1, i, town) if town else None
