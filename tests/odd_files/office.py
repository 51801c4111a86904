"""Odd office files: under wrong names, cut, locked, with macros, strict, too deep, too much."""

import io
import re
import zipfile
from collections.abc import Callable

from macros import with_macro
from pages import FILES, FORMATS
from texts import OK, TEXT, Row

DOCUMENT = "word/document.xml"
HOLDS = "в количестве 24 членов"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = (
    (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
     b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/",
     b"http://purl.oclc.org/ooxml/officeDocument/"),
)  # fmt: skip


def fixture(name: str) -> bytes:
    """Give a file of the fixtures."""
    return (FORMATS / name).read_bytes()


def changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Change the parts of a package; ``None`` leaves one out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            part = change(info.filename, old.read(info))
            if part is not None:
                new.writestr(info.filename, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def with_document(xml: bytes) -> bytes:
    """Give a DOCX with another main part."""
    return changed(fixture("report.docx"), lambda name, part: xml if name == DOCUMENT else part)


def document(body: str, before: str = "") -> bytes:
    """Give the main part of a DOCX."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    ).encode()


def paragraph(text: str) -> str:
    """Give a paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def laughs() -> str:
    """Declare entities that grow tenfold nine times."""
    rows = ['<!ENTITY a0 "ха">']
    rows += [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)]
    return f"<!DOCTYPE w [{''.join(rows)}]>"


def strict(name: str, part: bytes) -> bytes:
    """Put a part into the namespaces of strict OOXML."""
    for old, new in STRICT:
        part = part.replace(old, new)
    return part


def without(pattern: str) -> Callable[[str, bytes], bytes | None]:
    """Leave parts out."""
    return lambda name, part: None if re.search(pattern, name) else part


def paragraphs(count: int = 300_000) -> bytes:
    """Give a DOCX of so many paragraphs."""
    lines = (paragraph(f"Совет № {i} собирался") for i in range(count))
    return with_document(document("".join(lines)))


def bomb() -> bytes:
    """Give a DOCX whose main part unpacks to 400 MB of one letter."""
    opened = document("<w:p><w:r><w:t>")[: -len("</w:body></w:document>")]
    return with_document(opened + b"a" * 400_000_000)


def packages() -> list[Row]:
    """Give DOCX, ODT and XLSX."""
    docx, odt = fixture("report.docx"), fixture("report.odt")
    macro = changed(docx, lambda name, part: part)
    with io.BytesIO(macro) as file:
        with zipfile.ZipFile(file, "a") as package:
            package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 900)
        macro = file.getvalue()
    xxe = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    deep = "<w:p>" * 20_000 + "</w:p>" * 20_000
    sheet = _sheet([["Сводка за 2019 год"], ["Организация", "Членов"], ["ТОС «Заря»", 52]])
    return [
        ("package.doc", docx, OK, HOLDS),
        ("report.xls", docx, OK, HOLDS),
        ("macro.docx", macro, OK, HOLDS),
        ("strict.docx", changed(docx, strict), OK, HOLDS),
        ("no-document.docx", changed(docx, without(DOCUMENT)), ("corrupt",), ""),
        ("no-styles.docx", changed(docx, without("styles|settings|fontTable")), OK, HOLDS),
        ("truncated.docx", docx[: len(docx) // 2], ("corrupt",), ""),
        ("encrypted.docx", (FILES / "encrypted.docx").read_bytes(), ("encrypted",), ""),
        ("encrypted.odt", (FILES / "encrypted.odt").read_bytes(), ("encrypted",), ""),
        ("truncated.odt", odt[: len(odt) // 2], ("corrupt",), ""),
        ("paragraphs.docx", paragraphs, OK, "Совет № 299999 собирался"),
        ("bomb.docx", bomb, ("too_large",), ""),
        ("xxe.docx", with_document(document(paragraph("&x;"), xxe)), ("corrupt",), ""),
        ("laughs.docx", with_document(document(paragraph("&a9;"), laughs())), ("corrupt",), ""),
        ("nested.docx", with_document(document(deep)), OK, ""),
        ("not-xml.docx", with_document(b"\0\1<<<"), ("corrupt",), ""),
        ("table.xlsx", sheet, OK, "Членов: 52"),
        ("sheet.docx", sheet, OK, "Сводка за 2019 год"),
    ]  # fmt: skip


def _sheet(rows: list[list[object]]) -> bytes:
    lines = ""
    for row in rows:
        cells = "".join(
            f"<c><v>{cell}</v></c>" if isinstance(cell, int)
            else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        )  # fmt: skip
        lines += f"<row>{cells}</row>"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    form = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{form}sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{form}worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Лист" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData>'
        "</worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return made.getvalue()


def old_files() -> list[Row]:
    """Give DOC and RTF."""
    doc, rtf = fixture("report.doc"), fixture("report.rtf")
    cyrillic = "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte)
                       for byte in TEXT.encode("cp1251"))  # fmt: skip
    lying = "{\\rtf1\\ansi\\ansicpg1252 " + cyrillic.replace("\n", "\\par ") + "}"
    deep = b"{\\rtf1 " + b"{" * 50_000 + b"x" + b"}" * 50_000 + b"}"
    return [
        ("rich.doc", rtf, OK, HOLDS),
        ("lying.rtf", lying.encode(), OK, "42 тысяч"),
        ("no-code-page.rtf", lying.replace("\\ansicpg1252", "").encode(), OK, "42 тысяч"),
        ("nested.rtf", deep, ("too_large",), ""),
        ("truncated.rtf", rtf[: len(rtf) // 2], ("corrupt",), ""),
        ("report.txt", doc, OK, HOLDS),
        ("macro.doc", with_macro(doc), OK, HOLDS),
        ("truncated.doc", doc[: len(doc) // 2], ("corrupt",), ""),
        ("head-only.doc", doc[:512], ("corrupt",), ""),
        ("encrypted.doc", (FILES / "encrypted.doc").read_bytes(), ("encrypted",), ""),
        ("scan.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, ("no_text_layer",), ""),
        ("program.doc", b"\x7fELF" + b"\0" * 500, ("unsupported",), ""),
    ]


def files() -> list[Row]:
    """Give every odd office file."""
    return [*packages(), *old_files()]
