"""Records made elsewhere, into a target: each line is checked, what is wrong is told of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import NothingLoaded, TargetError
from extractor.isolation import Opened
from extractor.manager import Manager, default_manager
from extractor.records import Record
from extractor.sinks import choose
from extractor.sinks.jsonl import lines, parse

PORTION = 500
"""Records that are written at a time, in one transaction where the target has them."""


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
                for number, raw in enumerate(lines(path), 1):
                    if raw.strip():
                        yield from self._one(raw, f"{path}: line {number}")
            except TargetError as error:
                self._note(error)

    def _one(self, raw: str, where: str) -> Iterator[Record]:
        try:
            yield parse(raw, where, self._types)
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


def load(
    paths: Sequence[str | Path],
    target: str,
    manager: Manager | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Loaded:
    """Write the records of JSON Lines files to a target.

    Each line is checked against its record type; ``tell`` gets line and field of what is
    wrong, and the rest is written. Raises NothingLoaded where there is no record at all,
    UsageError for a target without a sink, TargetError where it cannot be written.
    """
    manager = manager or default_manager()
    types = manager.record_types
    sink, reader = choose(manager.sinks(), target), _Reader(types, tell)
    with Opened(sink.name, target, sink.open, tuple(types.values())) as writer:
        for portion in _portions(reader.read(paths)):
            writer.write(portion)
        if not reader.records:
            raise NothingLoaded(tuple(reader.wrong))
    return Loaded(reader.records, tuple(reader.wrong))
