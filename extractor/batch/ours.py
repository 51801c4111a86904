"""Which files runs have written: they are no documents, and may be written anew."""

import json
import os
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

JOURNAL, FAILED, DECISIONS = ".journal", ".failures.csv", ".decisions.sqlite"
"""What stands beside a target, by the end of its name: of a run, and of a review."""
PARTS = ("", "-wal", "-shm")
"""The files of a journal, by what follows its name."""

DATABASE = b"SQLite format 3\0"
PAGE = (
    b'<!doctype html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
    b'<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; script-src'
)
"""How each page of a review begins."""


def begins(path: str, head: bytes) -> bool:
    """Tell whether a file is there and begins with ``head``."""
    try:
        with open(path, "rb") as file:
            return file.read(len(head)) == head
    except OSError:
        return False


def journalled(path: str) -> bool:
    """Tell whether a journal of runs stands beside a path."""
    return begins(path + JOURNAL, DATABASE)


def _package(folder: Path) -> bool:
    """Tell whether a folder is a data package of records."""
    try:
        found = json.loads((folder / "datapackage.json").read_bytes())
        tables = [(one["name"], one.get("title")) for one in found["resources"]]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
    return ("failures", "What could not be read.") in tables


def _written(path: str) -> bool:
    """Tell whether a file is a target, or stands beside one."""
    for ending in (JOURNAL + part for part in PARTS):
        if path.endswith(ending):
            return journalled(path.removesuffix(ending))
    for ending in (FAILED, DECISIONS):
        if path.endswith(ending) and journalled(path.removesuffix(ending)):
            return True
    return journalled(path) or (path.endswith(".html") and begins(path, PAGE))


def others(root: Path, paths: Iterable[Path]) -> Iterator[Path]:
    """Give those of the paths below ``root`` that no run has written.

    What lies in a folder that is a target is left out, in ``root`` itself it is not.
    """

    @cache
    def made(folder: Path) -> bool:
        return journalled(str(folder)) or _package(folder)

    for path in paths:
        above = takewhile(lambda one: one != root and one != one.parent, path.parents)
        if not _written(os.fspath(path)) and not any(made(folder) for folder in above):
            yield path
