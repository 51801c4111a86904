"""Of an ODT what is shown is read, where it stands, and nothing that a tag parts is fused."""

import pytest
from papers import lines, odt

from extractor.errors import CorruptDocument
from extractor.loaders import Blob
from extractor.loaders.office import load
from extractor.pipeline import default_extractor

STYLES = (
    '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="T2"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="T3"/><style:default-style>'
    '<style:text-properties style:text-position="super 58%"/></style:default-style>'
    '<style:style style:name="T4"><style:text-properties style:text-position="-33% 58%"/>'
    '</style:style><style:style style:name="T5"><style:text-properties '
    'style:text-position="33% 58%"/></style:style>'
)


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def note(text: str) -> str:
    return (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p(text)}</text:note-body></text:note>"
    )


def table(*rows: tuple[str, ...]) -> str:
    told = (
        "".join(f"<table:table-cell>{c if c[:1] == '<' else p(c)}</table:table-cell>" for c in row)
        for row in rows
    )
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in told)
    return f"<table:table>{lines}</table:table>"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('В городе<text:s text:c="2"/>34<text:s/>общественные', "В городе  34 общественные"),
        ("12<text:s/>345<text:s></text:s>школ", "12 345 школ"),
        ('Да<text:s text:c="99999999999"/>5<text:s text:c="999"/>6', "Да 5         6"),
        ("Да 600<text:tab/>640", "Да 600  640"),
        ("Да 600<text:line-break/>640", "Да 600\n640"),
        ("Да\n   600\t640 &amp; &lt;7", "Да 600 640 & <7"),
        ("Да 5<text:soft-page-break/>6", "Да 56"),
        ("Да 5<!-- 77 -->6", "Да 56"),
        (f"34{span('T1', '1')} школы", "34¹ школы"),
        (f"34{span('T5', '&#49; &lt;2')} школы", "34¹ <² школы"),
        (f"34{span('T1', span('T3', '1'))} школы", "34¹ школы"),
        (f"3{span('T3', '1')} школа, H{span('T4', '2')}O", "31 школа, H2O"),
        (f"Да <text:a>{span('T3', 'ссы' + span('T4', 'лка'))} 5</text:a>6", "Да ссылка 56"),
        ("Да <text:meta>5</text:meta><text:date>7 мая</text:date>, 6", "Да 57 мая, 6"),
        (
            f"Да <draw:frame><draw:text-box>{p('рамка')}</draw:text-box></draw:frame>5",
            "Да 5\nрамка",
        ),
        (f"Да {span('T2', '77')}5", "Да 5"),
        ("Да <office:annotation><text:p>77</text:p></office:annotation>5", "Да 5"),
    ],
)
def test_what_is_shown_is_read(text: str, found: str) -> None:
    assert lines(odt(p(text), STYLES)) == [found]


def test_notes_stand_behind_the_text() -> None:
    item = p("Пункт 7" + note("Без хоров"))
    items = f"<text:list><text:list-item>{item}</text:list-item></text:list>"
    rows = table(("Вид", "Число"), ("Хор", p("5" + note("Без школ"))))
    body = p("В городе 52" + note("Без учёта 17 филиалов.") + " школы.") + items + rows + p("Далее")
    assert lines(odt(body)) == [
        "В городе 52 школы.", "- Пункт 7", "Вид\tЧисло", "Хор\tЧисло: 5", "Далее",
        "Без учёта 17 филиалов.", "Без хоров", "Без школ",
    ]  # fmt: skip


def test_the_lines_and_spans_of_a_cell() -> None:
    """kreuzberg would read the text before the first tag of a cell, and no more."""
    rows = (
        ("Вид", p("Число ") + p(span("T3", "участни") + "ков")),
        ("Лекции", p(span("T3", "3") + "4" + span("T1", "1"))),
        ("Хор", p("600") + p("640")),
        ("Клуб", p("600<text:line-break/>640") + "<text:list><text:list-item>" + p("и 7")
         + "</text:list-item></text:list>"),
        ("Дом", p("1<text:s/>640")),
        ("Сад", "<text:p/>"),
    )  # fmt: skip
    assert lines(odt(table(*rows), STYLES)) == [
        "Вид\tЧисло участников", "Лекции\tЧисло участников: 34", "Хор\t600  640",
        "Клуб\t600  640 и 7", "Дом\tЧисло участников: 1 640", "Сад",
    ]  # fmt: skip


def test_a_table_in_a_cell() -> None:
    inner = table(("Вид", "Число"), ("600", "640"), ("7", ""))
    body = table(("Вид", "Число"), ("Лекции", p("до") + inner + p("после")))
    assert lines(odt(body)) == ["Вид\tЧисло", "Лекции\tдо; Вид Число; 600  640; 7; после"]
    alone = table(("Вид", "Число"), ("Лекции", table(("52",))))
    assert lines(odt(alone)) == ["Вид\tЧисло", "Лекции\tЧисло: 52"]


def test_rows_in_groups_are_rows() -> None:
    grouped = table(("Вид", "Число"), ("Хор", "5"))
    for group in ("table-rows", "table-row-group"):
        told = grouped.replace("<table:table>", f"<table:table><table:{group}>")
        told = told.replace("</table:table>", f"</table:{group}></table:table>")
        assert lines(odt(told)) == ["Вид\tЧисло", "Хор\tЧисло: 5"]


def test_the_numbers_of_a_line_are_read_apart() -> None:
    text = "В городе действуют общественные организации: 31<text:tab/>34"
    records = default_extractor().extract(load(Blob("a.odt", odt(p(text))))).records
    assert [record.text for record in records] == ["31", "34"]


@pytest.mark.parametrize(
    "body", ["<text:p>Да", "</text:p></table:table-cell>", "<text:p>&x;</text:p>"]
)
def test_what_is_no_xml_is_told(body: str) -> None:
    with pytest.raises(CorruptDocument, match=r"^a\.odt: cannot be read"):
        load(Blob("a.odt", odt(body)))
