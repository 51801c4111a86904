"""A run: from sources to one target, bad documents told and passed over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.sources import find
from extractor.document import Document
from extractor.errors import ExtractorError
from extractor.pipeline import Extractor, default_extractor, read
from extractor.sinks import Writer, choose

if TYPE_CHECKING:
    from extractor.records import Record


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: documents read, records written, and what failed or was odd.

    ``failed`` and ``warnings`` are lines for a user.
    """

    documents: int
    records: int
    failed: tuple[str, ...]
    warnings: tuple[str, ...]


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

    def fail(self, error: ExtractorError) -> None:
        self.failed.append(str(error))
        self._tell(str(error))

    def one(self, path: Path) -> None:
        try:
            document = read(path, self._extractor.manager)
            records: tuple[Record, ...] = self._extractor.extract(document).records
        except ExtractorError as error:
            self.fail(error)
            return
        self._writer.write(records)
        self.documents += 1
        self.records += len(records)
        if warning(document):
            self.warnings.append(warning(document))
            self._tell(f"warning: {warning(document)}")


def run(
    sources: Iterable[str | Path],
    target: str,
    extractor: Extractor | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Outcome:
    """Extract every document of ``sources`` (files, folders) into ``target``.

    Records stand in the order of path and place, whatever the order of ``sources``.
    ``tell`` gets a line for each failure and warning as it happens. Raises NothingRun,
    and leaves the target as it was, where no document could be read; UsageError for a
    target without a sink; TargetError where it cannot be written.
    """
    extractor = extractor or default_extractor()
    sink = choose(extractor.manager.sinks(), target)
    paths, missing = find(sources)
    with sink.open(target, tuple(extractor.manager.record_types.values())) as writer:
        this = _Run(extractor, writer, tell)
        for error in missing:
            this.fail(error)
        for path in paths:
            this.one(path)
        if not this.documents:
            raise NothingRun(tuple(this.failed))
    return Outcome(this.documents, this.records, tuple(this.failed), tuple(this.warnings))
