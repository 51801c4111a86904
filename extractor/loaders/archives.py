"""ZIP, TAR and compressed files as streams: nothing is unpacked to disk, everything is counted.

A member's name is only a name: whatever path it claims, no file is made of it.
"""

import bz2
import gzip
import lzma
import os
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import IO, Any, NoReturn

from extractor.document import Document
from extractor.errors import (
    CorruptDocument,
    TooLarge,
    UnsupportedDocument,
)
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Limits, Loader, Reading, locked, too_large
from extractor.loaders.judging import judge

WITHIN = "!/"
"""Between the path of an archive and the name of a member."""

CHUNK = 1 << 16
SMALL = 8 << 20
"""Bytes that may be packed at any ratio: a short repetitive text is no bomb."""

METHODS = {1: "shrinking", 6: "imploding", 9: "Deflate64", 93: "Zstandard", 98: "PPMd"}
"""Ways to pack a member of a ZIP that Python does not know."""

UTF8_NAME = 0x800
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError,
          ValueError, NotImplementedError, RuntimeError)  # fmt: skip
SINGLE: dict[str, Any] = {
    "gzip": gzip.open,
    "bzip2": bz2.open,
    "xz": lzma.open,
}
PACKED_NAME = re.compile(r"\.(gz|bz2|xz|tgz|tbz2?|txz)$", re.IGNORECASE)
SKIPPED = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")


class Names:
    """Makes the paths of an archive's members, each its own; called with a name."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._taken: dict[str, int] = {}

    def __call__(self, name: str) -> str:
        """Make a path: no way up or to the root, no control characters; equal ones are numbered."""
        parts = [part for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")]
        shown = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "_", "/".join(parts) or "member")
        stem, suffix = os.path.splitext(shown)
        free = shown
        while free in self._taken:
            self._taken[shown] += 1
            free = f"{stem} ({self._taken[shown]}){suffix}"
        self._taken[free] = 1
        return self._archive + WITHIN + free


def _read(file: IO[bytes], packed: int, limits: Limits, path: str) -> bytes:
    """Read a member to its end, within the limits of size and ratio."""
    found = bytearray()
    while chunk := file.read(CHUNK):
        found += chunk
        if len(found) > limits.size:
            raise too_large(path, f"unpacks to more than {limits.size} bytes", "--max-size")
        if len(found) > max(SMALL, limits.ratio * packed):
            raise too_large(
                path, f"unpacks to more than {limits.ratio} times its size", "--max-ratio"
            )
    return bytes(found)


def _member(file: IO[bytes], packed: int, blob: Blob, path: str) -> Blob | Reading:
    try:
        return Blob(path, _read(file, packed, blob.limits, path), blob.limits)
    except TooLarge as error:
        return Reading(path, error=error)
    except BROKEN as error:
        return Reading(path, error=CorruptDocument(f"{path}: is damaged: {error}"))


def zip_name(info: zipfile.ZipInfo) -> str:
    """Decode the name of a member: UTF-8 where marked so, else what reads best as Russian."""
    if info.flag_bits & UTF8_NAME or info.orig_filename.isascii():
        return info.orig_filename
    try:
        data = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        readings = [data.decode(name, "replace") for name in ("cp866", "cp1251")]
        return max(readings, key=judge)


def _zip(blob: Blob) -> Iterator[Blob | Reading]:
    named = Names(blob.path)
    with zipfile.ZipFile(BytesIO(blob.data)) as archive:
        infos = archive.infolist()
        if len(infos) > blob.limits.members:
            _too_many(blob)
        for info in infos:
            name = zip_name(info)
            if info.is_dir() or SKIPPED.search(name):
                continue
            path = named(name)
            if info.flag_bits & 1:
                yield Reading(path, error=locked(path))
                continue
            try:
                file = archive.open(info)
            except NotImplementedError:
                yield Reading(path, error=_unknown_method(path, info))
                continue
            except BROKEN as failure:
                damaged = CorruptDocument(f"{path}: is damaged: {failure}")
                yield Reading(path, error=damaged)
                continue
            with file:
                yield _member(file, info.compress_size, blob, path)


def _unknown_method(path: str, info: zipfile.ZipInfo) -> UnsupportedDocument:
    """Make the error of a member that is whole, but packed as Python cannot unpack."""
    method = METHODS.get(info.compress_type, f"method {info.compress_type}")
    return UnsupportedDocument(
        f"{path}: is packed by {method}, which is not read; repack the archive as a plain ZIP"
    )


def _tar(blob: Blob) -> Iterator[Blob | Reading]:
    named = Names(blob.path)
    with tarfile.open(fileobj=BytesIO(blob.data), mode="r:", errors="surrogateescape") as archive:
        for count, info in enumerate(archive, 1):
            if count > blob.limits.members:
                _too_many(blob)
            if not info.isfile() or SKIPPED.search(info.name):
                continue
            path = named(raw_name(info.name))
            file = archive.extractfile(info)
            if file is not None:
                yield _member(file, info.size, blob, path)


def raw_name(name: str) -> str:
    """Decode a name whose bytes beyond ASCII are surrogates: UTF-8, else what reads best."""
    data = name.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        readings = [data.decode(name, "replace") for name in ("koi8-r", "cp1251", "cp866")]
        return max(readings, key=judge)


def _single(blob: Blob) -> Iterator[Blob | Reading]:
    """Unpack a file that was packed alone: it is the only member."""
    name = re.split(r"[/\\]", blob.path)[-1]
    match = PACKED_NAME.search(name)
    inner = name[: match.start()] if match else name
    if match and match[1].startswith("t"):
        inner += ".tar"
    with SINGLE[blob.kind](BytesIO(blob.data)) as file:
        yield _member(file, len(blob.data), blob, Names(blob.path)(inner))


def _too_many(blob: Blob) -> NoReturn:
    raise too_large(blob.path, f"has more than {blob.limits.members} members", "--max-members")


READERS = {"zip": _zip, "tar": _tar, "gzip": _single, "bzip2": _single, "xz": _single}


def members(blob: Blob) -> Iterator[Blob | Reading]:
    """Give the files of an archive one after the other; raises a DocumentError."""
    try:
        yield from READERS[blob.kind](blob)
    except BROKEN as error:
        raise CorruptDocument(f"{blob.path}: is a damaged archive: {error}") from error


def load(blob: Blob) -> Document:
    """Refuse: an archive is no document but a source of them."""
    raise UnsupportedDocument(f"{blob.path}: is an archive; its files are read by a run")


def accepts(blob: Blob) -> bool:
    """Tell whether the bytes are an archive."""
    return blob.kind in READERS


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    """Give the loader of archives."""
    return (Loader("archive", 500, accepts, load, members),)
