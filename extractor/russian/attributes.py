"""Attributes of a number from its surroundings: status, period, place, subject, body.

Each is looked for from the clause outward: sentence, the sentences before, headings,
the document. Nothing is guessed: what is not said stays empty.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.candidates import Field, SentenceView
from extractor.russian import bodies, periods, places, titles
from extractor.russian.context import Paragraph, Sentence, clause
from extractor.russian.phrases import Phrase, nominative
from extractor.russian.sentences import sentences
from extractor.russian.status import status
from extractor.russian.tokens import Token, tokenize
from extractor.values import Status

TITLE_LENGTH = 160
COMPARING = re.compile(
    r"(?:чем|тогда как|по сравнению с|сравнении с|против|к уровню|относительно|уровня|прошл[а-яё]+"
    r"|если|до|после|раньше|начиная с|основан[а-яё]*|созда[а-яё]+|с|от)"
    r"(?: [а-яё]+)?(?: в| за)?[ ,(]*$",
    re.IGNORECASE,
)
"""What stands before a period that other numbers do not inherit."""
REACH = 4
"""Sentences before the own one that may give a period or place."""


@dataclass(frozen=True)
class Named:
    """What one sentence names: periods, places, titles, bodies."""

    sentence: Sentence
    year: str | None

    @cached_property
    def titles(self) -> list[Field]:
        """Titles in quotes."""
        return titles.find(self.sentence.text, self.sentence.start, self.sentence.end)

    @cached_property
    def periods(self) -> list[Field]:
        """Periods outside titles."""
        found = periods.find(self.sentence.text, self.sentence.start, self.sentence.end, self.year)
        return [f for f in found if not _within(f, self.titles)]

    @cached_property
    def places(self) -> list[Field]:
        """Territories outside titles; one without a name (``в городе``) has an empty value."""
        tokens = self.sentence.tokens
        found = places.find(tokens)
        found += [f for f in places.find_unnamed(tokens) if not _within(f, found)]
        return sorted((f for f in found if not _within(f, self.titles)), key=lambda f: f.start)

    @cached_property
    def bodies(self) -> list[Field]:
        """Councils, chambers and other bodies."""
        return bodies.find(self.sentence.text, self.sentence.tokens)


def _within(field: Field, outer: Sequence[Field]) -> bool:
    return any(o.start <= field.start and field.end <= o.end for o in outer)


def nearest(fields: Sequence[Field], sentence: Sentence, start: int, end: int) -> Field | None:
    """Choose the field that a number at ``start:end`` belongs to.

    The fewer other numbers stand between, the nearer; before wins over behind.
    """
    numbers = [
        (sentence.tokens[q.numeral.first].start, sentence.tokens[q.numeral.last - 1].end)
        for q in sentence.quantities
        if q.open
    ]

    def rank(field: Field) -> tuple[int, int, int]:
        behind = field.start >= end
        low, high = (end, field.start) if behind else (field.end, start)
        between = sum(low <= a and b <= high for a, b in numbers)
        return between if not behind or between else 0, int(behind), abs(low - high)

    outside = [
        f
        for f in fields
        if (f.end <= start or f.start >= end) and _same_bracket(sentence, f, start)
    ]
    return min(outside, key=rank, default=None)


def _bracket(text: str, begin: int, at: int) -> int:
    """Give where the bracket opens that ``at`` stands in, or -1."""
    opened: list[int] = []
    for i in range(begin, at):
        if text[i] == "(":
            opened.append(i)
        elif text[i] == ")" and opened:
            opened.pop()
    return opened[-1] if opened else -1


def _same_bracket(sentence: Sentence, field: Field, start: int) -> bool:
    """Tell whether a field in brackets reaches the number: only from within them."""
    bracket = _bracket(sentence.text, sentence.start, field.start)
    return bracket < 0 or bracket == _bracket(sentence.text, sentence.start, start)


def _in_clause(
    fields: Sequence[Field], tokens: Sequence[Token], begin: int, end: int
) -> list[Field]:
    if begin >= end:
        return []
    low, high = tokens[begin].start, tokens[end - 1].end
    return [f for f in fields if low <= f.start and f.end <= high]


@dataclass(frozen=True)
class Heading:
    """What the whole document says of itself: its first heading's place and period."""

    place: Field | None
    period: Field | None
    headed: bool = False

    @property
    def year(self) -> str | None:
        """The year relative periods count from."""
        return self.period.value[:4] if self.period else None


def of_document(text: str, limit: int = 700) -> Heading:
    """Read the place and period of a document from its opening lines."""
    lines = _lines(text, limit)[:5]
    headed = bool(lines) and _is_heading(text, *lines[0])
    place = period = None
    for start, end in lines:
        heading = _is_heading(text, start, end)
        stop = end if heading else min(end, start + TITLE_LENGTH)
        place = place or _heading_place(text, start, stop)
        dated = [f for f in periods.find(text, start, stop) if len(f.value) == 4]
        if (heading or headed) and dated:
            period = period or dated[0]
        if not heading:
            break
    return Heading(place or _commonest_place(text), period, place is not None)


def _is_heading(text: str, start: int, end: int) -> bool:
    """Tell a heading from prose: one short line without a closing mark."""
    closed = text[end - 1] in ";,:" or (
        text[end - 1] in ".!?" and text[end - 3 : end] not in (" г.", "гг.")
    )
    return end - start <= TITLE_LENGTH and not closed


def _heading_place(text: str, start: int, end: int) -> Field | None:
    """Read a territory from a line, even one in capitals or of one word."""
    tokens = tokenize(text, start, end)
    shout = text[start:end].isupper()
    tokens = [
        t._replace(text=t.text.title()) if t.text.isupper() and (shout or len(t.text) > 5) else t
        for t in tokens
    ]
    found = places.find(tokens)
    if found:
        return found[0]
    if shout and len(tokens) == 1 and places.may_name(tokens[0]):
        return Field(text[start:end].title(), start, end)
    return None


def _commonest_place(text: str, limit: int = 2500) -> Field | None:
    """Give the territory named most often in the opening of a document without a heading."""
    found = [
        field
        for start, end in sentences(text, 0, min(limit, len(text)))
        for field in places.find(tokenize(text, start, end))
    ]
    counts = Counter(field.value for field in found)
    return max(found, key=lambda field: (counts[field.value], -field.start), default=None)


def _lines(text: str, limit: int) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text[:limit].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            begin = at + line.index(stripped[0])
            found.append((begin, begin + len(stripped)))
        at += len(line)
    return found


class Attributes:
    """Reads attributes within one document; what sentences name is read once."""

    def __init__(self, document: Heading) -> None:
        self._document = document
        self._year = document.year
        self._named: dict[int, Named] = {}

    def named(self, sentence: Sentence) -> Named:
        """Give what a sentence names."""
        found = self._named.get(sentence.start)
        if found is None:
            found = self._named[sentence.start] = Named(sentence, self._year)
            explicit = [f for f in found.periods if f.value[:4].isdigit()]
            self._year = explicit[0].value[:4] if explicit else self._year
        return found

    def _before(self, paragraph: Paragraph, index: int) -> list[Sentence]:
        """List the sentences before, nearest first."""
        earlier = paragraph.sentences[:index][::-1]
        return earlier[:REACH]

    def period(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the time a number holds for."""
        sentence = paragraph.sentences[index]
        quantity = sentence.quantities[k].numeral
        tokens = sentence.tokens
        start, end = tokens[quantity.first].start, tokens[quantity.last - 1].end
        named = self.named(sentence).periods
        begin, stop = clause(tokens, quantity.first, quantity.last)
        text = sentence.text
        named = [
            f
            for f in named
            if f.start < end or not COMPARING.search(text[max(end, f.start - 40) : f.start])
        ]
        own = nearest(_in_clause(named, tokens, begin, stop), sentence, start, end)
        own = own or nearest(named, sentence, start, end)
        if own:
            return own
        for earlier in self._before(paragraph, index):
            found = [f for f in self.named(earlier).periods if self._passes_on(earlier, f)]
            if found:
                return found[0]
        for heading in paragraph.headings:
            found = periods.find(heading, 0, len(heading))
            if found:
                at = paragraph.text.rfind(heading, 0, paragraph.start)
                return Field(found[0].value, at + found[0].start, at + found[0].end)
        return self._document.period

    @staticmethod
    def _passes_on(sentence: Sentence, period: Field) -> bool:
        """Tell whether later sentences may inherit a period: no comparison, no bracket."""
        before = sentence.text[sentence.start : period.start]
        inside = _bracket(sentence.text, sentence.start, period.start) >= 0
        behind = sentence.text[period.end : period.end + 3].lstrip()
        return not inside and not COMPARING.search(before) and behind[:1] not in ("–", "-", "—")

    def place(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the territory a number holds for."""
        sentence = paragraph.sentences[index]
        quantity = sentence.quantities[k].numeral
        tokens = sentence.tokens
        start, end = tokens[quantity.first].start, tokens[quantity.last - 1].end
        named = self.named(sentence).places
        begin, stop = clause(tokens, quantity.first, quantity.last)
        own = nearest(_in_clause(named, tokens, begin, stop), sentence, start, end)
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
        sentence = paragraph.sentences[index]
        quantity = sentence.quantities[k].numeral
        tokens = sentence.tokens
        start, end = tokens[quantity.first].start, tokens[quantity.last - 1].end
        named = self.named(sentence).bodies
        begin, stop = clause(tokens, quantity.first, quantity.last)
        own = nearest(_in_clause(named, tokens, begin, stop), sentence, start, end)
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

    def view(self, paragraph: Paragraph, index: int) -> SentenceView:
        """Give what a sentence names, for plugins that read more than numbers."""
        sentence = paragraph.sentences[index]
        named = self.named(sentence)
        return SentenceView(
            sentence.start, sentence.end, tuple(named.titles),
            next(iter(named.periods), self._document.period),
            next((f for f in named.places if f.value), self._document.place),
            next(iter(named.bodies), None),
        )  # fmt: skip

    def status(self, paragraph: Paragraph, index: int, k: int) -> Status:
        """Tell plan from fact."""
        sentence = paragraph.sentences[index]
        numeral = sentence.quantities[k].numeral
        begin, end = clause(sentence.tokens, numeral.first, numeral.last)
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
        shown = phrase.above if phrase.above is not None and phrase.how != "elided" else phrase
        tokens = shown.tokens
        last = max(shown.last, shown.head + 1)
        return Field(nominative(phrase), tokens[shown.first].start, tokens[last - 1].end)
