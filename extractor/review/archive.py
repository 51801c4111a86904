"""What a page shows: documents with their records, read anew or taken from a file of records."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from extractor.batch import targets
from extractor.batch.isolation import Isolated
from extractor.batch.journal import read_silent
from extractor.batch.ours import journalled
from extractor.batch.results import WARNING, Failure, Settings
from extractor.batch.sources import find
from extractor.batch.walk import documents
from extractor.candidates import LeftOut
from extractor.document import Block, Document
from extractor.errors import ExtractorError, SourceError, TargetError, UsageError, outcome
from extractor.loaders import Limits, Reading
from extractor.loaders.archives import WITHIN
from extractor.pipeline import Extractor
from extractor.records import Record
from extractor.sinks.jsonl import FORMS, STANDARD_OUTPUT, load

RESULTS = tuple(form for form in FORMS if form != STANDARD_OUTPUT)
NO_TEXT = "no_text"
CHANGED = "changed"
"""Notes of a document whose text is not at hand, or is no longer the one that was read."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document: its records in text order, and its text where that is at hand.

    ``notes`` are lines for the reader: warnings of a loader, plugins that failed, or
    :data:`NO_TEXT` and :data:`CHANGED`. ``left`` holds the numbers not taken; they are
    not known (``None``) of a document without its text.
    """

    path: str
    sha256: str
    loader: str
    records: tuple[Record, ...]
    text: str | None = None
    blocks: Sequence[Block] = ()
    turns: tuple[tuple[int, int], ...] = ()
    left: tuple[LeftOut, ...] | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


Entry = Item | Failure
"""A document, or the reason why a file gave none."""


def entries(
    sources: Sequence[str],
    extractor: Extractor,
    folders: Iterable[Path] = (),
    failures: Path | None = None,
    limits: Limits | None = None,
    leave: Iterable[str | Path] = (),
) -> Iterator[Entry]:
    """Give the documents of sources, or of one file of records.

    ``folders`` are searched for the texts of a file of records, ``failures`` is the CSV
    file of what failed, that which a run wrote beside it unless it is given. Raises
    UsageError, SourceError or TargetError.
    """
    results = [source for source in sources if source.endswith(RESULTS)]
    if not results:
        yield from from_sources(sources, extractor, limits, leave)
        return
    if len(sources) > 1:
        raise UsageError(f"{results[0]}: give one file of records, or documents, not both")
    beside = Path(targets.failures(results[0]))
    known = failures is not None or beside.is_file()
    told = read_failures(failures or beside) if known else ()
    warned = {one.path: _warning(one) for one in told if one.outcome == WARNING}
    for item in from_result(Path(results[0]), extractor, tuple(folders), limits, warned):
        warned.pop(item.path, None)
        yield item
    yield from (one for one in told if one.outcome != WARNING or one.path in warned)


def _warning(told: Failure) -> str:
    return told.message.removeprefix(f"{told.path}: ")


def from_sources(
    sources: Iterable[str],
    extractor: Extractor,
    limits: Limits | None = None,
    leave: Iterable[str | Path] = (),
) -> Iterator[Entry]:
    """Read documents in a child process and extract their records, in the order of paths."""
    files, missing = find(sources, leave)
    for source, error in missing:
        yield Failure(source, outcome(error), str(error))
    manager = extractor.manager
    loaders = tuple(loader.name for loader in manager.loaders())
    settings = Settings(limits or Limits(), loaders, block=manager.blocked)
    with Isolated.of(settings) as isolated:
        for _, found in documents(files, settings):
            reading = found if isinstance(found, Reading) else isolated.document(found)
            if reading.document is None:
                why = reading.error or SourceError(f"{reading.path}: cannot be read")
                yield Failure(reading.path, outcome(why), str(why))
            else:
                yield _extracted(reading.document, extractor)


def _extracted(document: Document, extractor: Extractor) -> Entry:
    try:
        found = extractor.extract(document)
    except ExtractorError as error:
        return Failure(document.path, outcome(error), str(error))
    return _item(document, found.records, found.left, found.problems)


def _item(
    document: Document,
    records: Iterable[Record],
    left: tuple[LeftOut, ...] | None,
    notes: Iterable[str] = (),
) -> Item:
    warning = dict(document.metadata).get("warning")
    return Item(
        document.path, document.sha256, document.loader, _ordered(records), document.text,
        document.blocks, document.turns, left, document.metadata,
        (*([warning] if warning else []), *notes),
    )  # fmt: skip


def _ordered(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: (record.start, record.end, record.type)))


def from_result(
    path: Path,
    extractor: Extractor,
    folders: Sequence[Path] = (),
    limits: Limits | None = None,
    warned: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Item]:
    """Give the documents of a file of records, each with its text where that is found.

    Those without a record follow, where the journal of the run stands beside the file.
    ``warned`` holds warnings by the path of their document. A text is the file the records
    name, as named, beside the file of records, or below one of ``folders``, if its bytes are
    the ones that were read. It is read once more for the numbers not taken, which a file of
    records does not hold.
    """
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in load(path, extractor.manager.record_types):
        groups.setdefault((record.source.path, record.source.sha256), []).append(record)
    for one in _silent(path):
        groups.setdefault(one, [])
    with Isolated(limits) as isolated:
        texts = _Texts(isolated, (Path(), path.parent, *folders))
        for (name, sha256), records in groups.items():
            document, note = texts.find(name, sha256)
            if document is not None:
                fits = all(document.text[r.start : r.end] == r.text for r in records)
                document, note = (document, "") if fits else (None, CHANGED)
            if document is not None:
                document = replace(document, path=name)
                yield _item(document, records, _left(document, records, extractor))
            else:
                loader = records[0].source.loader if records else ""
                notes = tuple(filter(None, (note, warned.get(name))))
                yield Item(name, sha256, loader, _ordered(records), notes=notes)


def _silent(path: Path) -> tuple[tuple[str, str], ...]:
    """Give path and hash of the documents without a record, if a journal can be asked."""
    try:
        return read_silent(targets.journal(str(path))) if journalled(str(path)) else ()
    except TargetError:  # a run is at work, or the journal is of another version
        return ()


def _left(
    document: Document, records: Sequence[Record], extractor: Extractor
) -> tuple[LeftOut, ...] | None:
    """List the numbers that neither are records of the file nor would be now."""
    try:
        found = extractor.extract(document).left
    except ExtractorError:
        return None
    taken = [(record.start, record.end) for record in records]
    return tuple(
        one for one in found if not any(low < one.end and one.start < high for low, high in taken)
    )


class _Texts:
    """Finds documents by name and hash; remembers the last archive it opened."""

    def __init__(self, isolated: Isolated, folders: Sequence[Path]) -> None:
        self._isolated = isolated
        self._folders = folders
        self._last: tuple[Path, dict[str, Document]] = (Path(), {})

    def find(self, name: str, sha256: str) -> tuple[Document | None, str]:
        """Give a document, or why there is none."""
        outer, within, member = name.partition(WITHIN)
        note = NO_TEXT
        for path in self._places(outer):
            for found, document in self._read(path).items():
                if found.partition(WITHIN)[1:] != (within, member):
                    continue
                if document.sha256 == sha256:
                    return document, ""
                note = CHANGED
        return None, note

    def _places(self, name: str) -> Iterator[Path]:
        for folder in self._folders:
            for path in (folder / name, folder / Path(name).name):
                if path.is_file():
                    yield path

    def _read(self, path: Path) -> dict[str, Document]:
        if self._last[0] != path:
            documents = [reading.document for reading in self._isolated.read(path)]
            self._last = (path, {found.path: found for found in documents if found})
        return self._last[1]


def read_failures(path: Path) -> tuple[Failure, ...]:
    """Read the failures that a run wrote; raises TargetError."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return tuple(Failure(row["path"], row["outcome"], row["message"]) for row in rows)
    except OSError as error:
        raise TargetError(f"{path}: cannot be read: {error.strerror}") from error
    except (KeyError, UnicodeDecodeError, csv.Error) as error:
        raise TargetError(f"{path}: is no table of path, outcome and message") from error
