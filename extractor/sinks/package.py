"""A folder as a Frictionless data package: a table for each record type, and its description."""

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.sinks import FAILURES, Sink, Types, Writer, flat
from extractor.sinks.csv import written
from extractor.sinks.files import replacing_folder

DESCRIPTION = "datapackage.json"
KINDS = {"text": "string", "integer": "integer", "number": "number", "list": "array"}


def _field(column: flat.Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name("_"), "type": KINDS[column.kind]}
    return found | ({"constraints": {"required": True}} if column.filled else {})


def resource(name: str, title: str, fields: Sequence[dict[str, Any]], keys: Sequence[str]) -> Any:
    """Describe one table."""
    schema: dict[str, Any] = {"fields": list(fields), "missingValues": [""]}
    return {
        "name": name, "path": f"{name}.csv", "title": title,
        "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "schema": schema | ({"primaryKey": list(keys)} if keys else {}),
    }  # fmt: skip


def description(types: Types) -> str:
    """Describe the tables of record types, as ``datapackage.json`` does."""
    tables = [
        resource(
            type_.TYPE, (type_.__doc__ or type_.TYPE).partition("\n")[0],
            [_field(column) for column in flat.columns(type_)], ("id", "source_path"),
        )
        for type_ in types
    ]  # fmt: skip
    strings = [{"name": name, "type": "string"} for name in FAILURES]
    tables.append(resource("failures", "What could not be read.", strings, ()))
    told = {"profile": "tabular-data-package", "name": "records", "resources": tables}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


class _Tables:
    def __init__(self, folder: Path, types: Types, target: str, stack: ExitStack) -> None:
        self._target = target
        self._columns = {type_.TYPE: flat.columns(type_) for type_ in types}
        self._rows = {
            name: self._table(stack.enter_context(_open(folder, name)), columns)
            for name, columns in self._columns.items()
        }
        self._failures: Any = csv.writer(stack.enter_context(_open(folder, "failures")))
        self._failures.writerow(FAILURES)

    def _table(self, stream: IO[str], columns: Sequence[flat.Column]) -> Any:
        rows = csv.writer(stream)
        rows.writerow([column.name("_") for column in columns])
        return rows

    def write(self, records: Sequence[Record]) -> None:
        """Add records to the tables of their types, as they are."""
        for record in records:
            cells = flat.row(record, self._columns[record.type], self._target)
            self._rows[record.type].writerow([_written(cell) for cell in cells])

    def failures(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Write path, outcome and message of what failed."""
        self._failures.writerows(rows)


def _open(folder: Path, name: str) -> IO[str]:
    return open(folder / f"{name}.csv", "w", encoding="utf-8", newline="")


def _written(cell: flat.Cell) -> str:
    """Write a cell; a list as JSON, as the form of the package asks."""
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, tuple) else written(cell)


@contextmanager
def open_package(target: str, types: Types) -> Iterator[Writer]:
    """Open a folder, named with a ``/`` at its end, as a data package."""
    names = {DESCRIPTION, "failures.csv", *(f"{type_.TYPE}.csv" for type_ in types)}
    with replacing_folder(target.rstrip("/") or "/", names.__contains__) as folder:
        (folder / DESCRIPTION).write_text(description(types), "utf-8")
        with ExitStack() as stack:
            yield _Tables(folder, types, target, stack)


@hookimpl
def extractor_sinks() -> Sequence[Sink]:
    """Give the sink of data packages."""
    return (Sink("package", ("/",), open_package),)
