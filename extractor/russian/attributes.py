"""Attributes of a number from its surroundings: status, period, place, subject, body.

Each is looked for from the clause outward: sentence, the sentences before, headings,
the document. Nothing is guessed: what is not said stays empty.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from extractor.candidates import Field, SentenceView
from extractor.russian import periods, timing
from extractor.russian.context import Paragraph, Sentence
from extractor.russian.named import Named, bracket, in_clause, nearest
from extractor.russian.naming import nominative
from extractor.russian.opening import Heading
from extractor.russian.phrases import Phrase
from extractor.russian.status import status
from extractor.values import Status

LINES = 8
"""Sentences of the line before that may give a period."""
REACH = 8
"""Sentences before the own one that may give a period or place."""


class _Spot(NamedTuple):
    """Where a number stands: its sentence, its characters, and its clause in tokens."""

    sentence: Sentence
    start: int
    end: int
    begin: int
    stop: int


def _spot(paragraph: Paragraph, index: int, k: int) -> _Spot:
    sentence = paragraph.sentences[index]
    numeral = sentence.quantities[k].numeral
    tokens = sentence.tokens
    begin, stop = sentence.clause(numeral)
    return _Spot(sentence, tokens[numeral.first].start, tokens[numeral.last - 1].end, begin, stop)


def _lines_before(paragraph: Paragraph) -> list[Sentence]:
    """List what the lines before say, nearest first, up to a blank line or the heading."""
    before = paragraph.before
    if before is None or paragraph.text.count("\n", before.end, paragraph.start) > 1:
        return []
    found = before.sentences[: -LINES - 1 : -1]
    end = before.start
    for line in reversed(paragraph.text[paragraph.lead : end].splitlines(keepends=True)):
        if not line.strip() or len(found) >= LINES:
            break
        found.append(Sentence(paragraph.text, end - len(line), end))
        end -= len(line)
    return found


def _compared(text: str, end: int, period: Field) -> bool:
    """Tell a period behind a number that the number is compared with."""
    return timing.COMPARING.search(text[max(end, period.start - 40) : period.start]) is not None


class Attributes:
    """Reads attributes within one document; what sentences name is read once."""

    def __init__(self, document: Heading) -> None:
        self._document = document
        self._year = document.year
        self._eve = timing.EVE.search(document.text, 0, timing.OPENING) is not None
        self._named: dict[int, Named] = {}

    def named(self, sentence: Sentence) -> Named:
        """Give what a sentence names."""
        found = self._named.get(sentence.start)
        if found is None:
            found = self._named[sentence.start] = Named(sentence, self._year)
            if self._document.period is None and found.periods:
                self._year = found.periods[0].value[:4]
        return found

    def _before(self, paragraph: Paragraph, index: int) -> list[Sentence]:
        """List the sentences before, nearest first."""
        earlier = paragraph.sentences[:index][::-1]
        return earlier[:REACH]

    def period(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the time a number holds for."""
        spot = _spot(paragraph, index, k)
        sentence, start, end = spot.sentence, spot.start, spot.end
        named = self.named(sentence).periods
        text = sentence.text
        named = [
            f
            for f in named
            if not (f.start >= end and _compared(text, end, f)) and not timing.ended(text, f, start)
        ]
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, start, end)
        earlier = timing.WAS.search(text, max(sentence.start, start - 30), start)
        if earlier and (own is None or own.end <= earlier.start()):
            return None
        if own is None and inside == []:
            clause = text[sentence.tokens[spot.begin].start : sentence.tokens[spot.stop - 1].end]
            if periods.LASTING.search(clause):
                return None
            if timing.NOW.search(clause) or timing.HABIT.search(clause):
                return self._document.period
        passing = [f for f in named if self._passes_on(sentence, f)]
        own = own or nearest(passing, sentence, start, end)
        if own:
            return own
        opened = self._opened(paragraph)
        if opened:
            return opened
        present = timing.tenses(sentence, spot.begin, spot.stop) == {"pres"}
        handed = self._handed_on(self._before(paragraph, index), present)
        if handed:
            return self._widened(handed, sentence, spot)
        return (
            self._headed(paragraph)
            or self._document.period
            or self._handed_on(_lines_before(paragraph), present)
        )

    def _widened(self, handed: Field, sentence: Sentence, spot: _Spot) -> Field:
        """Give the document's year in place of a day or month of it that another sentence names.

        A day by which something stood (``на 1 января``) is kept for what is not told as past.
        """
        year = self._document.period
        if year is None or len(handed.value) <= len(year.value):
            return handed
        state = timing.STATE_DAY.search(sentence.text[max(0, handed.start - 20) : handed.start])
        past = "past" in timing.tenses(sentence, spot.begin, spot.stop)
        if state and not past:
            return handed
        return year if state or handed.value.startswith(year.value) else handed

    def _headed(self, paragraph: Paragraph) -> Field | None:
        """Give the period of the heading that a paragraph stands under."""
        for heading in paragraph.headings:
            found = periods.find(heading, 0, len(heading))
            if found:
                at = paragraph.text.rfind(heading, 0, paragraph.start)
                return Field(self._told(found[0].value), at + found[0].start, at + found[0].end)
        return None

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
        found = periods.find(paragraph.text, *paragraph.opener, self._year)
        return found[0] if found else None

    def _handed_on(self, sentences: Sequence[Sentence], present: bool = False) -> Field | None:
        """Give the first period that one of these sentences hands on.

        To what is told in the present, one that tells of the past hands on days only.
        """
        for sentence in sentences:
            past = present and "past" in timing.tenses(sentence, 0, len(sentence.tokens))
            for period in self.named(sentence).periods:
                if past and len(period.value) < 10:
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
        back = periods.BACK.fullmatch(sentence.text, period.start, period.end) is not None
        if inside or back or timing.COMPARING.search(before) or behind[:1] in ("–", "-", "—"):
            return False
        return timing.CREATING.search(before) is None

    def place(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the territory a number holds for."""
        spot = _spot(paragraph, index, k)
        sentence, start, end = spot.sentence, spot.start, spot.end
        named = self.named(sentence).places
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, start, end)
        own = own or nearest([f for f in named if f.end <= start], sentence, start, end)
        if own:
            return own if own.value else self._document.place
        if self._document.headed:
            return self._document.place
        for earlier in self._before(paragraph, index):
            found = [f for f in self.named(earlier).places if f.value]
            if found:
                return found[0]
        return self._document.place

    def body(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the body a number is the size of: in the clause, else before it."""
        spot = _spot(paragraph, index, k)
        sentence, start, end = spot.sentence, spot.start, spot.end
        named = self.named(sentence).bodies
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, start, end)
        own = own or nearest(named, sentence, start, end)
        if own:
            return own
        sources = self._before(paragraph, index)
        if paragraph.before is not None:
            sources = sources + paragraph.before.sentences[-2:][::-1]
        for earlier in sources:
            found = self.named(earlier).bodies
            if found:
                return found[0]
        return None

    def event(self, paragraph: Paragraph, index: int, k: int, drive: bool = False) -> Field | None:
        """Give the event, or the charity ``drive``, that a number belongs to."""
        spot = _spot(paragraph, index, k)
        sentence = spot.sentence
        named = [e.field for e in self.named(sentence).events if e.drive or not drive]
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, spot.start, spot.end)
        own = own or nearest(named, sentence, spot.start, spot.end)
        if own:
            return own
        sources = self._before(paragraph, index)
        if drive and paragraph.before is not None:
            sources = sources + paragraph.before.sentences[-2:][::-1]
        for earlier in sources if drive else sources[:1]:
            found = [e.field for e in self.named(earlier).events if e.drive or not drive]
            if found:
                return found[-1]
        return None

    def view(self, paragraph: Paragraph, index: int) -> SentenceView:
        """Give what a sentence names, for plugins that read more than numbers."""
        sentence = paragraph.sentences[index]

        def read(kind: str) -> tuple[Field, ...]:
            named, document = self.named(sentence), self._document
            if kind == "titles":
                return tuple(named.titles)
            if kind == "body":
                return tuple(named.bodies)
            if kind == "period":
                return (*named.periods, *filter(None, [document.period]))
            return (*(f for f in named.places if f.value), *filter(None, [document.place]))

        return SentenceView(sentence.start, sentence.end, read)

    def status(self, paragraph: Paragraph, index: int, k: int) -> Status:
        """Tell plan from fact."""
        sentence = paragraph.sentences[index]
        numeral = sentence.quantities[k].numeral
        begin, end = sentence.clause(numeral)
        heading = paragraph.headings[0] if paragraph.headings else ""
        if paragraph.before is not None and paragraph.before.text[paragraph.before.end - 1] == ":":
            before = paragraph.before
            heading += " " + paragraph.text[max(before.start, before.end - 200) : before.end]
        return status(sentence.tokens, begin, end, numeral.first, heading)[0]

    @staticmethod
    def subject(phrase: Phrase | None) -> Field | None:
        """Name what is counted, in the nominative."""
        if phrase is None:
            return None
        named = phrase.how != "elided" and phrase.meaning != phrase.lemma
        shown = phrase.above if named and phrase.above is not None else phrase
        tokens = shown.tokens
        last = max(shown.last, shown.head + 1)
        return Field(nominative(phrase), tokens[shown.first].start, tokens[last - 1].end)
