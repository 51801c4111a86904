"""The files of an archive, and of the archives in it, as bytes: each is a document to come."""

from collections.abc import Iterator, Sequence

from extractor.errors import ExtractorError
from extractor.loaders import Blob, Loader, Reading
from extractor.loaders.reading import Unpacked, choose, members
from extractor.loaders.sniff import is_mail, may_extract_itself

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
    return data.startswith(PACKED) or data[257:262] == b"ustar" or _is_other(data)


def _is_other(data: bytes) -> bool:
    return may_extract_itself(data) or is_mail(data)


def leaves(blob: Blob, loaders: Sequence[Loader]) -> Iterator[Blob | Reading]:
    """Give the files in an archive, or the blob itself where it is none.

    What cannot be had stands in its place as a Reading with its error. The limits of
    members, depth and size hold.
    """
    yield from _leaves(blob, loaders, 0, Unpacked())


def _leaves(
    blob: Blob, loaders: Sequence[Loader], depth: int, unpacked: Unpacked
) -> Iterator[Blob | Reading]:
    try:
        loader = choose(blob, loaders, [])
    except ExtractorError:  # reading it tells
        yield blob
        return
    if loader.members is None:
        yield blob
        return
    try:
        for member in members(blob, loader, depth, unpacked):
            if isinstance(member, Blob):
                yield from _leaves(member, loaders, depth + 1, unpacked)
            else:
                yield member
    except ExtractorError as error:
        yield Reading(blob.path, error=error)
