"""Which files a run reads: files as named, folders with all below them."""

import os
from collections.abc import Iterable
from pathlib import Path

from extractor.errors import SourceError

GOLD = ".marked.txt"


def _below(folder: Path) -> list[Path]:
    """List the files below a folder; gold is no document, and hidden files are none.

    What kind a file is shows in its bytes, not in its name, so every file is listed; a
    link to nothing is too, for it is told of. Pipes and devices are left out.
    """
    try:
        found = [
            path
            for path in folder.rglob("*")
            if (path.is_file() or (path.is_symlink() and not path.exists()))
            and not path.name.endswith(GOLD)
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        ]
    except OSError as error:
        raise SourceError(f"{folder}: cannot be listed: {error.strerror}") from error
    if not found:
        raise SourceError(f"{folder}: no files in this folder")
    return found


def find(
    sources: Iterable[str | Path], leave: Iterable[str | Path] = ()
) -> tuple[tuple[Path, ...], tuple[SourceError, ...]]:
    """List the files of ``sources`` sorted by path, each once, and the sources that failed.

    A named file is taken whatever its name and whether or not it exists: reading it tells.
    The files ``leave``, a run's own targets, are not taken from folders.
    """
    own = {os.path.abspath(path) for path in leave}
    found: dict[str, Path] = {}
    failed: list[SourceError] = []
    for source in map(Path, sources):
        try:
            paths = [source]
            if os.path.isdir(source):
                paths = [path for path in _below(source) if os.path.abspath(path) not in own]
        except SourceError as error:
            failed.append(error)
            continue
        for path in paths:
            found.setdefault(os.path.normpath(path), Path(os.path.normpath(path)))
    return tuple(found[name] for name in sorted(found)), tuple(failed)
