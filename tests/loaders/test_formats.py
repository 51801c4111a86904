"""One report saved in every format and encoding gives the same facts from each."""

from pathlib import Path
from typing import Any

import pytest

from extractor.document import Document
from extractor.pipeline import default_extractor, read

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
SUFFIXES = (".txt", ".html", ".docx", ".doc", ".odt", ".rtf", ".pdf")
FILES = sorted(path.name for path in FORMATS.iterdir() if path.suffix in SUFFIXES)
CELLS = (".html", ".docx", ".odt", ".rtf")
"""Where a loader sees the cells of a table, and puts a number behind the heading of its column."""

OWN = ("id", "start", "end", "source", "evidence", "produced_by")
"""What a record says of its own file, beside the fact."""

SIGNS = str.maketrans({"–": "-", "«": '"', "»": '"', "№": "N"})
"""The code pages of DOS and Unix lack these; the fixtures stand for what was typed."""


def plain(value: Any) -> Any:
    """Leave out spaces, and the difference of signs that a code page lacks."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return "".join(value.split()).translate(SIGNS) if isinstance(value, str) else value


def facts(document: Document) -> list[Any]:
    found = []
    records = default_extractor().extract(document).records
    places = {record.id: f"record {index}" for index, record in enumerate(records)}
    for record in records:
        said = record.model_dump(mode="json", exclude=set(OWN))
        evidence = {name: item.text for name, item in record.evidence.items()}
        said["part_of"] = places.get(said["part_of"])  # an id is the document's own
        found.append(plain({**said, "evidence": evidence}))
    return found


@pytest.fixture(scope="module")
def expected() -> list[Any]:
    return facts(read(FORMATS / "utf-8.txt"))


def test_there_is_every_format() -> None:
    assert len(FILES) == 22
    loaders = {read(FORMATS / name).loader for name in FILES}
    assert loaders == {"text", "html", "docx", "doc", "odt", "rtf", "pdf"}


@pytest.mark.parametrize("name", FILES)
def test_the_same_facts(name: str, expected: list[Any]) -> None:
    assert len(expected) == 45
    assert (expected[-1]["text"], expected[-1]["period"]) == ("5", "2019")
    assert facts(read(FORMATS / name)) == expected


@pytest.mark.parametrize("name", FILES)
def test_evidence_lies_in_the_documents_own_text(name: str) -> None:
    document = read(FORMATS / name)
    pieces = [
        (item.start, item.end, item.text)
        for record in default_extractor().extract(document).records
        for item in (record, *record.evidence.values())
    ]
    assert len(pieces) > 150
    assert [p for p in pieces if document.text[p[0] : p[1]] != p[2]] == []


@pytest.mark.parametrize("name", FILES)
def test_blocks_lie_in_the_text_in_order(name: str) -> None:
    document = read(FORMATS / name)
    ends = [0, *(block.end for block in document.blocks)]
    assert [b for b, end in zip(document.blocks, ends, strict=False) if b.start < end] == []
    texts = [document.text[block.start : block.end] for block in document.blocks]
    assert [text for text in texts if text != text.strip() or not text] == []


def block_texts(name: str, kind: str) -> list[str]:
    document = read(FORMATS / name)
    return [plain(document.text[b.start : b.end]) for b in document.blocks if b.kind == kind]


@pytest.mark.parametrize("name", ["utf-8.html", "office.html", "report.docx", "report.odt",
                                  "report.rtf", "report.pdf", "lying.rtf"])  # fmt: skip
def test_headings_lists_and_rows_are_blocks(name: str) -> None:
    headings = [
        "ЕЖЕГОДНЫЙ ДОКЛАД", "1. Формирование и состав Палаты", "2. Организационная деятельность",
        "3. Состояние некоммерческого сектора", "4. Благотворительность", "5. Задачи на 2020 год",
    ]  # fmt: skip
    items = [
        "- по экологии и благоустройству – 8 человек;", "- по социальным вопросам – 6;",
        "- по делам молодёжи – 4;", "- по регламенту и этике – 3;", "- по развитию НКО – 3.",
    ]  # fmt: skip
    rows = ["Показатель 2018 год 2019 год", "Проведено конкурсов 3 5", "Издано сборников 1 2"]
    if name.endswith(CELLS):
        rows[1:] = [
            "Проведено конкурсов 2018 год: 3; 2019 год: 5",
            "Издано сборников 2018 год: 1; 2019 год: 2",
        ]
    assert block_texts(name, "heading") == plain(headings)
    assert block_texts(name, "list_item") == plain(items)
    assert block_texts(name, "table_row") == plain(rows)


def test_pages_of_a_pdf() -> None:
    """The pages as they are in the file; a word of page 2 opens the second list's part."""
    document = read(FORMATS / "report.pdf")
    first = {
        "ЕЖЕГОДНЫЙ ДОКЛАД": 1, "по делам молодёжи": 1, "по регламенту и этике": 2,
        "17 звонков": 2, "3. Состояние": 3, "равным 17": 3, "4. Благотворительность": 4,
        "номинациях": 4,
    }  # fmt: skip
    assert {text: document.page_at(document.text.index(text)) for text in first} == first
    records = default_extractor().extract(document).records
    assert [r.source.page for r in records if r.source.page != document.page_at(r.start)] == []
    assert sorted({r.source.page for r in records if r.source.page}) == [1, 2, 3, 4]


def test_running_heads_stand_apart() -> None:
    """They do not cut the text, and what they say is no fact."""
    heads = block_texts("report.pdf", "boilerplate")
    assert heads[:3] == ["Чусовскойгородскойокруг.Ежегодный", "доклад", "1"]
    assert len(heads) == 12
    assert block_texts("report.rtf", "boilerplate") == ["Чусовскойгородскойокруг.Ежегодныйдоклад4"]
    document = read(FORMATS / "report.pdf")
    body_end = document.text.index("Чусовской городской округ. Ежегодный")
    assert [r.text for r in default_extractor().extract(document).records if r.end > body_end] == []


def test_menus_of_a_page_are_marked_and_scripts_left_out() -> None:
    expected = ["Главная Новости", "Администрация округа, 2020"]
    assert block_texts("utf-8.html", "boilerplate") == plain(expected)
    assert "лекций" not in read(FORMATS / "utf-8.html").text


def test_what_is_learnt() -> None:
    names = ("title", "author", "date", "pages", "encoding", "declared", "repair")
    learnt = {name: dict(read(FORMATS / name).metadata) for name in FILES}
    assert [set(found) - set(names) for found in learnt.values() if set(found) - set(names)] == []
    title = {"title": "Ежегодный доклад", "author": "Палата"}
    assert learnt["report.docx"] == {**title, "date": "2020-01-31T10:00:00Z"}
    assert learnt["report.pdf"] | {"date": ""} == {**title, "pages": "4", "date": ""}
    assert learnt["lying.html"] == {
        "encoding": "cp1251", "declared": "utf-8", "title": "Ежегодный доклад",
    }  # fmt: skip
    assert "another code page" in learnt["lying.rtf"]["repair"]
