"""JSON Lines: one record a line, keys in the order of the record type, decimals as strings."""

import gzip
import json
import sys
import zlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, cast

from pydantic import ValidationError

from extractor.errors import TargetError
from extractor.extras import need
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.sinks import Sink, Types, Writer
from extractor.sinks.files import replacing_bytes, text

STANDARD_OUTPUT = "-"
GZIP, ZSTD = ".gz", ".zst"
FORMS = (".jsonl", f".jsonl{GZIP}", f".jsonl{ZSTD}", STANDARD_OUTPUT)


def line(record: Record) -> str:
    """Write a record as one line of JSON, without the line end."""
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False)


class _Lines:
    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, records: Sequence[Record]) -> None:
        """Add records, one a line."""
        self.copy([line(record) for record in records])

    def copy(self, lines: Sequence[str]) -> None:
        """Add records that are lines already."""
        self._stream.writelines(f"{made}\n" for made in lines)


@contextmanager
def open_lines(target: str, types: Types) -> Iterator[Writer]:
    """Open a ``.jsonl`` file, packed by its ending, or standard output for ``-``."""
    if target == STANDARD_OUTPUT:
        yield _Lines(sys.stdout)
        sys.stdout.flush()
        return
    with (
        replacing_bytes(target) as stream,
        _packing(target, stream) as packed,
        text(packed) as lines,
    ):
        yield _Lines(lines)


@contextmanager
def _packing(target: str, stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """Pack a stream by the ending of its name; the same lines give the same bytes."""
    if target.lower().endswith(GZIP):
        with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
            yield cast(IO[bytes], packed)
    elif target.lower().endswith(ZSTD):
        zstd = need("zstandard", "zstd", target)
        with zstd.ZstdCompressor().stream_writer(stream, closefd=False) as packed:
            yield packed
    else:
        yield stream


def lines(path: str | Path) -> Generator[str, None, None]:
    """Give the lines of a file of records, also a packed one; raises TargetError."""
    name = str(path).lower()
    try:
        with open(path, "rb") as file:
            unpacked: Any = file
            if name.endswith(GZIP):
                unpacked = gzip.GzipFile(fileobj=file)
            elif name.endswith(ZSTD):
                zstd = need("zstandard", "zstd", str(path))
                unpacked = zstd.ZstdDecompressor().stream_reader(file, closefd=False)
            with TextIOWrapper(unpacked, "utf-8", newline="\n") as text_:
                yield from text_
    except UnicodeDecodeError as error:
        raise TargetError(f"{path}: is not UTF-8 at byte {error.start}") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise TargetError(f"{path}: cannot be read: {reason}") from error


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
    with closing(lines(path)) as found:
        return tuple(
            parse(raw, f"{path}: line {number}", types)
            for number, raw in enumerate(found, 1)
            if raw.strip()
        )


@hookimpl
def extractor_sinks() -> Sequence[Sink]:
    """Give the sink of JSON Lines files and of standard output."""
    return (Sink("jsonl", FORMS, open_lines),)
