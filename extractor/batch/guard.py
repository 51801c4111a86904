"""What a run may write over: what a run has written, and none of the documents it reads."""

import os
from collections.abc import Iterable
from pathlib import Path

from extractor.batch import ours, targets
from extractor.batch.sources import File
from extractor.errors import UsageError
from extractor.sinks import FAILURES

LIST = ",".join(FAILURES).encode()
"""What a list of failures begins with."""


def check(target: str, failures: str | Path | None, files: Iterable[File]) -> None:
    """Raise UsageError where a run would write over a document or a stranger's file.

    ``failures`` is the list of what failed, where one is named. Pipes, devices and empty
    files hold nothing to lose; folders and databases are the business of their sinks.
    """
    goal, listed = targets.place(target), str(failures or targets.failures(target))
    if listed and os.path.realpath(listed) in map(
        os.path.realpath, filter(None, (goal, targets.journal(target)))
    ):
        raise UsageError(f"{listed}: is the target or its journal; name another list of failures")
    read = [file.location for file in files if not file.remote]
    for path in filter(_full, (goal, listed)):
        apart(path, read)
    if _full(goal) and "://" not in target and not ours.journalled(goal):
        raise UsageError(f"{goal}: is there already, and no run wrote it; write to another file")
    if _full(listed) and not ours.begins(listed, LIST):
        raise UsageError(f"{listed}: is there already, and is no list of failures")


def apart(target: str, paths: Iterable[str | Path]) -> None:
    """Raise UsageError where a target is one of the files to read, by whatever name."""
    goal = targets.place(target)
    if _full(goal) and _among(goal, paths):
        raise UsageError(f"{target}: is a document to read; write to another file")


def _full(path: str) -> bool:
    return os.path.isfile(path) and os.path.getsize(path) > 0


def _among(path: str, others: Iterable[str | Path]) -> bool:
    wanted = os.stat(path)
    for other in others:
        try:
            if os.path.samestat(os.stat(other), wanted):
                return True
        except OSError:  # told of when it is read
            continue
    return False
