"""The files of an archive, and of the archives in it, as bytes: each is a document to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.errors import ExtractorError, TooLarge, UnsupportedDocument
from extractor.isolation import contained
from extractor.loaders import Blob, Loader, Reading
from extractor.loaders.reading import choose

PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")


OFFICE = b"[Content_Types].xml"
"""The name of the first file in most office files, which are no archives to be opened."""


def may_be_archive(data: bytes) -> bool:
    """Tell bytes that may be an archive by their first ones; an office file is one too.

    >>> may_be_archive(b"PK\\3\\4" + bytes(26) + b"report.txt"), may_be_archive(b"report")
    (True, False)
    """
    if data[30 : 30 + len(OFFICE)] == OFFICE:
        return False
    return data.startswith(PACKED) or data[257:262] == b"ustar"


@dataclass(slots=True)
class _Course:
    """How much an archive and all in it has given so far."""

    members: int = 0
    size: int = 0


def leaves(blob: Blob, loaders: Sequence[Loader]) -> Iterator[Blob | Reading]:
    """Give the files in an archive, or the blob itself where it is none.

    What cannot be had stands in its place as a Reading with its error. The limits of
    members, depth and size hold.
    """
    yield from _leaves(blob, loaders, 0, _Course())


def _leaves(
    blob: Blob, loaders: Sequence[Loader], depth: int, course: _Course
) -> Iterator[Blob | Reading]:
    try:
        loader = choose(blob, loaders)
    except ExtractorError:  # reading it tells
        yield blob
        return
    if loader.members is None:
        yield blob
        return
    try:
        yield from _members(blob, loaders, depth, course, loader)
    except ExtractorError as error:
        yield Reading(blob.path, error=error)


def _members(
    blob: Blob, loaders: Sequence[Loader], depth: int, course: _Course, loader: Loader
) -> Iterator[Blob | Reading]:
    limits = blob.limits
    if depth >= limits.depth:
        raise TooLarge(f"{blob.path}: archives in archives, deeper than {limits.depth}")
    found = contained(loader.name, blob.path, loader.members or iter, blob)
    before = course.members
    while (member := contained(loader.name, blob.path, next, found, None)) is not None:
        course.members += 1
        if course.members > limits.members:
            raise TooLarge(f"{blob.path}: has more than {limits.members} members")
        if isinstance(member, Reading):
            yield member
            continue
        course.size += len(member.data)
        if course.size > limits.unpacked:
            raise TooLarge(f"{blob.path}: unpacks to more than {limits.unpacked} bytes")
        yield from _leaves(member, loaders, depth + 1, course)
    if course.members == before:
        raise UnsupportedDocument(f"{blob.path}: an archive with no files in it")
