"""CSV files: rows with the headings of their columns. Named so, and shaped so: never guessed."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from itertools import pairwise

from extractor.document import Document
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader
from extractor.loaders.build import document
from extractor.loaders.decoding import decode, is_binary
from extractor.loaders.headings import NUMBER, headed
from extractor.loaders.mending import mend, tell
from extractor.loaders.signs import Signs

NAMES = re.compile(r"\.(?:csv|tsv)$", re.IGNORECASE)
SEPARATORS = (";", "\t", ",")
TOLD = re.compile(r"\ufeff?sep=(?P<mark>[;,\t|])[^\S\n]*\n", re.IGNORECASE)
"""The line by which a spreadsheet tells what separates the cells."""
LINES = 50
TAIL = re.compile(r"\d$")
HEAD = re.compile(r"\d{1,2}(?!\d)")


def _splits_numbers(rows: Sequence[Sequence[str]]) -> bool:
    """Tell cells that would be halves of numbers: digits meet in the first row, or in words."""
    met = (
        (nth, pair)
        for nth, cells in enumerate(rows)
        for pair in pairwise(cells)
        if TAIL.search(pair[0]) and HEAD.match(pair[1])
    )
    return any(nth == 0 or not all(map(NUMBER.fullmatch, pair)) for nth, pair in met)


def separator(text: str, marks: Sequence[str] = SEPARATORS) -> str:
    """Find what of ``marks`` separates the cells, or give an empty string: no rows.

    A separator splits every one of the first lines into equally many cells, two at
    least. A comma does so only where it is not that of a number.
    """
    lines = [line for line in text.split("\n")[: LINES + 1] if line.strip()][:LINES]
    cut = "".join(lines).count('"') % 2  # within a cell of several lines
    for mark in marks:
        rows = list(csv.reader(lines, delimiter=mark))
        rows = rows[:-1] if cut and len(rows) > 2 else rows
        counts = set(map(len, rows))
        if len(counts) != 1 or counts.pop() < 2 or len(lines) < 2:
            continue
        if mark != "," or not _splits_numbers(rows):
            return mark
    return ""


def _rows(text: str, mark: str) -> list[list[str]]:
    """Cut a table into its cells, which may have lines of their own; raises csv.Error."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=mark)
    return [[cell.strip() for cell in cells] for cells in rows]


def load(blob: Blob) -> Document:
    """Read a table; a file that is none is read as text. Raises a DocumentError."""
    from extractor.loaders import text

    found = mend(decode(blob.data, blob.path), blob.path)
    signs = Signs()
    whole = signs.put_right(found.text)  # before the cells are told: a reference ends in a mark
    try:
        told = TOLD.match(whole)
        lines = whole[told.end() if told else 0 :]
        mark = separator(lines, told["mark"] if told else SEPARATORS)
        rows = _rows(lines, mark) if mark else []
    except csv.Error:
        rows = []
    if not rows:
        return text.load(blob)
    learnt = {"encoding": found.encoding}
    tell(learnt, found.repair, *signs.told())
    return document(blob, "csv", headed(rows), learnt)


def accepts(blob: Blob) -> bool:
    """Tell a file that is named a table and is text."""
    return bool(NAMES.search(blob.path)) and not blob.kind and not is_binary(blob.data)


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    """Give the loader of CSV."""
    return (Loader("csv", 400, accepts, load),)
