"""Approximators left, right and inside of a number."""

import pytest

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
