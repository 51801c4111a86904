"""Tables in plain lines, cells between tabs: what the heading of a number's column says.

Only a heading that tells its columns apart counts: by years, or by plan and fact. Where a
number's column cannot be told, neither can its year.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
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


def _heading(
    text: str, at: int, tells: Callable[[Sequence[Cell]], bool], telling: re.Pattern[str]
) -> tuple[Cell | None] | None:
    """Give the heading of the column of the number at ``at``, below a row that tells columns.

    Within, ``None`` is a column that is not known; alone, that there is no such row.
    """
    start, end = _line(text, at)
    if "\t" not in text[start:end]:
        return None
    row = _cells(text, start, end)
    index = next((i for i, cell in enumerate(row) if cell.start <= at < cell.end), 0)
    if not index or not NUMBER.fullmatch(row[index].text):
        return None
    for cells in islice(_above(text, start), ROWS):
        if tells(cells) and _is_heading(cells):
            return (_column(row, index, cells, telling),)
    return None


def period(text: str, at: int, year: str | None) -> tuple[Field | None] | None:
    """Give the time of a number below a heading of several years; ``None`` below no such.

    ``year`` is the year of the document.
    """
    found = _heading(text, at, _tells_years, YEAR)
    if found is None:
        return None
    (cell,) = found
    if cell is None:
        return (None,)
    read = periods.find(text, cell.start, cell.end, year)
    bare = YEAR.search(text, cell.start, cell.end)
    if read or bare is None:
        return (read[0] if read else None,)
    return (Field(bare[0], *bare.span()),)


def status(text: str, at: int) -> Status | None:
    """Tell plan from fact for a number below a heading of both; ``None`` below no such."""
    found = _heading(text, at, _tells_plan, TELLING)
    cell = found[0] if found else None
    if cell is None or not TELLING.search(cell.text):
        return None
    return "actual" if FACT.search(cell.text) else "planned"
