"""What stands beside a target: its journal and the list of its failures."""

import csv
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from extractor.batch.ours import FAILED, JOURNAL, PARTS
from extractor.batch.results import Failure
from extractor.errors import ExtractorError, TargetError
from extractor.isolation import Opened
from extractor.sinks import FAILURES, Sink, Types
from extractor.sinks.files import replacing

FILE_URL = re.compile(r"(?:sqlite|duckdb):///(?P<path>.+?)(?:\?.*)?$")
URL = re.compile(r"(?P<kind>[a-z0-9+]+)://(?:[^/@]*@)?(?P<rest>[^?]*)(?:\?.*)?")


def place(target: str) -> str:
    """Give the path that a target has, or the name that stands for it; empty for a stream."""
    if found := FILE_URL.fullmatch(target):
        return found["path"]
    if found := URL.fullmatch(target):
        return re.sub(r"[^\w.-]+", "-", f"{found['kind']}-{found['rest']}").strip("-")
    path = target.rstrip("/")
    stream = target == "-" or not (
        not os.path.exists(path) or os.path.isfile(path) or os.path.isdir(path)
    )
    return "" if stream else path


def journal(target: str) -> str:
    """Name the journal of a target; empty where none is kept."""
    beside = place(target)
    return f"{beside}{JOURNAL}" if beside else ""


def failures(target: str) -> str:
    """Name the list of failures of a target; empty where none is kept."""
    beside = place(target)
    return f"{beside}{FAILED}" if beside else ""


def own(target: str, failed: str | Path | None) -> tuple[str, ...]:
    """List the paths that a run itself writes."""
    kept = [journal(target) + part for part in PARTS]
    named = (place(target), failures(target), *kept, failed)
    return tuple(str(path) for path in named if path)


def remove(path: str) -> None:
    """Remove a journal, if there is one; raises TargetError."""
    try:
        for part in PARTS:
            Path(path + part).unlink(missing_ok=True)
    except OSError as error:
        raise TargetError(f"{path}: cannot be removed: {error.strerror}") from error


def write_failures(target: str, named: str | Path | None, failed: Sequence[Failure]) -> None:
    """Write the failures of a run as CSV (path, outcome, message); raises TargetError.

    They go to the file ``named``, else beside the target, where no failure is no file.
    """
    path = str(named or failures(target))
    if named is None and path and not failed:
        Path(path).unlink(missing_ok=True)
    elif path:
        with replacing(path) as file:
            rows = csv.writer(file)
            rows.writerow(FAILURES)
            rows.writerows((one.path, one.outcome, one.message) for one in failed)


class _Enough(ExtractorError):
    """Leaves a sink without a result."""


def probe(sink: Sink, target: str, types: Types) -> None:
    """Open a target and leave it as it is; raises what opening it to write would raise.

    A stream (standard output, a pipe, a device) is not tried: who reads a pipe would take
    its closing for the end of the records.
    """

    def leave() -> NoReturn:
        raise _Enough

    if not place(target):
        return
    try:
        with Opened(sink.name, target, sink.open, types):
            leave()
    except _Enough:
        return
