"""JSON Lines: one record a line, keys in the order of the record type, decimals as strings."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from extractor.errors import TargetError
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.sinks import Sink, Writer
from extractor.sinks.files import replacing

STANDARD_OUTPUT = "-"


def line(record: Record) -> str:
    """Write a record as one line of JSON, without the line end."""
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False)


class _Lines:
    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, records: Sequence[Record]) -> None:
        """Add records, one a line."""
        self._stream.writelines(f"{line(record)}\n" for record in records)


@contextmanager
def open_lines(target: str, types: Sequence[type[Record]]) -> Iterator[Writer]:
    """Open a ``.jsonl`` file, or standard output for ``-``; raises TargetError."""
    if target == STANDARD_OUTPUT:
        yield _Lines(sys.stdout)
        sys.stdout.flush()
        return
    with replacing(target) as stream:
        yield _Lines(stream)


def parse(raw: str, where: str, types: Mapping[str, type[Record]]) -> Record:
    """Make the record of a line; raises TargetError that begins with ``where``."""
    try:
        found: Any = json.loads(raw)
    except ValueError as error:
        raise TargetError(f"{where}: is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise TargetError(f"{where}: is no record, but {type(found).__name__}")
    type_ = types.get(str(found.get("type")))
    if type_ is None:
        raise TargetError(f"{where}: type: unknown record type {found.get('type')!r}")
    try:
        return type_.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise TargetError(f"{where}: {field}: {first['msg']}") from error


def load(path: str | Path, types: Mapping[str, type[Record]] | None = None) -> tuple[Record, ...]:
    """Read records back, each line validated by its record type.

    ``types`` are record types by name, those of the installed plugins unless given.
    Raises TargetError that names line and field of what is wrong.
    """
    if types is None:
        from extractor.manager import default_manager

        types = default_manager().record_types
    try:
        text = Path(path).read_bytes().decode("utf-8")
    except OSError as error:
        raise TargetError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TargetError(f"{path}: is not UTF-8 at byte {error.start}") from error
    return tuple(
        parse(raw, f"{path}: line {number}", types)
        for number, raw in enumerate(text.split("\n"), 1)
        if raw.strip()
    )


@hookimpl
def extractor_sinks() -> Sequence[Sink]:
    """Give the sink of JSON Lines files and of standard output."""
    return (Sink("jsonl", (".jsonl", STANDARD_OUTPUT), open_lines),)
