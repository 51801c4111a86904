"""Parquet: a folder with a file for each record type, each of its own schema."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.extras import need
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.sinks import Sink, Types, Writer, flat
from extractor.sinks.files import replacing_folder

ENDING = ".parquet"
GROUP = 10_000
"""Rows that are kept until they are written."""


def schema(arrow: Any, type_: type[Record]) -> Any:
    """Give the Arrow schema of a record type."""
    kinds = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.decimal128(flat.DIGITS, flat.PLACES),
        "list": arrow.list_(arrow.string()),
    }
    return arrow.schema(
        arrow.field(column.name("_"), kinds[column.kind], nullable=not column.filled)
        for column in flat.columns(type_)
    )


class _Table:
    """The file of one record type."""

    def __init__(self, arrow: Any, parquet: Any, path: Path, type_: type[Record]) -> None:
        self._arrow, self._columns = arrow, flat.columns(type_)
        self._schema = schema(arrow, type_)
        self._file = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[tuple[flat.Cell, ...]] = []

    def add(self, record: Record, target: str) -> None:
        self._rows.append(flat.row(record, self._columns, target))
        if len(self._rows) >= GROUP:
            self.flush(target)

    def flush(self, target: str) -> None:
        """Write what is kept; raises TargetError for a number that has no room."""
        if self._rows:
            arrays = [
                self._arrow.array([_cell(cell, target) for cell in cells], field.type)
                for cells, field in zip(zip(*self._rows, strict=True), self._schema, strict=True)
            ]
            self._file.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
            self._rows.clear()

    def close(self) -> None:
        self._file.close()


def _cell(cell: flat.Cell, target: str) -> Any:
    if isinstance(cell, Decimal):
        return flat.scaled(cell, target)
    return list(cell) if isinstance(cell, tuple) else cell


class _Tables:
    def __init__(self, tables: dict[str, _Table], target: str) -> None:
        self._tables, self._target = tables, target

    def write(self, records: Sequence[Record]) -> None:
        """Add records to the files of their types."""
        for record in records:
            self._tables[record.type].add(record, self._target)


@contextmanager
def open_tables(target: str, types: Types) -> Iterator[Writer]:
    """Open a folder ``.parquet`` with a file for each record type."""
    arrow = need("pyarrow", "parquet", target)
    parquet = need("pyarrow.parquet", "parquet", target)
    with (
        replacing_folder(target, lambda name: name.endswith(ENDING)) as folder,
        ExitStack() as stack,
    ):
        tables = {}
        for type_ in types:
            table = _Table(arrow, parquet, folder / f"{type_.TYPE}{ENDING}", type_)
            stack.callback(table.close)
            tables[type_.TYPE] = table
        yield _Tables(tables, target)
        for table in tables.values():
            table.flush(target)


@hookimpl
def extractor_sinks() -> Sequence[Sink]:
    """Give the sink of Parquet files."""
    return (Sink("parquet", (ENDING,), open_tables),)
