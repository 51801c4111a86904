"""Word processors' and spreadsheets' files, read by kreuzberg: DOCX, DOC, ODT, RTF, XLSX, XLS, ODS.

What kreuzberg does not tell apart is told here first: closed with a password, unpacking
to too much, an XML that declares entities, an RTF whose code page lies.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from extractor.document import BlockKind, Document
from extractor.errors import CorruptDocument, UnsupportedDocument
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader, docx, locked, ods, odt, rtf_text, sheets, too_large
from extractor.loaders import rtf as rtf_
from extractor.loaders.build import BULLET, Part, document, row
from extractor.loaders.headings import NUMBER, headed
from extractor.loaders.judging import GOOD, judge
from extractor.loaders.stand_ins import restored

if TYPE_CHECKING:
    from kreuzberg import ExtractionConfig, ExtractionResult

OPEN_XML = "application/vnd.openxmlformats-officedocument."
MIME = {
    "docx": OPEN_XML + "wordprocessingml.document",
    "doc": "application/msword",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "xlsx": OPEN_XML + "spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
XML_HEAD = 4096
SMALL = 8 << 20
"""Bytes that may be packed at any ratio: a short repetitive text is no bomb."""

ROWS_OF_CELLS = re.compile(r"\t\t+")
"""The end of a table's row in the text of a DOC, where rows share a line."""

NOTED = re.compile(rf"({NUMBER.pattern})[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}")
"""A cell of a number with the mark of a note."""

READABLE = {"docx": docx.readable, "odt": odt.readable}
"""By the kind of a package, what makes of it one that kreuzberg reads whole."""

SHEETS = {"xlsx": sheets.readable, "ods": ods.readable}
"""The same for sheets, with warnings of what is left out."""

MINI_SECTOR = 64
"""Streams of an OLE file begin at multiples of this."""

WORD = re.compile(rb"\xec\xa5(..).{6}(..)", re.DOTALL)
"""The beginning of a DOC's main stream: its mark, its version, and its flags."""

WORD_97 = 0xC1
ENCRYPTED = 0x100
"""A flag of the header of a DOC."""


def _unpacked(blob: Blob) -> tuple[bytes, list[str]]:
    """Give a package as kreuzberg is to read it, and warnings; raises a DocumentError."""
    try:
        _check_zip(blob)
        if blob.kind in SHEETS:
            return SHEETS[blob.kind](blob.data)
        return (READABLE[blob.kind](blob.data) if blob.kind in READABLE else blob.data), []
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise CorruptDocument(f"{blob.path}: is a damaged package: {error}") from error
    except zlib.error as error:
        raise CorruptDocument(f"{blob.path}: is a damaged package: {error}") from error


def _check_zip(blob: Blob) -> None:
    """Refuse a package that unpacks to too much, is encrypted, or declares entities."""
    with zipfile.ZipFile(BytesIO(blob.data)) as package:
        infos = package.infolist()
        unpacked = sum(info.file_size for info in infos)
        allowed = max(SMALL, blob.limits.ratio * len(blob.data))
        if unpacked > min(allowed, blob.limits.size):
            option = "--max-size" if unpacked > blob.limits.size else "--max-ratio"
            raise too_large(blob.path, f"unpacks to {unpacked} bytes", option)
        if any(info.flag_bits & 1 for info in infos):
            raise locked(blob.path)
        for info in infos:
            if info.filename.endswith((".xml", ".rels")):
                with package.open(info) as file:
                    _check_xml(blob.path, info.filename, file.read(XML_HEAD))


def _check_xml(path: str, name: str, head: bytes) -> None:
    plain = head.replace(b"\0", b"")
    if b"<!ENTITY" in plain or (b"<!DOCTYPE" in plain and b"[" in plain):
        raise CorruptDocument(f"{path}: {name} declares entities, which office files do not")
    if b"encryption-data" in plain:
        raise locked(path)


def _check_doc(blob: Blob) -> None:
    """Refuse a DOC that its own header calls encrypted, or older than Word 97."""
    for match in WORD.finditer(blob.data):
        if match.start() % MINI_SECTOR:
            continue
        if int.from_bytes(match[2], "little") & ENCRYPTED:
            raise locked(blob.path)
        if int.from_bytes(match[1], "little") < WORD_97:
            raise UnsupportedDocument(f"{blob.path}: was written by Word 95 or older")
        return


def _config() -> "ExtractionConfig":
    from kreuzberg import ExtractionConfig

    return ExtractionConfig(
        use_cache=False,  # its cache writes files, and is slower
        enable_quality_processing=False,
        include_document_structure=True,
    )


def _extract(data: bytes, blob: Blob) -> "ExtractionResult":
    from kreuzberg import KreuzbergError, extract_bytes_sync

    try:
        return extract_bytes_sync(data, MIME[blob.kind], config=_config())
    except (KreuzbergError, ValueError, RuntimeError, OSError) as error:
        line = " ".join(str(error).split())[:200]
        if re.search(r"password|encrypt", line, re.IGNORECASE):
            raise locked(blob.path) from error
        raise CorruptDocument(f"{blob.path}: cannot be read: {line}") from error


def _extract_rtf(blob: Blob) -> tuple["ExtractionResult", str, str]:
    """Read an RTF; where its letters are no Russian, once more by the Russian code pages."""
    body, furniture = rtf_.without_furniture(rtf_.checked(blob))
    body = rtf_text.readable(body)
    found = _extract(body, blob)
    if judge(found.content) >= GOOD or not rtf_.has_bytes_beyond_ascii(body):
        return found, furniture, ""
    others = {page: _extract(data, blob) for page, data in rtf_.other_pages(body).items()}
    page = max(others, key=lambda page: judge(others[page].content))
    if judge(others[page].content) < GOOD:
        return found, furniture, ""
    told = "read as cp1251, though the file claims another code page"
    return others[page], furniture, told if page == "cp1251" else ""


def _rows(grid: dict[str, Any]) -> Iterator[list[str]]:
    lines: list[list[str]] = [[""] * grid["cols"] for _ in range(grid["rows"])]
    for cell in grid["cells"]:
        content = restored(cell["content"], tab="\t")
        marked = NOTED.fullmatch(content)
        lines[cell["row"]][cell["col"]] = marked[1] if marked else content
    yield from lines


def _lines(text: str) -> Iterator[Part]:
    """Cut a DOC's text into lines: it tells no more than that, and the cells of tables."""
    from extractor.loaders.text import blocks

    for block in blocks(text):
        line = text[block.start : block.end]
        if "\t" in line:
            yield from (row(part.split("\t")) for part in ROWS_OF_CELLS.split(line))
        else:
            yield Part(block.kind, line)


def _parts(found: "ExtractionResult", kind: str) -> Iterator[Part]:
    if kind == "doc" or not found.document:
        yield from _lines(found.content)
        return
    for node in found.document["nodes"]:
        content: dict[str, Any] = dict(node["content"])
        type_ = content["node_type"]
        if type_ == "table":
            yield from headed(_rows(content["grid"]))
        elif type_ == "list_item":
            yield Part("list_item", BULLET + restored(content["text"]))
        elif type_ not in ("group", "list") and content.get("text"):
            kind_: BlockKind = "heading" if type_ in ("heading", "title") else "paragraph"
            yield Part(kind_, restored(content["text"]))


def _learnt(found: "ExtractionResult") -> dict[str, str]:
    told: dict[str, Any] = dict(found.metadata)
    authors = ", ".join(told.get("authors") or ())
    known = {
        "title": str(told.get("title") or ""),
        "author": authors,
        "date": str(told.get("created_at") or told.get("modified_at") or ""),
    }
    return {
        name: " ".join(value.split())[:500] for name, value in known.items() if "\\" not in value
    }


def load(blob: Blob) -> Document:
    """Read an office file; raises a DocumentError."""
    if blob.kind == "encrypted":
        raise locked(blob.path)
    if blob.kind == "torn":
        raise CorruptDocument(f"{blob.path}: is an office file cut off before its directory")
    furniture = repair = ""
    warnings: list[str] = []
    if blob.kind == "rtf":
        found, furniture, repair = _extract_rtf(blob)
    else:
        if blob.kind == "doc":
            _check_doc(blob)
        data, warnings = (blob.data, []) if blob.kind in ("doc", "xls") else _unpacked(blob)
        found = _extract(data, blob)
    parts = [*_parts(found, blob.kind), Part("boilerplate", furniture)]
    learnt = {**_learnt(found), "repair": repair, "warning": "; ".join(warnings)}
    return document(blob, blob.kind, parts, learnt)


def accepts(blob: Blob) -> bool:
    """Tell whether the bytes are an office file."""
    return blob.kind in MIME or blob.kind in ("encrypted", "torn")


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    """Give the loader of office files."""
    return (Loader("office", 200, accepts, load),)
