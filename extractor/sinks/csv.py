"""CSV for spreadsheets: one record a row, nested fields as ``evidence.place.start``."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import IO

from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.sinks import Sink, Types, Writer, flat
from extractor.sinks.files import replacing
from extractor.values import plain

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns(types: Types) -> tuple[str, ...]:
    """List the columns for records of ``types``: values first, then evidence by field.

    The same types give the same columns, whatever records there are.
    """
    return tuple(column.name() for column in flat.joined(types))


def written(cell: flat.Cell) -> str:
    """Write a cell as text; the items of a list are joined by ``;``."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return "; ".join(cell)
    return plain(cell) if isinstance(cell, Decimal) else str(cell)


def safe(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula; numbers stay numbers.

    >>> safe("=1+1"), safe("-5")
    ("'=1+1", '-5')
    """
    if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


class _Rows:
    def __init__(self, stream: IO[str], types: Types, target: str) -> None:
        self._target = target
        self._columns = flat.joined(types)
        self._rows = csv.writer(stream)
        self._rows.writerow([column.name() for column in self._columns])

    def write(self, records: Sequence[Record]) -> None:
        """Add records, one a row; raises TargetError for a field without a column."""
        for record in records:
            cells = flat.row(record, self._columns, self._target)
            self._rows.writerow([safe(written(cell)) for cell in cells])


@contextmanager
def open_rows(target: str, types: Types) -> Iterator[Writer]:
    """Open a ``.csv`` file, UTF-8 with the mark that spreadsheets ask for."""
    with replacing(target, "utf-8-sig") as stream:
        yield _Rows(stream, types, target)


@hookimpl
def extractor_sinks() -> Sequence[Sink]:
    """Give the sink of CSV files."""
    return (Sink("csv", (".csv",), open_rows),)
