"""What kind of file bytes are, told by the bytes alone: half the names lie."""

import re
import zipfile
from io import BytesIO

MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
"""Streams of an OLE file that tell its kind; their names stand in it as UTF-16."""

FOLDERS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
"""Folders of a zip that make it an office file, where its content types stand beside."""

OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
HEAD = 4096
PDF_HEAD = 1024
"""A PDF may have this many bytes of junk before its mark."""

FIELD = re.compile(rb"^([A-Za-z][A-Za-z-]{1,60}):(?:[ \t]|\r?$)", re.MULTILINE)
BLANK_LINE = re.compile(rb"\n\r?\n")
MIME = frozenset({b"mime-version", b"content-type"})
MAIL = MIME | {
    b"content-transfer-encoding", b"content-location", b"from", b"to", b"subject", b"date",
    b"received", b"message-id", b"return-path", b"snapshot-content-location", b"delivered-to",
}  # fmt: skip
"""Fields at the beginning of letters and web archives; two of them make one, one being of MIME."""

END = b"PK\x05\x06"
TAIL = 66_000
"""Bytes in which the directory of a ZIP ends, its comment included."""

PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta)\b", re.IGNORECASE)
TAG = re.compile(rb"</?(?:p|div|table|tr|td|br|h\d|span|font|ul|li|b|a|center)\b[^<>]*>", re.I)
TAGS = 3
"""A piece of a page without its head has at least so many tags at its beginning."""


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = OPEN_DOCUMENT.get(archive.read("mimetype").strip())
                if kind:
                    return kind
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return _torn(data)
    if "[Content_Types].xml" in names:
        for folder, kind in FOLDERS:
            if any(name.startswith(folder) for name in names):
                return kind
    return "zip"


def _torn(data: bytes) -> str:
    """Tell the kind of a zip without a directory by the first names in it."""
    head = data[:HEAD]
    for mark, kind in OPEN_DOCUMENT.items():
        if mark in head:
            return kind
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        return next((kind for folder, kind in FOLDERS if folder.encode() in data), "docx")
    return "zip"


def _ole(data: bytes) -> str:
    """Name the kind of an OLE file; ``torn`` where its directory lies behind its end."""
    sector = 1 << min(16, int.from_bytes(data[30:32], "little"))
    directory = (int.from_bytes(data[48:52], "little") + 1) * sector
    if directory >= len(data):
        return "torn"
    for name, kind in STREAMS:
        if name.encode("utf-16-le") + b"\0\0" in data:
            return kind
    return "ole"


def _is_page(data: bytes) -> bool:
    head = data[:HEAD].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").strip()
    head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    if not head.startswith(b"<"):
        return False
    return bool(PAGE.search(head)) or len(TAG.findall(head)) >= TAGS


def may_extract_itself(data: bytes) -> bool:
    """Tell bytes, of a program most often, that end as a ZIP does."""
    return END in data[-TAIL:]


def is_mail(data: bytes) -> bool:
    """Tell a letter or web archive: it begins with fields, of which some are of MIME."""
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    fields = BLANK_LINE.split(head, maxsplit=1)[0]
    names = {name.lower() for name in FIELD.findall(fields)}
    return FIELD.match(head) is not None and bool(names & MIME) and len(names & MAIL) > 1


def sniff(data: bytes) -> str:
    """Name the kind of file bytes are; empty for plain text and what is not known."""
    for magic, kind in MAGIC:
        if data.startswith(magic):
            return kind
    if b"%PDF-" in data[:PDF_HEAD]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(OLE):
        return _ole(data)
    if data[257:262] == b"ustar":
        return "tar"
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if may_extract_itself(data) and zipfile.is_zipfile(BytesIO(data)):
        return _zipped(data)
    if is_mail(data):
        return "mail"
    return "html" if _is_page(data) else ""
