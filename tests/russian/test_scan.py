"""The cheap look at a sentence: numbers that their signs set aside, and those that need words."""

import pytest

from extractor.russian.quantities import quantities
from extractor.russian.scan import closed, holds_number
from extractor.russian.tokens import tokenize

CLOSED = {
    "Закон № 131-ФЗ от 06.10.2003.": [("131-ФЗ", "law"), ("06.10.2003", "date")],
    "В 2009 году погода стояла хорошая.": [("2009", "date")],
    "Доля составила 12,5 % и выросла.": [("12,5", "percent")],
    "1.2. Общие положения": [("1.2.", "section")],
    "Звоните: тел. 8 (34256) 2-12-85.": [("8 (34256) 2-12-85", "phone")],
    "Сети стандарта 3G и сайт www.a1.ru.": [("3G", "code"), ("1.ru.", "code")],
    "Организация работы ______8": [("8", "page")],
    "– 14 –": [("14", "page")],
    "Погода стояла хорошая.": [],
}
OPEN = [
    "В городе 15 организаций.",
    "В 2009 году прошли две лекции.",
    "В 2009 году прошло 52 лекции.",
    "Собрано 12 тысяч рублей.",
    "Доля 12 % и 7 школ.",
    "Собралось 2009 человек.",
]


@pytest.mark.parametrize("text", CLOSED)
def test_numbers_that_their_signs_set_aside(text: str) -> None:
    found = closed(text, 0, len(text))
    assert found is not None
    assert [(text[start:end], kind) for start, end, kind in found] == CLOSED[text]


@pytest.mark.parametrize("text", [text for text in CLOSED if text != "– 14 –"])
def test_the_words_would_set_them_aside_as_well(text: str) -> None:
    assert [q.open for q in quantities(text, tokenize(text)) if q.open] == []


@pytest.mark.parametrize("text", OPEN)
def test_numbers_that_need_their_words(text: str) -> None:
    assert closed(text, 0, len(text)) is None
    assert holds_number(text, 0, len(text))


def test_a_look_at_a_stretch_ends_with_it() -> None:
    text = "Погода хорошая. Прошли 52 лекции. В 2009 году."
    assert closed(text, 0, 15) == ()
    assert not holds_number(text, 0, 15)
    assert closed(text, 34, len(text)) == ((36, 40, "date"),)
