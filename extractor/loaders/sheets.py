"""What an XLSX hides or has no values for: left out before kreuzberg reads it, and told."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.loaders.markup import Change, attribute, names, part, repacked, tags, unescaped

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
PREFIX = rb"(?:\w+:)?"
WORKBOOK_TAGS = tags(PREFIX + rb"(?:sheet|Relationship)")
SHEET_END = re.compile(rb"\s*</(?:\w+:)?sheet\s*>")
TAGS = tags(PREFIX + rb"(?:col|row|c|f|v|is)")
NEEDED = re.compile(
    rb"\bhidden\s*=\s*[\"'](?:1|t)|(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</|</(?:\w+:)?c>)"
)
"""Hidden rows and columns, and formulas behind which no value stands."""

SHOWN_NAMES = 5
COLUMNS = 16384
TRUE = ("1", "true")


@dataclass(slots=True)
class Found:
    """What was left out of a workbook, and how many of its formulas have no value."""

    sheets: list[str] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    formulas: int = 0

    def lines(self) -> Iterable[str]:
        """Tell it, a line for what is hidden and one for formulas."""
        told = [*self.sheets[:SHOWN_NAMES], *["…"] * (len(self.sheets) > SHOWN_NAMES)]
        hidden = [f"sheets ({', '.join(told)})"] if told else []
        hidden += [f"rows ({self.rows})"] if self.rows else []
        hidden += [f"columns ({self.columns})"] if self.columns else []
        if hidden:
            yield f"left out as they are hidden: {', '.join(hidden)}"
        if self.formulas:
            yield (
                f"{self.formulas} cells are formulas without values; "
                "open and save the file once in a spreadsheet program"
            )


def _column(reference: str, after: int) -> int:
    """Give the column, from 1, of a cell such as D7; without a reference the next one."""
    letters = re.match(r"[A-Za-z]{1,3}(?=\d)", reference)
    if not letters:
        return after + 1
    column = 0
    for letter in letters.group().upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


class _Sheet:
    """A sheet as it is given again."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._out: list[bytes] = []
        self._hidden: set[int] = set()
        self._emptied: set[int] = set()
        self._row = self._cell = 0
        self._column = 0
        self._row_is_hidden = self._row_is_filled = False
        self._formula = self._filled = self._text = self._is_placed = False

    def rewritten(self, data: bytes) -> bytes:
        """Give the sheet without its hidden cells."""
        at, in_value = 0, False
        for tag in TAGS.finditer(data):
            between = data[at : tag.start()]
            self._filled = self._filled or (in_value and bool(between.strip()))
            self._out += (between, tag.group())
            at, in_value = tag.end(), False
            if tag[2]:
                name = tag[2].rpartition(b":")[2]
                in_value = name == b"v" and not tag[1] and not tag[4]
                if not tag[1]:
                    self._opened(name, tag[3])
                if tag[1] or tag[4]:
                    self._closed(name)
        self._out.append(data[at:])
        self._found.columns += len(self._emptied)
        return b"".join(self._out)

    def _opened(self, name: bytes, attributes: bytes) -> None:
        here = len(self._out) - 1
        if name == b"col" and attribute(attributes, b"hidden") in TRUE:
            ends = (attribute(attributes, end) for end in (b"min", b"max"))
            first, last = (int(end) if re.fullmatch("[0-9]{1,5}", end) else 0 for end in ends)
            self._hidden.update(range(first, min(last, COLUMNS) + 1))
        elif name == b"row":
            self._row, self._column, self._row_is_filled = here, 0, False
            self._row_is_hidden = attribute(attributes, b"hidden") in TRUE
        elif name == b"c":
            self._cell = here
            reference = attribute(attributes, b"r")
            self._is_placed = bool(reference)
            self._column = _column(reference, self._column)
            self._formula = self._filled = False
            self._text = attribute(attributes, b"t") == "str"
        elif name == b"f":
            self._formula = True
        elif name == b"is":
            self._filled = True

    def _closed(self, name: bytes) -> None:
        if name == b"c":
            self._row_is_filled = self._row_is_filled or self._filled
            if self._column in self._hidden:
                if self._filled and not self._row_is_hidden:
                    self._emptied.add(self._column)
                self._out[self._cell :] = [] if self._is_placed else [b"<c/>"]
            elif self._formula and not self._filled and not self._text and not self._row_is_hidden:
                self._found.formulas += 1
        elif name == b"row" and self._row_is_hidden:
            del self._out[self._row :]
            self._found.rows += self._row_is_filled
            self._row_is_hidden = False


def _sheets(data: bytes, found: Found) -> tuple[bytes, set[str]]:
    """Give the list of sheets without the hidden ones, and the relations to these."""
    hidden: set[str] = set()
    left: list[str] = []
    kept: list[bytes] = []
    at = shown = 0
    for tag in WORKBOOK_TAGS.finditer(data):
        if not tag[2] or not tag[2].endswith(b"sheet") or tag[1]:
            continue
        if attribute(tag[3], b"state") in ("hidden", "veryHidden"):
            left.append(" ".join(unescaped(attribute(tag[3], b"name")).split()))
            hidden.add(attribute(tag[3], rb"\w+:id"))
            kept.append(data[at : tag.start()])
            end = SHEET_END.match(data, tag.end())
            at = end.end() if end else tag.end()
        else:
            shown += 1
    if not shown:
        return data, set()
    found.sheets = left
    return b"".join([*kept, data[at:]]), hidden


def _paths(relations: bytes, hidden: set[str]) -> set[str]:
    """Give where the hidden sheets lie in the package."""
    targets = (
        attribute(tag[3], b"Target")
        for tag in WORKBOOK_TAGS.finditer(relations)
        if tag[2] and attribute(tag[3], b"Id") in hidden
    )
    return {posixpath.normpath(posixpath.join("/xl", target))[1:] for target in targets}


def readable(data: bytes) -> tuple[bytes, list[str]]:
    """Give an XLSX without what it hides, and the warnings that tell of it.

    Raises BadZipFile and its like where a part is damaged.
    """
    found = Found()
    workbook, hidden = _sheets(part(data, WORKBOOK), found)
    unread = _paths(part(data, RELATIONS), hidden)

    def change(old: bytes) -> bytes:
        return _Sheet(found).rewritten(old) if NEEDED.search(old) else old

    sheets = {name for name in names(data) if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)}
    changes: dict[str, Change] = dict.fromkeys(sheets - unread, change)
    changes[WORKBOOK] = lambda old: workbook
    return repacked(data, changes), list(found.lines())
