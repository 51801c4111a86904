"""Who does the work: this process, processes of this machine, or a Dask cluster.

Each is an executor of :mod:`concurrent.futures` with a little around it; the work
on a batch gives a result for each of its documents.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from extractor.batch import process
from extractor.batch.isolation import Isolated
from extractor.batch.results import Result, Settings
from extractor.loaders import Blob
from extractor.pipeline import Extractor

Batch = Sequence[Blob]
Done = Future[tuple[Result, ...]]


class Workers(AbstractContextManager["Workers"], Protocol):
    """Takes batches, and gives for each a future of one result a document, in order."""

    def submit(self, batch: Batch) -> Done:
        """Start the work on a batch."""

    def room(self) -> int:
        """Tell how many batches can be worked on at a time."""

    def lost(self, error: BaseException) -> bool:
        """Tell an error that means: who worked on the batch is gone."""


class Here:
    """Reads in a child process and extracts in this one, a batch at a time."""

    def __init__(self, settings: Settings, extractor: Extractor) -> None:
        self._isolated = Isolated.of(settings)
        self._extractor = extractor

    def __enter__(self) -> Self:
        """Start the child."""
        self._isolated.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self._isolated.close()

    def submit(self, batch: Batch) -> Done:
        """Work on a batch at once."""
        done: Done = Future()
        done.set_result(
            tuple(
                process.extracted(self._isolated.document(blob), self._extractor) for blob in batch
            )
        )
        return done

    def room(self) -> int:
        """One batch at a time."""
        return 1

    def lost(self, error: BaseException) -> bool:
        """Nobody but this process is here to be lost."""
        return False


class Processes:
    """Child processes that read and extract, each tended by a thread of this one."""

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings, self._workers = settings, workers
        self._started: list[Isolated] = []
        self._own = threading.local()
        self._pool: Executor = ThreadPoolExecutor(workers, "extractor", self._start)

    def _start(self) -> None:
        self._own.isolated = Isolated.of(self._settings, extract=True)
        self._started.append(self._own.isolated)
        self._own.isolated.__enter__()

    def __enter__(self) -> Self:
        """Children start when there is work for them."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the children; after an error at once, whatever they are at."""
        if error is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            for isolated in self._started:
                isolated.stop()
        self._pool.shutdown()
        for isolated in self._started:
            isolated.close()

    def _work(self, batch: Batch) -> tuple[Result, ...]:
        isolated: Isolated = self._own.isolated
        return isolated.results(batch)

    def submit(self, batch: Batch) -> Done:
        """Give a batch to the next child that is free."""
        return self._pool.submit(self._work, batch)

    def room(self) -> int:
        """One batch a child."""
        return self._workers

    def lost(self, error: BaseException) -> bool:
        """A child that dies is replaced where it is tended."""
        return False
