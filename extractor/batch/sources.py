"""Which files a run reads: files as named, folders with all below them."""

import os
from collections.abc import Iterable
from pathlib import Path

from extractor.errors import SourceError

PATTERN = "*.txt"
GOLD = ".marked.txt"


def _below(folder: Path) -> list[Path]:
    """List the documents below a folder; gold is no document, and hidden files are none."""
    try:
        found = [
            path
            for path in folder.rglob(PATTERN)
            if path.is_file()
            and not path.name.endswith(GOLD)
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        ]
    except OSError as error:
        raise SourceError(f"{folder}: cannot be listed: {error.strerror}") from error
    if not found:
        raise SourceError(f"{folder}: no documents ({PATTERN}) in this folder")
    return found


def find(sources: Iterable[str | Path]) -> tuple[tuple[Path, ...], tuple[SourceError, ...]]:
    """List the files of ``sources`` sorted by path, each once, and the sources that failed.

    A named file is taken whatever its name and whether or not it exists: reading it tells.
    """
    found: dict[str, Path] = {}
    failed: list[SourceError] = []
    for source in map(Path, sources):
        try:
            paths = _below(source) if os.path.isdir(source) else [source]
        except SourceError as error:
            failed.append(error)
            continue
        for path in paths:
            found.setdefault(os.path.normpath(path), Path(os.path.normpath(path)))
    return tuple(found[name] for name in sorted(found)), tuple(failed)
