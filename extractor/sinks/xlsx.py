"""Excel workbooks: a sheet for each record type, and one of what failed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import IO, Any

from extractor.errors import TargetError
from extractor.extras import need
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.sinks import FAILURES, Sink, Types, Writer, flat
from extractor.sinks.csv import written
from extractor.sinks.files import replacing_bytes

ROWS, LETTERS, DIGITS, POWER, NAME = 1_048_575, 32_767, 15, 307, 31
"""What Excel holds: rows beside the heading, letters of a cell, digits of a number and of its
size, and letters of a sheet's name."""

MADE = datetime(2000, 1, 1)
"""The date that each workbook bears, so that the same records give the same bytes."""


class _Stream:
    """Writes to a file; when that has failed, lets go of what the library still wants to write."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._failed = False

    def __getattr__(self, name: str) -> Any:
        """Do as the file does, until it fails."""
        return partial(self._do, name)

    def _do(self, name: str, *given: Any) -> Any:
        if self._failed or self._stream.closed:
            return 0
        try:
            return getattr(self._stream, name)(*given)
        except OSError:
            self._failed = True
            raise


class _Sheets:
    def __init__(self, book: Any, types: Types, target: str) -> None:
        self._book, self._target = book, target
        self._columns = {type_.TYPE: flat.columns(type_) for type_ in types}
        self._sheets = {name: self._sheet(name, c) for name, c in self._columns.items()}
        self._rows = dict.fromkeys(self._sheets, 0)

    def _sheet(self, name: str, columns: Sequence[flat.Column]) -> Any:
        if len(name) > NAME:
            raise TargetError(f"{self._target}: {name} is too long for the name of a sheet")
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            sheet.write_string(0, number, column.name())
        return sheet

    def write(self, records: Sequence[Record]) -> None:
        """Add records, one a row; raises TargetError for what Excel cannot hold."""
        for record in records:
            self._rows[record.type] += 1
            at = self._rows[record.type]
            if at > ROWS:
                raise TargetError(f"{self._target}: Excel holds no more than {ROWS} rows")
            cells = flat.row(record, self._columns[record.type], self._target)
            for number, cell in enumerate(cells):
                self._put(self._sheets[record.type], at, number, cell)

    def _put(self, sheet: Any, row: int, column: int, cell: flat.Cell) -> None:
        """Write a cell: text as text, whatever it begins with; a number where it is exact."""
        if cell is None:
            return
        if isinstance(cell, int | Decimal) and _fits(Decimal(cell)):
            sheet.write_number(row, column, float(cell))
            return
        text = written(cell)
        if len(text) > LETTERS:
            raise TargetError(f"{self._target}: Excel holds no more than {LETTERS} letters a cell")
        sheet.write_string(row, column, text)

    def failures(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Write path, outcome and message of what failed to a sheet of its own."""
        sheet = self._book.add_worksheet("failures")
        for at, row in enumerate([FAILURES, *rows]):
            for number, text in enumerate(row):
                sheet.write_string(at, number, text[:LETTERS])


def _fits(number: Decimal) -> bool:
    """Tell whether Excel holds a number exactly."""
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    return len(digits) <= DIGITS and abs(number.adjusted()) <= POWER


@contextmanager
def open_workbook(target: str, types: Types) -> Iterator[Writer]:
    """Open an ``.xlsx`` file; rows are not kept in memory."""
    excel: Any = need("xlsxwriter", "xlsx", target)
    with replacing_bytes(target) as stream:
        book = excel.Workbook(_Stream(stream), {"constant_memory": True})
        book.set_properties({"created": MADE})
        try:
            yield _Sheets(book, types, target)
        finally:
            _close(book, excel, target)


def _close(book: Any, excel: Any, target: str) -> None:
    """Write the workbook, and let go of the temporary files of its sheets."""
    try:
        book.close()
    except excel.exceptions.XlsxWriterException as error:
        raise TargetError(f"{target}: cannot be written: {error}") from error
    finally:
        for sheet in book.worksheets():
            rows = getattr(sheet, "row_data_fh", None)
            with suppress(OSError):  # was told already, and would be said again at its end
                if rows is not None:
                    rows.close()


@hookimpl
def extractor_sinks() -> Sequence[Sink]:
    """Give the sink of Excel workbooks."""
    return (Sink("xlsx", (".xlsx",), open_workbook),)
