"""Sums of budgets: set aside by their unit where no drive or giving is spoken of."""

import pytest

from extractor.loaders.text import from_string
from extractor.pipeline import Extractor
from extractor.russian import work
from extractor.russian.context import split
from extractor.russian.giving import silent

BUDGETS = {
    "Доходы составили 150 тыс. рублей, расходы – 1 200,5 млн. руб.": ["150 тыс.", "1 200,5 млн."],
    "В 2019 году на дороги ушло 12 миллионов рублей.": ["2019", "12 миллионов"],
    "Средства (таблица 4) – 300 рублей на 5 лет.": ["4", "300", "5"],
}
OTHERS = [
    "Доходы составили 150 тыс. рублей на 12 школ.",
    "Доходы составили 150 тыс., расходы – 170 тыс. рублей.",
    "Два отдела получили 150 тыс. рублей.",
    "Жители пожертвовали 150 тыс. рублей.",
    "В ходе благотворительной акции собрано 150 тыс. рублей.",
    "Работают 12 школ.",
]


def closed_by_money(text: str) -> list[str] | None:
    """Give the numbers of a text of one sentence, where its money closes it."""
    paragraph = next(split(text))
    assert [sentence.closed for sentence in paragraph.sentences] == [None]
    found = silent(paragraph, 0)
    return found and [text[number[0] : number[1]] for number in found]


@pytest.mark.parametrize("text", BUDGETS)
def test_sums_of_budgets_close_a_sentence(text: str) -> None:
    assert closed_by_money(text) == BUDGETS[text]


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_and_words_of_giving_keep_it_open(text: str) -> None:
    assert closed_by_money(text) is None


def test_giving_is_looked_for_in_the_sentences_around() -> None:
    text = "Благотворители помогли школе. На ремонт ушло 150 тыс. рублей."
    paragraph = next(split(text))
    assert silent(paragraph, 1) is None


def test_such_a_sentence_is_not_tokenized_and_its_numbers_are_told_of() -> None:
    """The first lines of a document are tokenized for its place, whatever numbers they have."""
    opening = "Погода стояла хорошая.\n\n" * 100
    reader = Extractor()
    tokens = []
    for text in (opening, opening + next(iter(BUDGETS))):
        work.done.clear()
        found = reader.extract(from_string(text))
        tokens.append(work.done["tokens"])
    assert tokens[0] == tokens[1]
    assert found.records == ()
    assert [(item.text, item.reason) for item in found.left] == [
        ("150 тыс.", "no type: none 1.00"),
        ("1 200,5 млн.", "no type: none 1.00"),
    ]
