"""What a document says of itself in its opening lines: its territory and year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.candidates import Field
from extractor.lazy import Lazy
from extractor.russian import letterhead, periods
from extractor.russian.morphology import readings
from extractor.russian.signed import apart
from extractor.russian.towns import WORDS
from extractor.russian.wordlists import DATA, pairs

CAPITALS = pairs(DATA / "capitals.tsv")
"""Chief towns of the subjects of the Federation."""
ITEM = 2000
"""Characters of a news item; the day it was published on is not the time it tells of."""
YEARS = re.compile(r"\d{4}/\d{4}")
TITLED = re.compile(r"(?<=[а-яёА-ЯЁ»])[-–—] ?((?:19|20)\d\d)(?!\d|\.\d|[-–—/]\d)")
"""A year that closes a title: ``Итоги-2023``, ``Ноябрь-2017``."""
ROW = re.compile(r"(?:19|20)\d\d\s*(?:г(?:\.|од[а-яё]*)?)?\s*[–—:-]?\s*\d+(?:[ ,.]\d+)*(?![ \d]*г)")
"""A row of sums by years, in a part of a document: ``2015 г. – 49,90 тыс. руб.``"""
SINCE = re.compile(
    r"(?:выход|изда|основан|создан|родил|перепис)[а-яё]*[^.;\n]{0,30}$|©[^.;\n]{0,30}$",
    re.IGNORECASE,
)
"""What began in a year, or was counted then: the document does not report on it."""
AHEAD = re.compile(
    r"(?<![а-яё])(?:на|планы|до|период[аы]?|периодов)[\s–—-]*(?:(?:19|20)\d\d\s*(?:и|,)\s*)*$",
    re.IGNORECASE,
)
HORIZON = re.compile(r"(?<![а-яё])до\s*$", re.IGNORECASE)
"""What stands before a year that a strategy or forecast runs to."""
REPORTED = re.compile(r"(?:за|в|итоги|итогам)[\s–—-]*$", re.IGNORECASE)
YEARBOOK = re.compile(
    r"отч[её]т|доклад|справк|выступлен|записк(?![а-яё]* к )|итог|информаци|анализ|слово|встреч"
    r"|конференц|подведен", re.IGNORECASE,
)  # fmt: skip
"""Kinds of text that report, at the beginning of a year, on the one before it."""


@dataclass(frozen=True)
class Heading:
    """What the whole document says of itself in its opening lines, read when first asked for:
    its first heading's place and period.

    Without a place in the heading it is the commonest one of the opening.
    """

    text: str

    @Lazy
    def _named(self) -> Field | None:
        return letterhead.place(self.text)

    @Lazy
    def _reported(self) -> tuple[Field | None, str | None]:
        return _reported(self.text)

    @property
    def headed(self) -> bool:
        """Whether the heading names the place."""
        return self._named is not None

    @property
    def period(self) -> Field | None:
        """The year reported on, or another time that the document is of."""
        return self._reported[0]

    @Lazy
    def ahead(self) -> bool:
        """Whether the period lies before the document: a plan or forecast speaks of it."""
        planned = self.period is not None and _planned(self.text, self.period)
        return planned and not _is_report(self.text)

    @Lazy
    def place(self) -> Field | None:
        """The territory of the document."""
        if self._named:
            return self._named
        common, often = letterhead.commonest(self.text)
        return common if often else letterhead.opened_with(self.text) or common

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
        written = self._reported[1]
        return written or (self.period.value[:4] if self.period else None)


def _dates(text: str) -> Iterator[Field]:
    """Yield the periods that heading lines of the opening name; no dates of decrees."""
    for start, end in letterhead.opening(text):
        if not letterhead.is_heading(text, start, end):
            if end - start > letterhead.TITLE_LENGTH:
                break
            continue
        if ROW.match(text, start, end):
            continue
        found = periods.find(text, start, end)
        for match in TITLED.finditer(text, start, end):
            if apart(match, found):
                found.append(Field(match[1], match.start(1), match.end(1)))
        for field in found:
            before = text[start : field.start]
            since = len(field.value) == 4 and SINCE.search(before)
            if not since and not HORIZON.search(before):
                yield field


def _reported(text: str) -> tuple[Field | None, str | None]:
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
        return _first_words(text) if letterhead.is_headed(text) else None, None
    first = dates[0]
    early = "/" not in first.value and first.value[5:7] <= "03"
    report = _is_report(text)
    if _in_year(text, first) or (len(first.value) == 7 and not report):
        return first, None
    if YEARS.fullmatch(first.value):
        return first if report and not _planned(text, first) else None, None
    year = first.value.rpartition("/")[2][:4]
    if early and report:
        return replace(first, value=str(int(year) - 1)), year
    return replace(first, value=year), None


def _first_words(text: str) -> Field | None:
    """Give the year that the first line of prose opens with."""
    for start, end in letterhead.opening(text):
        if not letterhead.is_heading(text, start, end):
            found = periods.find(text, start, min(end, start + letterhead.TITLE_LENGTH))
            return next((f for f in found if len(f.value) == 4 and _in_year(text, f)), None)
    return None


def _is_report(text: str) -> bool:
    return YEARBOOK.search(text, 0, letterhead.OPENING) is not None


def _in_year(text: str, period: Field) -> bool:
    """Tell ``в 2007 году`` from ``до 2007 года`` and ``к началу 2007 года``."""
    return REPORTED.search(text[max(0, period.start - 12) : period.start]) is not None


def _planned(text: str, period: Field) -> bool:
    """Tell ``на 2014–2016 годы``, ``до 2025 года``: a time that lies before the document."""
    return AHEAD.search(text[max(0, period.start - 30) : period.start]) is not None
