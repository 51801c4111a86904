"""A Dask cluster as workers: one that runs already, or one of this machine for the run.

What Dask runs is small: its worker only tends a child process that does the work, as a
thread of this process does without Dask. So the settings that Dask makes in its workers
do not reach the work, and a file that breaks the child costs no worker.
"""

import atexit
import logging
import threading
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from extractor.batch.executors import Batch, Done
from extractor.batch.isolation import Isolated
from extractor.batch.results import Result, Settings
from extractor.errors import TargetError, UsageError
from extractor.extras import need
from extractor.isolation import foreign

LOCAL = "local"
"""The address that stands for a cluster of this machine."""
NOISY = ("distributed.client", "distributed.comm", "distributed.core")
"""What logs the traces of errors that are told of in a line."""

PATIENCE = 30
"""Seconds in which a cluster must answer."""

_own = threading.local()


def work(settings: Settings, batch: Batch) -> tuple[Result, ...]:
    """Work on a batch, in a worker: each of its threads keeps a child process."""
    if getattr(_own, "settings", None) != settings:
        if hasattr(_own, "isolated"):
            _own.isolated.close()
            atexit.unregister(_own.isolated.close)
        _own.isolated, _own.settings = Isolated.of(settings, extract=True), settings
        atexit.register(_own.isolated.close)
    isolated: Isolated = _own.isolated
    return isolated.results(batch)


class Cluster:
    """Workers of a Dask cluster; ``address`` is ``local`` or that of a scheduler."""

    def __init__(self, settings: Settings, address: str, workers: int) -> None:
        self._settings, self._address, self._workers = settings, address, workers
        self._distributed: Any = need("distributed", "dask", "--scheduler")
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Connect to the cluster; raises UsageError where it does not answer."""
        for name in NOISY:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        address: Any = self._address
        with ExitStack() as stack:  # what is open already is let go of where the rest fails
            enter = stack.enter_context
            if address == LOCAL:
                address = enter(
                    self._distributed.LocalCluster(
                        n_workers=self._workers, threads_per_worker=1, dashboard_address=":0",
                    )
                )  # fmt: skip
            client = foreign(self._address, UsageError, self._client, address)
            self._client_ = enter(client)
            self._pool = enter(self._client_.get_executor(pure=False))
            self._stack = stack.pop_all()
        return self

    def _client(self, address: Any) -> Any:
        return self._distributed.Client(address, timeout=PATIENCE, set_as_default=False)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the cluster; after an error without waiting for its work."""
        if error is not None:
            self._pool.shutdown(wait=False)
        self._stack.close()

    def submit(self, batch: Batch) -> Done:
        """Send a batch to the scheduler; raises TargetError where it is gone."""
        self._look()
        done: Done = self._pool.submit(work, self._settings, batch)
        return done

    def room(self) -> int:
        """One batch for each thread of the cluster as it is now; as ``submit`` does, raises."""
        try:
            return max(1, int(sum(self._client_.nthreads().values())))
        except OSError as error:
            raise self._gone() from error

    def _gone(self) -> TargetError:
        return TargetError(f"{self._address}: the cluster is gone; the same command goes on")

    def _look(self) -> None:
        if self._client_.status != "running":
            raise self._gone()

    def lost(self, error: BaseException) -> bool:
        """Tell that the workers died each time a batch was tried, or left with it.

        Raises TargetError where the scheduler itself is gone.
        """
        self._look()
        kinds = ("KilledWorker", "CancelledError", "FutureCancelledError", "CommClosedError")
        return isinstance(error, OSError) or type(error).__name__ in kinds
