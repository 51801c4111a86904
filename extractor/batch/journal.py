"""The journal of a run: what is known of each document, in a file beside the target.

A document is its bytes and the kind its name claims; what was made of it holds as long
as the fingerprint of the pipeline is the same. ``sources`` lists what the present run is
to read, in order; the view ``failures`` what of it failed.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from extractor.batch import gone
from extractor.batch.results import Failure, Result
from extractor.batch.statements import FINISHED, LINES, PENDING, RESULTS, SCHEMA, SILENT
from extractor.errors import ExtractorError, TargetError, outcome

VERSION = 1


class Listed(NamedTuple):
    """A document to read, and the key of its bytes.

    ``file`` is the number of the file it lies in; without a key its bytes could not be
    had, and ``error`` says why.
    """

    path: str
    file: int
    size: int
    key: str | None
    error: ExtractorError | None = None


class Done(NamedTuple):
    """What is known: documents with any end, those read, records and failures."""

    documents: int
    read: int
    records: int
    failures: int


class Pending(NamedTuple):
    """What is left to do: documents, their bytes, and the numbers of the files they lie in."""

    documents: int
    size: int
    files: frozenset[int]


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Turn what SQLite says of a journal into one line."""
    try:
        yield
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise TargetError(f"{path}: another run is at work on this target") from error
        if "full" in str(error) or "disk I/O" in str(error):
            raise TargetError(
                f"{path}: the disk is full; make room and run the same command again"
            ) from error
        raise TargetError(f"{path}: the journal cannot be used: {error}") from error


def _to_read(path: str) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True))


def read_settings(path: str) -> dict[str, Any]:
    """Give what the last run on a target was asked for; raises TargetError."""
    with _told(path), _to_read(path) as base:
        row = base.execute("SELECT value FROM settings WHERE name = 'run'").fetchone()
    found: dict[str, Any] = json.loads(row[0]) if row else {}
    return found


def read_silent(path: str) -> tuple[tuple[str, str], ...]:
    """Give path and hash of the last run's documents without a record; raises TargetError."""
    with _told(path), _to_read(path) as base:
        return tuple(base.execute(SILENT))


class Journal:
    """An open journal; ``path`` is a file, or empty for one that is not kept.

    A second process that opens it is refused. Each method that changes it is a
    transaction: what it wrote is there whatever happens to the process.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        with ExitStack() as stack, _told(path):
            self._base = sqlite3.connect(path, timeout=0, isolation_level=None)
            stack.callback(self._base.close)
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            with self._change():
                self._prepare()
            stack.pop_all()

    def _prepare(self) -> None:
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version == VERSION:
            return
        if version or self._base.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise TargetError(f"{self.path}: is no journal of this version; run with --fresh")
        for statement in SCHEMA.split(";"):
            self._base.execute(statement)
        self._base.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _change(self) -> Iterator[None]:
        with _told(self.path), self._base:
            self._base.execute("BEGIN IMMEDIATE")
            yield

    def close(self) -> None:
        """Close the journal."""
        with _told(self.path):
            self._base.close()

    def begin(self, fingerprint: str, limits: str, run: str, retry: bool = False) -> None:
        """Start a run: set by what its documents are known; forget failures to try again.

        Those are the failures under other limits, and with ``retry`` all, also of plugins;
        it goes by the fingerprint of the last run. ``run`` is what :func:`read_settings` gives.
        """
        with self._change():
            stored = dict(self._base.execute("SELECT name, value FROM settings"))
            fingerprint = stored.get("fingerprint", fingerprint) if retry else fingerprint
            told = {"fingerprint": fingerprint, "limits": limits, "run": run}
            self._base.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", told.items())
            self._base.execute(
                "DELETE FROM documents WHERE fingerprint = ? AND (outcome <> 'ok'"
                " AND (limits <> ? OR ?) OR problems <> '[]' AND ?)",
                (fingerprint, limits, retry, retry),
            )
        self._fingerprint, self._limits = fingerprint, limits

    def finished(self) -> frozenset[str]:
        """Give the paths of the last run's documents of which the end is known, good or bad."""
        with _told(self.path):
            return frozenset(path for (path,) in self._base.execute(FINISHED))

    def note(self, listed: Iterable[Listed]) -> int:
        """Note the documents of the run, in order; count those with records it has no more."""
        rows = (
            (number, one.path, one.file, one.size, one.key, *_error(one.error))
            for number, one in enumerate(listed)
        )
        with self._change():
            gone.remember(self._base)
            self._base.execute("DELETE FROM sources")
            self._base.executemany("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            return gone.count(self._base)

    def pending(self) -> Pending:
        """Tell what is left to do."""
        with _told(self.path):
            count, size = self._base.execute(
                f"SELECT count(*), coalesce(sum(s.size), 0) {PENDING}"
            ).fetchone()
            files = self._base.execute(f"SELECT DISTINCT s.file {PENDING}")
            return Pending(count, size, frozenset(file for (file,) in files))

    def done(self) -> Done:
        """Tell what is known of the run so far; what cannot be opened is no document."""
        with _told(self.path):
            found, read, records = self._base.execute(
                "SELECT count(*), coalesce(sum(outcome = 'ok'), 0), coalesce(sum(count), 0)"
                " FROM known WHERE key IN (SELECT key FROM sources)"
            ).fetchone()
            (failures,) = self._base.execute("SELECT count(*) FROM failures").fetchone()
            return Done(found, read, records, failures)

    def failures(self) -> Iterator[Failure]:
        """Give the failures that are known, in the order of the documents."""
        with _told(self.path):
            for row in self._base.execute("SELECT path, outcome, message FROM failures"):
                yield Failure(*row)

    def lines(self) -> Iterator[str]:
        """Give what is to be told of the documents that are known; of plugins once each."""
        told: set[str] = set()
        with _told(self.path):
            for path, made, outcome, message, warning, problems in self._base.execute(LINES):
                if outcome != "ok":
                    yield _under(path, made, message)
                if warning:
                    yield f"warning: {_under(path, made, warning)}"
                failed = json.loads(problems or "[]")
                yield from (f"{path}: {line}" for line in failed if line not in told)
                told.update(failed)

    def knows(self, key: str) -> bool:
        """Tell whether a document of these bytes is done, or not one of this run."""
        with _told(self.path):
            found = self._base.execute(
                "SELECT 1 FROM known WHERE key = ? UNION ALL"
                " SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM sources WHERE key = ?)",
                (key, key),
            )
            return found.fetchone() is not None

    def add(self, results: Sequence[tuple[str, Result]]) -> None:
        """Note what became of documents, all or none."""
        rows = [
            (
                key, self._fingerprint, self._limits, result.path, result.outcome,
                result.message, result.warning, json.dumps(result.problems),
                len(result.records), _packed(result.records),
            )
            for key, result in results
        ]  # fmt: skip
        with self._change():
            self._base.executemany(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )

    def results(self) -> Iterator[Result]:
        """Give the documents of the run in order, each with its outcome and records."""
        with _told(self.path):
            for row in self._base.execute(RESULTS):
                path, outcome, message, made, *known = row
                if outcome is not None:
                    yield Result(path, outcome, message)
                elif made is not None:
                    yield _result(path, made, *known)
                else:
                    yield Result(path, "corrupt", f"{path}: changes while it is read")

    def repeated(self) -> int:
        """Count the documents whose bytes are those of an earlier one."""
        with _told(self.path):
            (count,) = self._base.execute(
                "SELECT count(key) - count(DISTINCT key) FROM sources"
            ).fetchone()
            return int(count)


def _packed(lines: Sequence[str]) -> bytes:
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 3)


def _error(error: ExtractorError | None) -> tuple[str | None, str | None]:
    return (outcome(error), str(error)) if error else (None, None)


def _under(path: str, made: str | None, line: str) -> str:
    """Write a line that was made of a file under the path that it has now."""
    return path + line.removeprefix(made) if made and line.startswith(made) else line


def _result(
    path: str, made: str, outcome: str, message: str, warning: str, problems: str, records: bytes
) -> Result:
    """Give a result under the path it has now; it was made under another, maybe."""
    message, warning = _under(path, made, message), _under(path, made, warning)
    lines = zlib.decompress(records).decode("utf-8", "surrogatepass").split("\n")
    return Result(
        path, outcome, message, warning, tuple(json.loads(problems)),
        tuple(filter(None, lines)), moved=path != made,
    )  # fmt: skip
