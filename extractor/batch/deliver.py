"""From the journal to the target: records in the order of the documents, each once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.batch.journal import Journal
from extractor.batch.results import WARNING, Failure, Result
from extractor.isolation import Opened
from extractor.records import Record
from extractor.sinks import Copying, Failing, Replacing, Sink, Writer
from extractor.sinks.jsonl import parse

PORTION = 500
"""Records that are written at a time, in one transaction where the target has them."""


@dataclass(slots=True)
class Tally:
    """What was delivered, and what was told of on the way; ``partial`` is of the documents."""

    documents: int = 0
    partial: int = 0
    records: int = 0
    failed: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def take(self, result: Result) -> None:
        """Count one document."""
        if result.outcome != "ok":
            self.failed.append(result.message)
            self.failures.append(Failure(result.path, result.outcome, result.message))
            return
        self.documents += 1
        self.partial += bool(result.problems)
        self.records += len(result.records)
        path = result.path
        lines = (f"{path}: {line}" for line in result.problems)
        self.failures += (Failure(path, "plugin_error", line) for line in lines)
        if result.warning:
            self.warnings.append(result.warning)
            self.failures.append(Failure(result.path, WARNING, result.warning))


def deliver(journal: Journal, sink: Sink, target: str, types: Mapping[str, type[Record]]) -> Tally:
    """Write all that the journal holds of the run to the target; raises TargetError."""
    tally = Tally()
    with Opened(sink.name, target, sink.open, tuple(types.values())) as writer:
        for results in _portions(journal.results()):
            for result in results:
                tally.take(result)
            _write(writer, results, types)
        if isinstance(writer, Failing):
            writer.failures([(f.path, f.outcome, f.message) for f in tally.failures])
    return tally


def _portions(results: Iterator[Result]) -> Iterator[list[Result]]:
    portion: list[Result] = []
    count = 0
    for result in results:
        portion.append(result)
        count += len(result.records)
        if count >= PORTION or len(portion) >= PORTION:
            yield portion
            portion, count = [], 0
    if portion:
        yield portion


def _write(writer: Writer, results: Sequence[Result], types: Mapping[str, type[Record]]) -> None:
    if isinstance(writer, Copying) and not any(one.moved for one in results):
        writer.copy([line for one in results for line in one.records])
        return
    records = [_record(line, one.path, types) for one in results for line in one.records]
    if isinstance(writer, Replacing):
        writer.replace([result.path for result in results], records)
    elif records:
        writer.write(records)


def _record(line: str, path: str, types: Mapping[str, type[Record]]) -> Record:
    """Make the record of a line, which may have been read when the file lay elsewhere."""
    found = parse(line, path, types)
    if found.source.path == path:
        return found
    return found.model_copy(update={"source": found.source.model_copy(update={"path": path})})
