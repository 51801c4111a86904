"""Pictures: recognised where that is allowed and the system can, else told what to do."""

import zlib
from pathlib import Path

import pypdfium2
import pytest

from extractor.errors import NoTextLayer
from extractor.loaders import Blob, Limits, ocr
from extractor.loaders.pdf import load as load_pdf

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
needs_tesseract = pytest.mark.skipif(bool(ocr.missing()), reason=ocr.missing())


def scanned() -> bytes:
    """Draw the second page of the report: a picture of it, as a scanner makes."""
    pdf = pypdfium2.PdfDocument((FORMATS / "report.pdf").read_bytes())
    return ocr.picture(pdf[1])


def test_a_picture_is_drawn_whole() -> None:
    image = scanned()
    head, _, rest = image.partition(b" 255\n")
    mark, width, height = head.split()
    assert (mark, len(rest)) == (b"P5", int(width) * int(height))
    assert int(width) > 1500
    assert min(rest) < 50 < 200 < max(rest)


def test_without_leave_a_picture_is_told_of() -> None:
    with pytest.raises(NoTextLayer, match=r"^a\.png: is a picture; to recognise it: --ocr$"):
        ocr.load(Blob("a.png", b"\x89PNG\r\n\x1a\n"))


def test_where_it_is_missing_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ocr.missing.cache_clear()
    try:
        with pytest.raises(NoTextLayer, match="apt-get install tesseract-ocr tesseract-ocr-rus"):
            ocr.load(Blob("a.png", b"\x89PNG\r\n\x1a\n", Limits(ocr=True)))
    finally:
        monkeypatch.undo()
        ocr.missing.cache_clear()


def as_pdf(image: bytes, part: float) -> bytes:
    """Put the upper part of a picture on the only page of a PDF, as a scanner does."""
    head, _, rest = image.partition(b" 255\n")
    width = int(head.split()[1])
    height = int(int(head.split()[2]) * part)
    data = zlib.compress(rest[: width * height])
    size = (width * 72 // 300, height * 72 // 300)
    drawing = b"q %d 0 0 %d 0 0 cm /I Do Q" % size
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 5 0 R "
        b"/Resources <</XObject <</I 4 0 R>>>>>>" % size,
        b"<</Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream"
        % (width, height, len(data), data),
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawing), drawing),
    ]
    made = bytearray(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return bytes(made + b"trailer <</Root 1 0 R>>\n%%EOF\n")


def test_a_scanned_pdf_is_told_of() -> None:
    with pytest.raises(NoTextLayer, match=r"^a\.pdf: its pages are pictures; .*: --ocr$"):
        load_pdf(Blob("a.pdf", as_pdf(scanned(), 0.1)))


@needs_tesseract
def test_a_scanned_pdf_is_recognised() -> None:
    data = as_pdf(scanned(), 0.4)
    document = load_pdf(Blob("a.pdf", data, Limits(ocr=True)))
    facts = ("19 экспертов", "пленарных заседаний")
    assert [fact for fact in facts if fact not in document.text] == []
    assert dict(document.metadata)["ocr"] == "tesseract"
    assert {block.page for block in document.blocks} == {1}
