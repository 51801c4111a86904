"""The time a number holds for: its clause's, its sentence's, or one handed on to it.

What a document says of itself bounds what is handed on: a year before the one it reports on
is a comparison, one after it a plan, and neither goes on to the next sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from extractor.candidates import Field
from extractor.russian import periods, timing
from extractor.russian.context import Paragraph, Sentence
from extractor.russian.named import Named, bracket, in_clause, nearest
from extractor.russian.opening import Heading
from extractor.russian.signed import Stretch
from extractor.russian.tokens import tokenize

OF_ONE_DAY = frozenset({"participation_count", "campaign_sum", "council_size"})
"""Types whose numbers are those of one occasion: the day told just before is theirs."""
NEAR = 2
"""Sentences before the own one that may tell its occasion."""
LINES = 8
"""Sentences of the line before that may give a period."""
CUTTING = frozenset({"VERB", "PRTS", "PREP", "CONJ"})
"""What a line ends with where a wrap has cut its sentence."""
BELOW = re.compile(r"[ \t\r]*\n[ \t]*\d")
"""A number that opens the line below."""
TITLE = 80
"""Characters of the longest line that opens a section with a stop behind it."""
REACH = 8
"""Sentences before the own one that may give a period or place."""


class Spot(NamedTuple):
    """Where a number stands: its sentence, its characters, and its clause in tokens."""

    sentence: Sentence
    start: int
    end: int
    begin: int
    stop: int


def spot_of(paragraph: Paragraph, index: int, k: int) -> Spot:
    """Give where number ``k`` of sentence ``index`` stands."""
    sentence = paragraph.sentences[index]
    numeral = sentence.quantities[k].numeral
    tokens = sentence.tokens
    begin, stop = sentence.clause(numeral)
    return Spot(sentence, tokens[numeral.first].start, tokens[numeral.last - 1].end, begin, stop)


def before(paragraph: Paragraph, index: int) -> list[Sentence]:
    """List the sentences before one, nearest first, as far as they may give a period or place."""
    earlier = paragraph.sentences[:index][::-1]
    return earlier[:REACH]


def in_sentence(fields: Sequence[Field], spot: Spot) -> Field | None:
    """Choose the field of a sentence that a number belongs to, one of its clause before others."""
    inside = in_clause(fields, spot.sentence.tokens, spot.begin, spot.stop)
    own = nearest(inside, spot.sentence, spot.start, spot.end)
    return own or nearest(fields, spot.sentence, spot.start, spot.end)


def sources(paragraph: Paragraph, index: int, lines: int) -> list[Sentence]:
    """List the sentences before one, nearest first, and the last ones of the paragraph before."""
    above = paragraph.before.sentences[-lines:][::-1] if paragraph.before is not None else []
    return before(paragraph, index) + above


def _lines_before(paragraph: Paragraph) -> Iterator[Sentence]:
    """Yield what the lines before say, nearest first, up to a blank line or a title."""
    before = paragraph.before
    if before is None or paragraph.text.count("\n", before.end, paragraph.start) > 1:
        return
    found = before.sentences[: -LINES - 1 : -1]
    if len(found) == 1 and _is_title(found[0]):
        return
    yield from found
    end = before.start
    lines = paragraph.text[paragraph.lead : end].splitlines(keepends=True)
    for line in lines[::-1][: LINES - len(found)]:
        said = Sentence(paragraph.text, end - len(line), end)
        if not line.strip() or _is_title(said):
            return
        yield said
        end -= len(line)


def _is_cut(paragraph: Paragraph) -> bool:
    """Tell a heading that is prose, cut by a wrap: behind its verb a number stands below."""
    text, end = paragraph.text, paragraph.heading_start + len(paragraph.heading)
    if not BELOW.match(text, end):
        return False
    return tokenize(text, paragraph.heading_start, end)[-1].reading.pos in CUTTING


def _is_title(line: Sentence) -> bool:
    """Tell a line that opens a section: a few words without a verb or a number."""
    if line.end - line.start > TITLE:
        return False
    tokens = line.tokens
    return (
        bool(tokens)
        and tokens[0].text[:1].isupper()
        and tokens[-1].text not in ":;,"
        and not line.quantities
        and not line.verbs(0, len(tokens))
    )


class Dating:
    """Reads periods within one document; what sentences name is read once."""

    def __init__(self, document: Heading) -> None:
        self._document = document
        self._eve = timing.EVE.search(document.text, 0, timing.OPENING) is not None
        self._named: dict[tuple[int, int], Named] = {}

    def named(self, sentence: Sentence) -> Named:
        """Give what a sentence names."""
        key = sentence.start, sentence.end
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = Named(sentence, self._document)
        return found

    def period(self, paragraph: Paragraph, index: int, k: int, type_: str = "") -> Field | None:
        """Give the time a number holds for; ``type_`` is the type of its record."""
        spot = spot_of(paragraph, index, k)
        sentence, start, end = spot.sentence, spot.start, spot.end
        named = self.named(sentence).periods
        text = sentence.text
        named = [
            f
            for f in named
            if not (f.start >= end and self._apart(text, end, f))
            and not timing.ended(text, f, start)
        ]
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, start, end)
        earlier = timing.WAS.search(Stretch.of(text, max(sentence.start, start - 30), start))
        if earlier and (own is None or own.end <= earlier.start()):
            return None
        if own is None and inside == []:
            stop = sentence.tokens[spot.stop - 1].end
            clause = Stretch.of(text, sentence.tokens[spot.begin].start, stop)
            if periods.LASTING.search(text, clause.start, stop):
                return None
            until = Stretch.of(text, sentence.start, stop)
            if timing.NOW.search(clause) or timing.HABIT.search(until):
                return self._document.period
        if own is None:
            reaching = [f for f in named if self._reaches(f, start)]
            passing = [f for f in reaching if self._passes_on(sentence, f)]
            own = nearest(passing, sentence, start, end) or self._opened(paragraph)
        return own or self._inherited(paragraph, index, spot, type_)

    def _inherited(self, paragraph: Paragraph, index: int, spot: Spot, type_: str) -> Field | None:
        """Give the period that the sentences before, the heading or the document hand on."""
        sentence = spot.sentence
        told = timing.tenses(sentence, spot.begin, spot.stop)
        present = (told or timing.tenses(sentence, 0, spot.stop)) == {"pres"}
        earlier = before(paragraph, index)
        handed = self._handed_on(earlier, present)
        if handed:
            near = handed.start >= earlier[:NEAR][-1].start
            return handed if near and type_ in OF_ONE_DAY else self._widened(handed, spot)
        return (
            self._headed(paragraph)
            or self._document.period
            or self._handed_on(_lines_before(paragraph), present)
        )

    def _apart(self, text: str, end: int, period: Field) -> bool:
        """Tell a period behind a number that belongs to what is told next, or compared.

        In a document that names its own, a comma parts another one from the number.
        """
        if timing.COMPARING.search(text[max(end, period.start - 40) : period.start]):
            return True
        year, gap = self._document.period, text[end : period.start]
        other = year is not None and period.value != year.value
        return other and "," in gap and not gap.startswith(", как в")

    def _reaches(self, period: Field, start: int) -> bool:
        """Tell whether a period outside the clause can be the number's: it stands before it,
        or the document names none."""
        return period.end <= start or self._document.period is None

    def _of_other_time(self, period: Field, far: bool) -> bool:
        """Tell a period before the document's own, or after it and ``far`` from the number."""
        year = self._document.period
        if year is None:
            return False
        last = year.value.rpartition("/")[2][:4]
        return period.value[:4] < year.value[:4] or (far and period.value[:4] > last)

    def _widened(self, handed: Field, spot: Spot) -> Field:
        """Give the document's year in place of a day or month of it that another sentence names.

        A day by which something stood (``на 1 января``) is kept for what is not told as past.
        """
        year = self._document.period
        if year is None or len(handed.value) <= len(year.value):
            return handed
        sentence = spot.sentence
        state = timing.STATE_DAY.search(sentence.text[max(0, handed.start - 20) : handed.start])
        past = "past" in timing.tenses(sentence, spot.begin, spot.stop)
        if state and not past:
            return handed
        return year if state or handed.value.startswith(year.value) else handed

    def _headed(self, paragraph: Paragraph) -> Field | None:
        """Give the period of the heading that a paragraph stands under."""
        told, at = self._document.period, paragraph.heading_start
        found = periods.of_heading(paragraph.heading, self._document.year)
        if not found or _is_cut(paragraph):
            return None
        if told and not self._eve and at < told.end:
            return told
        first = found[0]
        return Field(self._told(first.value), at + first.start, at + first.end)

    def _told(self, value: str) -> str:
        """Give the day that an item dated ``value`` tells of: the one before, if it says so."""
        try:
            day = date.fromisoformat(value) if self._eve else None
        except ValueError:  # a year, a month, or no day of the calendar
            day = None
        return (day - timedelta(days=1)).isoformat() if day else value

    def _opened(self, paragraph: Paragraph) -> Field | None:
        """Give the period of the line that opened the list a paragraph is a line of."""
        if paragraph.opener is None:
            return None
        found = periods.find(paragraph.text, *paragraph.opener, self._document.year)
        return found[0] if found and not self._of_other_time(found[0], False) else None

    def _handed_on(self, sentences: Iterable[Sentence], present: bool = False) -> Field | None:
        """Give the first period that one of these sentences hands on.

        To what is told in the present, one that tells of the past hands on days only.
        """
        for far, sentence in enumerate(sentences):
            found = self.named(sentence).periods
            past = found and present and "past" in timing.tenses(sentence, 0, len(sentence.tokens))
            for period in found:
                if past and len(period.value) < 10:
                    continue
                if self._of_other_time(period, far > 0):
                    continue
                if self._passes_on(sentence, period):
                    return period
        return None

    @staticmethod
    def _passes_on(sentence: Sentence, period: Field) -> bool:
        """Tell whether later sentences may inherit a period: no comparison, no bracket."""
        before = sentence.text[sentence.start : period.start]
        inside = bracket(sentence.text, sentence.start, period.start) >= 0
        behind = sentence.text[period.end : period.end + 3].lstrip()
        back = periods.BACK.fullmatch(sentence.text, period.start, period.end)
        if inside or back or timing.COMPARING.search(before) or behind[:1] in ("–", "-", "—"):
            return False
        return timing.CREATING.search(before) is None
