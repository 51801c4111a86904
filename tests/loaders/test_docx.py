"""Of a DOCX what is shown is read, and nothing that a tag parts is fused."""

import io
import zipfile

import pytest
from papers import docx, lines, paragraph, run, table

from extractor.errors import CorruptDocument
from extractor.loaders import Blob
from extractor.loaders.office import load
from extractor.pipeline import default_extractor

RAISED = '<w:vertAlign w:val="superscript"/>'


def tagged(*texts: str) -> str:
    """Give a run in which what is no text stands as its own tag."""
    inner = (one if one[:1] == "<" else f"<w:t>{one}</w:t>" for one in texts)
    return f"<w:r>{''.join(inner)}</w:r>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (["организаций", tagged("<w:tab/>", "31", "<w:tab/>", "34")], "организаций  31  34"),
        ([tagged("600", "<w:tab></w:tab>", "640")], "600  640"),
        ([tagged("600", '<w:ptab w:relativeTo="margin"/>', "640")], "600  640"),
        (["600\t640"], "600  640"),
        (["600&#9;640"], "600  640"),
        (["ООО &amp; Ко &lt; 5 &gt; &quot;7&quot; &#8470;&#x2116;&#0;"], "ООО & Ко < 5 > \"7\" №№"),
        ([tagged("<w:tab/>", "Отступ", "<w:tab/>")], "Отступ"),
        ([tagged("7", "<w:noBreakHyphen/>", "8")], "7-8"),
        ([tagged("15", '<w:sym w:font="Symbol" w:char="F02D"/>', "20")], "15–20"),
        ([tagged("5", '<w:sym w:font="Symbol" w:char="F0B1"/>', "2")], "5±2"),
        ([tagged("5", '<w:sym w:font="Symbol" w:char="F03C"/>', "7 &amp; 8")], "5<7 & 8"),
        ([tagged("15", '<w:sym w:font="Times" w:char="2013"/>', "20")], "15–20"),
        ([tagged("15", '<w:sym w:font="Wingdings" w:char="F0FC"/>', "20 да")], "15 20 да"),
        ([tagged("15", '<w:sym w:char="no"/>', "20 да")], "15 20 да"),
        ([tagged("15", "<w:br/>", "20")], "15\n20"),
        ([tagged("15", "<w:cr/>", "20", '<w:br w:type="page"/>', "30")], "15\n20\n30"),
        ([tagged("слово", "<w:softHyphen/>", "форма")], "словоформа"),
        (["В городе", run(" 34"), " школы"], "В городе 34 школы"),
    ],
)  # fmt: skip
def test_what_parts_a_text_stays(runs: list[str], text: str) -> None:
    assert lines(docx(paragraph(*runs))) == [text]


def test_the_stops_of_tabs_are_no_text() -> None:
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
    assert lines(docx(paragraph(stops, "В городе 5 школ"))) == ["В городе 5 школ"]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (['<w:moveFrom w:id="1">' + run("52 ") + "</w:moveFrom>", "да"], "да"),
        (["Да ", '<w:moveTo w:id="1">' + run("52") + "</w:moveTo>"], "Да 52"),
        (['<w:pPr><w:rPr><w:moveFrom w:id="1"/></w:rPr></w:pPr>', "Да"], "Да"),
        (["Да", "<w:del><w:r><w:delText>99</w:delText></w:r></w:del>"], "Да"),
        (["Да", run("77", "<w:vanish/>")], "Да"),
        (["Да", run("77", '<w:vanish w:val="true"/>')], "Да"),
        (["Да", run("78", '<w:vanish w:val="0"/>')], "Да78"),
        (["Да", run("78", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")], "Да78"),
        (["<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>", "Да 78"], "Да 78"),
        (["Да", run("79", '<w:rStyle w:val="Secret"/>')], "Да"),
        (["Да", run("79", '<w:rStyle w:val="Secret"/><w:vanish w:val="off"/>')], "Да79"),
        (["Да", run("79", '<w:rStyle w:val="Plain"/>')], "Да79"),
        (["34", run("1", RAISED), " школы"], "34¹ школы"),
        (["34", run("1", '<w:rStyle w:val="Mark"/>'), " школы"], "34¹ школы"),
        (["жителей", run("12)", RAISED), " города"], "жителей¹²) города"),
        (["5 м", run("2", RAISED)], "5 м²"),
        (["3", run("&#49;-й", RAISED)], "3¹⁻й"),
        (["1", run("2", '<w:vertAlign w:val="baseline"/>')], "12"),
        (["H", run("2", '<w:vertAlign w:val="subscript"/>'), "O да"], "H2O да"),
    ],
)  # fmt: skip
def test_what_is_shown_is_read(runs: list[str], text: str) -> None:
    styles = (
        '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        f'<w:style w:styleId="Mark"><w:rPr>{RAISED}</w:rPr></w:style>'
        '<w:style w:styleId="Plain"><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:style>'
    )
    assert lines(docx(paragraph(*runs), styles=styles)) == [text]


def test_a_table_in_a_cell() -> None:
    inner = table(("Вид", "Число"), ("600", "640"), ("7", "8"))
    body = table(("Вид", "Число"), ("Лекции", paragraph("до") + inner + paragraph("после")))
    assert lines(docx(body)) == ["Вид\tЧисло", "Лекции\tдо; Вид Число; 600  640; 7  8; после"]
    alone = table(("Вид", "Число"), ("Лекции", table(("52",)) + paragraph("")))
    assert lines(docx(alone)) == ["Вид\tЧисло", "Лекции\tЧисло: 52"]


def test_the_lines_of_a_cell() -> None:
    """Words over two lines are one heading, numbers over two lines are two numbers."""
    words = paragraph("Число") + paragraph("участников")
    numbers = paragraph("600") + paragraph("640")
    broken = paragraph(tagged("600", "<w:br/>", "640"))
    raised = paragraph("34", run("1", RAISED))
    rows = (
        ("Вид", words),
        ("Лекции", raised),
        ("Хор", numbers),
        ("Клуб", broken),
        ("Дом", "1 640"),
    )
    assert lines(docx(table(*rows))) == [
        "Вид\tЧисло участников", "Лекции\tЧисло участников: 34", "Хор\t600  640", "Клуб\t600  640",
        "Дом\tЧисло участников: 1 640",
    ]  # fmt: skip


def test_marks_of_notes_are_no_text() -> None:
    note = paragraph("<w:r><w:footnoteRef/></w:r>", " Без учёта 17 филиалов.")
    marked = run("", RAISED).replace("<w:t", '<w:footnoteReference w:id="2"/><w:t')
    tabbed = paragraph(tagged("5", "<w:tab/>", "6 клубов"))
    end = '<w:r><w:endnoteReference w:id="3"/></w:r>'
    data = docx(
        paragraph("В городе 52", marked, " школы", end, "."),
        footnotes=f'<w:footnote w:id="2">{note}</w:footnote>',
        endnotes=f'<w:endnote w:id="3">{tabbed}</w:endnote>',
    )
    found = ["В городе 52 школы.", "Без учёта 17 филиалов.", "5  6 клубов"]
    assert sorted(lines(data)) == sorted(found)
    assert lines(data)[0] == found[0]


def box(*paragraphs: str) -> str:
    shape = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_box_takes_no_text_from_its_paragraph() -> None:
    """What a text box says stands behind its paragraph, once."""
    data = docx(paragraph("До ", box(paragraph("В рамке 5"), paragraph("и 6")), "дальше 7"))
    assert lines(data) == ["До дальше 7", "В рамке 5", "и 6"]
    other = "<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>иначе</w:t></mc:Fallback>"
    data = docx(paragraph("Знак ", other + "</mc:AlternateContent></w:r>"))
    assert lines(data) == ["Знак иначе"]


def test_marks_at_every_word_are_no_noise() -> None:
    words = "Численность населения общественные организации школы клубы дома библиотеки секции"
    marked = (run(word) + run(str(n), RAISED) for n, word in enumerate(words.split(), 1))
    (line,) = lines(docx(paragraph(*marked)))
    assert line.startswith("Численность¹населения²общественные³")


def test_the_numbers_of_a_line_are_read_apart() -> None:
    body = paragraph("В городе действуют общественные организации:", tagged("<w:tab/>", "31"),
                     tagged("<w:tab/>", "34"))  # fmt: skip
    body += paragraph("В районе 57", run("1", RAISED), " общественных организаций.")
    records = default_extractor().extract(load(Blob("a.docx", docx(body)))).records
    assert [record.text for record in records] == ["31", "34", "57"]


def test_other_parts_are_not_opened() -> None:
    """A damaged picture costs nothing; a damaged text is told in one line."""
    data = docx(paragraph("В городе", tagged("<w:tab/>", "5")))
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/media/image1.png", b"PICTURE" * 9)
    broken = made.getvalue().replace(b"PICTUREPIC", b"PICTUREPIX")
    assert lines(broken) == ["В городе  5"]
    with zipfile.ZipFile(made) as package:
        at = package.getinfo("word/document.xml").header_offset + 120
    torn = broken[:at] + b"\xff\xff\xff" + broken[at + 3 :]
    with pytest.raises(CorruptDocument, match=r"^a\.docx: "):
        load(Blob("a.docx", torn))
