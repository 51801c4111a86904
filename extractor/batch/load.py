"""Records made elsewhere, into a target: each line is checked, what is wrong is told of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.batch import guard, targets
from extractor.batch.journal import Journal
from extractor.batch.ours import journalled
from extractor.batch.sound import fault
from extractor.batch.sources import named
from extractor.errors import NothingLoaded, TargetError
from extractor.isolation import Opened
from extractor.loaders.reading import as_path
from extractor.manager import Manager, default_manager
from extractor.records import Record
from extractor.sinks import choose
from extractor.sinks.jsonl import lines, parse

PORTION = 500
"""Records that are written at a time, in one transaction where the target has them."""

STRANGE = 3
"""Lines at the head of a file that may be anything, before it is taken for another kind."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was written, and a line for each record that was not."""

    records: int
    wrong: tuple[str, ...]


class _Reader:
    """Reads records from files, and notes what is wrong."""

    def __init__(self, types: Mapping[str, type[Record]], tell: Callable[[str], None]) -> None:
        self._types, self._tell = types, tell
        self.wrong: list[str] = []
        self.records = 0

    def read(self, paths: Iterable[str | Path]) -> Iterator[Record]:
        for path in paths:
            try:
                yield from self._file(path)
            except TargetError as error:
                self._note(error)

    def _file(self, path: str | Path) -> Iterator[Record]:
        """Read a file; one whose first lines are no objects of JSON is not read on."""
        strange, known = 0, False
        for number, raw in enumerate(lines(path), 1):
            if not raw.strip():
                continue
            known = known or raw.lstrip().startswith("{")
            strange += not known
            if strange > STRANGE:
                raise TargetError(f"{path}: holds no JSON Lines; the rest of it is not read")
            yield from self._one(raw, f"{path}: line {number}")

    def _one(self, raw: str, where: str) -> Iterator[Record]:
        try:
            record = parse(raw, where, self._types)
            if wrong := fault(raw, record):
                raise TargetError(f"{where}: {wrong}")
            yield record
            self.records += 1
        except TargetError as error:
            self._note(error)

    def _note(self, error: TargetError) -> None:
        self.wrong.append(str(error))
        self._tell(str(error))


def _portions(records: Iterator[Record]) -> Iterator[Sequence[Record]]:
    portion: list[Record] = []
    for record in records:
        portion.append(record)
        if len(portion) >= PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


@contextmanager
def _alone(target: str) -> Iterator[None]:
    """Keep runs off a target that has a journal; raises TargetError where one is at work."""
    beside = targets.place(target)
    journal = Journal(targets.journal(target)) if beside and journalled(beside) else None
    try:
        yield
    finally:
        if journal is not None:
            journal.close()


def load(
    paths: str | Path | Iterable[str | Path],
    target: str | Path,
    manager: Manager | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Loaded:
    """Write the records of JSON Lines files to a target.

    Each line is checked against its record type; ``tell`` gets line and field of what is
    wrong, and the rest is written. Raises NothingLoaded where there is no record at all,
    UsageError for a target without a sink or that is one of the files, TargetError where
    it cannot be written or a run is at work on it.
    """
    manager, paths, target = manager or default_manager(), named(paths), as_path(target, "target")
    types = manager.record_types
    sink, reader = choose(manager.sinks(), target), _Reader(types, tell)
    guard.apart(target, paths)
    opened = Opened(sink.name, target, sink.open, tuple(types.values()))
    with _alone(target), opened as writer:
        for portion in _portions(reader.read(paths)):
            writer.write(portion)
        if not reader.records:
            raise NothingLoaded(tuple(reader.wrong))
    return Loaded(reader.records, tuple(reader.wrong))
