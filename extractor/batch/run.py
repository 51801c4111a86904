"""A run: from sources to one target, bad documents told and passed over."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.isolation import Isolated
from extractor.batch.sources import find
from extractor.document import Document
from extractor.errors import EmptyDocument, ExtractorError, TargetError, outcome
from extractor.loaders import Limits, Reading
from extractor.pipeline import Extractor, default_extractor
from extractor.sinks import Writer, choose


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or member that gave no document, or a plugin that failed at it.

    ``outcome`` is one of :data:`~extractor.errors.OUTCOMES`.
    """

    path: str
    outcome: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: documents read, records written, and what failed or was odd.

    ``failed`` and ``warnings`` are lines for a user, ``failures`` rows of the same.
    """

    documents: int
    records: int
    failed: tuple[str, ...]
    warnings: tuple[str, ...]
    failures: tuple[Failure, ...] = ()


class NothingRun(ExtractorError):
    """No document of a run could be read; ``failed`` holds a line for each."""

    def __init__(self, failed: tuple[str, ...]) -> None:
        super().__init__("; ".join(failed))
        self.failed = failed


def warning(document: Document) -> str:
    """Give what a loader warned of, as one line, or an empty string."""
    text = dict(document.metadata).get("warning", "")
    return f"{document.path}: {text}" if text else ""


class _Run:
    def __init__(self, extractor: Extractor, writer: Writer, tell: Callable[[str], None]) -> None:
        self._extractor, self._writer, self._tell = extractor, writer, tell
        self.documents = self.records = 0
        self.failed: list[str] = []
        self.warnings: list[str] = []
        self.failures: list[Failure] = []

    def fail(self, error: ExtractorError, path: str) -> None:
        self.failed.append(str(error))
        self.failures.append(Failure(path, outcome(error), str(error)))
        self._tell(str(error))

    def one(self, reading: Reading) -> None:
        if reading.document is None:
            self.fail(reading.error or EmptyDocument(f"{reading.path}: no text"), reading.path)
            return
        document = reading.document
        try:
            found = self._extractor.extract(document)
        except ExtractorError as error:
            self.fail(error, reading.path)
            return
        self.failures += (Failure(reading.path, "plugin_error", line) for line in found.problems)
        self._writer.write(found.records)
        self.documents += 1
        self.records += len(found.records)
        if warning(document):
            self.warnings.append(warning(document))
            self._tell(f"warning: {warning(document)}")


def write_failures(path: str | Path, failures: Iterable[Failure]) -> None:
    """Write failures as CSV: path, outcome, message. Raises TargetError."""
    try:
        with open(path, "w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("path", "outcome", "message"))
            rows.writerows((one.path, one.outcome, one.message) for one in failures)
    except OSError as error:
        raise TargetError(f"{path}: cannot be written: {error.strerror}") from error


def run(
    sources: Iterable[str | Path],
    target: str,
    extractor: Extractor | None = None,
    tell: Callable[[str], None] = lambda line: None,
    limits: Limits | None = None,
    failures: str | Path | None = None,
    modules: Iterable[str] = (),
) -> Outcome:
    """Extract every document of ``sources`` (files, folders, archives) into ``target``.

    Files are read in a child process within ``limits``. Records stand in the order of
    path and place, whatever the order of ``sources``. ``tell`` gets a line for each
    failure and warning as it happens; ``failures`` names a CSV file for them. ``modules``
    are importable plugins, given to the manager by hand, whose loaders the child needs.
    Raises NothingRun, and leaves the target as it was, where no document could be read;
    UsageError for a target without a sink; TargetError where it cannot be written.
    """
    extractor = extractor or default_extractor()
    manager = extractor.manager
    sink = choose(manager.sinks(), target)
    paths, missing = find(sources, leave=(target, failures or target))
    loaders = [loader.name for loader in manager.loaders()]
    with (
        Isolated(limits, loaders, modules) as isolated,
        sink.open(target, tuple(manager.record_types.values())) as writer,
    ):
        this = _Run(extractor, writer, tell)
        for error in missing:
            this.fail(error, str(error).partition(": ")[0])
        for path in paths:
            for reading in isolated.read(path):
                this.one(reading)
        if failures is not None:
            write_failures(failures, this.failures)
        if not this.documents:
            raise NothingRun(tuple(this.failed))
    return Outcome(
        this.documents, this.records, tuple(this.failed), tuple(this.warnings),
        tuple(this.failures),
    )  # fmt: skip
