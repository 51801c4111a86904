"""What a sentence names (periods, places, titles, bodies), and which of it a number takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.candidates import Field
from extractor.lazy import Lazy
from extractor.russian import bodies, events, periods, place_labels, places, titles
from extractor.russian.context import Sentence
from extractor.russian.events import Event
from extractor.russian.opening import Heading
from extractor.russian.tokens import Token

BACK = 8
"""Sentences that one may look back over for the period it counts from."""


@dataclass(frozen=True)
class Named:
    """What one sentence names: periods, places, titles, bodies.

    The ``document`` tells the year of the context; ``back`` are the sentences it may still look
    back over.
    """

    sentence: Sentence
    document: Heading
    back: int = BACK

    @Lazy
    def titles(self) -> list[Field]:
        """Titles in quotes."""
        return titles.find(self.sentence.text, self.sentence.start, self.sentence.end)

    @Lazy
    def periods(self) -> list[Field]:
        """Periods outside titles."""
        text, start, end = self.sentence.text, self.sentence.start, self.sentence.end
        found = periods.find(text, start, end, self.document.year, self._said_before)
        return [f for f in found if not _within(f, self.titles)]

    @Lazy
    def acts(self) -> list[Field]:
        """Days of the laws and decrees that are cited."""
        return periods.acts(self.sentence.text, self.sentence.start, self.sentence.end)

    def _said_before(self) -> str | None:
        """Give the last single period of the sentence before, if it names one."""
        before = self.sentence.before
        if before is None or not self.back:
            return None
        earlier = Named(before, self.document, self.back - 1)
        said = [f.value for f in earlier.periods if "/" not in f.value]
        return said[-1] if said else None

    @Lazy
    def _territories(self) -> list[Field]:
        """Territories by their names, within titles or not."""
        return places.find(self.sentence.tokens)

    @Lazy
    def places(self) -> list[Field]:
        """Territories outside titles; one without a name (``в городе``) has an empty value."""
        unnamed = places.find_unnamed(self.sentence.tokens)
        found = [*self._territories, *(f for f in unnamed if not _within(f, self._territories))]
        return sorted((f for f in found if not _within(f, self.titles)), key=lambda f: f.start)

    @Lazy
    def places_in_titles(self) -> list[Field]:
        """Territories that titles name."""
        return [f for f in self._territories if _within(f, self.titles)]

    @Lazy
    def labels(self) -> list[Field]:
        """Territories that label numbers, each its own only."""
        return place_labels.find(self.sentence.tokens, self.places)

    @Lazy
    def bodies(self) -> list[Field]:
        """Councils, chambers and other bodies."""
        return bodies.find(self.sentence.text, self.sentence.tokens)

    @Lazy
    def events(self) -> list[Event]:
        """Events and drives, titles among them."""
        return events.find(self.sentence.text, self.sentence.tokens, self.titles)


DIRECT = re.compile(
    r"\s*(?:[–—-]\s*)?(?:[а-яё]+\.?\s){0,2}?(?:(?:в|на|к|за|по|до|с)\s)?"
    r"(?:(?:конец|конц[аеу]|начал[аеоу]|течение|итогам)\s)?[«„“\"]?",
    re.IGNORECASE,
)
"""What may stand between a number and a period, place or title of its own behind it."""


LABEL = re.compile(r"\s*[–—-]\s*\d")
"""What stands behind a period that labels the number after it (``за 2003 – 243``)."""


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
        if (f.end <= start or f.start >= end)
        and _same_bracket(sentence, f, start)
        and not any(start < a and 0 <= f.start - b <= 4 for a, b in numbers)
        and not (f.start >= end and LABEL.match(sentence.text, f.end))
    ]
    found = min(outside, key=rank, default=None)
    if found is not None and found.end <= start:
        text = sentence.text
        paired = any(DIRECT.fullmatch(text, b, found.start) for a, b in numbers if a != start)
        own = next((f for f in outside if DIRECT.fullmatch(text, end, f.start)), None)
        return own if paired and own is not None else found
    return found


def bracket(text: str, begin: int, at: int) -> int:
    """Give where the bracket opens that ``at`` stands in, or -1."""
    if text.find("(", begin, at) < 0:
        return -1
    opened: list[int] = []
    for i in range(begin, at):
        if text[i] == "(":
            opened.append(i)
        elif text[i] == ")" and opened:
            opened.pop()
    return opened[-1] if opened else -1


def _same_bracket(sentence: Sentence, field: Field, start: int) -> bool:
    """Tell whether a field in brackets reaches the number: only from within them."""
    around = bracket(sentence.text, sentence.start, field.start)
    return around < 0 or around == bracket(sentence.text, sentence.start, start)


def in_clause(
    fields: Sequence[Field], tokens: Sequence[Token], begin: int, end: int
) -> list[Field]:
    """Keep the fields that stand within ``tokens[begin:end]``."""
    if begin >= end:
        return []
    low, high = tokens[begin].start, tokens[end - 1].end
    return [f for f in fields if low <= f.start and f.end <= high]
