"""What a document says of itself in its opening lines: its territory and year."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from extractor.candidates import Field
from extractor.russian import periods, places
from extractor.russian.sentences import sentences
from extractor.russian.tokens import tokenize

TITLE_LENGTH = 220
"""Longest line, in characters, that can be a heading."""


@dataclass(frozen=True)
class Heading:
    """What the whole document says of itself: its first heading's place and period.

    Without a place in the heading it is the commonest one of the opening, looked for when
    first asked for.
    """

    text: str
    heading: Field | None
    period: Field | None

    @property
    def headed(self) -> bool:
        """Whether the heading names the place."""
        return self.heading is not None

    @cached_property
    def place(self) -> Field | None:
        """The territory of the document."""
        return self.heading or _commonest_place(self.text)

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
        if (heading or headed) and dated and text[start] != "(":
            period = period or dated[0]
        if not heading:
            break
    return Heading(text, place, period)


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
