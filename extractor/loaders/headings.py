"""Tables of data: which row holds the headings, and each number behind the one of its column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from extractor.loaders.build import Part, one_line, row

NUMBER = re.compile(r"[-+]?\d[\d \xa0]*(?:[.,]\d+)?%?")
WIDEST = 100
"""Columns or rows over which a cell is believed to reach."""

Attributes = list[tuple[str, str | None]]
YEAR = re.compile(r"\s*(?:19|20)\d\d(?:\s*(?:год|г\.?))?\s*")
ORDINAL = re.compile(
    r"\s*(?:(?:№+|N|No|номер)\s*(?:п\s*[./\\-]?\s*п\.?|по порядку|строки)?|п\s*[./\\]\s*п\.?)\s*",
    re.IGNORECASE,
)
"""The heading of a column that numbers the rows."""
ITEM = re.compile(r"\s*\d{1,4}(?:\.\d{1,3})*[.)]?\s*")
PERCENT = re.compile(r"%|процент", re.IGNORECASE)
LETTER = re.compile(r"\s*[^\W\d_]\s*")
DEEPEST = 3
"""Rows of headings, at most."""
TIME = re.compile(r"\s*(?:в том числе\s+)?(?:по\s+)?(?:год|период)", re.IGNORECASE)
"""A heading over years that says no more than that they are."""


def marked(cell: str, heading: str) -> str:
    """Write a bare number below a heading of percents with their sign."""
    bare = NUMBER.fullmatch(cell) and not cell.endswith("%")
    return f"{cell.strip()}%" if bare and PERCENT.search(heading) else cell


def _under(headings: Sequence[str], cells: Sequence[str]) -> Part:
    """Make a row, each number behind its heading, if any; a semicolon ends one before the next.

    Between cells that are not both numbers a tab stays: what stands there belongs together.
    """
    texts: list[str] = []
    counted = False
    for cell, heading in zip(cells, [*headings, *[""] * len(cells)], strict=False):
        if not cell.strip() or (ITEM.fullmatch(cell) and ORDINAL.fullmatch(heading)):
            continue
        before, counted = counted, bool(NUMBER.fullmatch(cell))
        cell = marked(cell, heading)
        text = f"{heading.strip()}: {cell}" if counted and heading.strip() else cell
        if before and counted:
            texts[-1] += f"; {text}"
        else:
            texts.append(text)
    return row(texts)


def _is_heading(cells: Sequence[str], first: bool) -> bool:
    """Tell a row of headings: words alone; or years, behind what they are of or behind nothing.

    One year among words may be that of a thing, unless it reaches over a blank cell. A second
    row of headings has nothing before them, for its label stands above.
    """
    label, *rest = cells
    filled = [cell for cell in rest if cell.strip()]
    wide = any(YEAR.fullmatch(one) and not two.strip() for one, two in pairwise(cells[1:]))
    years = [cell for cell in filled if YEAR.fullmatch(cell)]
    numbers = [cell for cell in (label, *filled) if NUMBER.fullmatch(cell)]
    if NUMBER.fullmatch(label) or not set(numbers) <= set(years):
        return False
    return (first or not label.strip()) and (
        wide or len(years) in (0, len(filled)) or len(years) > 1
    )


def _below(above: Sequence[str], names: Sequence[str]) -> list[str]:
    """Put a second row of headings under the first, whose names reach over blank cells."""
    joined, parent = [], ""
    for upper, own in zip_longest(above, names, fillvalue=""):
        parent = upper if upper.strip() else parent
        telling = parent if own.strip() and not TIME.match(parent) else ""
        joined.append(f"{telling} {own}" if telling else own if own.strip() else upper)
    return joined


def are_numbered(cells: Sequence[str]) -> bool:
    """Tell the row that numbers the columns: ``1 2 3 4``, ``А Б 1 2``, ``А 2 3``."""
    numbers = [int(cell) for cell in cells if cell.strip().isdecimal()]
    letters = cells[: len(cells) - len(numbers)]
    begins = (1, len(letters) + 1)
    return (
        bool(numbers)
        and len(cells) > 1
        and all(map(LETTER.fullmatch, letters))
        and any(numbers == [*range(first, first + len(numbers))] for first in begins)
    )


def _once(cells: Sequence[str], above: Sequence[str] = ()) -> list[str]:
    """Blank the cells that repeat the one before or above: readers write a merged cell so."""
    before = zip_longest(["", *cells[:-1]], above[: len(cells)], fillvalue="")
    return [
        "" if cell in near and not NUMBER.fullmatch(cell) else cell
        for cell, near in zip(cells, before, strict=True)
    ]


def _placed(cells: list[str], above: Sequence[str]) -> list[str]:
    """Put a short row under the headings that reach over blank cells, if it fills just those."""
    blank = [at for at, name in enumerate(above) if at and not name.strip()]
    under = sorted({at - 1 for at in blank} | set(blank))
    if not under or len(cells) >= len(above) or len(cells) != len(under):
        return cells
    found = [""] * len(above)
    for at, cell in zip(under, cells, strict=True):
        found[at] = cell
    return found


class Headings:
    """The headings of a table as far as it has been read."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._rows: list[list[str]] = []
        self._open = True

    def part(self, cells: Sequence[str]) -> Part:
        """Make a row of its cells, two filled at least: each number behind its heading.

        The first row of words, or of years behind a word, is the heading; rows right below
        it may be further lines of it. A row of it that comes again is one still. What only
        numbers rows or columns is not read.
        """
        if list(cells) in self._rows:
            return self._heading(_once(cells))
        if self._open and self._names and are_numbered(cells):
            return replace(row(cells), kind="boilerplate")
        own = _placed(_once(cells, self._rows[-1] if self._rows else ()), self._names)
        self._open = self._open and len(self._rows) < DEEPEST
        if not self._open or not _is_heading(own, first=not self._names):
            self._open = self._open and not self._names
            return _under(self._names, cells)
        names = [f"{cell} год" if NUMBER.fullmatch(cell) else cell for cell in own]
        self._names = _below(self._names, names) if self._names else names
        self._rows.append(list(cells))
        return self._heading(own)

    def _heading(self, cells: Iterable[str]) -> Part:
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
        self._reaching: dict[int, tuple[int, str]] = {}

    def opened(self, attrs: Attributes) -> None:
        """Take the start of a cell."""
        self._spans.append((_span(attrs, "colspan"), _span(attrs, "rowspan")))

    def columns(self, texts: Iterable[str]) -> list[str]:
        """End a row; give its cells by column.

        Where a cell of words reaches down to, it stands again; other columns that a cell
        reaches over are blank.
        """
        placed: list[str] = []
        reaching = {at: (rows - 1, text) for at, (rows, text) in self._reaching.items() if rows > 1}
        for text, (wide, high) in zip(texts, self._spans, strict=False):
            self._fill(placed)
            wide = wide if len(placed) < WIDEST else 1
            cells = [text, *[""] * (wide - 1)]
            if high > 1:
                kept = ["" if NUMBER.fullmatch(cell) else cell for cell in cells]
                reaching |= {len(placed) + at: (high - 1, cell) for at, cell in enumerate(kept)}
            placed += cells
        self._fill(placed)
        self._reaching, self._spans = reaching, []
        return placed

    def _fill(self, placed: list[str]) -> None:
        """Put the cells there that reach down to where a row goes on."""
        while len(placed) in self._reaching:
            placed.append(self._reaching[len(placed)][1])

    def part(self, cells: Sequence[str]) -> Part:
        """Make a row of its cells by column, each number behind its heading."""
        return self._headings.part(cells)


def is_title(cells: Sequence[str]) -> bool:
    """Tell a row that is one cell: alone, or merged and written in each column."""
    filled = [cell for cell in cells if cell.strip()]
    whole = len(filled) == len(cells) and len(set(filled)) == 1
    return len(filled) == 1 or (whole and not NUMBER.fullmatch(filled[0]))


def headed(rows: Iterable[Sequence[str]]) -> Iterator[Part]:
    """Give the rows of a table; a row of one cell is a paragraph."""
    headings = Headings()
    for cells in rows:
        if is_title(cells):
            yield Part("paragraph", one_line(next(cell for cell in cells if cell.strip())))
        elif any(cell.strip() for cell in cells):
            yield headings.part(cells)
