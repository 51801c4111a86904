"""Workbooks: the period of one sheet is none of another's."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractor.candidates import Field
from extractor.document import Document
from extractor.russian import periods

LOADERS = frozenset({"xlsx", "xls", "ods"})
YEAR = re.compile(r"(?:19|20)\d\d")


def starts(document: Document) -> tuple[int, ...]:
    """Give where the sheets of a workbook begin, each with its name; of other documents none."""
    if document.loader not in LOADERS:
        return ()
    return tuple(block.start for block in document.blocks if block.kind == "heading")


class Sheets:
    """The sheets of a text by where they begin."""

    def __init__(self, text: str, begins: Sequence[int]) -> None:
        self._text = text
        self._begins = begins

    def period(self, found: Field | None, at: int) -> Field | None:
        """Give the period for a number at ``at``: ``found``, if its sheet may say so.

        Else the one that the own sheet names above its table. A sheet without a table is a
        title, and speaks for all.
        """
        own = bisect_right(self._begins, at)
        if found is None or not own or bisect_right(self._begins, found.start) == own:
            return found
        title = self._title(own)
        if title is not None:
            return title
        return None if self._has_rows(bisect_right(self._begins, found.start)) else found

    def _range(self, sheet: int) -> tuple[int, int]:
        ends = (*self._begins, len(self._text))
        return (self._begins[sheet - 1] if sheet else 0), ends[sheet]

    def _has_rows(self, sheet: int) -> bool:
        return self._text.find("\t", *self._range(sheet)) >= 0

    def _title(self, sheet: int) -> Field | None:
        """Give the period that the name of a sheet, or a line above its table, names."""
        start, end = self._range(sheet)
        row = self._text.find("\t", start, end)
        stop = end if row < 0 else self._text.rfind("\n", start, row) + 1
        found = periods.find(self._text, start, max(start, stop))
        if found:
            return found[0]
        name = YEAR.match(self._text, start)
        alone = name is not None and self._text[name.end() : name.end() + 1] in ("", "\n")
        return Field(name[0], *name.span()) if name is not None and alone else None
