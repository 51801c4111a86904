"""Of an RTF what is shown is read, in the code page it is written in."""

import pytest
from papers import lines, rtf

from extractor.loaders import Blob
from extractor.loaders.office import load
from extractor.loaders.rtf_text import readable

PLAIN = r"\deff0{\fonttbl{\f0\fcharset204 Times;}}"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"В городе 12\~345 жителей", "В городе 12\xa0345 жителей"),
        (r"В городе 12{\uc0\~345}\uc2\~678", "В городе 12\xa0345\xa0678"),
        (r"Да 7\_8", "Да 7-8"),
        (r"ор\-ганизация 5\- 6", "организация 5 6"),
        (r"Да 600\tab 640", "Да 600  640"),
        ("Да 600\t640", "Да 600  640"),
        (r"Да 600 640 ~ _ -", "Да 600 640 ~ _ -"),
        (r"Да{\deleted 34}{\revised 43}", "Да43"),
        (r"Да \deleted 77\tab\u1072?\'e0 1\deleted0 8", "Да 8"),
        (r"{\deleted Нет\par}Да", "Да"),
        (r"Да 5{\v 99}", "Да 5"),
        (r"34\super 1\nosupersub  школы", "34¹ школы"),
        (r"34{\super 12} школы", "34¹² школы"),
        (r"34{\up6 1}\up0  школы", "34¹ школы"),
        (r"34\super\plain 1 да", "341 да"),
        (r"5 м\super 2\super0 7", "5 м²7"),
        (r"34{\uc2\super\u1072?!5} да", "34а⁵ да"),
        (r"Скобки \{5\} и \\ 7", r"Скобки {5} и \ 7"),
        (r"Да {\b 12}34 {\i сло}во{\b\'e0}5, {1}\u1072?2{3}" "\n4", "Да 1234 словоа5, 1а234"),
        (r"Да {\b 12} {34}, {\b да} 5", "Да 12 34, да 5"),
        (r"Картинка {\pict\bin9 }}\deleted}5", "Картинка 5"),
    ],
)
def test_what_is_shown_is_read(body: str, text: str) -> None:
    assert lines(rtf(body)) == [text]


def test_the_lines_of_a_cell() -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl %s\cell %s\cell\row"
    body = row % ("Вид", r"Число\par хоров") + row % ("Хор", r"600\par 640") + row % ("Дом", "7")
    assert lines(rtf(body + r"\pard Далее 5\par 6")) == [
        "Вид\tЧисло хоров", "Хор\t600  640", "Дом\tЧисло хоров: 7", "Далее 5", "6",
    ]  # fmt: skip


def test_a_table_in_a_cell() -> None:
    end = r"{\*\nesttableprops\trowd\cellx2000\cellx3000\nestrow}{\nonesttables\par}"
    inner = "".join(
        rf"\pard\intbl\itap2 {first}\nestcell {second}\nestcell{end}"
        for first, second in (("Вид", "Число"), ("600", "640"), ("7", "8"))
    )
    row = r"\trowd\cellx1000\cellx5000\pard\intbl %s\cell %s\cell\row"
    body = row % ("Вид", "Число") + row % ("Хор", rf"до\par{inner}\pard\intbl после")
    assert lines(rtf(body + r"\pard Далее")) == [
        "Вид\tЧисло", "Хор\tдо Вид Число; 600  640; 7  8; после", "Далее",
    ]  # fmt: skip


def test_marks_of_notes_are_no_text() -> None:
    note = r"{\super\chftn{\footnote\pard\plain\chftn  Без учёта 17 филиалов.}}"
    assert lines(rtf(rf"В городе 52{note} школы.\par Далее")) == [
        "В городе 52 школы.", "Далее", "Без учёта 17 филиалов.",
    ]  # fmt: skip


def test_bytes_that_are_not_escaped() -> None:
    text = "В городе 34 организации"
    told = rtf("X").replace(b"X", text.encode("cp1251"))
    assert lines(told) == [text]
    assert lines(rtf(text)) == [text]


@pytest.mark.parametrize(
    ("head", "page", "repair"),
    [
        (r"\mac", "mac_cyrillic", ""),
        (r"\mac\ansicpg10007", "mac_cyrillic", ""),
        (r"\pca", "cp866", ""),
        (r"\pc", "cp866", ""),
        (r"\mac", "cp1251", "read as cp1251, though the file claims another code page"),
    ],
)
@pytest.mark.parametrize("raw", [False, True])
def test_code_pages_of_systems(head: str, page: str, repair: str, raw: bool) -> None:
    text = "В городе Ясном 18 тысяч организаций"
    told = text.encode(page)
    if not raw:
        told = b"".join(b"\\'%02x" % byte if byte > 127 else bytes([byte]) for byte in told)
    document = load(Blob("a.rtf", rtf("X", head + PLAIN).replace(b"X", told)))
    assert document.text == text
    assert dict(document.metadata).get("repair", "") == repair


def test_what_holds_nothing_of_the_kind_keeps_its_bytes() -> None:
    for body in (b"Yes 5", rb"{\b Yes} 5\par\uc1\u1072?", rb"\upr \tabx \superb"):
        whole = rb"{\rtf1\ansi{\fonttbl{\f0 Times;}} " + body + b"}"
        assert readable(whole) == whole


def test_a_damaged_running_head_costs_no_document() -> None:
    assert lines(rtf(r"{\header \u-99999999 ?}В городе 5 школ")) == ["В городе 5 школ"]
