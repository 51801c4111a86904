"""A text becomes a document: unchanged, in blocks, with what was learnt."""

import hashlib

import pytest

from extractor.document import Document
from extractor.loaders import Blob
from extractor.loaders.text import accepts, from_string, is_russian, load

REPORT = """\
ЛЕНИНСК-КУЗНЕЦКИЙ

Глава 9. Общественные объединения
На территории города работают 15 общественных организаций.

  - 8 профсоюзных организаций;
1) советы: 23 человека
• клубы
Лекции\t52\t16
1 250,5 34,2 56,7 12 %
IV. Итоги
Короче
"""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_blocks() -> None:
    assert kinds(from_string(REPORT)) == [
        ("heading", "ЛЕНИНСК-КУЗНЕЦКИЙ"),
        ("heading", "Глава 9. Общественные объединения"),
        (
            "paragraph",
            "На территории города работают 15 общественных организаций.",
        ),
        ("list_item", "- 8 профсоюзных организаций;"),
        ("list_item", "1) советы: 23 человека"),
        ("list_item", "• клубы"),
        ("table_row", "Лекции\t52\t16"),
        ("table_row", "1 250,5 34,2 56,7 12 %"),
        ("paragraph", "IV. Итоги"),
        ("paragraph", "Короче"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Проведено 15 лекций.",
        "15 Организаций города",
        "В городе действует общественный совет",
        "А" * 161,
    ],
)
def test_what_is_no_heading(line: str) -> None:
    document = from_string(f"{line}\n{'Действуют общественные организации города. ' * 5}")
    assert document.blocks[0].kind == "paragraph"


def test_line_ends_are_kept() -> None:
    text = "Первая строка\r\nвторая\rтретья\n\n\x0cчетвертая"
    document = load(Blob("a.txt", text.encode("cp1251")))
    assert document.text == text
    assert [part for _, part in kinds(document)] == [
        "Первая строка",
        "вторая",
        "третья",
        "четвертая",
    ]


def test_the_document_tells_its_origin() -> None:
    data = "Действуют 15 организаций".encode("koi8-r")
    document = load(Blob("folder/a.txt", data))
    assert (document.path, document.loader) == ("folder/a.txt", "text")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.metadata == (("encoding", "koi8-r"),)


def test_a_repair_is_told() -> None:
    data = ("Действуют 15 общественных организаций города. " * 5).encode() + b"\xd0"
    assert load(Blob("a.txt", data)).metadata == (
        ("encoding", "utf-8"),
        ("repair", "1 broken UTF-8 sequences read as U+FFFD"),
    )


def test_foreign_text_is_loaded_with_a_warning() -> None:
    document = load(Blob("a.txt", b"There are 15 organizations."))
    warning = ("warning", "not Russian text: 0 of 21 letters are Cyrillic")
    assert document.metadata == (("encoding", "utf-8"), warning)
    assert [is_russian(document), is_russian(from_string("Слово"))] == [False, True]


def test_binary_files_are_left_to_others() -> None:
    offered = [b"%PDF-1.7", b"\0\1\2", b"", "Слово".encode("utf-16-le"), "Слово".encode("cp1251")]
    assert [accepts(Blob("a", data)) for data in offered] == [False, False, True, True, True]


def test_any_string_has_a_fingerprint() -> None:
    assert len(from_string("\ud800").sha256) == 64
