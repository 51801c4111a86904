"""Merged cells of a DOCX and of a sheet: each number keeps the whole heading of its column."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from extractor.loaders import Blob
from extractor.pipeline import default_extractor, read_bytes

REPORT = Path(__file__).parents[1] / "fixtures" / "formats" / "report.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WIDE, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
Cell = str | tuple[str, str]


def cell(told: Cell) -> str:
    text, merged = (told, "") if isinstance(told, str) else told
    return f"<w:tc><w:tcPr>{merged}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def docx(rows: list[list[Cell]]) -> bytes:
    """Give a DOCX that holds a table."""
    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    xml = f'<w:document xmlns:w="{W}"><w:body><w:tbl>{body}</w:tbl><w:p/></w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(REPORT) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if "header" in name or "footer" in name:
                continue
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return made.getvalue()


def read(name: str, data: bytes) -> tuple[list[str], list[tuple[str, str | None]]]:
    """Give the lines of a file, and text and period of its records."""
    document = read_bytes(Blob(name, data))
    records = default_extractor().extract(document).records
    return document.text.split("\n\n"), [(one.text, one.period) for one in records]


ROWS: list[list[Cell]] = [["1", "Проведено лекций", "5", "7"], ["2", "Число клубов", "8", "9"]]
LINES = ["Проведено лекций\tЧисло 2011 год: 5; Число 2012 год: 7",
         "Число клубов\tЧисло 2011 год: 8; Число 2012 год: 9"]  # fmt: skip
FACTS = [("5", "2011"), ("7", "2012"), ("8", "2011"), ("9", "2012")]


@pytest.mark.parametrize(
    "head",
    [
        [[("№ п/п", DOWN), ("Вид", DOWN), ("Число", WIDE)],
         [("", ON), ("", ON), "2011 год", "2012 год"]],
        [["№ п/п", "Вид", ("Число", WIDE)], ["", "", "2011 год", "2012 год"]],
        [["№ п/п", "Вид", "Число", ""], ["", "", "2011", "2012"], ["1", "2", "3", "4"]],
    ],
)  # fmt: skip
def test_two_rows_of_headings(head: list[list[Cell]]) -> None:
    lines, found = read("a.docx", docx(head + ROWS))
    assert lines[-2:] == LINES
    assert found == FACTS


def test_a_heading_over_all_columns_is_a_line_of_its_own() -> None:
    title: list[Cell] = [("Работа за год", WIDE)]
    lines, found = read(
        "a.docx", docx([title, ["Вид", "Число"], ["Лекции", "5"], ["Концерты", "7"]])
    )
    assert lines == ["Работа за год", "Вид\tЧисло", "Лекции\tЧисло: 5", "Концерты\tЧисло: 7"]
    assert [text for text, _ in found] == ["5", "7"]


def test_a_merged_label_holds_for_its_rows() -> None:
    rows: list[list[Cell]] = [["Вид", "Год", "Число"], [("Лекции", DOWN), "2011", "5"]]
    lines, _ = read("a.docx", docx([*rows, [("", ON), "2012", "7"]]))
    assert lines[1:] == ["Лекции\tГод: 2011; Число: 5", "Лекции\tГод: 2012; Число: 7"]


def test_a_sheet_with_merged_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for column, name in enumerate(("№ п/п", "Вид")):
            sheet.merge_range(0, column, 1, column, name)
        sheet.merge_range(0, 2, 0, 3, "Число")
        sheet.write_row(1, 2, ["2011 год", "2012 год"])
        for at, row in enumerate(ROWS, 2):
            sheet.write_row(at, 0, [int(x) if str(x).isdecimal() else x for x in row])
    lines, found = read("a.xlsx", path.read_bytes())
    assert lines[-2:] == LINES
    assert found == FACTS


TABLE: list[list[object]] = [["Вид", "Число"], ["Проведено лекций", 52]]
SHEETS = [
    ([("2011", TABLE), ("2012", TABLE)], ["2011", "2012"]),
    ([("2011 год", TABLE), ("2012 год", TABLE), ("Прочее", TABLE)], ["2011", "2012", None]),
    ([("А", [["Итоги за 2011 год"], *TABLE]), ("Б", [["Итоги за 2012 год"], *TABLE])],
     ["2011", "2012"]),
    ([("А", [["Итоги за 2011 год"], *TABLE]), ("Б", TABLE)], ["2011", None]),
    ([("А", [["Отчёт города Орска за 2011 год"]]), ("Б", TABLE), ("В", TABLE)], ["2011", "2011"]),
    ([("А", TABLE), ("Б", [["Вид", "2011 год", "2012 год"], ["Проведено лекций", 5, 7]])],
     [None, "2011", "2012"]),
    ([("План 2015", [["Итоги за 2011 год"], *TABLE])], ["2011"]),
]  # fmt: skip


@pytest.mark.parametrize(("sheets", "years"), SHEETS)
def test_a_sheet_has_its_own_period(
    sheets: list[tuple[str, list[list[object]]]], years: list[str | None], tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    _, found = read("a.xlsx", path.read_bytes())
    assert [period for _, period in found] == years
