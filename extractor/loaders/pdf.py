"""PDF through pdfium: characters with their places, put together into paragraphs.

pdfium is used directly, not through kreuzberg, whose text has lost what joining needs:
where a line ends, which hyphens cut a word, and what stands at the edge of a page.
"""

import re
from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any

from extractor.document import Document
from extractor.errors import (
    CorruptDocument,
    EmptyDocument,
    EncryptedDocument,
    NoTextLayer,
    TooLarge,
)
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader
from extractor.loaders.build import Part, document, warn
from extractor.loaders.layout import CELL_GAP, Line, Piece, lines, paragraphs
from extractor.loaders.rows import plain

HYPHEN = 0xFFFE
"""What pdfium gives for a hyphen at the end of a line that cuts a word."""

SURROGATES = range(0xD800, 0xE000)
LEAST = 4
"""Letters and digits a page, below which its text is only a stamp on a picture."""


def known(word: str) -> bool:
    """Tell whether a word is in the dictionary, loaded at the first that a hyphen cuts."""
    from extractor.russian.morphology import is_known

    return is_known(word.lower())


def _size(page: Any, index: int) -> float:
    """Give the height of a character's font as it is drawn."""
    from ctypes import byref

    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, index, byref(matrix))
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    size = float(raw.FPDFText_GetFontSize(page, index) * scale)
    return max(1.0, size) if isfinite(size) else 1.0


def _pieces(page: Any) -> Iterator[Piece]:
    """Read the characters of a page and give the pieces of its lines in their order."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    letters: list[str] = []
    left = right = base = size = 0.0

    def piece(hyphen: bool = False) -> Iterator[Piece]:
        text = "".join(letters).strip()
        letters.clear()
        if text:
            yield Piece(text, left, right, base, size, hyphen)

    for index in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in (HYPHEN, 2):
            yield from piece(hyphen=True)
        elif code in (10, 13):
            yield from piece()
        elif code == 32:
            letters.append(" ")
        elif code and code not in SURROGATES:
            raw.FPDFText_GetLooseCharBox(page, index, byref(box))
            raw.FPDFText_GetCharOrigin(page, index, byref(x), byref(y))
            if not all(map(isfinite, (box.left, box.right, y.value))):
                continue  # a matrix that is no place on the page
            moved = box.left - right > CELL_GAP * size or abs(y.value - base) > 0.6 * size
            if letters and (moved or box.left < left - size):
                yield from piece()
            if not "".join(letters[:2]).strip():
                letters.clear()
                left, base, size = box.left, y.value, _size(page, index)
            letters.append(chr(code))
            right = box.right
    yield from piece()


def _page(pdf: Any, index: int) -> list[Line]:
    page = pdf[index]
    try:
        text = page.get_textpage()
        try:
            return lines(list(_pieces(text)), index + 1, known)
        finally:
            text.close()
    finally:
        page.close()


def _open(blob: Blob) -> Any:
    import pypdfium2
    from pypdfium2 import raw

    try:
        return pypdfium2.PdfDocument(blob.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise EncryptedDocument(f"{blob.path}: is closed with a password") from error
        raise CorruptDocument(f"{blob.path}: is a damaged PDF: {error}") from error


def _read(blob: Blob, pdf: Any) -> tuple[list[list[Line]], list[int]]:
    """Read every page; give their lines, and the numbers of pages that cannot be read."""
    import pypdfium2

    pages: list[list[Line]] = []
    broken: list[int] = []
    size = 0
    for index in range(len(pdf)):
        try:
            found = _page(pdf, index)
        except pypdfium2.PdfiumError:
            broken.append(index + 1)
            continue
        size += sum(len(line.text) for line in found)
        if size > blob.limits.text:
            raise TooLarge(f"{blob.path}: has more than {blob.limits.text} characters")
        pages.append(found)
    return pages, broken


def _date(text: str) -> str:
    found = re.match(r"D:(\d{4})(\d\d)?(\d\d)?", text)
    return "-".join(filter(None, found.groups())) if found else ""


def _learnt(pdf: Any) -> dict[str, str]:
    told = {name: " ".join(value.split())[:500] for name, value in pdf.get_metadata_dict().items()}
    return {
        "title": told.get("Title", ""),
        "author": told.get("Author", ""),
        "date": _date(told.get("CreationDate", "")),
        "pages": str(len(pdf)),
    }


def _recognised(blob: Blob, pdf: Any) -> list[Part]:
    """Read the pictures of pages where that is allowed; raises NoTextLayer."""
    from extractor.loaders import ocr

    if not any(True for page in pdf for _ in page.get_objects()):
        raise EmptyDocument(f"{blob.path}: its pages are blank")
    if not blob.limits.ocr:
        raise NoTextLayer(f"{blob.path}: its pages are pictures; to recognise them: --ocr")
    return [
        Part("paragraph", text, index + 1)
        for index in range(len(pdf))
        for text in ocr.recognise(ocr.picture(pdf[index]), blob.path)
    ]


def load(blob: Blob) -> Document:
    """Read a PDF; pages that are broken are left out, and said so. Raises a DocumentError."""
    pdf = _open(blob)
    try:
        learnt = _learnt(pdf)
        pages, broken = _read(blob, pdf)
        if not pages:
            raise CorruptDocument(f"{blob.path}: none of its {len(pdf)} pages can be read")
        letters = sum(c.isalnum() for page in pages for line in page for c in line.text)
        if letters < LEAST * len(pages):
            parts, learnt["ocr"] = _recognised(blob, pdf), "tesseract"
        else:
            parts = list(plain(paragraphs(pages, known)))
        if broken:
            told = ", ".join(map(str, broken))
            warn(learnt, f"pages that cannot be read were left out: {told} of {len(pdf)}")
        return document(blob, "pdf", parts, learnt)
    finally:
        pdf.close()


def accepts(blob: Blob) -> bool:
    """Tell whether the bytes are a PDF."""
    return blob.kind == "pdf"


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    """Give the loader of PDF."""
    return (Loader("pdf", 100, accepts, load),)
