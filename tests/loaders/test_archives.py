"""What of an archive cannot be had is told with what to do about it."""

import io
import zipfile

import pytest

from extractor.batch.unpack import may_be_archive
from extractor.loaders import Blob, Limits, Reading
from extractor.loaders.reading import readings
from extractor.manager import default_manager

TEXT = "Проведено 52 лекции. "


def zipped(method: int = zipfile.ZIP_DEFLATED, count: int = 1, text: str = TEXT) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", text)
    return made.getvalue()


def nested(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("x.zip", data)
    return made.getvalue()


def marked(data: bytes, method: int = 8, flags: int = 0) -> bytes:
    """Change what the headers of the first member say of it."""
    changed = bytearray(data)
    central = changed.index(b"PK\x01\x02")
    for at in (6, central + 8):
        changed[at] |= flags
        changed[at + 2 : at + 4] = method.to_bytes(2, "little")
    return bytes(changed)


def read(data: bytes, limits: Limits | None = None) -> list[Reading]:
    blob = Blob("a.zip", data, limits or Limits())
    return list(readings(blob, default_manager().loaders()))


def told(data: bytes, limits: Limits | None = None) -> list[str]:
    return [str(reading.error) if reading.error else "ok" for reading in read(data, limits)]


REPACK = "which is not read; repack the archive as a plain ZIP"


@pytest.mark.parametrize(
    ("data", "limits", "line"),
    [
        (nested(zipped()), Limits(depth=1),
         "a.zip!/x.zip: archives in archives, deeper than 1; --max-depth allows more"),
        (zipped(count=3), Limits(members=2),
         "a.zip: has more than 2 members; --max-members allows more"),
        (zipped(text=" " * 9_000_000), Limits(),
         "a.zip!/0.txt: unpacks to more than 200 times its size; --max-ratio allows more"),
        (zipped(), Limits(size=9),
         "a.zip!/0.txt: unpacks to more than 9 bytes; --max-size allows more"),
        (zipped(), Limits(text=9),
         "a.zip!/0.txt: has 21 characters, more than 9; --max-text allows more"),
        (zipped(), Limits(unpacked=0),
         "a.zip: unpacks to more than 0 MB; unpack it, and read its folder"),
        (marked(zipped(), flags=1), Limits(),
         "a.zip!/0.txt: is closed with a password; save it without one"),
        (marked(zipped(), method=9), Limits(),
         f"a.zip!/0.txt: is packed by Deflate64, {REPACK}"),
        (marked(zipped(), method=77), Limits(),
         f"a.zip!/0.txt: is packed by method 77, {REPACK}"),
    ],
)  # fmt: skip
def test_it_says_what_to_do(data: bytes, limits: Limits, line: str) -> None:
    assert told(data, limits) == [line]


@pytest.mark.parametrize("method", [0, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_are_known(method: int) -> None:
    assert told(zipped(method, 2)) == ["ok", "ok"]


@pytest.mark.parametrize("before", [b"MZ\x90\0" + bytes(3000), b"#!/bin/sh\nexit\n"])
def test_an_archive_behind_a_program_is_read(before: bytes) -> None:
    data = before + zipped(count=2)
    assert may_be_archive(data)
    assert [(r.path, r.document.text) for r in read(data) if r.document] == [
        ("a.zip!/0.txt", TEXT), ("a.zip!/1.txt", TEXT),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"MZ\x90\0" + bytes(3000), TEXT.encode() + b"PK\5\6", b"PK\5\6" + TEXT.encode()]
)
def test_what_only_looks_like_one_is_none(data: bytes) -> None:
    assert [reading.path for reading in read(data)] == ["a.zip"]
