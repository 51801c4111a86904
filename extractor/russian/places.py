"""Territories in text, by their name in the nominative.

``г. Ленинска-Кузнецкого`` → ``Ленинск-Кузнецкий``; ``в Кяхтинском районе`` →
``Кяхтинский район``; ``Республики Коми`` → ``Республика Коми``.
"""

import re
from collections.abc import Sequence

from extractor.candidates import Field
from extractor.russian.morphology import inflect, readings
from extractor.russian.tokens import Token
from extractor.russian.wordlists import table

KINDS = {row[0]: row[1] for row in table("territories")}
"""Lemma of a territory noun → ``town`` (its name stands alone) or ``unit``."""
SHORT = {
    "г": "город", "гор": "город", "р-н": "район", "обл": "область", "с": "село",
    "пос": "посёлок", "п": "посёлок", "пгт": "посёлок", "д": "деревня", "ст": "станица",
    "респ": "республика",
}  # fmt: skip
CAPITAL = re.compile(r"[А-ЯЁ]")
UNIT_ADJECTIVES = frozenset(
    {"муниципальный", "городской", "сельский", "автономный", "федеральный", "национальный"}
)


UNNAMED = frozenset({"город", "район", "поселение", "муниципалитет", "округ", "село"})
COUNTRY = frozenset({"россия", "рф", "ссср", "федерация", "украина", "беларусь"})
ADJECTIVE_ENDS = ("ск", "цк")
"""Stems that an adjective made of a place name ends with."""


def may_name(token: Token) -> bool:
    """Tell whether a single word can name a town: known as one, or in no dictionary."""
    found = readings(token.lower)
    return token.kind == "word" and any(
        "Geox" in r.other or (r.pos == "ADJF" and r.lemma.endswith("ий")) for r in found
    )


def _kind(token: Token) -> str:
    return KINDS.get(SHORT.get(token.lower, token.reading.lemma).replace("ё", "е"), "")


def _title(word: str) -> str:
    return "-".join(
        part[:1].upper() + part[1:] if len(part) > 2 else part for part in word.split("-")
    )


def _restore(form: str, gender: str, alone: bool) -> str:
    """Put a name into the nominative singular: an adjective by ``gender``, a noun by itself."""
    lower = form.lower()
    found = readings(lower)
    if any("Pltm" in r.other and "Geox" in r.other for r in found):
        return _title(inflect(lower, "NOUN", frozenset({"nomn"})) or lower)
    known = any("Geox" in r.other for r in found)
    if "-" in lower and not known:
        left, _, right = lower.rpartition("-")
        restored = _restore(right, gender, alone)
        return f"{_title(_left_part(left))}-{restored if len(right) > 2 else right}"
    if not alone or not any(r.pos == "NOUN" for r in found):
        adjective = inflect(lower, "ADJF", frozenset({"nomn", "sing", gender}))
        if adjective:
            return _title(adjective)
    geo = inflect(lower, "NOUN", frozenset({"nomn", "sing"}))
    return _title(geo or lower)


def _left_part(left: str) -> str:
    """Put the first half of a double name into the nominative (``Ленинска`` → ``Ленинск``)."""
    for ending in ("ска", "ску", "ске"):
        if left.endswith(ending):
            return left[:-1]
    if left.endswith("ском"):
        return left[:-2]
    if "-" in left:
        return left
    return inflect(left, "NOUN", frozenset({"nomn", "sing"})) or left


def _plural_name(names: Sequence[Token]) -> str | None:
    """Restore a plural name of two words (``Великих Лук`` → ``Великие Луки``)."""
    if len(names) != 2 or not any(
        r.number == "plur" and r.pos == "ADJF" for r in readings(names[0].lower)
    ):
        return None
    target = frozenset({"nomn", "plur"})
    adjective = inflect(names[0].lower, "ADJF", target)
    noun = inflect(names[1].lower, "NOUN", target)
    return f"{_title(adjective)} {_title(noun)}" if adjective and noun else None


def _town(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """Read the name behind ``г.``/``город``: end index and nominative."""
    j = i + 1
    if j < len(tokens) and tokens[j].text == "." and tokens[i].lower in SHORT:
        j += 1
    names: list[Token] = []
    while j < len(tokens) and len(names) < 3 and tokens[j].kind == "word":
        if not CAPITAL.match(tokens[j].text):
            break
        names.append(tokens[j])
        j += 1
        if len(names) == 1 and not any(r.pos in ("ADJF",) for r in readings(names[0].lower)):
            break
    if not names:
        return None
    plural = _plural_name(names)
    if plural:
        return j, plural
    words = [_restore(name.text, "masc", alone=len(names) == 1) for name in names]
    return j, " ".join(words)


def _unit(tokens: Sequence[Token], i: int) -> tuple[int, int, str] | None:
    """Read the unit whose noun is token ``i``: first and last index, nominative."""
    noun = SHORT.get(tokens[i].lower, tokens[i].reading.lemma)
    gender = readings(noun)[0].gender or "masc"
    middle: list[str] = []
    j = i - 1
    while j >= 0 and tokens[j].reading.lemma in UNIT_ADJECTIVES:
        middle.insert(
            0,
            inflect(tokens[j].lower, "ADJF", frozenset({"nomn", "sing", gender}))
            or tokens[j].lower,
        )
        j -= 1
    if j >= 0 and CAPITAL.match(tokens[j].text) and tokens[j].kind == "word":
        adjective = inflect(tokens[j].lower, "ADJF", frozenset({"nomn", "sing", gender}))
        opening = j == 0 or tokens[j - 1].text in ".!?"
        placed = adjective and (not opening or adjective[:-2].endswith(ADJECTIVE_ENDS))
        if adjective and placed and not tokens[j].text.isupper():
            return j, i + 1, " ".join([_title(adjective), *middle, noun])
    after = i + 1
    if after < len(tokens) and tokens[after].text in '«"':
        after += 1
    named = (
        after < len(tokens) and CAPITAL.match(tokens[after].text) and tokens[after].kind == "word"
    )
    if named and (noun in ("республика",) or middle) and not tokens[after].text.isupper():
        name = _restore(tokens[after].text, gender, alone=True)
        head = noun.capitalize() if noun == "республика" else " ".join([*middle, noun])
        return j + 1, after + 1, f"{head} {name}"
    return None


def find(tokens: Sequence[Token]) -> list[Field]:
    """List the territories named in a sentence, in order."""
    found: list[Field] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        kind = _kind(token) if token.kind == "word" else ""
        if kind == "town" and not (token.lower == "г" and i and tokens[i - 1].kind == "number"):
            town = _town(tokens, i)
            if town:
                found.append(Field(town[1], token.start, tokens[town[0] - 1].end))
                i = town[0]
                continue
        elif kind == "unit":
            unit = _unit(tokens, i)
            if unit:
                found = [f for f in found if f.end <= tokens[unit[0]].start]
                found.append(Field(unit[2], tokens[unit[0]].start, tokens[unit[1] - 1].end))
                i = unit[1]
                continue
        elif _bare(tokens, i):
            name = _restore(token.text, "masc", alone=True)
            found.append(Field(name, token.start, token.end))
        i += 1
    return found


def find_unnamed(tokens: Sequence[Token]) -> list[Field]:
    """List the territories meant without a name (``на территории города``), value empty."""
    return [
        Field("", token.start, token.end)
        for token in tokens
        if token.kind == "word"
        and len(token.lower) > 3
        and token.reading.number == "sing"
        and token.reading.lemma in UNNAMED
    ]


def _bare(tokens: Sequence[Token], i: int) -> bool:
    """Tell a town named without a noun: ``в Шадринске``."""
    token = tokens[i]
    if token.kind != "word" or not CAPITAL.match(token.text) or token.text.isupper() or i == 0:
        return False
    before = tokens[i - 1].lower
    if tokens[i - 1].text in ("«", '"', "."):
        return False
    if tokens[i].reading.lemma in COUNTRY:
        return False
    geo = any("Geox" in r.other and r.pos == "NOUN" for r in readings(token.lower)[:1])
    person = any({"Surn", "Patr", "Name"} & r.other for r in readings(token.lower)[:1])
    if geo and not person:
        return True
    locative = before in ("в", "во", "по", "из") and any(
        r.case in ("loct", "datv", "gent") and r.pos == "NOUN" and "sing" in r.number
        for r in readings(token.lower)
    )
    unknown = not any(r.other & {"Abbr", "Orgn"} for r in readings(token.lower))
    return (
        locative
        and unknown
        and len(token.text) > 4
        and before in ("в", "во")
        and (i + 1 >= len(tokens) or not CAPITAL.match(tokens[i + 1].text))
        and not any(
            "Surn" not in r.other and r.pos == "NOUN" and not r.other & {"Geox", "Sgtm", "Surn"}
            for r in readings(token.lower)[:1]
        )
    )
