"""Character references and signs that are not seen: put right where they break a number, told."""

import pytest

from extractor.document import Document
from extractor.loaders import Blob
from extractor.loaders.build import Part, document
from extractor.loaders.signs import Signs
from extractor.pipeline import extract, read_bytes

SEEN = "В акции «Чистый берег» участвовали\xa0640 человек, пришли 1\xa0245 жителей города."


def read(text: str, name: str = "a.txt") -> Document:
    return read_bytes(Blob(name, text.encode()))


def repair(document: Document) -> str:
    return dict(document.metadata).get("repair", "")


@pytest.mark.parametrize(
    ("written", "count", "first"),
    [
        ("В акции &#171;Чистый берег&#187; участвовали&nbsp;640 человек, пришли 1&#160;245 "
         "жителей города.", 4, "&#171;"),
        ("В акции &laquo;Чистый берег&raquo; участвовали&#xA0;640 человек, пришли 1&#Xa0;245 "
         "жителей города.", 4, "&laquo;"),
        ("В акции «Чистый берег» участвовали&amp;nbsp;640 человек, пришли 1&amp;amp;nbsp;245 "
         "жителей города.", 5, "&amp;"),
    ],
)  # fmt: skip
def test_references_are_read_as_their_signs(written: str, count: int, first: str) -> None:
    found = read(written)
    assert found.text == SEEN
    assert repair(found) == (
        f"{count} character references ({first}) read as the signs they stand for"
    )
    for record in extract(found):
        assert found.text[record.start : record.end] == record.text
    assert [str(record.value) for record in extract(found)] == ["640", "1245"]


def test_a_page_that_was_escaped_twice_is_unescaped() -> None:
    found = read("<html><p>Пришли 1&amp;nbsp;245 жителей.</p></html>", "a.html")
    assert found.text == "Пришли 1\xa0245 жителей."
    assert repair(found) == "1 character references (&nbsp;) read as the signs they stand for"


def test_the_mark_of_a_reference_parts_no_cells() -> None:
    found = read("Вид;Участников\nКлуб&nbsp;«Заря»;640\nСовет;5\n", "a.csv")
    assert found.text.splitlines()[2] == "Клуб «Заря»\tУчастников: 640"


@pytest.mark.parametrize(
    "text",
    ["Пришли 640 человек & 12 детей; AT&T, R&D; всё.", "Фонд &неясно; и &notit; и &copy без конца",
     "&; &#; &#x; &1; &#171", "Отчёт за 2018 год, 7\u20118 лекций"],
)  # fmt: skip
def test_what_is_no_reference_is_left(text: str) -> None:
    found = read(text)
    assert (found.text, repair(found)) == (text, "")


def test_line_ends_and_impossible_signs_stay_in_the_line() -> None:
    assert Signs().put_right("а&#10;б&#0;в&#xD800;г&#9;д") == "а б\ufffdв\ufffdг д"


@pytest.mark.parametrize("sign", list("\u200b\u2060\ufeff\u200e\u200f\xad"))
def test_signs_that_are_not_seen_are_taken_out_of_numbers(sign: str) -> None:
    found = read(f"Участвовали 6{sign}40 человек, пришли 1{sign} {sign}245 жителей.")
    assert found.text == "Участвовали 640 человек, пришли 1 245 жителей."
    assert repair(found) == "signs that are not seen taken out of 2 numbers"


@pytest.mark.parametrize(
    "text",
    ["В городе 15\u200b общественных\u200b организаций\ufeff и 3\u200d фонда.",
     "В 2018 году 15 об\xadщест\xadвен\xadных организаций.", "Пункт 5\u200b. 12 лекций."],
)  # fmt: skip
def test_signs_that_part_no_number_are_left(text: str) -> None:
    found = read(text)
    assert (found.text, repair(found)) == (text, "")


@pytest.mark.parametrize("dash", list("-‐‑–"))
def test_any_dash_makes_a_range(dash: str) -> None:
    (record,) = extract(f"Проведено 7{dash}8 лекций.")
    told = record.model_dump(mode="json")
    assert (record.text, told["value"], told["upper"]) == (f"7{dash}8", "7", "8")


def test_pages_turn_where_they_did() -> None:
    first = "Пришли 6\u200b40 и 1&nbsp;245 жителей. "
    part = Part("paragraph", f"{first}Проведено 12 лекций.", 1, ((len(first), 2),))
    found = document(Blob("a.pdf", b""), "pdf", [part], {})
    at = found.text.index("Проведено")
    assert found.text == "Пришли 640 и 1\xa0245 жителей. Проведено 12 лекций."
    assert [found.page_at(at - 1), found.page_at(at)] == [1, 2]
