"""Pages of PDFs: turned, with text beside, letters apart, and pictures among pages of text.

The files are made by ``tests/fixtures/pages/make.py``.
"""

from pathlib import Path

import pytest

from extractor.document import Document
from extractor.errors import NoTextLayer
from extractor.loaders import Blob, Limits, ocr
from extractor.loaders.pdf import load, numbers

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
needs_tesseract = pytest.mark.skipif(bool(ocr.missing()), reason=ocr.missing())
TEXT = (
    "Отчёт главы города за 2018 год",
    "В городе действуют 15 общественных организаций, в них 640 участников, из них "
    "120 в посёлке. Проведено 52 лекции и 3 концерта.",
    "В общественный совет вошли 9 человек, прошло 12 встреч.",
)


def read(name: str, limits: Limits | None = None) -> Document:
    path = PAGES / f"{name}.pdf"
    return load(Blob(path.name, path.read_bytes(), limits or Limits()))


def texts(document: Document) -> list[tuple[str, int | None]]:
    return [(document.text[block.start : block.end], block.page) for block in document.blocks]


def warning(document: Document) -> str:
    return dict(document.metadata).get("warning", "")


@pytest.mark.parametrize(
    "name", ["upright", "landscape", "landscape-left", "turned", "sideways", "overhead"]
)
def test_a_page_is_read_as_its_text_runs(name: str) -> None:
    found = read(name)
    assert texts(found) == [(text, 1) for text in TEXT]
    assert warning(found) == ""


def test_lines_that_run_beside_the_text_follow_it() -> None:
    found = read("beside")
    assert texts(found) == [(text, 1) for text in (*TEXT, "Принято советом 7 июня")]


def test_letters_set_apart_are_closed_up_where_gaps_tell_the_words() -> None:
    found = read("apart")
    assert " ".join(found.text.split()) == " ".join(TEXT)
    assert warning(found) == ""


def test_letters_set_apart_evenly_are_warned_of() -> None:
    found = read("alike")
    assert warning(found) == "pages whose letters stand apart, so that words are not told: 2 of 2"


@pytest.mark.parametrize(("name", "pages"), [("mixed", "2–3, 5 of 5"), ("mixed-stamped", "2 of 2")])
def test_pages_that_are_pictures_are_named(name: str, pages: str) -> None:
    assert warning(read(name)) == f"pages without text: {pages} (--ocr reads them)"


def test_a_stamp_on_a_scan_is_no_text_of_it() -> None:
    with pytest.raises(NoTextLayer, match=r"^stamped\.pdf: its pages are pictures; .*: --ocr$"):
        read("stamped")


def test_a_slide_over_a_picture_is_text() -> None:
    found = read("slide")
    assert (found.text, warning(found)) == ("Проведено 52 лекции", "")


def test_where_recognition_is_missing_the_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ocr.missing.cache_clear()
    try:
        found = read("mixed", Limits(ocr=True))
    finally:
        monkeypatch.undo()
        ocr.missing.cache_clear()
    assert warning(found) == f"pages without text: 2–3, 5 of 5; {ocr.INSTALL}"
    assert found.text.count("640 участников") == 2


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "pages"),
    [("mixed", [1, 2, 3, 4, 5]), ("mixed-stamped", [1, 2]), ("stamped", [1, 2])],
)
def test_pages_that_are_pictures_are_recognised(name: str, pages: list[int]) -> None:
    found = read(name, Limits(ocr=True))
    scanned = {page for text, page in texts(found) if "19 клубов" in text}
    written = {page for text, page in texts(found) if "640 участников" in text}
    assert sorted(scanned | written) == pages
    assert scanned & written == set()
    assert dict(found.metadata)["ocr"] == "tesseract"
    assert warning(found) == ""


def test_numbers_in_a_row_are_a_range() -> None:
    assert [numbers(pages) for pages in ([], [3], [1, 2], [1, 3, 4, 5, 9])] == [
        "", "3", "1–2", "1, 3–5, 9",
    ]  # fmt: skip
