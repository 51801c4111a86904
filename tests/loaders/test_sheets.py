"""Of an XLSX what is hidden is left out and told; formulas without values are told."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from papers import odt

from extractor.errors import CorruptDocument
from extractor.loaders import Blob
from extractor.loaders.office import load
from extractor.loaders.sheets import readable

ADVICE = "cells are formulas without values; open and save the file once in a spreadsheet program"


def book() -> Workbook:
    made = Workbook()
    made.active.title = "Сводка"
    for row in (("Вид", "Число", "Всего"), ("Хор", 5, 7), ("Клуб & дом", 6, 8), ("Сад", 9, 10)):
        made.active.append(row)
    return made


def saved(made: Workbook, change: Callable[[str], str] = str) -> bytes:
    """Give the file that openpyxl writes, its texts of XML changed."""
    first, second = io.BytesIO(), io.BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name).decode()))
    return second.getvalue()


def told(data: bytes) -> tuple[list[str], str]:
    document = load(Blob("a.xlsx", data))
    lines = [document.text[block.start : block.end] for block in document.blocks]
    return lines, dict(document.metadata).get("warning", "")


ALL = [
    "Сводка", "Вид\tЧисло\tВсего", "Хор\tЧисло: 5; Всего: 7", "Клуб & дом\tЧисло: 6; Всего: 8",
    "Сад\tЧисло: 9; Всего: 10",
]  # fmt: skip


def test_what_is_shown_is_read() -> None:
    made = book()
    made.active.column_dimensions["B"].width = 50
    made.active.row_dimensions[2].height = 30
    made.active.column_dimensions["H"].hidden = True  # nothing stands there
    made.active.row_dimensions[40].hidden = True
    assert told(saved(made)) == (ALL, "")
    data = saved(book())
    assert readable(data) == (data, [])


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(state: str) -> None:
    made = book()
    for name in ("Тайна & <1>", "Черновик"):
        sheet = made.create_sheet(name, 0)
        sheet.append(["Секрет", 99, "=1+1"])
        sheet.row_dimensions[1].hidden = True
        sheet.sheet_state = state
    made.create_sheet("Ещё").append(["Дом", "да"])
    lines, warning = told(saved(made))
    assert lines == [*ALL, "Ещё", "Дом\tда"]
    assert warning == "left out as they are hidden: sheets (Черновик, Тайна & <1>)"


def test_many_hidden_sheets_are_told_in_short() -> None:
    made = book()
    for n in range(7):
        made.create_sheet(f"Л{n}").sheet_state = "hidden"
    assert told(saved(made))[1] == "left out as they are hidden: sheets (Л0, Л1, Л2, Л3, Л4, …)"


def test_a_book_that_hides_every_sheet_is_read() -> None:
    data = saved(book(), lambda text: text.replace('state="visible"', 'state="hidden"'))
    assert told(data) == (ALL, "")


def test_hidden_rows_and_columns() -> None:
    made = book()
    made.active.row_dimensions.group(3, 4, hidden=True)
    made.active.column_dimensions.group("C", "E", hidden=True)
    assert told(saved(made)) == (
        ["Сводка", "Вид\tЧисло", "Хор\tЧисло: 5"],
        "left out as they are hidden: rows (2), columns (1)",
    )


def bare(text: str) -> str:
    """Leave out where the cells of a sheet stand, which is told by their order too."""
    return re.sub(r' r="[A-Z]*\d+"', "", text) if "<sheetData>" in text else text


def prefixed(text: str) -> str:
    """Name the tags of a sheet by a prefix, as some libraries do."""
    if "<sheetData>" not in text:
        return text
    text = re.sub(r"<(/?)(\w)", r"<\1x:\2", text)
    return text.replace(" xmlns=", " xmlns:x=")


@pytest.mark.parametrize("change", [bare, prefixed])
def test_hidden_columns_of_other_writers(change: Callable[[str], str]) -> None:
    made = book()
    made.active.column_dimensions["B"].hidden = True
    lines, warning = told(saved(made, change))
    assert lines[:3] == ["Сводка", "Вид\tВсего", "Хор\tВсего: 7"]
    assert warning == "left out as they are hidden: columns (1)"


def test_formulas_without_values() -> None:
    made = book()
    made.active.append(["Итого", "=SUM(B2:B4)", "=SUM(C2:C4)"])
    lines, warning = told(saved(made))
    assert (lines, warning) == ([*ALL, "Итого"], f"2 {ADVICE}")


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("<f>1+1</f><v>2</v>", 0),
        ('<f t="shared" si="0"/><v>2</v>', 0),
        ('<f t="shared" si="0"/><v></v>', 1),
        ('<f aca="false">1+1</f><v/>', 1),
        ("<f>1+1</f>", 1),
        ("<v>2</v>", 0),
    ],
)
def test_values_of_formulas(cell: str, count: int) -> None:
    made = book()
    made.active["B2"] = "=1"
    data = saved(
        made, lambda text: text.replace("<f>1</f><v />", cell).replace("<f>1</f><v/>", cell)
    )
    lines, warning = told(data)
    assert warning == (f"{count} {ADVICE}" if count else "")
    assert lines[2] == ("Хор\tВсего: 7" if count else "Хор\tЧисло: 2; Всего: 7")


def test_a_formula_that_gives_an_empty_text_has_a_value() -> None:
    made = book()
    made.active["D2"] = '=""'
    cell = re.compile(r'<c r="D2"( t="\w")?><f>""</f><v ?/>')
    data = saved(made, lambda text: cell.sub('<c r="D2" t="str"><f>""</f><v></v>', text))
    assert told(data) == (ALL, "")


def test_a_damaged_sheet_is_told() -> None:
    data = saved(book())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        at = package.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    with pytest.raises(CorruptDocument, match=r"^a\.xlsx: "):
        load(Blob("a.xlsx", data[:at] + b"\xff\xff" + data[at + 2 :]))


STYLES = (
    '<style:style style:name="ta0" style:family="table"/>'
    '<style:style style:name="ta1" style:family="table"><style:table-properties '
    'table:display="true"/></style:style><style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)


def row(*cells: str, attributes: str = "") -> str:
    told = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
        for c in cells
    )
    return f"<table:table-row{attributes}>{told}</table:table-row>"


def ods(*sheets: tuple[str, str, str]) -> bytes:
    """Give an ODS of sheets: name, style and rows of each."""
    body = "".join(
        f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'
        for name, style, rows in sheets
    )
    return odt(body, STYLES, "spreadsheet")


def told_of_ods(data: bytes) -> tuple[list[str], str]:
    document = load(Blob("a.ods", data))
    lines = [document.text[block.start : block.end] for block in document.blocks]
    return lines, dict(document.metadata).get("warning", "")


def test_what_an_ods_hides() -> None:
    head = row("Вид", "Число")
    closed = ' table:visibility="collapse"'
    filtered = ' table:visibility="filter" table:number-rows-repeated="2"'
    rows = head + row("Хор", "5", attributes=' table:visibility="visible"')
    rows += row("Нет", "7", attributes=closed) + row("Нет", "8", attributes=filtered)
    rows += f"<table:table-row{closed}><table:table-cell/></table:table-row>" + row("Сад", "6")
    data = ods(("Тайна &amp; Ко", "ta2", head), ("Сводка", "ta1", rows), ("Ещё", "ta0", head))
    lines = ["Сводка", "Вид\tЧисло", "Хор\tЧисло: 5", "Сад\tЧисло: 6", "Ещё", "Вид\tЧисло"]
    assert told_of_ods(data) == (
        lines, "left out as they are hidden: sheets (Тайна & Ко), rows (2)",
    )  # fmt: skip


def test_an_ods_that_hides_nothing_or_all() -> None:
    rows = row("Вид", "Число<text:line-break/>хоров") + row("Хор", "600<text:tab/>640")
    lines = ["Сводка", "Вид\tЧисло хоров", "Хор\t600  640"]
    for style in ("ta0", "ta1", "ta2"):
        assert told_of_ods(ods(("Сводка", style, rows))) == (lines, "")
