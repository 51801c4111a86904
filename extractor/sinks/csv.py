"""CSV for spreadsheets: one record a row, nested fields as ``evidence.place.start``."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any, get_args

from pydantic import BaseModel

from extractor.errors import TargetError
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.sinks import Sink, Writer
from extractor.sinks.files import replacing
from extractor.values import Evidence

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NO_EVIDENCE = frozenset(
    {"type", "id", "start", "end", "text", "evidence", "source", "produced_by"}
    | {"part_of", "same_as"}
)
"""Fields that are not read from a place of their own."""


def _nested(annotation: Any) -> type[BaseModel] | None:
    """Find the model inside an annotation such as ``Change | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner: Iterator[type[BaseModel] | None] = map(_nested, get_args(annotation))
    return next(filter(None, inner), None)


def _model_columns(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner: type[BaseModel] | None = _nested(field.annotation) if name != "evidence" else None
        if inner is not None:
            yield from _model_columns(inner, f"{prefix}{name}.")
        elif name != "evidence":
            yield f"{prefix}{name}"


def columns(types: Sequence[type[Record]]) -> tuple[str, ...]:
    """List the columns for records of ``types``: values first, then evidence by field.

    The same types give the same columns, whatever records there are.
    """
    ordered: list[type[Record]] = [Record, *sorted(types, key=lambda type_: type_.TYPE)]
    values = dict.fromkeys(column for type_ in ordered for column in _model_columns(type_))
    fields = dict.fromkeys(name for type_ in ordered for name in type_.model_fields)
    evidence = [
        f"evidence.{name}.{part}"
        for name in fields
        if name not in NO_EVIDENCE
        for part in Evidence.model_fields
    ]
    return (*values, *evidence)


def _cells(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Flatten a JSON value into named cells; a list becomes one cell."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _cells(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        yield name, "; ".join(map(str, value))
    elif value is not None:
        yield name, str(value)


def safe(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula; numbers stay numbers.

    >>> safe("=1+1"), safe("-5")
    ("'=1+1", '-5')
    """
    if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


class _Rows:
    def __init__(self, stream: IO[str], names: Sequence[str], target: str) -> None:
        self._target = target
        self._known = frozenset(names)
        self._rows = csv.DictWriter(stream, names)
        self._rows.writeheader()

    def write(self, records: Sequence[Record]) -> None:
        """Add records, one a row; raises TargetError for a field without a column."""
        for record in records:
            row = {name: safe(cell) for name, cell in _cells(record.model_dump(mode="json"), "")}
            unknown = sorted(row.keys() - self._known)
            if unknown:
                raise TargetError(f"{self._target}: {record.type} has no column {unknown[0]!r}")
            self._rows.writerow(row)


@contextmanager
def open_rows(target: str, types: Sequence[type[Record]]) -> Iterator[Writer]:
    """Open a ``.csv`` file, UTF-8 with the mark that spreadsheets ask for."""
    with replacing(target, "utf-8-sig") as stream:
        yield _Rows(stream, columns(types), target)


@hookimpl
def extractor_sinks() -> Sequence[Sink]:
    """Give the sink of CSV files."""
    return (Sink("csv", (".csv",), open_rows),)
