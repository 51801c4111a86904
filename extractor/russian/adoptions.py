"""Adoptions of programmes: which sentences tell one, of what title, when, and by whom."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.candidates import Field, SentenceView
from extractor.russian import acts
from extractor.russian import titles as in_quotes
from extractor.russian.morphology import readings
from extractor.russian.territories import FORMAL
from extractor.russian.toponyms import agree

PROGRAM = (
    r"(?:под)?программ[аыеуой]+|стратеги[яиюей]+|концепци[яиюей]+|план[а-яё]*"
    r"|дорожн[а-яё]+ карт[а-яё]+"
)
ADOPTED = re.compile(
    r"(?-i:[ПУОпуо])(?<![а-яё].)(?:"
    r"(?<=п)риня(?:л[аио]?|ть|вш[а-яё]+|т(?:[аоы]|ая|ой|ую|ою|ые|ых|ый|ого|ому|ым|ом|ыми)?)"
    r"|(?<=у)т(?:вер(?:дил[аио]?|дить|дивш[а-яё]+|жд[её]н(?:[аоы]|н[а-яё]+)?)|в\.)"
    r"|(?<=о)добр(?:ил[аио]?|ить|ивш[а-яё]+|ен(?:[аоы]|н[а-яё]+)?)"
    r")(?![а-яё])",
    re.IGNORECASE,
)
NOUN = re.compile(rf"(?<![а-яё])(?:{PROGRAM})(?![а-яё])", re.IGNORECASE)
NOT_ADOPTED = re.compile(
    r"участие|участия|меры|решение о|принят[а-яё]* на (?!сесс|засед|плен|конф|собр|съез)",
    re.IGNORECASE,
)
ORDERED = re.compile(
    r"(?:^|[:.;]|п ?о ?с ?т ?а ?н ?о ?в ?л ?я ?(?:е ?т|ю)|решил[аио]?)\s*"
    r"(?:\d+(?:\.\d+)*\s*[.)]?\s*)?$",
    re.IGNORECASE,
)
"""What stands before the infinitive by which an act adopts: ``ПОСТАНОВЛЯЮ: 1. Утвердить``."""
TOOK_PART = re.compile(r"(?<![а-яё])участи[ея][^.;«»]{0,60}$", re.IGNORECASE)
"""What stands before a word of adopting that tells of taking part: ``участие приняли``."""
NEGATED = re.compile(r"(?<![а-яё])не (?:был[аои]? )?$", re.IGNORECASE)
TAKEN_BY = re.compile(
    r"(?<![а-яё])(?:по (?:[а-яё]+(?:ой|ым) ){0,2}(?:под)?программ(?:е|ам)"
    r"|рамках (?:[а-яё]+(?:ой|ых) ){0,2}(?:под)?программы?) [«„“\"] ?$",
    re.IGNORECASE,
)
"""What stands before a title by which somebody was taken in: ``по программе «Земский врач»``."""
FINITE = re.compile(r"принял[аио]?|приняты", re.IGNORECASE)
NOT_TITLED = re.compile(
    rf"(?:\(|(?-i:{'|'.join(FORMAL)})"
    r"|(?-i:(?<![А-ЯЁ])(?!КАРТУ|ПЛАНУ)[А-ЯЁ]{0,5}(?:У|СШ|ОШ|АО|ОО|УП|УЗ|НО|ДК))"
    r"|(?:раздел|район|округ|образовани|поселени|закон|кодекс|указ|постановлени|приказ|комплекс"
    r"|конкурс|фестивал|учреждени|предприяти|организаци|обществ|движени|центр|клуб)[а-яё]*)"
    r" *[«\"]? *$",
    re.IGNORECASE,
)
"""What stands before a title that is no programme's: a territory, act, body, event, a gloss."""
BEFORE, BEHIND = 120, 200
"""Characters from a title to the word of adopting behind it, and from such a word to a title."""
REST = r"(?= [а-яё])(?:(?<=\d) ?[–—-] ?(?=\d)|(?<=\w)-(?=\w)|[^«»„“”\",;:()\n–—-])+"
"""How a title without quotes goes on behind its first word: up to a mark that parts."""
SPELLED = re.compile(
    r"(?<![А-Яа-яё«„“\"])(?-i:[ПСКД])(?<![«„“\"] .)(?:(?<=П)рограмм[ау]|(?<=С)тратеги[яю]"
    r"|(?<=К)онцепци[яю]|(?<=П)лан(?= (?:[а-яё]+ )?(?:мероприятий|действий|развития))"
    rf"|(?<=Д)орожн(?:ая|ую) карт[ау]){REST}"
)
OBLIQUE = re.compile(
    r"(?<![А-Яа-яё«„“\"])(?-i:[ПСК])(?<![«„“\"] .)(?:(?<=П)рограмм(?:ы|е|ой)"
    rf"|(?<=С)тратеги(?:и|ей)|(?<=К)онцепци(?:и|ей)){REST}"
    r"(?=,\s*(?P<adopted>утвержд[её]нн[а-яё]+))"
)
"""A title in another case, right before what tells that it was adopted: ``Стратегии развития,
утверждённой``."""
TITLE_ENDS = re.compile(
    r"\s+(?:(?:в|во|решением|постановлением|распоряжением) (?=\d|[а-яё]+ \d)|был[аио]?\b|не\b"
    r"|принят|принял|утвер|одобр|котор[а-яё]+).*|[\s.]+$",
    re.DOTALL,
)
OTHER_VERB = re.compile(r"(?:ена|ана|ется|ится|ются|ятся)$")
"""How a verb ends that the title is the subject of, if it is not adopted."""
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
LAST_WORD = re.compile(r"([А-Яа-яё-]+)\s*$")
TITLE = 400
"""Characters that a title below a stamp may have."""
ACT = 200
"""Characters between a word of adopting and the day of the act."""
JOINED = re.compile(r"[»”\"]\s*(?:,|и|а также)\s*[«„“\"]\s*", re.IGNORECASE)
"""What stands between two titles that were adopted together."""


class Adoption(NamedTuple):
    """The titles that were adopted together, when, by whom, and where, if that is told apart."""

    titles: tuple[Field, ...]
    period: Field | None
    body: Field | None
    place: Field | None = None


def _titles(text: str, titles: Sequence[Field], start: int, end: int) -> Iterator[Field]:
    """Yield the titles in quotes that are a programme's: by what names them, or by themselves."""
    nouns = [noun.end() for noun in NOUN.finditer(text, start, end)]
    for title in titles:
        gaps = [text[noun : title.start] for noun in nouns if noun <= title.start]
        named = any(len(gap) < 160 and not re.search(r"[.;»]", gap) for gap in gaps)
        own = NOUN.match(title.value) and not NOUN.fullmatch(title.value)
        other = NOUN.fullmatch(title.value) or NOT_TITLED.search(
            text[max(start, title.start - 60) : title.start]
        )
        if own or GLOSSED.match(text, title.end, end) or (named and not other):
            yield title


def _spelled(text: str, titles: Sequence[Field], start: int, end: int) -> Iterator[Field]:
    """Yield the titles without quotes; what only announces one in quotes is none."""
    oblique = (match for match in OBLIQUE.finditer(text, start, end) if _is_head(match))
    found = [*SPELLED.finditer(text, start, end), *oblique]
    for match in sorted(found, key=lambda match: match.start()):
        value = TITLE_ENDS.sub("", match[0])
        at = match.start()
        within = any(t.start <= at < t.end for t in titles)
        other = _tells_more(value) or ANNOUNCES.match(text, at + len(value))
        if " " in value and not within and not other:
            yield Field(" ".join(value.split()), at, at + len(value))


def _tells_more(title: str) -> bool:
    """Tell what is a sentence and no title: it has a verb of its own."""
    words = [word for word in title.split()[1:] if word.islower()]
    return any(OTHER_VERB.search(word) or readings(word)[0].pos == "VERB" for word in words)


def _is_head(title: re.Match[str]) -> bool:
    """Tell a title whose first word is what the participle behind it says was adopted."""
    return agree(title["adopted"].lower(), title[0].split()[0].lower(), "PRTF")


def _adopted(text: str, title: Field, verb: re.Match[str], titles: Sequence[Field]) -> bool:
    """Tell whether a word of adopting speaks of a title: near it, with no other between."""
    behind = title.end <= verb.start()
    low, high = (title.end, verb.start()) if behind else (verb.end(), title.start)
    near = high - low <= (BEFORE if behind else BEHIND)
    if not near or any(low <= t.start < high for t in titles):
        return False
    if behind and _of_other(text[low:high], verb[0].lower()):
        return False
    taken = TAKEN_BY.search(text[max(0, title.start - 60) : title.start])
    return not (taken and FINITE.fullmatch(verb[0]))


def _of_other(gap: str, participle: str) -> bool:
    """Tell a participle that belongs to the noun right before it: ``методики утверждённой``."""
    word = LAST_WORD.search(gap)
    if word is None or NOUN.fullmatch(word[1]):
        return False
    return agree(participle, word[1].lower(), "PRTF")


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


def _by_whom(text: str, sentence: SentenceView, title: Field, verb: re.Match[str]) -> Field | None:
    """Give the body nearest to the word of adopting, outside of the title."""
    bodies = [*sentence.bodies, *acts.executives(text, sentence.start, sentence.end)]
    outside = [b for b in bodies if b.end <= title.start or title.end <= b.start]
    return min(outside, key=lambda body: _gap(body, verb), default=None)


def find(text: str, sentence: SentenceView) -> list[Adoption]:
    """List what a sentence of a text says was adopted."""
    start, end = sentence.start, sentence.end
    verbs = [verb for verb in ADOPTED.finditer(text, start, end) if _tells(text, start, end, verb)]
    if not verbs:
        return []
    stamp = _stamped(text, start) if verbs[0].start() == start else None
    if stamp is not None:
        return [stamp]
    quoted = sentence.titles
    found: list[Adoption] = []
    for title in [*_titles(text, quoted, start, end), *_spelled(text, quoted, start, end)]:
        own = [verb for verb in verbs if _adopted(text, title, verb, quoted)]
        if own and not any(title in adoption.titles for adoption in found):
            verb = min(own, key=lambda verb: _gap(title, verb))
            verbs.remove(verb)
            found.append(_told(text, sentence, title, verb))
    return found


def _tells(text: str, start: int, end: int, verb: re.Match[str]) -> bool:
    """Tell a word of adopting that says something was adopted, or orders it in an act."""
    before = text[max(start, verb.start() - 40) : verb.start()]
    if NOT_ADOPTED.search(text, verb.start(), min(end, verb.end() + 12)) or NEGATED.search(before):
        return False
    if TOOK_PART.search(before) and FINITE.match(verb[0]):
        return False
    return not _is_order(verb) or ORDERED.search(before) is not None


def _is_order(verb: re.Match[str]) -> bool:
    return verb[0].lower().endswith("ть")


def _told(text: str, sentence: SentenceView, title: Field, verb: re.Match[str]) -> Adoption:
    """Read when and by whom a title was adopted, and what was adopted with it."""
    act = (acts.issued if _is_order(verb) else acts.cited)(text, verb.start())
    body = act.body or _by_whom(text, sentence, title, verb)
    return Adoption(
        tuple(_with_joined(text, title, sentence.titles)),
        act.day or _when(text, sentence, title, verb),
        body,
        body and acts.of_whom(text, body),
    )


def _stamped(text: str, start: int) -> Adoption | None:
    """Read the programme whose stamp a sentence opens with; its title stands lines below."""
    stamp = acts.stamped(text, start)
    if stamp is None:
        return None
    act, at = stamp
    title = next(iter(in_quotes.find(text, at, min(at + TITLE, len(text)))), None)
    return Adoption((title,), act.day, act.body, act.place) if title else None
