"""The work of a run: what the journal does not know goes to workers, and what they give into it."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, wait
from dataclasses import replace

from extractor.batch.executors import Batch, Done, Workers
from extractor.batch.identity import key
from extractor.batch.journal import Journal, Pending
from extractor.batch.results import Result
from extractor.batch.walk import batches
from extractor.batch.watch import State, Watch
from extractor.errors import PluginError
from extractor.loaders import Blob, Reading

MOST = 16
"""Documents of a batch at most."""
HELD = 64 << 20
"""Bytes of documents that are under way at a time, as long as it is not one alone."""

Documents = Iterator[tuple[int, Blob | Reading]]


class Labour:
    """Hands batches to workers, and notes each result in the journal as it comes.

    ``heard`` gets each result besides. Where ``strict``, a plugin that fails at a document
    ends the work with PluginError; the document stays unknown.
    """

    def __init__(
        self, journal: Journal, workers: Workers, heard: Callable[[Result], None], watch: Watch,
        strict: bool = False,
    ) -> None:  # fmt: skip
        self._journal, self._workers = journal, workers
        self._heard, self._watch, self._strict = heard, watch, strict
        self._flying: dict[Done, Batch] = {}
        self._suspect: list[Blob] = []
        self._state = State()

    def run(self, documents: Documents, pending: Pending, state: State) -> None:
        """Work on what is pending of the documents."""
        self._state = state
        self._watch(state)
        room = self._workers.room()
        most = max(1, min(MOST, pending.documents // (2 * room)))
        for batch in batches(self._unknown(documents, pending.documents), most):
            self._submit(batch)
            while self._full():
                self._land()
        while self._flying:
            self._land()
        for blob in self._suspect:
            self._alone(blob)

    def _unknown(self, documents: Documents, count: int) -> Iterator[Blob]:
        """Give the documents that the journal does not know, each once, and no more than are."""
        taken: set[str] = set()
        if not count:
            return
        for _, found in documents:
            if isinstance(found, Reading):
                continue
            name = key(found)
            if name not in taken and not self._journal.knows(name):
                taken.add(name)
                yield found
                if len(taken) == count:
                    return

    def _full(self) -> bool:
        held = sum(len(blob.data) for batch in self._flying.values() for blob in batch)
        enough = 2 * self._workers.room()
        return len(self._flying) >= enough or (held > HELD and len(self._flying) > 1)

    def _submit(self, batch: Batch) -> Done:
        done = self._workers.submit(batch)
        self._flying[done] = batch
        return done

    def _land(self) -> None:
        """Wait for a batch, and note all that are done."""
        for done in wait(self._flying, return_when=FIRST_COMPLETED).done:
            batch = self._flying.pop(done)
            error = _end(done)
            if error is not None and self._workers.lost(error):
                self._suspect += batch
            else:
                self._note(batch, done.result())

    def _alone(self, blob: Blob) -> None:
        """Work on a document whose workers died; nothing else is under way with it."""
        done = self._workers.submit((blob,))
        error = _end(done)
        if error is not None and self._workers.lost(error):
            line = f"{blob.path}: each process that works on it dies"
            self._note((blob,), (Result(blob.path, "crash", line),))
        else:
            self._note((blob,), done.result())

    def _note(self, batch: Batch, results: tuple[Result, ...]) -> None:
        fatal = [r for r in results if self._strict and r.outcome == PluginError.outcome]
        known = [(key(b), r) for b, r in zip(batch, results, strict=True) if r not in fatal]
        self._journal.add(known)
        if fatal:
            path, line = fatal[0].path, fatal[0].message
            raise PluginError(line if line.startswith(path) else f"{path}: {line}")
        for result in results:
            self._heard(result)
        self._state = replace(
            self._state,
            documents=self._state.documents + len(batch),
            size=self._state.size + sum(len(blob.data) for blob in batch),
            records=self._state.records + sum(len(result.records) for result in results),
            failures=self._state.failures + sum(r.outcome != "ok" for r in results),
        )
        self._watch(self._state)


def _end(done: Done) -> BaseException | None:
    """Wait for a batch; give the error that it ended in, if any."""
    try:
        return done.exception()
    except CancelledError as error:
        return error
