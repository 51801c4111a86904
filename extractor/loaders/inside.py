"""A file in an archive by its path: ``reports.zip!/2012/a.txt``, also through several."""

import os
from collections.abc import Sequence

from extractor.errors import SourceError
from extractor.loaders import Blob, Limits, Loader
from extractor.loaders.archives import WITHIN
from extractor.loaders.reading import Unpacked, choose, members, open_file, shown


def split(path: str) -> tuple[str, str]:
    """Give the path of an archive, and what follows it in that of a file inside; else nothing.

    >>> split("no-such.zip!/a.txt")
    ('no-such.zip!/a.txt', '')
    """
    if not os.path.lexists(path):
        at = path.find(WITHIN)
        while at >= 0:
            if os.path.isfile(path[:at]):
                return path[:at], path[at:]
            at = path.find(WITHIN, at + 1)
    return path, ""


def holds(path: str, other: str) -> bool:
    """Tell whether a path is another's, or that of an archive it lies in.

    >>> holds("a.zip!/b.zip", "a.zip!/b.zip!/c.txt"), holds("a.zip!/b", "a.zip!/bc")
    (True, False)
    """
    return other == path or other.startswith(path + WITHIN)


def missing(path: str) -> SourceError:
    """Make the error of a file that an archive does not have."""
    return SourceError(f"{path}: no such file in this archive")


def open_path(
    path: str | os.PathLike[str], loaders: Sequence[Loader], limits: Limits | None = None,
    name: str = "",
) -> Blob:  # fmt: skip
    """Take the bytes of a file, or of one in an archive; raises SourceError or a DocumentError."""
    outer, inner = split(os.fspath(path))
    if not inner:
        return open_file(path, limits, name)
    name = name or shown(path)
    above = name.split(WITHIN)[: -inner.count(WITHIN)]
    return _member(open_file(outer, limits, WITHIN.join(above)), name, loaders, 0, Unpacked())


def _member(
    blob: Blob, path: str, loaders: Sequence[Loader], depth: int, unpacked: Unpacked
) -> Blob:
    loader = choose(blob, loaders, [])
    if loader.members is None:
        raise missing(path)
    for found in members(blob, loader, depth, unpacked):
        if not holds(found.path, path):
            continue
        if not isinstance(found, Blob):
            raise found.error or missing(path)
        return found if found.path == path else _member(found, path, loaders, depth + 1, unpacked)
    raise missing(path)
