"""Which territory the opening lines of a document name: its letterhead, headings, first words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.candidates import Field
from extractor.russian import places, titles
from extractor.russian.sentences import sentences
from extractor.russian.territories import FORMAL, kind_of
from extractor.russian.tokens import Token, tokenize
from extractor.russian.toponyms import QUOTES
from extractor.russian.wordlists import words

TITLE_LENGTH = 220
"""Longest line, in characters, that can be a heading."""
OPENING, LINES = 900, 6
"""Characters, and lines, that tell what a document is about."""
FIRST = 700
"""Characters whose lines can be a letterhead."""
HEADINGS = 5
"""Lines that may name the territory of a document."""
NEXT = 2
"""Lines below one of a letterhead that its next unit stands in."""
YEAR_END = re.compile(r"(?<![а-яё])г{1,2}\.$")
MUNICIPAL = re.compile(r"(?:образовани|район|округ|поселени|МО|МР|ГО|СП|ЗАТО)[а-я]*\s*[«\"„“]\s*$")
ACTS = words("act_kinds")
"""What the line of an act calls it, blanks left out: ``П О С Т А Н О В Л Е Н И Е``."""
SIGNED_AT = re.compile(r"(?:с|г|д|п|х|ст|пос|гп|пгт|рп|р\. ?п|с\. ?п)\. ?[А-ЯЁ]")
"""How the line below it opens that says in which town an act was signed."""
DATED = re.compile(r"(?:от\s*)?[«\"„“]?\s*(?:\d|_|№|N )")
"""How the line opens that gives an act's day and number."""
BROADER = ("область", "край", "республика", "автономный округ")
BROAD = ("район", "округ")
Line = tuple[int, int]
"""Characters of a line without its blanks, half-open."""
Named = tuple[Field, bool]
"""A territory, and whether it stands within a title."""


def lines(text: str, limit: int) -> list[Line]:
    """List the lines that ``text[:limit]`` opens with, empty ones left out."""
    found, at = [], 0
    for line in text[:limit].splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            begin = at + line.index(stripped[0])
            found.append((begin, begin + len(stripped)))
        at += len(line)
    return found


def opening(text: str) -> list[Line]:
    """List the lines that tell what a document is about."""
    return lines(text, OPENING)[:LINES]


def is_heading(text: str, start: int, end: int) -> bool:
    """Tell a heading from prose: one short line without a closing mark."""
    closed = text[end - 1] in ";,:" or (
        text[end - 1] in ".!?" and not YEAR_END.search(text, start, end)
    )
    return end - start <= TITLE_LENGTH and not closed


def is_headed(text: str) -> bool:
    """Tell whether the first lines open with a heading."""
    _, found = _without_signing(text, lines(text, FIRST))
    return bool(found) and is_heading(text, *found[0])


def place(text: str) -> Field | None:
    """Give the territory that the first lines name.

    One outside of titles stands before one within. Where an act was signed is asked last.
    """
    signed, found = _without_signing(text, lines(text, FIRST))
    found = found[:HEADINGS]
    prose = next((i for i, line in enumerate(found) if not is_heading(text, *line)), len(found))
    headings = found[:prose]
    named = _in_headings(text, headings)
    if prose < len(found):
        start, end = found[prose]
        end = min(end, start + TITLE_LENGTH)
        named += _named(text, start, end, lowered(text, start, end))
    outside = [field for field, quoted in named if not quoted]
    if outside:
        return _narrowed(found[: prose + 1], outside)
    if not named:
        named = [item for line in signed for item in _named(text, *line, lowered(text, *line))]
    return next((field for field, _ in named), None)


def is_kind(text: str, line: Line) -> bool:
    """Tell a line that says what kind of act stands below: ``П О С Т А Н О В Л Е Н И Е``."""
    return "".join(text[slice(*line)].split()).lower() in ACTS


def _without_signing(text: str, found: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the lines of an act that say where it was signed from the others, and leave out
    those that say what kind of act it is, its day and number."""
    kinds = [line for line in found[:HEADINGS] if is_kind(text, line)]
    if not kinds:
        return [], list(found)
    signed = [line for line in found if SIGNED_AT.match(text, *line)]
    passed = {*kinds, *signed}
    return signed, [line for line in found if line not in passed and not DATED.match(text, *line)]


def _in_headings(text: str, headings: Sequence[Line]) -> list[Named]:
    """List the territories of headings; one may go on in the next line:
    ``Главы Уржумского ⏎ муниципального района``."""
    tokens = [lowered(text, *line) for line in headings]
    named = [
        item
        for line, own in zip(headings, tokens, strict=True)
        for item in _named(text, *line, own)
    ]
    for field in _over_lines(text, headings, [token for own in tokens for token in own]):
        named = [item for item in named if item[0].end <= field.start or field.end <= item[0].start]
        named.append((field, False))
    return sorted(named, key=lambda item: item[0].start)


def _over_lines(text: str, headings: Sequence[Line], tokens: Sequence[Token]) -> Iterator[Field]:
    """Yield the territories that begin in one heading and end in the next."""
    quoted = titles.find(text, headings[0][0], headings[-1][1]) if headings else []
    for field in places.find(tokens) if len(headings) > 1 else ():
        ends = any(field.start < below[0] < field.end for _, below in pairwise(headings))
        if ends and not _within(field, quoted):
            yield field


def _narrowed(headings: Sequence[Line], fields: Sequence[Field]) -> Field:
    """Go down a letterhead whose lines are a region, its district, a council of that."""
    chosen = fields[0]
    for field in fields[1:]:
        alone = (chosen.start, chosen.end)
        at = headings.index(alone) if alone in headings else len(headings)
        if at == len(headings) or field.start >= headings[at : at + NEXT + 1][-1][1]:
            break
        if _breadth(field) < _breadth(chosen):
            chosen = field
    return chosen


def _breadth(field: Field) -> int:
    """Tell a subject of the Federation (2) from its districts (1), and their parts (0)."""
    said = field.value.lower()
    if any(noun in said for noun in BROADER):
        return 2
    return int(any(noun in said.split() for noun in BROAD))


def _named(text: str, start: int, end: int, tokens: Sequence[Token]) -> list[Named]:
    """List the territories of a line, even one in capitals or of one word, and whether each
    stands within a title; its ``tokens`` are :func:`lowered`."""
    quoted = titles.find(text, start, end)
    prose = not is_heading(text, start, end)
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


def lowered(text: str, start: int, end: int) -> list[Token]:
    """Give the tokens of a line, words in capitals as if they were names."""
    shout = text[start:end].isupper()
    return [
        t._replace(text=t.text.title())
        if t.text.isupper() and (shout or len(t.text) > 5) and t.text not in FORMAL
        else t
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
    if kind_of(tokens[i]) and tokens[i].reading.number == "plur":
        return True
    return before is not None and before.reading.pos == "ABBR" and before.text not in FORMAL


def commonest(text: str, limit: int = 2500) -> tuple[Field | None, bool]:
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


def opened_with(text: str) -> Field | None:
    """Give the town that a title in a heading opens with, or an adjective is made of."""
    for start, end in opening(text):
        if not is_heading(text, start, end):
            continue
        tokens = tokenize(text, start, end)
        bare = [token for token in tokens if token.text not in QUOTES]
        quoted = titles.find(text, start, end)
        found = [f for f in places.find(bare) if not _is_title(f, text, start, quoted)]
        found = found or places.find_adjectives(tokens)
        if found:
            return found[0]
    return None
