"""Which files a run reads: files as named, folders with all below them, patterns, URLs."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from extractor.batch import ours, remote
from extractor.errors import ExtractorError, SourceError, UsageError
from extractor.loaders import Blob, Limits, inside
from extractor.loaders.reading import as_path, open_file, shown

GOLD = ".marked.txt"
LIST = "-"
"""The source that stands for a list of sources on standard input."""

Missing = tuple[str, SourceError]
"""A source of which nothing can be read, by its name, and why."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, by its path or URL; ``location`` is what the system calls it.

    ``member`` is the path of the one file in it, an archive, that is to be read.
    """

    path: str
    location: str
    remote: bool = False
    member: str = ""

    def open(self, limits: Limits) -> Blob:
        """Take its bytes; raises SourceError or a DocumentError."""
        if self.remote:
            return remote.open_url(self.location, limits)
        return open_file(self.location, limits, self.path)


def _below(folder: Path, name: str) -> list[Path]:
    """List the files below a folder; hidden files, gold and what runs wrote are no documents.

    What kind a file is shows in its bytes, not in its name, so every file is listed; a
    link to nothing is too, for it is told of. Pipes and devices are left out.
    """
    try:
        there = (
            path
            for path in folder.rglob("*")
            if (path.is_file() or (path.is_symlink() and not path.exists()))
            and not path.name.endswith(GOLD)
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        )
        found = list(ours.others(folder, there))
    except OSError as error:
        raise SourceError(f"{name}: cannot be listed: {error.strerror}") from error
    if not found:
        raise SourceError(f"{name}: no files in this folder")
    return found


def _matching(pattern: str, base: str) -> list[Path]:
    """List what a pattern matches, folders with all below them; raises SourceError."""
    found: list[Path] = []
    for name in sorted(map(Path, glob.glob(pattern, root_dir=base or None, recursive=True))):
        path = base / name
        found += _below(path, str(name)) if path.is_dir() and "**" not in pattern else [path]
    plain = Path(base, *takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts))
    others = list(ours.others(plain, found))
    if not others:
        raise SourceError(f"{pattern}: matches no file")
    return [path for path in others if not path.is_dir()]


def _local(source: str, own: Iterable[str], base: str) -> Iterator[File]:
    listed, place = True, os.path.join(base, source)
    if member := inside.split(place)[1]:
        outer = source[: len(source) - len(member)]
        for file in _local(outer, own, base):
            yield replace(file, member=file.path + shown(member))
        return
    if os.path.isdir(place):
        paths = _below(Path(place), os.path.normpath(source))
    elif glob.has_magic(source) and not os.path.lexists(place):
        paths = _matching(source, base)
    else:
        paths, listed = [Path(place)], False
    below = base and not os.path.isabs(source)
    for path in paths:
        absolute = os.path.abspath(path)
        if listed and any(absolute == one or absolute.startswith(one + os.sep) for one in own):
            continue
        location = os.path.normpath(path)
        yield File(shown(os.path.relpath(location, base) if below else location), location)


def given(sources: Iterable[str], lines: Iterable[str]) -> list[str]:
    """Give sources, with those of a list, one a line, in the place of ``-``.

    >>> given(["a.txt", "-"], ["b.txt\\n", "\\n", "c d.txt\\n"])
    ['a.txt', 'b.txt', 'c d.txt']
    """
    found: list[str] = []
    for source in sources:
        found += (
            (line.rstrip("\r\n") for line in lines if line.strip()) if source == LIST else [source]
        )
    return found


def named(sources: object) -> list[str]:
    """Give sources as strings; a string or path is one source. Raises UsageError for others.

    >>> named("a.txt"), named([Path("a.txt"), "b.txt"])
    (['a.txt'], ['a.txt', 'b.txt'])
    """
    if isinstance(sources, str | bytes | os.PathLike):
        sources = [sources]
    if not isinstance(sources, Iterable):
        raise UsageError(f"sources are {type(sources).__name__}, a list of paths is wanted")
    return [as_path(source, "source") for source in sources]


def _named(source: str) -> str:
    return remote.plain(source) if remote.is_url(source) else shown(os.path.normpath(source))


def _needed(files: Iterable[File]) -> Iterator[File]:
    """Leave out files in archives that are read as a whole, or as part of a larger one."""
    held: dict[tuple[str, str], list[str]] = {}
    for file in files:  # the archive itself comes first: it names no member
        wholes = held.setdefault((file.path, file.location), [])
        if not any(not whole or inside.holds(whole, file.member) for whole in wholes):
            wholes.append(file.member)
            yield file


def find(
    sources: Iterable[str | Path], leave: Iterable[str | Path] = (), base: str = ""
) -> tuple[tuple[File, ...], tuple[Missing, ...]]:
    """List the files of ``sources`` sorted by path, each once, and the sources that failed.

    With each that failed stands its error; a URL is named without its password. A named
    file is taken whatever its name and whether or not it exists: reading it tells. The
    files ``leave``, a run's own targets, and all below them are not taken from folders.
    Relative sources, and the paths their files are known by, start in the folder ``base``.
    """
    own = [os.path.abspath(path) for path in leave]
    found: dict[tuple[str, str, str], File] = {}
    failed: list[Missing] = []
    for source in named(sources):
        try:
            files = remote.find(source) if remote.is_url(source) else None
            here = _local(source, own, base) if files is None else (
                File(name, name, remote=True) for name in files
            )  # fmt: skip
            for file in here:
                found.setdefault((file.path, file.member, file.location), file)
        except SourceError as error:
            failed.append((_named(source), error))
        except ExtractorError as error:
            failed.append((_named(source), SourceError(str(error))))
    return tuple(_needed(file for _, file in sorted(found.items()))), tuple(failed)
