"""Approximators left, right and inside of a number."""

import pytest

from extractor.russian.modifiers import stated
from extractor.russian.quantities import quantities
from extractor.russian.tokens import tokenize

CASES = {
    "более 42 тысяч человек": "more_than",
    "свыше семисот граждан": "more_than",
    "в более чем 50 школах": "more_than",
    "более чем в 50 школах": "more_than",
    "с более чем 39 тысячами участников": "more_than",
    "900+ участников": "more_than",
    "20 с лишним человек": "more_than",
    "около 30 человек": "approx",
    "порядка двух десятков": "approx",
    "почти 45 миллионов человек": "approx",
    "1 миллион и почти 200 тысяч человек": "approx",
    "менее 10 человек": "less_than",
    "не менее 12 семей": "at_least",
    "как минимум 5 клубов": "at_least",
    "до 500 человек": "at_most",
    "не более 15 членов": "at_most",
    "20-30 человек": "range",
    "от 20 до 30 человек": "range",
    "пяти-шести хозяйств": "range",
    "с 25 до 35 клубов": "exact",
    "15 организаций": "exact",
    "более важно, что 15 организаций": "exact",
}


@pytest.mark.parametrize("text", CASES)
def test_the_last_number_has_the_modifier(text: str) -> None:
    assert quantities(text, tokenize(text))[-1].modifier == CASES[text]


def test_a_range_keeps_both_ends() -> None:
    (quantity,) = quantities("30–70 тысяч человек", tokenize("30–70 тысяч человек"))
    assert (quantity.numeral.value, quantity.numeral.upper) == (30_000, 70_000)


REACHED = {
    "число объединений возросло до 587": "exact",
    "увеличение числа клубов до 13 в 2015 году и до 20 клубов": "exact",
    "состав доведён до 31 человека": "exact",
    "помощь дошла до 287 семей": "exact",
    "тренеров довести до 950, лекторов – до 40": "exact",
    "на стадионе бывает до 500 человек": "at_most",
    "число клубов выросло, в каждом занимаются до 15 детей": "at_most",
    "рост числа отрядов; в отряде до 30 бойцов": "at_most",
    "число участников увеличилось, их не более 15": "at_most",
    "помощь получили до 100 семей": "at_most",
    "число клубов выросло более чем на треть, до 40": "exact",
    "увеличилось до более 30 клубов": "more_than",
}


@pytest.mark.parametrize("text", REACHED)
def test_what_a_change_reached_is_no_bound(text: str) -> None:
    tokens = tokenize(text)
    last = quantities(text, tokens)[-1]
    assert stated(tokens, last.numeral, last.modifier) == REACHED[text]
