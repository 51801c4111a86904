"""Tables of data: which row holds the headings, and each number behind the one of its column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from extractor.loaders.build import Part, one_line, row

NUMBER = re.compile(r"[-+]?\d[\d \xa0]*(?:[.,]\d+)?%?")
WIDEST = 100
"""Columns or rows over which a cell is believed to reach."""

Attributes = list[tuple[str, str | None]]
YEAR = re.compile(r"\s*(?:19|20)\d\d(?:\s*(?:год|г\.?))?\s*")
TIME = re.compile(r"\s*(?:в том числе\s+)?(?:по\s+)?(?:год|период)", re.IGNORECASE)
"""A heading over years that says no more than that they are."""


def _under(headings: Sequence[str], cells: Sequence[str]) -> Part:
    """Make a row, each number behind its heading, if any; a semicolon ends one before the next.

    Between cells that are not both numbers a tab stays: what stands there belongs together.
    """
    texts: list[str] = []
    counted = False
    for cell, heading in zip(cells, [*headings, *[""] * len(cells)], strict=False):
        if not cell.strip():
            continue
        before, counted = counted, bool(NUMBER.fullmatch(cell))
        text = f"{heading.strip()}: {cell}" if counted and heading.strip() else cell
        if before and counted:
            texts[-1] += f"; {text}"
        else:
            texts.append(text)
    return row(texts)


def _is_heading(cells: Sequence[str], first: bool) -> bool:
    """Tell a row of headings: words alone; or years, behind what they are of or behind nothing.

    One year among words may be that of a thing. A second row of headings has nothing before
    them, for its label stands above.
    """
    label, *rest = cells
    filled = [cell for cell in rest if cell.strip()]
    years = [cell for cell in filled if YEAR.fullmatch(cell)]
    numbers = [cell for cell in (label, *filled) if NUMBER.fullmatch(cell)]
    if NUMBER.fullmatch(label) or not set(numbers) <= set(years):
        return False
    return (first or not label.strip()) and (len(years) in (0, len(filled)) or len(years) > 1)


def _below(above: Sequence[str], names: Sequence[str]) -> list[str]:
    """Put a second row of headings under the first, whose names reach over blank cells."""
    joined, parent = [], ""
    for upper, own in zip_longest(above, names, fillvalue=""):
        parent = upper if upper.strip() else parent
        telling = parent if own.strip() and not TIME.match(parent) else ""
        joined.append(f"{telling} {own}" if telling else own if own.strip() else upper)
    return joined


class Headings:
    """The headings of a table as far as it has been read."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._rows = 0

    def part(self, cells: Sequence[str]) -> Part:
        """Make a row of its cells, two filled at least: each number behind its heading.

        The first row of words, or of years behind a word, is the heading; a row right below
        it may be its second line.
        """
        self._rows += bool(self._names)
        if self._rows > 1 or not _is_heading(cells, first=not self._names):
            return _under(self._names, cells)
        names = [f"{cell} год" if NUMBER.fullmatch(cell) else cell for cell in cells]
        self._names = _below(self._names, names) if self._names else names
        return row(cell for cell in cells if cell.strip())


def _span(attrs: Attributes, name: str) -> int:
    """Give over how many columns or rows a cell reaches; what is no number is one."""
    told = (dict(attrs).get(name) or "").strip()
    return min(int(told), WIDEST) if told.isdecimal() and len(told) < 5 and int(told) else 1


class Grid:
    """A table of a web page: in which columns the cells of its rows stand, and its headings."""

    def __init__(self) -> None:
        self._headings = Headings()
        self._spans: list[tuple[int, int]] = []
        self._reaching: dict[int, int] = {}

    def opened(self, attrs: Attributes) -> None:
        """Take the start of a cell."""
        self._spans.append((_span(attrs, "colspan"), _span(attrs, "rowspan")))

    def columns(self, texts: Iterable[str]) -> list[str]:
        """End a row; give its cells by column, blank where another cell reaches to."""
        placed: list[str] = []
        reaching = {at: rows - 1 for at, rows in self._reaching.items() if rows > 1}
        for text, (wide, high) in zip(texts, self._spans, strict=False):
            while len(placed) in self._reaching:
                placed.append("")
            wide = wide if len(placed) < WIDEST else 1
            if high > 1:
                reaching.update(dict.fromkeys(range(len(placed), len(placed) + wide), high - 1))
            placed += [text, *[""] * (wide - 1)]
        self._reaching, self._spans = reaching, []
        return placed

    def part(self, cells: Sequence[str]) -> Part:
        """Make a row of its cells by column, each number behind its heading."""
        return self._headings.part(cells)


def headed(rows: Iterable[Sequence[str]]) -> Iterator[Part]:
    """Give the rows of a table; a row of one cell is a paragraph."""
    headings = Headings()
    for cells in rows:
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) == 1:
            yield Part("paragraph", one_line(filled[0]))
        elif filled:
            yield headings.part(cells)
