"""From a path to readings: one a document, one a member of an archive, each with its end."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.document import Document
from extractor.errors import (
    CorruptDocument,
    DocumentError,
    ExtractorError,
    PluginError,
    SourceError,
    TooLarge,
    UnsupportedDocument,
    UsageError,
)
from extractor.isolation import contained
from extractor.loaders import MEGABYTE, Blob, Limits, Loader, Reading, too_large
from extractor.loaders.checking import loaded

TRIES = 3
"""Times a file is read anew when it changes meanwhile."""


def shown(path: str | os.PathLike[str]) -> str:
    """Give a path as text that can be printed, whatever its bytes."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def as_path(given: object, what: str = "") -> str:
    """Give a path as a string; raises UsageError for anything else, saying ``what`` it is."""
    if not isinstance(given, str | bytes | os.PathLike):
        found = f"{what} {given!r}".strip()[:100]
        raise UsageError(f"{found} is {type(given).__name__}, a path is wanted")
    return os.fsdecode(given)


def _bytes(path: str | os.PathLike[str], name: str, limits: Limits) -> bytes:
    """Read a regular file whole, as it was at one moment; a pipe or device is not opened."""
    for _ in range(TRIES):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            if stat.S_ISDIR(before.st_mode):
                raise IsADirectoryError
            if not stat.S_ISREG(before.st_mode):
                raise UnsupportedDocument(f"{name}: is no file but a pipe, socket or device")
            if before.st_size > limits.size:
                told = f"has {before.st_size} bytes, more than {limits.size}"
                raise too_large(name, told, "--max-size")
            data = file.read(limits.size + 1)
            after = os.fstat(descriptor)
        if len(data) > limits.size:
            raise too_large(name, f"has more than {limits.size} bytes", "--max-size")
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            return data
    raise CorruptDocument(f"{name}: changes while it is read")


def open_file(path: str | os.PathLike[str], limits: Limits | None = None, name: str = "") -> Blob:
    """Take the bytes of a file; raises SourceError or a DocumentError."""
    name = name or shown(path)
    limits = limits or Limits()
    try:
        return Blob(name, _bytes(path, name, limits), limits)
    except FileNotFoundError as error:
        link = os.path.islink(path)
        raise SourceError(
            f"{name}: {'is a link to nothing' if link else 'no such file'}"
        ) from error
    except IsADirectoryError as error:
        raise SourceError(f"{name}: is a folder, not a file") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"{name}: cannot be read: {reason}") from error


@dataclass(slots=True)
class Unpacked:
    """How many members, and bytes of them, an archive and all in it has given so far."""

    members: int = 0
    size: int = 0


@dataclass(slots=True, kw_only=True)
class _Course(Unpacked):
    """How far reading a file and all in it has come.

    The first ``skip`` readings are passed over, documents among them unread; ``tell`` gets
    the path of each further document before it is read.
    """

    skip: int
    tell: Callable[[str], None]
    readings: int = 0

    def passed(self) -> bool:
        """Count a reading, of a document or an error; tell whether it was to be passed over."""
        self.readings += 1
        return self.readings <= self.skip


def choose(blob: Blob, loaders: Sequence[Loader], failed: list[PluginError]) -> Loader:
    """Give the first loader that takes the bytes; raises UnsupportedDocument.

    One that fails at them is passed over, its error put into ``failed``; the first of
    them is raised where no loader is left.
    """
    for loader in loaders:
        try:
            if contained(loader.name, blob.path, loader.accepts, blob):
                return loader
        except PluginError as error:
            failed.append(error)
    if failed:
        raise failed[0]
    kind = f" ({blob.kind})" if blob.kind else ""
    raise UnsupportedDocument(f"{blob.path}: no loader reads this kind of file{kind}")


def readings(
    blob: Blob,
    loaders: Sequence[Loader],
    skip: int = 0,
    tell: Callable[[str], None] = lambda path: None,
) -> Iterator[Reading]:
    """Read a file, or all that is in it; what fails is told in its place.

    The first ``skip`` readings are passed over, documents among them unread; ``tell`` gets
    the path of each further document before it is read.
    """
    yield from _readings(blob, loaders, 0, _Course(skip=skip, tell=tell))


def _readings(
    blob: Blob, loaders: Sequence[Loader], depth: int, course: _Course
) -> Iterator[Reading]:
    failed: list[PluginError] = []
    try:
        loader = choose(blob, loaders, failed)
        if loader.members is not None:
            for member in members(blob, loader, depth, course):
                if isinstance(member, Blob):
                    yield from _readings(member, loaders, depth + 1, course)
                elif not course.passed():
                    yield member
            return
    except ExtractorError as error:
        if not course.passed():
            yield Reading(blob.path, error=error)
        return
    if not course.passed():
        course.tell(blob.path)
        yield _reading(blob, loader, failed)


def _reading(blob: Blob, loader: Loader, failed: Sequence[PluginError]) -> Reading:
    """Load a document; the loaders that ``failed`` when asked are told of with it."""
    try:
        document: Document = contained(loader.name, blob.path, loaded, loader, blob)
    except ExtractorError as error:
        return Reading(blob.path, error=error)
    lines = tuple(str(error).removeprefix(f"{blob.path}: ") for error in failed)
    return Reading(blob.path, replace(document, problems=lines) if lines else document)


def members(blob: Blob, loader: Loader, depth: int, unpacked: Unpacked) -> Iterator[Blob | Reading]:
    """Give the files of an archive that lies ``depth`` archives deep, counting in ``unpacked``.

    A member that cannot be had stands in its place as a Reading with its error. Raises
    TooLarge where a limit is reached, UnsupportedDocument for an archive of nothing.
    """
    limits = blob.limits
    if depth >= limits.depth:
        told = f"archives in archives, deeper than {limits.depth}"
        raise too_large(blob.path, told, "--max-depth")
    found = contained(loader.name, blob.path, loader.members or iter, blob)
    before = unpacked.members
    while (member := contained(loader.name, blob.path, next, found, None)) is not None:
        unpacked.members += 1
        if unpacked.members > limits.members:
            told = f"has more than {limits.members} members"
            raise too_large(blob.path, told, "--max-members")
        if isinstance(member, Blob):
            unpacked.size += len(member.data)
            if unpacked.size > limits.unpacked:
                most = f"{limits.unpacked // MEGABYTE} MB"
                raise TooLarge(
                    f"{blob.path}: unpacks to more than {most}; unpack it, and read its folder"
                )
        yield member
    if unpacked.members == before:
        raise UnsupportedDocument(f"{blob.path}: an archive with no files in it")


def one(blob: Blob, loaders: Sequence[Loader]) -> Reading:
    """Read a file that is one document, or an archive of one.

    An archive of several is an error: one text cannot stand for them.
    """
    found = []
    for reading in readings(blob, loaders):
        found.append(reading)
        if len(found) > 1:
            error: DocumentError = UnsupportedDocument(
                f"{blob.path}: is an archive of several files; read them with: extractor run"
            )
            return Reading(blob.path, error=error)
    return found[0]
