"""Adoptions of programmes: which sentences tell one, of what title, when, and by whom."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.candidates import Field, SentenceView

PROGRAM = (
    r"(?:под)?программ[аыеуой]+|стратеги[яиюей]+|концепци[яиюей]+|план[а-яё]*"
    r"|дорожн[а-яё]+ карт[а-яё]+"
)
ADOPTED = re.compile(
    r"(?-i:[ПУОпуо])(?<![а-яё].)(?:"
    r"(?<=п)риня(?:л[аио]?|вш[а-яё]+|т(?:[аоы]|ая|ой|ую|ою|ые|ых|ый|ого|ому|ым|ом|ыми)?)"
    r"|(?<=у)т(?:вер(?:дил[аио]?|дить|дивш[а-яё]+|жд[её]н(?:[аоы]|н[а-яё]+)?)|в\.)"
    r"|(?<=о)добр(?:ил[аио]?|ивш[а-яё]+|ен(?:[аоы]|н[а-яё]+)?)"
    r")(?![а-яё])",
    re.IGNORECASE,
)
NOUN = re.compile(rf"(?<![а-яё])(?:{PROGRAM})(?![а-яё])", re.IGNORECASE)
NOT_ADOPTED = re.compile(
    r"участие|участия|меры|решение о|принят[а-яё]* на (?!сесс|засед|плен|конф|собр|съез)",
    re.IGNORECASE,
)
NEGATED = re.compile(r"(?<![а-яё])не (?:был[аои]? )?$", re.IGNORECASE)
TAKEN_BY = re.compile(
    r"(?<![а-яё])(?:по (?:[а-яё]+(?:ой|ым) ){0,2}(?:под)?программ(?:е|ам)"
    r"|рамках (?:[а-яё]+(?:ой|ых) ){0,2}(?:под)?программы?) [«„“\"] ?$",
    re.IGNORECASE,
)
"""What stands before a title by which somebody was taken in: ``по программе «Земский врач»``."""
FINITE = re.compile(r"принял[аио]?|приняты", re.IGNORECASE)
NOT_TITLED = re.compile(
    r"(?:\(|(?:район|округ|образовани|поселени|закон|кодекс|указ|постановлени|приказ|комплекс"
    r"|конкурс|фестивал|учреждени|предприяти|организаци|обществ|движени|центр|клуб)[а-яё]*)"
    r" *[«\"]? *$",
    re.IGNORECASE,
)
"""What stands before a title that is no programme's: a territory, act, body, event, a gloss."""
BEFORE, BEHIND = 120, 200
"""Characters from a title to the word of adopting behind it, and from such a word to a title."""
SPELLED = re.compile(
    r"(?<![А-Яа-яё«„“\"])(?-i:[ПСКД])(?<![«„“\"] .)(?:(?<=П)рограмм[ау]|(?<=С)тратеги[яю]"
    r"|(?<=К)онцепци[яю]|(?<=П)лан(?= (?:[а-яё]+ )?(?:мероприятий|действий|развития))"
    r"|(?<=Д)орожн(?:ая|ую) карт[ау])"
    r"(?= [а-яё])(?:[^«»„“”\",;:()\n–—-]|(?<=\d) ?[–—-] ?(?=\d)|(?<=\w)-(?=\w))+"
)
TITLE_ENDS = re.compile(
    r"\s+(?:(?:в|во|решением|постановлением|распоряжением) (?=\d|[а-яё]+ \d)|был[аио]?\b|не\b"
    r"|принят|принял|утвер|одобр|котор[а-яё]+).*|[\s.]+$",
    re.DOTALL,
)
OTHER_VERB = re.compile(r"\s[а-яё]+(?:ена|ована|ется|ится|ются|ятся)\b")
"""What the title is the subject of, if it is not adopted."""
GLOSSED = re.compile(
    rf"[»”\"]?\s*[–—-]\s*(?:так (?:называется|назвали) |такая |такой |эта |этот |это )?"
    rf"(?:[а-яё]+(?:ая|ый|ой|ую) ){{0,2}}(?:{PROGRAM})(?![а-яё])",
    re.IGNORECASE,
)
"""What names a title behind it: ``«Уют» – так называется программа``."""
ANNOUNCES = re.compile(r"[\s(]*[«„“\"]")
"""What stands behind a noun that only announces a title in quotes."""
RUNNING = re.compile(r"(?:[Дд]о|[Нн]а|[Сс]|[Кк]) (?:19|20)\d\d(?: ?г[а-яё.]*|-[а-яё]+)?$")
"""The year that a programme runs from or to, as a period's own characters end it."""
ACT = 200
"""Characters between a word of adopting and the day of the act."""
EXECUTIVE = re.compile(
    r"(?<![а-яё])"
    r"(?P<stem>администраци|правительств|глав|губернатор|мэри|исполнительн[а-яё]+ комитет)"
    r"(?:[аыеойуюия]{0,2}|ом)(?![а-яё])"
    r"(?P<of>(?: (?!(?:от|за|в|на|и|с|о|об|не|был[аио]?)(?![а-яё])|распоряж|постанов|решени|приня"
    r"|утвер|одобр|програм|муниципальн[а-яё]+ (?:под)?програм|план)[А-Яа-яё-]+){0,6})",
    re.IGNORECASE,
)
"""Who else adopts programmes than councils, in any case, with what follows in the genitive."""
NOMINATIVE = {
    "администраци": "администрация",
    "правительств": "правительство",
    "глав": "глава",
    "мэри": "мэрия",
}
JOINED = re.compile(r"[»”\"]\s*(?:,|и|а также)\s*[«„“\"]\s*", re.IGNORECASE)
"""What stands between two titles that were adopted together."""


class Adoption(NamedTuple):
    """The titles that were adopted together, when, and by whom."""

    titles: tuple[Field, ...]
    period: Field | None
    body: Field | None


def _titles(text: str, titles: Sequence[Field], start: int, end: int) -> Iterator[Field]:
    """Yield the titles in quotes that are a programme's: by what names them, or by themselves."""
    nouns = [noun.end() for noun in NOUN.finditer(text, start, end)]
    for title in titles:
        gaps = [text[noun : title.start] for noun in nouns if noun <= title.start]
        named = any(len(gap) < 160 and not re.search(r"[.;»]", gap) for gap in gaps)
        own = NOUN.match(title.value) and not NOUN.fullmatch(title.value)
        other = NOT_TITLED.search(text[max(start, title.start - 60) : title.start])
        if own or GLOSSED.match(text, title.end, end) or (named and not other):
            yield title


def _spelled(text: str, titles: Sequence[Field], start: int, end: int) -> Iterator[Field]:
    """Yield the titles without quotes; what only announces one in quotes is none."""
    for match in SPELLED.finditer(text, start, end):
        value = TITLE_ENDS.sub("", match[0])
        at = match.start()
        within = any(t.start <= at < t.end for t in titles)
        other = OTHER_VERB.search(value) or ANNOUNCES.match(text, at + len(value))
        if " " in value and not within and not other:
            yield Field(" ".join(value.split()), at, at + len(value))


def _adopted(text: str, title: Field, verb: re.Match[str], titles: Sequence[Field]) -> bool:
    """Tell whether a word of adopting speaks of a title: near it, with no other between."""
    behind = title.end <= verb.start()
    low, high = (title.end, verb.start()) if behind else (verb.end(), title.start)
    near = high - low <= (BEFORE if behind else BEHIND)
    if not near or any(low <= t.start < high for t in titles):
        return False
    taken = TAKEN_BY.search(text[max(0, title.start - 60) : title.start])
    return not (taken and FINITE.fullmatch(verb[0]))


def _with_joined(text: str, first: Field, titles: Sequence[Field]) -> Iterator[Field]:
    """Yield a title, and those behind it that a comma or conjunction joins to it."""
    yield first
    last = first
    for title in titles:
        if title.start > last.end and JOINED.fullmatch(text, last.end, title.start):
            yield title
            last = title


def _gap(field: Field, verb: re.Match[str]) -> int:
    """Give how many characters stand between a field and a word of adopting."""
    return max(field.start - verb.end(), verb.start() - field.end)


def _when(text: str, sentence: SentenceView, title: Field, verb: re.Match[str]) -> Field | None:
    """Give when a title was adopted: the day of the act, else the time told nearest.

    The years that the programme is for (``на 2012-2014 годы``, ``до 2020 года``) are not it.
    """
    dated = [act for act in sentence.acts if _gap(act, verb) <= ACT]
    named = [
        period
        for period in sentence.periods
        if _inside(period, sentence)
        and not title.start <= period.start < title.end
        and "/" not in period.value
        and not RUNNING.search(text[max(0, period.start - 12) : period.end])
    ]
    told = min(dated or named, key=lambda field: _gap(field, verb), default=None)
    return told or next((p for p in sentence.periods if not _inside(p, sentence)), None)


def _inside(field: Field, sentence: SentenceView) -> bool:
    return sentence.start <= field.start < sentence.end


def _executives(text: str, start: int, end: int) -> Iterator[Field]:
    """Yield the administrations, governments and heads of ``text[start:end]``, nominative."""
    for match in EXECUTIVE.finditer(text, start, end):
        stem = match["stem"].lower()
        head = NOMINATIVE.get(stem, "исполнительный комитет" if " " in stem else stem)
        own = head.capitalize() if match["stem"][0].isupper() else head
        yield Field(own + match["of"], match.start(), match.end())


def _by_whom(text: str, sentence: SentenceView, title: Field, verb: re.Match[str]) -> Field | None:
    """Give the body nearest to the word of adopting, outside of the title."""
    bodies = [*sentence.bodies, *_executives(text, sentence.start, sentence.end)]
    outside = [b for b in bodies if b.end <= title.start or title.end <= b.start]
    return min(outside, key=lambda body: _gap(body, verb), default=None)


def find(text: str, sentence: SentenceView) -> Adoption | None:
    """Give what a sentence of a text says was adopted, if it says so."""
    start, end = sentence.start, sentence.end
    verbs = [
        verb
        for verb in ADOPTED.finditer(text, start, end)
        if not NOT_ADOPTED.search(text, verb.start(), min(end, verb.end() + 12))
        and not NEGATED.search(text[max(start, verb.start() - 10) : verb.start()])
    ]
    if not verbs:
        return None
    quoted = sentence.titles
    named = [*_titles(text, quoted, start, end), *_spelled(text, quoted, start, end)]
    for title in named:
        for verb in verbs:
            if _adopted(text, title, verb, quoted):
                titles = tuple(_with_joined(text, title, quoted))
                when = _when(text, sentence, title, verb)
                return Adoption(titles, when, _by_whom(text, sentence, title, verb))
    return None
