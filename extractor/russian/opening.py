"""What a document says of itself in its opening lines: its territory and year."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.candidates import Field
from extractor.russian import periods, places, titles
from extractor.russian.morphology import readings
from extractor.russian.sentences import sentences
from extractor.russian.signed import apart
from extractor.russian.tokens import Token, tokenize
from extractor.russian.toponyms import QUOTES
from extractor.russian.towns import WORDS
from extractor.russian.wordlists import DATA, pairs

CAPITALS = pairs(DATA / "capitals.tsv")
"""Chief towns of the subjects of the Federation."""
TITLE_LENGTH = 220
"""Longest line, in characters, that can be a heading."""
OPENING, LINES = 900, 6
"""Characters, and lines, that tell what time a document reports on."""
ITEM = 2000
"""Characters of a news item; the day it was published on is not the time it tells of."""
YEARS = re.compile(r"\d{4}/\d{4}")
TITLED = re.compile(r"(?<=[а-яёА-ЯЁ»])[-–—] ?((?:19|20)\d\d)(?!\d|\.\d|[-–—/]\d)")
"""A year that closes a title: ``Итоги-2023``, ``Ноябрь-2017``."""
SINCE = re.compile(
    r"(?:выход|изда|основан|создан|родил|перепис)[а-яё]*[^.;\n]{0,30}$|©[^.;\n]{0,30}$",
    re.IGNORECASE,
)
"""What began in a year, or was counted then: the document does not report on it."""
YEAR_END = re.compile(r"(?<![а-яё])г{1,2}\.$")
AHEAD = re.compile(r"(?:на|планы)[\s–—-]*$", re.IGNORECASE)
REPORTED = re.compile(r"(?:за|в|итоги|итогам)[\s–—-]*$", re.IGNORECASE)
MUNICIPAL = re.compile(r"(?:образовани|район|округ|поселени|МО|МР|ГО|СП|ЗАТО)[а-я]*\s*[«\"„“]\s*$")
YEARBOOK = re.compile(
    r"отч[её]т|доклад|справк|выступлен|записк|итог|информаци|анализ|слово|встреч|конференц"
    r"|подведен", re.IGNORECASE,
)  # fmt: skip
"""Kinds of text that report, at the beginning of a year, on the one before it."""


@dataclass(frozen=True)
class Heading:
    """What the whole document says of itself: its first heading's place and period.

    Without a place in the heading it is the commonest one of the opening, looked for when
    first asked for. ``period`` is the year reported on, ``written`` the year of the words
    where it is another.
    """

    text: str
    heading: Field | None
    period: Field | None
    written: str | None = None

    @property
    def headed(self) -> bool:
        """Whether the heading names the place."""
        return self.heading is not None

    @cached_property
    def place(self) -> Field | None:
        """The territory of the document."""
        if self.heading:
            return self.heading
        common, often = _commonest_place(self.text)
        return common if often else _place_of_headings(self.text) or common

    def meant(self, noun: str) -> Field | None:
        """Give the territory that a ``noun`` alone means, in any of its forms.

        ``в районе`` is the document's own; ``в области`` is the subject of the Federation
        that the document is of, or its chief town; of another town the text does not tell it.
        """
        place, lemma = self.place, readings(noun.lower())[0].lemma
        if place is None or WORDS.get(lemma) != "subject":
            return place
        kinds = {lemma} if lemma != "регион" else {"область", "край", "республика"}
        if kinds & set(place.value.lower().split()):
            return place
        subject = CAPITALS.get(place.value)
        told = subject if subject and kinds & set(subject.lower().split()) else None
        return replace(place, value=told) if told else None

    @property
    def year(self) -> str | None:
        """The year relative periods count from."""
        return self.written or (self.period.value[:4] if self.period else None)


def of_document(text: str, limit: int = 700) -> Heading:
    """Read the place and period of a document from its opening lines."""
    place, within, headed = None, None, False
    for start, end in _lines(text, limit)[:5]:
        heading = _is_heading(text, start, end)
        named = _heading_places(text, start, end if heading else min(end, start + TITLE_LENGTH))
        place = place or next((f for f, quoted in named if not quoted), None)
        within = within or next((f for f, _ in named), None)
        if not heading:
            break
        headed = True
    return Heading(text, place or within, *_reported(text, headed))


def _dates(text: str) -> Iterator[Field]:
    """Yield the periods that heading lines of the opening name; no dates of decrees."""
    for start, end in _lines(text, OPENING)[:LINES]:
        if not _is_heading(text, start, end):
            if end - start > TITLE_LENGTH:
                break
            continue
        found = periods.find(text, start, end)
        for match in TITLED.finditer(text, start, end):
            if apart(match, found):
                found.append(Field(match[1], match.start(1), match.end(1)))
        yield from (f for f in found if len(f.value) > 4 or not SINCE.search(text[start : f.start]))


def _reported(text: str, headed: bool) -> tuple[Field | None, str | None]:
    """Give the year a document reports on, and that of its words where it is another.

    Below a heading the first words may tell it.
    """
    dates = list(_dates(text))
    years = [f for f in dates if len(f.value) == 4]
    past = [f for f in years if not _planned(text, f)]
    told = [f for f in past if _in_year(text, f)]
    chosen = next(iter(told or past or years), None)
    if chosen is not None:
        return chosen, None
    if not dates or (len(text) <= ITEM and len(dates[0].value) == 10):
        return _first_words(text) if headed else None, None
    first = dates[0]
    early = "/" not in first.value and first.value[5:7] <= "03"
    report = YEARBOOK.search(text[:OPENING]) is not None
    if _in_year(text, first) or (len(first.value) == 7 and not report):
        return first, None
    if YEARS.fullmatch(first.value):
        return first if report and not _planned(text, first) else None, None
    year = first.value[:4]
    if early and report:
        return replace(first, value=str(int(year) - 1)), year
    return replace(first, value=year), None


def _first_words(text: str) -> Field | None:
    """Give the year that the first line of prose opens with."""
    for start, end in _lines(text, OPENING)[:LINES]:
        if not _is_heading(text, start, end):
            found = periods.find(text, start, min(end, start + TITLE_LENGTH))
            return next((f for f in found if len(f.value) == 4 and _in_year(text, f)), None)
    return None


def _in_year(text: str, period: Field) -> bool:
    """Tell ``в 2007 году`` from ``до 2007 года`` and ``к началу 2007 года``."""
    return REPORTED.search(text[max(0, period.start - 12) : period.start]) is not None


def _planned(text: str, period: Field) -> bool:
    """Tell ``на 2014–2016 годы``: a time that lies before the document."""
    return AHEAD.search(text[max(0, period.start - 8) : period.start]) is not None


def _is_heading(text: str, start: int, end: int) -> bool:
    """Tell a heading from prose: one short line without a closing mark."""
    closed = text[end - 1] in ";,:" or (
        text[end - 1] in ".!?" and not YEAR_END.search(text, start, end)
    )
    return end - start <= TITLE_LENGTH and not closed


def _heading_places(text: str, start: int, end: int) -> list[tuple[Field, bool]]:
    """List the territories of a line, even one in capitals or of one word, and whether each
    stands within a title."""
    tokens = _lowered(text, start, end)
    quoted = titles.find(text, start, end)
    prose = not _is_heading(text, start, end)
    found = [
        field
        for field in places.find(tokens)
        if not _is_title(field, text, start, quoted) and not (prose and _is_address(field, tokens))
    ]
    alone = len(tokens) == 1 and text[start:end].isupper()
    if not found and alone and places.may_name(tokens[0]):
        found = [Field(text[start:end].title(), start, end)]
    return [(f, _within(f, quoted)) for f in found]


def _within(field: Field, quoted: Sequence[Field]) -> bool:
    """Tell whether a place stands within a title."""
    return any(title.start < field.start < title.end for title in quoted)


def _lowered(text: str, start: int, end: int) -> list[Token]:
    """Give the tokens of a line, words in capitals as if they were names."""
    shout = text[start:end].isupper()
    return [
        t._replace(text=t.text.title()) if t.text.isupper() and (shout or len(t.text) > 5) else t
        for t in tokenize(text, start, end)
    ]


def _is_title(field: Field, text: str, start: int, quoted: Sequence[Field]) -> bool:
    """Tell whether a place is a title of its own and no municipality (``газета «Наш край»``).

    ``quoted`` are the titles of the line that begins at ``start``.
    """
    return any(
        field.start - title.start < 3
        and title.end - field.end < 3
        and title.start <= field.start
        and not MUNICIPAL.search(text[max(start, title.start - 20) : title.start])
        for title in quoted
    )


def _is_address(field: Field, tokens: Sequence[Token]) -> bool:
    """Tell where one institution stands, and one of many places, from a document's territory.

    ``ДЮСШ с. Парфеньево``, ``в сёлах Кутуш, Караяр``.
    """
    i = next(i for i, token in enumerate(tokens) if token.start >= field.start)
    before = tokens[i - 1] if i else None
    if places.kind_of(tokens[i]) and tokens[i].reading.number == "plur":
        return True
    return before is not None and before.reading.pos == "ABBR" and before.text not in places.FORMAL


def _commonest_place(text: str, limit: int = 2500) -> tuple[Field | None, bool]:
    """Give the territory named most often in the opening, and whether it is named twice."""
    found: list[Field] = []
    for start, end in sentences(text, 0, min(limit, len(text))):
        tokens = tokenize(text, start, end)
        named = places.find(tokens)
        quoted = titles.find(text, start, end) if named else []
        found += [
            field
            for field in named
            if not _is_title(field, text, start, quoted)
            and not _within(field, quoted)
            and not _is_address(field, tokens)
        ]
    counts = Counter(field.value for field in found)
    best = max(found, key=lambda field: (counts[field.value], -field.start), default=None)
    return best, best is not None and counts[best.value] > 1


def _place_of_headings(text: str) -> Field | None:
    """Give the town that a title in a heading opens with, or an adjective is made of."""
    for start, end in _lines(text, OPENING)[:LINES]:
        if not _is_heading(text, start, end):
            continue
        tokens = tokenize(text, start, end)
        bare = [token for token in tokens if token.text not in QUOTES]
        quoted = titles.find(text, start, end)
        found = [f for f in places.find(bare) if not _is_title(f, text, start, quoted)]
        found = found or places.find_adjectives(tokens)
        if found:
            return found[0]
    return None


def _lines(text: str, limit: int) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text[:limit].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            begin = at + line.index(stripped[0])
            found.append((begin, begin + len(stripped)))
        at += len(line)
    return found
