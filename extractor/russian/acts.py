"""What an act says of itself in its head or in the stamp above a programme: by whom, and when."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.candidates import Field
from extractor.russian import bodies, letterhead, periods, places
from extractor.russian.letterhead import DATED, SIGNED_AT, Line
from extractor.russian.territories import kind_of
from extractor.russian.tokens import Token, tokenize
from extractor.russian.towns import WORDS

EXECUTIVE = re.compile(
    r"(?<![а-яё])"
    r"(?P<stem>администраци|правительств|глав|губернатор|мэри|исполнительн[а-яё]+\s+комитет"
    r"|президент|кабинет(?=[ауе]?\s+министров)"
    r"|мин(?:сельхоз|юст|здрав|труд|фин|спорт|строй|транс|промторг|обрнауки|природы|культуры"
    r"|экономразвития|просвещения))"
    r"(?:[аыеойуюия]{0,2}|ом)(?![а-яё])"
    r"(?P<of>(?:\s+(?!(?:от|за|в|на|и|с|о|об|не|был[аио]?)(?![а-яё])|распоряж|постанов|решени|приня"
    r"|утвер|одобр|програм|муниципальн[а-яё]+ (?:под)?програм|план)(?:(?:г|с|п|пос|р\.п)\.\s?)?"
    r"[А-Яа-яё-]+){0,6})",
    re.IGNORECASE,
)
"""Who else issues acts than councils, in any case, with what follows in the genitive."""
NOMINATIVE = {
    "администраци": "администрация",
    "правительств": "правительство",
    "глав": "глава",
    "мэри": "мэрия",
}
COUNTRY = "Российская Федерация"
FEDERAL = re.compile(r"(?:Российской Федерации|России|(?<![А-Я])РФ)$")
APART = re.compile(r"(?<=[а-яё]) - (?=[А-ЯЁ])")
REACH = 6000
"""Characters before the words of an act that its head may stand in."""
ABOVE, BELOW = 4, 5
"""Lines around the one that says what kind of act it is."""
BY = (
    r"\s+(?:постановлени|решени|распоряжени|приказ)[а-яё]+\s+"
    r"(?P<by>[^«»„“”\"№\d_]{3,200}?)\s*(?:от|№)\s*(?P<day>[^А-Яа-яё]{0,12}[а-яё]*[^А-Яа-яё]{3,24})"
)
"""By what act something was adopted, over line ends: of whom, and of which day."""
CITED = re.compile(rf"[а-яё.]+{BY}", re.IGNORECASE)
STAMP = re.compile(
    rf"(?>(?:утвержд[её]н|принят|одобрен)[аоы]?{BY}"
    r"(?:г(?:ода|\.)?\s*)?(?:№|N\s)[\s\w/-]{1,16}?\s*\n)"
    r"(?:[ \t]*\([^()]{5,200}\)\s*\n)?"
    r"(?:(?!отч|паспорт)[^«»„“”\".;]){0,120}?программа"
    r"(?:(?!паспорт)[^«»„“”\".;]){0,200}(?=[«„“\"])",
    re.IGNORECASE,
)
"""What stands above a programme, line by line, up to its title in quotes; where no title follows
the lines above it are not tried otherwise."""


class Issued(NamedTuple):
    """Who issued an act, on which day, and the territory that is named with them."""

    body: Field | None = None
    day: Field | None = None
    place: Field | None = None


def executives(text: str, start: int, end: int) -> Iterator[Field]:
    """Yield the administrations, governments and heads of ``text[start:end]``, nominative.

    A name goes to its territory: of what region that is it does not say.
    """
    for match in EXECUTIVE.finditer(text, start, end):
        stem = match["stem"].lower()
        head = NOMINATIVE.get(stem, "исполнительный комитет" if "комитет" in stem else stem)
        own = head.capitalize() if match["stem"][0].isupper() else head
        first = next(iter(_territories(text, *match.span("of"))), None)
        stop = first.end if first else match.end()
        of = APART.sub("-", " ".join(text[match.start("of") : stop].split()))
        yield Field(f"{own} {of}".rstrip(), match.start(), stop)


def of_whom(text: str, body: Field) -> Field | None:
    """Give the territory that a body is of: the country, or the one in its name."""
    if FEDERAL.search(body.value):
        return Field(COUNTRY, body.start, body.end)
    return next(iter(_territories(text, body.start, body.end)), None)


def _territories(text: str, start: int, end: int) -> list[Field]:
    return places.find(tokenize(text, start, end)) if start < end else []


def issued(text: str, at: int) -> Issued:
    """Read the head of the act whose words stand at ``at``; empty where there is none."""
    begin = max(0, at - REACH)
    found = [(a + begin, b + begin) for a, b in letterhead.lines(text[begin:at], REACH)]
    kinds = [i for i, line in enumerate(found) if letterhead.is_kind(text, line)]
    if not kinds:
        return Issued()
    k = kinds[-1]
    above, below = found[max(0, k - ABOVE) : k], found[k + 1 : k + BELOW]
    dated = [line for line in (*above, *below) if DATED.match(text, *line)]
    day = next((day for line in dated for day in periods.days(text, *line)), None)
    return Issued(_issuer(text, above) or _issuer(text, below), day)


def _issuer(text: str, lines: Sequence[Line]) -> Field | None:
    """Give who issues an act by the lines that open with its name."""
    named = [x for x in lines if not (DATED.match(text, *x) or SIGNED_AT.match(text, *x))]
    for i, (start, end) in enumerate(named):
        if EXECUTIVE.match(text, start, end):
            return _named(text, named[i:], start)
        council = next(iter(bodies.find(text, tokenize(text, start, end))), None)
        if council is not None:
            return _named(text, named[i:], council.end)
    return None


def _named(text: str, lines: Sequence[Line], least: int) -> Field:
    """Write the name that lines open with, up to its territory: ``АДМИНИСТРАЦИЯ ⏎ УРЖУМСКОГО
    РАЙОНА`` in small letters but for names. It takes in the character before ``least``."""
    tokens = [token for line in lines for token in letterhead.lowered(text, *line)]
    of = next(iter(places.find(tokens)), None)
    stop = max(least, of.end if of else tokens[0].end)
    name = [token for token in tokens if token.start < stop]
    capital = {name[0].start, *(range(of.start, of.end) if of else ())}
    value = " ".join(_cased(text, token, token.start in capital) for token in name)
    found = next(executives(value, 0, len(value)), None)
    return Field(found.value if found else value, name[0].start, name[-1].end)


def _cased(text: str, token: Token, named: bool) -> str:
    """Write a word of a name; one in capitals keeps that of a name alone."""
    said = text[token.start : token.end]
    if not said.isupper() or len(said) == 1:
        return said
    common = kind_of(token) or WORDS.get(token.lemma) == "unit adjective"
    return said.title() if named and not common else said.lower()


def stamped(text: str, start: int) -> tuple[Issued, int] | None:
    """Read the stamp that ``text[start:]`` opens with, and give where its programme's title is."""
    match = STAMP.match(text, start)
    if match is None:
        return None
    return _by(text, match), match.end()


def cited(text: str, start: int) -> Issued:
    """Read the act that the word of adopting at ``start`` cites, over line ends; empty for none."""
    match = CITED.match(text, start)
    return _by(text, match) if match else Issued()


def _by(text: str, act: re.Match[str]) -> Issued:
    """Read whose act it is, its day, and the territory that it names."""
    day = next(iter(periods.days(text, *act.span("day"))), None)
    span = act.span("by")
    by = [*executives(text, *span), *bodies.find(text, tokenize(text, *span))]
    place = next(iter(_territories(text, *span)), None)
    return Issued(min(by, key=lambda f: f.start, default=None), day, place)
