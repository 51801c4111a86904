"""Odd archives: names in old code pages, bombs, nests, slips, locks, and one without end."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping

from office import fixture
from quine import quine
from texts import OK, TEXT, Row


def zipped(members: Mapping[str, bytes], encoding: str = "") -> bytes:
    """Pack members; with an encoding their names are written in it, unmarked."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            if encoding:
                info = _Raw(name.encode(encoding).decode("cp437"))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return made.getvalue()


class _Raw(zipfile.ZipInfo):
    """A member whose name goes out as the bytes of code page 437, as old packers did."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("cp437"), self.flag_bits


def tarred(members: Mapping[str, bytes], mode: str = "w") -> bytes:
    """Pack members into a tar."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return made.getvalue()


def locked(data: bytes) -> bytes:
    """Mark the first member of a zip as encrypted."""
    changed = bytearray(data)
    changed[6] |= 1
    central = changed.index(b"PK\x01\x02")
    changed[central + 8] |= 1
    return bytes(changed)


def packed_by(method: int, data: bytes) -> bytes:
    """Mark the first member of a zip as packed by another method."""
    changed = bytearray(data)
    central = changed.index(b"PK\x01\x02")
    changed[8:10] = changed[central + 10 : central + 12] = method.to_bytes(2, "little")
    return bytes(changed)


def nested(depth: int) -> bytes:
    """Pack a text into a zip in a zip…"""
    data = TEXT.encode()
    for level in range(depth):
        data = zipped({"inner.txt" if level == 0 else "inner.zip": data})
    return data


def files() -> list[Row]:
    """Give every odd archive."""
    text = TEXT.encode("cp1251")
    russian = {"Отчёты/Отчёт главы.txt": text, "Сведения о ТОС.txt": text}
    mixed = {"a.txt": text, "b.docx": fixture("report.docx"), "c.bin": b"\0\1", "d.txt": b""}
    slip = {"../../slip.txt": text, "/etc/slip.txt": text, "C:\\slip.txt": text}
    good = zipped({"a.txt": text, "b.txt": text * 9})
    return [
        ("names-cp866.zip", zipped(russian, "cp866"), OK * 2, "42 тысяч"),
        ("names-cp1251.zip", zipped(russian, "cp1251"), OK * 2, "42 тысяч"),
        ("names-utf8.zip", zipped(russian), OK * 2, "42 тысяч"),
        ("mixed.zip", zipped(mixed), ("ok", "ok", "unsupported", "empty"), "42 тысяч"),
        ("slip.zip", zipped(slip), OK * 3, "42 тысяч"),
        ("locked.zip", locked(zipped({"a.txt": text, "b.txt": text})), ("encrypted", "ok"), ""),
        ("bomb.zip", lambda: zipped({"a.txt": b"a" * 100_000_000}), ("too_large",), ""),
        ("members.zip", lambda: zipped(dict.fromkeys(map(str, range(10_001)), b"a")),
         ("too_large",), ""),
        ("no-members.zip", zipped({}), ("unsupported",), ""),
        ("truncated.zip", good[:-30], ("corrupt",), ""),
        ("damaged.zip", good.replace(good[40:60], b"\0" * 20, 1), ("corrupt", "ok"), ""),
        ("deflate64.zip", packed_by(9, good), ("unsupported", "ok"), "42 тысяч"),
        ("ppmd.zip", packed_by(98, good), ("unsupported", "ok"), "42 тысяч"),
        ("extracts-itself.exe", b"MZ\x90\0" + bytes(5_000) + good, OK * 2, "42 тысяч"),
        ("program.exe", b"MZ\x90\0" + bytes(5_000), ("unsupported",), ""),
        ("nested-3.zip", nested(3), OK, "42 тысяч"),
        ("nested-9.zip", nested(9), ("too_large",), ""),
        ("quine.gz", quine(), ("too_large",), ""),
        ("report.txt.gz", gzip.compress(text), OK, "42 тысяч"),
        ("truncated.gz", gzip.compress(text)[:-20], ("corrupt",), ""),
        ("bomb.gz", lambda: gzip.compress(b"a" * 50_000_000), ("too_large",), ""),
        ("files.tar", tarred(mixed), ("ok", "ok", "unsupported", "empty"), "42 тысяч"),
        ("files.tar.gz", tarred(mixed, "w:gz"), ("ok", "ok", "unsupported", "empty"), "42 тысяч"),
        ("files.tar.xz", tarred({"a.txt": text}, "w:xz"), OK, "42 тысяч"),
        ("truncated.tar", tarred(mixed)[:9_000], ("ok", "corrupt", "corrupt"), "42 тысяч"),
        ("mocks.zip", zipped({"1.txt": text, "2.txt": b"MOCK kill", "3.txt": b"MOCK exit",
                              "4.txt": text, "5.txt": b"MOCK hang", "6.txt": text}),
         ("ok", "crash", "crash", "ok", "timeout", "ok"), "42 тысяч"),
        ("packed.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, ("unsupported",), ""),
        ("packed.rar", b"Rar!\x1a\x07\0" + b"\0" * 40, ("unsupported",), ""),
    ]  # fmt: skip
