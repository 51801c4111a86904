"""PDF through pdfium: characters with their places, put together into paragraphs.

pdfium is used directly, not through kreuzberg, whose text has lost what joining needs:
where a line ends, which hyphens cut a word, and what stands at the edge of a page.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.document import Document
from extractor.errors import (
    CorruptDocument,
    EmptyDocument,
    NoTextLayer,
)
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader, locked, pdf_page, too_large
from extractor.loaders.build import Part, document, warn
from extractor.loaders.layout import paragraphs
from extractor.loaders.pdf_page import LEAST, Page
from extractor.loaders.rows import plain
from extractor.loaders.spaced import TOLD as APART


def known(word: str) -> bool:
    """Tell whether a word is in the dictionary, loaded at the first that a hyphen cuts."""
    from extractor.russian.morphology import is_known

    return is_known(word.lower())


def _open(blob: Blob) -> Any:
    import pypdfium2
    from pypdfium2 import raw

    try:
        return pypdfium2.PdfDocument(blob.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise locked(blob.path) from error
        raise CorruptDocument(f"{blob.path}: is a damaged PDF: {error}") from error


def _read(blob: Blob, pdf: Any) -> tuple[list[Page], list[int]]:
    """Read every page; give them, and the numbers of those that cannot be read."""
    import pypdfium2

    pages: list[Page] = []
    broken: list[int] = []
    size = 0
    for index in range(len(pdf)):
        try:
            page = pdf[index]
            try:
                pages.append(pdf_page.read(page, index + 1, known))
            finally:
                page.close()
        except pypdfium2.PdfiumError:
            broken.append(index + 1)
            continue
        size += pages[-1].size
        if size > blob.limits.text:
            raise too_large(blob.path, f"has more than {blob.limits.text} characters", "--max-text")
    return pages, broken


def numbers(pages: Iterable[int]) -> str:
    """Give the numbers of pages in their order, those in a row as a range.

    >>> numbers([2, 4, 5, 6])
    '2, 4–6'
    """
    rows: list[list[int]] = []
    for page in pages:
        if rows and rows[-1][-1] == page - 1:
            rows[-1][1:] = [page]
        else:
            rows.append([page])
    return ", ".join("–".join(map(str, row)) for row in rows)


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


def _recognised(blob: Blob, pdf: Any, pages: Iterable[int]) -> list[Part]:
    """Read the pictures of pages; raises a DocumentError."""
    from extractor.loaders import ocr

    return [
        Part("paragraph", text, number)
        for number in pages
        for text in ocr.recognise(ocr.picture(pdf[number - 1]), blob.path)
    ]


def _all_recognised(blob: Blob, pdf: Any) -> list[Part]:
    """Read the pictures of all pages where that is allowed; raises NoTextLayer."""
    if not any(True for page in pdf for _ in page.get_objects()):
        raise EmptyDocument(f"{blob.path}: its pages are blank")
    if not blob.limits.ocr:
        raise NoTextLayer(f"{blob.path}: its pages are pictures; to recognise them: --ocr")
    return _recognised(blob, pdf, range(1, len(pdf) + 1))


def _of_pictures(blob: Blob, pdf: Any, pages: list[int], learnt: dict[str, str]) -> list[Part]:
    """Read the pages of a text that are pictures, or warn that they were not read."""
    from extractor.loaders import ocr

    told = f"pages without text: {numbers(pages)} of {len(pdf)}"
    if not pages:
        return []
    if blob.limits.ocr and not ocr.missing():
        learnt["ocr"] = "tesseract"
        return _recognised(blob, pdf, pages)
    warn(learnt, f"{told}; {ocr.missing()}" if blob.limits.ocr else f"{told} (--ocr reads them)")
    return []


def _parts(blob: Blob, pdf: Any, pages: list[Page], learnt: dict[str, str]) -> list[Part]:
    """Put the text of pages together, and what is recognised of the others."""
    rest = [page for page in pages if not page.picture]
    if sum(page.letters for page in rest) < LEAST * max(1, len(rest)):
        found, learnt["ocr"] = _all_recognised(blob, pdf), "tesseract"
        return found
    found = _of_pictures(blob, pdf, [page.number for page in pages if page.picture], learnt)
    kept = rest if "ocr" in learnt else pages
    if apart := [page.number for page in rest if page.apart]:
        warn(learnt, f"{APART}: {numbers(apart)} of {len(pdf)}")
    parts = [
        *plain(paragraphs([page.lines for page in kept], known)),
        *found,
        *paragraphs([page.beside for page in kept], known),
    ]
    return sorted(parts, key=lambda part: (part.kind == "boilerplate", part.page))


def load(blob: Blob) -> Document:
    """Read a PDF; pages that are broken are left out, and said so. Raises a DocumentError."""
    pdf = _open(blob)
    try:
        learnt = _learnt(pdf)
        pages, broken = _read(blob, pdf)
        if not pages:
            raise CorruptDocument(f"{blob.path}: none of its {len(pdf)} pages can be read")
        parts = _parts(blob, pdf, pages, learnt)
        if broken:
            told = f"{numbers(broken)} of {len(pdf)}"
            warn(learnt, f"pages that cannot be read were left out: {told}")
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
