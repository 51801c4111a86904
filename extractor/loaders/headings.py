"""Tables of data: which row holds the headings, and each number behind the one of its column."""

import re
from collections.abc import Iterable, Iterator, Sequence

from extractor.loaders.build import Part, row

NUMBER = re.compile(r"[-+]?\d[\d \xa0]*(?:[.,]\d+)?%?")
YEAR = re.compile(r"\s*(?:19|20)\d\d(?:\s*(?:год|г\.?))?\s*")


def _under(headings: Sequence[str], cells: Sequence[str]) -> Part:
    """Make a row, each number behind its heading; a semicolon ends one before the next.

    Between cells that are not both numbers a tab stays: what stands there belongs together.
    """
    texts: list[str] = []
    counted = False
    for cell, heading in zip(cells, [*headings, *[""] * len(cells)], strict=False):
        if not cell.strip():
            continue
        before, counted = counted, bool(heading.strip() and NUMBER.fullmatch(cell))
        text = f"{heading.strip()}: {cell}" if counted else cell
        if before and counted:
            texts[-1] += f"; {text}"
        else:
            texts.append(text)
    return row(texts)


def _is_heading(cells: Sequence[str], first: bool) -> bool:
    """Tell a row of headings: words alone; or years, behind what they are of or behind nothing.

    One year among words may be that of a thing. The row below the first is one where it gives
    the years and nothing stands before them.
    """
    label, *rest = cells
    filled = [cell for cell in rest if cell.strip()]
    years = [cell for cell in filled if YEAR.fullmatch(cell)]
    numbers = [cell for cell in (label, *filled) if NUMBER.fullmatch(cell)]
    if NUMBER.fullmatch(label) or not set(numbers) <= set(years):
        return False
    if not first and (label.strip() or not years):
        return False
    return len(years) in (0, len(filled)) or len(years) > 1


class Headings:
    """The headings of a table as far as it has been read."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._rows = 0

    def part(self, cells: Sequence[str]) -> Part:
        """Make a row of its cells, two filled at least: each number behind its heading.

        The first row of words, or of years behind a word, is the heading, and a row of years
        right below it.
        """
        self._rows += bool(self._names)
        if self._rows > 1 or not _is_heading(cells, first=not self._names):
            return _under(self._names, cells)
        above = [*self._names, *[""] * len(cells)]
        named = [f"{cell} год" if NUMBER.fullmatch(cell) else cell for cell in cells]
        self._names = [
            own if own.strip() else other for own, other in zip(named, above, strict=False)
        ]
        return row(cell for cell in cells if cell.strip())


def headed(rows: Iterable[Sequence[str]]) -> Iterator[Part]:
    """Give the rows of a table; a row of one cell is a paragraph."""
    headings = Headings()
    for cells in rows:
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) == 1:
            yield Part("paragraph", " ".join(filled[0].split()))
        elif filled:
            yield headings.part(cells)
