"""Tables in plain lines, cells between tabs: what the heading of a number's column says.

Only a heading that tells its columns apart counts: by years, or by plan and fact. Where a
number's column cannot be told, neither can its year.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from extractor.candidates import Field
from extractor.russian import periods
from extractor.values import Status

ROWS = 200
"""Rows above a number among which its heading is looked for."""
NUMBER = re.compile(r"[-+]?\d[\d \xa0]*(?:[.,]\d+)?%?")
BLANK = re.compile(r"[-–—xх]?|н/?д", re.IGNORECASE)
"""What stands where there is no number."""
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
OTHER = re.compile(r"\d+")
PLAN = re.compile(r"план(?!ет)|прогноз|задание", re.IGNORECASE)
FACT = re.compile(r"факт|исполнен|отч[её]т", re.IGNORECASE)
TELLING = re.compile(f"{PLAN.pattern}|{FACT.pattern}", re.IGNORECASE)


class Cell(NamedTuple):
    """A cell of a row: its text without blanks around, and where that stands."""

    text: str
    start: int
    end: int


START = attrgetter("start")


def _cells(text: str, start: int, end: int) -> list[Cell]:
    found, at = [], start
    for part in text[start:end].split("\t"):
        told = part.strip()
        begin = at + part.index(told) if told else at
        found.append(Cell(told, begin, begin + len(told)))
        at += len(part) + 1
    return found


def _line(text: str, at: int) -> tuple[int, int]:
    """Give the range of the line around a character."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _above(text: str, start: int) -> Iterator[list[Cell]]:
    """Yield the rows above the line that begins at ``start``, nearest first."""
    blank = 0
    for _ in range(2 * ROWS):
        if not start:
            return
        start, end = _line(text, start - 1)
        if "\t" in text[start:end]:
            blank = 0
            yield _cells(text, start, end)
        elif text[start:end].strip() or blank:
            return
        else:
            blank += 1


def _tells_years(cells: Sequence[Cell]) -> bool:
    return len({match[0] for cell in cells for match in YEAR.finditer(cell.text)}) > 1


def _tells_plan(cells: Sequence[Cell]) -> bool:
    return all(any(word.search(cell.text) for cell in cells) for word in (PLAN, FACT))


def _is_heading(cells: Sequence[Cell]) -> bool:
    """Tell a row of words and years, without a number that counts anything."""
    return not any(OTHER.search(YEAR.sub("", cell.text)) for cell in cells)


def _is_value(cell: Cell) -> bool:
    return bool(NUMBER.fullmatch(cell.text) or BLANK.fullmatch(cell.text))


def _column(
    row: Sequence[Cell], index: int, heading: Sequence[Cell], telling: re.Pattern[str]
) -> Cell | None:
    """Give the heading of a cell: as many cells, or as many numbers at the end as headings."""
    if len(heading) == len(row):
        pairs = zip(row, heading, strict=True)
        if not all(_is_value(cell) for cell, name in pairs if telling.search(name.text)):
            return None
        filled = [cell for cell in heading[1 : index + 1] if cell.text]
        return filled[-1] if filled else None
    told = [cell for cell in heading if telling.search(cell.text)]
    values = 0
    for cell in reversed(row[1:]):
        if not _is_value(cell):
            break
        values += 1
    at = index - (len(row) - len(told))
    last = [cell for cell in heading if cell.text][-len(told) :] == told
    return told[at] if last and values == len(told) and at >= 0 else None


class Columns:
    """Reads the headings of columns within one text; a row is cut into its cells once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_cells = "\t" in text
        self._start = self._end = 0
        self._row: list[Cell] = []

    def period(self, at: int, year: str | None) -> tuple[Field | None] | None:
        """Give the time of a number below a heading of several years; ``None`` below no such.

        ``year`` is the year of the document.
        """
        found = self._heading(at, _tells_years, YEAR)
        if found is None:
            return None
        (cell,) = found
        if cell is None:
            return (None,)
        read = periods.find(self._text, cell.start, cell.end, year)
        bare = YEAR.search(self._text, cell.start, cell.end)
        if read or bare is None:
            return (read[0] if read else None,)
        return (Field(bare[0], *bare.span()),)

    def status(self, at: int) -> Status | None:
        """Tell plan from fact for a number below a heading of both; ``None`` below no such."""
        found = self._heading(at, _tells_plan, TELLING)
        cell = found[0] if found else None
        if cell is None or not TELLING.search(cell.text):
            return None
        return "actual" if FACT.search(cell.text) else "planned"

    def _row_at(self, at: int) -> list[Cell]:
        """Give the cells of the line around a character, none where it is no row."""
        if not self._start <= at < self._end:
            self._start, self._end = start, end = _line(self._text, at)
            has_cells = self._text.find("\t", start, end) >= 0
            self._row = _cells(self._text, start, end) if has_cells else []
        return self._row

    def _heading(
        self, at: int, tells: Callable[[Sequence[Cell]], bool], telling: re.Pattern[str]
    ) -> tuple[Cell | None] | None:
        """Give the heading of the column of the number at ``at``, below a row that tells columns.

        Within, ``None`` is a column that is not known; alone, that there is no such row.
        """
        row = self._row_at(at) if self._has_cells else []
        index = bisect_right(row, at, key=START) - 1
        if index < 1 or at >= row[index].end or not NUMBER.fullmatch(row[index].text):
            return None
        for cells in islice(_above(self._text, self._start), ROWS):
            if tells(cells) and _is_heading(cells):
                return (_column(row, index, cells, telling),)
        return None
