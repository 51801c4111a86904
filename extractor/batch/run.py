"""A run: from sources to one target, through a journal; bad documents told and passed over."""

import dataclasses
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from extractor.batch import guard, sending, targets
from extractor.batch.cluster import Cluster
from extractor.batch.deliver import Tally, deliver
from extractor.batch.executors import Here, Processes, Workers
from extractor.batch.identity import fingerprint, key
from extractor.batch.journal import Journal, Listed, Pending
from extractor.batch.labour import Labour
from extractor.batch.process import warning as warning
from extractor.batch.results import Failure, Result, Settings
from extractor.batch.sources import File, Missing, find, named
from extractor.batch.walk import documents
from extractor.batch.watch import State, Watch, unwatched
from extractor.errors import EmptyDocument, NothingRun, UsageError
from extractor.loaders import Blob, Limits, Reading
from extractor.loaders.archives import WITHIN
from extractor.loaders.reading import as_path
from extractor.manager import Manager
from extractor.pipeline import Extractor, default_extractor
from extractor.sinks import Sink, choose

FEW = 24
"""Documents for which a process of their own is worth its start."""
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it.

    ``workers`` processes do the work, 0: this one, None: as many as are worth it;
    ``scheduler`` is the address of a Dask cluster, or ``local`` for one of this machine.
    ``fresh`` forgets the journal, ``retry`` the failures in it, and keeps to the documents
    that the last run came to the end of. At most ``most`` documents are read. Relative
    sources start in ``folder``, the current one unless it is given.
    """

    workers: int | None = 0
    scheduler: str = ""
    fresh: bool = False
    retry: bool = False
    most: int | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: documents read, records written, and what failed or was odd.

    ``failed`` and ``warnings`` are lines for a user, ``failures`` rows of the same.
    ``repeated`` counts documents with the bytes of an earlier one, which are read once;
    ``new`` those that were worked on now, ``before`` those that were in earlier runs;
    ``partial`` documents are among those read, but a plugin failed at them.
    """

    documents: int
    records: int
    failed: tuple[str, ...]
    warnings: tuple[str, ...]
    failures: tuple[Failure, ...] = ()
    repeated: int = 0
    new: int = 0
    before: int = 0
    partial: int = 0


def _listed(number: int, found: Blob | Reading) -> Listed:
    if isinstance(found, Blob):
        return Listed(found.path, number, len(found.data), key(found))
    error = found.error or EmptyDocument(f"{found.path}: no text")
    return Listed(found.path, number, 0, None, error)


def _outer(path: str) -> Iterator[str]:
    """Give a document's path, and those of the archives it lies in."""
    names = path.split(WITHIN)
    return (WITHIN.join(names[:count]) for count in range(1, len(names) + 1))


def _of_before(listed: Iterable[Listed], finished: frozenset[str]) -> Iterator[Listed]:
    """Keep the documents that are finished, also where an archive could be opened only once."""
    held = {outer for path in finished for outer in _outer(path)}
    for one in listed:
        if one.path in held or not finished.isdisjoint(_outer(one.path)):
            yield one


def _list(
    journal: Journal,
    files: Sequence[File],
    missing: Iterable[Missing],
    settings: Settings,
    most: int | None,
    finished: frozenset[str] | None,
) -> tuple[int, Pending]:
    """Note in the journal what is to be read; count what is not any more, give what is new."""
    lost = (Listed(source, -1, 0, None, error) for source, error in missing)
    found: Iterator[Listed] = (_listed(number, one) for number, one in documents(files, settings))
    if finished is not None:
        found = _of_before(found, finished)
    gone = journal.note(chain(lost, islice(found, most)))
    return gone, journal.pending()


def _asked(sources: Iterable[str], options: Options) -> str:
    """Write down what a run is asked for, so that it can be asked for again."""
    return json.dumps({"sources": list(sources), "folder": os.path.abspath(options.folder)})


def _gone(count: int, target: str) -> str:
    """Say which records of a file the next one does not have."""
    which = f"{count} documents" if count > 1 else "1 document"
    are, their = ("are", "their") if count > 1 else ("is", "its")
    return (
        f"{which} of the last run {are} not in this one; {their} records are left out of {target}"
    )


class _Ear:
    """Tells of failures, warnings and plugins that fail; of the last once each."""

    def __init__(self, tell: Tell, problems: bool) -> None:
        self._tell, self._problems = tell, problems
        self._told: set[str] = set()

    def __call__(self, result: Result) -> None:
        if result.outcome != "ok":
            self._tell(result.message)
        if result.warning:
            self._tell(f"warning: {result.warning}")
        for line in result.problems if self._problems else ():
            if line not in self._told:
                self._told.add(line)
                self._tell(f"{result.path}: {line}")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _elsewhere(options: Options, extractor: Extractor, known: Settings) -> Settings | None:
    """Give what other processes must know to extract, or nothing where this one does.

    Raises UsageError where they are asked for, and cannot.
    """
    if options.workers == 0 and not options.scheduler:
        return None
    try:
        return sending.working(extractor, known)
    except UsageError:
        if options.workers or options.scheduler:
            raise
        return None


def _workers(
    options: Options, pending: Pending, here: Workers, elsewhere: Settings | None
) -> Workers:
    """Give the workers that options ask for, or that are worth their start."""
    if elsewhere is None:
        return here
    wanted = options.workers
    if options.scheduler:
        return Cluster(elsewhere, options.scheduler, wanted or _cores())
    if wanted is None:
        wanted = min(_cores(), pending.documents // FEW)
    return Processes(elsewhere, wanted) if wanted else here


def _work(
    journal: Journal, files: Sequence[File], pending: Pending, workers: Workers, ear: _Ear,
    watch: Watch, known: Settings,
) -> None:  # fmt: skip
    """Have done what is not known."""
    done = journal.done()
    state = State(
        done.documents, done.documents + pending.documents, 0, pending.size,
        done.records, done.failures,
    )  # fmt: skip
    with workers:
        found = documents(files, known, pending.files)
        Labour(journal, workers, ear, watch, known.strict).run(found, pending, state)


@contextmanager
def _kept(target: str, options: Options) -> Iterator[Journal]:
    """Open the journal of a target; a stream has one that is not kept."""
    path = targets.journal(target)
    if options.fresh and path:
        targets.remove(path)
    journal = Journal(path)
    try:
        yield journal
    finally:
        journal.close()


def _end(
    journal: Journal, sink: Sink, target: str, manager: Manager, failures: str | Path | None
) -> Tally:
    """Write the target and the list of failures; raises NothingRun where there is nothing."""
    if not journal.done().read:
        found = tuple(journal.failures())
        targets.write_failures(target, failures, found)
        raise NothingRun(tuple(failure.message for failure in found))
    tally = deliver(journal, sink, target, manager.record_types)
    targets.write_failures(target, failures, tally.failures)
    return tally


def run(
    sources: str | Path | Iterable[str | Path],
    target: str | Path,
    extractor: Extractor | None = None,
    tell: Tell = lambda line: None,
    limits: Limits | None = None,
    failures: str | Path | None = None,
    modules: Iterable[str] = (),
    options: Options | None = None,
    watch: Watch = unwatched,
) -> Outcome:
    """Extract every document of ``sources`` (files, folders, archives, URLs) into ``target``.

    A single path is one source.

    Files are read in a child process within ``limits``. Records stand in the order of
    path and place, whatever the order of ``sources``. What is done is noted in a journal
    beside the target: the same call goes on where the last one ended. ``tell`` gets a
    line for each failure and warning; ``failures`` names a CSV file for them instead of
    the one beside the target. ``modules`` are importable plugins that other processes need
    beside those of the manager. Raises NothingRun, and leaves the target as it was, where
    no document could be read; UsageError for a target without a sink, or that is a
    document to read or a file no run wrote, and for a plugin that other processes need and
    cannot have; TargetError where the target cannot be written, which is tried before
    anything is read unless it is a stream.
    """
    extractor, options = extractor or default_extractor(), options or Options()
    manager, sources, target = extractor.manager, named(sources), as_path(target, "target")
    sink = choose(manager.sinks(), target)
    known = sending.reading(manager, limits, modules)
    elsewhere = _elsewhere(options, extractor, known)
    files, missing = find(sources, targets.own(target, failures), options.folder)
    guard.check(target, failures, files)
    targets.probe(sink, target, tuple(manager.record_types.values()))
    with _kept(target, options) as journal:
        finished = journal.finished() if options.retry else None
        journal.begin(
            fingerprint(manager, extractor.only), json.dumps(dataclasses.asdict(known.limits)),
            _asked(sources, options), options.retry,
        )  # fmt: skip
        gone, pending = _list(journal, files, missing, known, options.most, finished)
        before = journal.done().documents
        for line in journal.lines():
            tell(line)
        if pending.documents:
            workers = _workers(options, pending, Here(known, extractor), elsewhere)
            ear = _Ear(tell, problems=not isinstance(workers, Here))
            _work(journal, files, pending, workers, ear, watch, known)
        tally = _end(journal, sink, target, manager, failures)
        if gone and "://" not in target:  # a database keeps what other runs wrote
            tell(_gone(gone, target))
        return Outcome(
            tally.documents, tally.records, tuple(tally.failed), tuple(tally.warnings),
            tuple(tally.failures), journal.repeated(), pending.documents, before, tally.partial,
        )  # fmt: skip
