"""Rows of a PDF's tables, whose columns are not known: what numbers rows and columns is no data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.loaders.build import Part, row
from extractor.loaders.headings import ITEM, NUMBER, ORDINAL, YEAR, are_numbered, marked

PROSE = 120
"""Characters of a line from which it ends a table; a shorter one may be a cell that wraps."""


def _is_head(cells: Sequence[str]) -> bool:
    return all(YEAR.fullmatch(cell) for cell in cells if NUMBER.fullmatch(cell))


def _marked(cells: list[str], head: Sequence[str]) -> list[str]:
    """Write bare numbers below a heading of percents with their sign."""
    if len(cells) != len(head):
        return cells
    return [marked(cell, name) for cell, name in zip(cells, head, strict=True)]


def _data(part: Part, cells: list[str], head: Sequence[str]) -> Part:
    """Give a row without its own number, and with the signs of its percents."""
    told = _marked(cells, head)
    numbered = len(cells) > 1 and head and ORDINAL.fullmatch(head[0]) and ITEM.fullmatch(cells[0])
    if not numbered and told == cells:
        return part
    return replace(row(told[1:] if numbered else told), page=part.page)


def plain(parts: Iterable[Part]) -> Iterator[Part]:
    """Leave out the numbers of rows below a heading that says so, and those of columns."""
    head: list[str] = []
    begun = False
    for part in parts:
        if part.kind != "table_row":
            head = [] if len(part.text) >= PROSE or part.kind == "heading" else head
            yield part
            continue
        cells = part.text.split("\t")
        if _is_head(cells):
            if not head or (begun and len(cells) >= len(head)):
                head, begun = cells, False
            yield part
        elif head and not begun and are_numbered(cells):
            yield replace(part, kind="boilerplate")
        else:
            begun = True
            yield _data(part, cells, head)
