"""Numbers in words, against num2words in every case, gender and number."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from extractor.russian.numerals import read
from extractor.russian.tokens import tokenize

CASES = {
    "n": "nominative",
    "g": "genitive",
    "d": "dative",
    "a": "accusative",
    "i": "instrumental",
    "p": "prepositional",
}
NUMBERS = st.one_of(
    st.integers(1, 10**9),
    st.integers(1, 2100),
    st.builds(lambda a, k: a * 10**k, st.integers(1, 99), st.integers(0, 7)),
)
# plural=True is left out: num2words then puts collectives into compounds ("сорок двоих тысяч"),
# which Russian does not have; collectives by themselves are tested with the other numerals.
GENDERS = ("m", "f", "n")


@pytest.mark.parametrize("case", CASES)
@settings(max_examples=150, deadline=None)
@given(number=NUMBERS, gender=st.sampled_from(GENDERS), animate=st.booleans())
def test_words_are_read_as_their_number(case: str, number: int, gender: str, animate: bool) -> None:
    words = num2words(number, lang="ru", case=case, gender=gender, animate=animate)
    tokens = tokenize(words)
    found = read(tokens, 0)
    assert found is not None, words
    assert (found.value, found.upper, found.first, found.last) == (
        Decimal(number),
        None,
        0,
        len(tokens),
    ), words


@settings(max_examples=300, deadline=None)
@given(number=st.integers(1, 10**12), separator=st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_digits_in_groups_are_read(number: int, separator: str) -> None:
    tokens = tokenize(f"{number:,}".replace(",", separator) + " человек")
    found = read(tokens, 0)
    assert found is not None
    assert (found.value, found.last) == (Decimal(number), len(tokens) - 1)


@settings(max_examples=200, deadline=None)
@given(
    whole=st.integers(0, 999),
    part=st.integers(1, 99),
    mark=st.sampled_from(",."),
    scale=st.sampled_from([("тыс.", 10**3), ("млн", 10**6), ("млрд.", 10**9), ("миллиона", 10**6)]),
)
def test_decimals_with_a_scale_are_exact(
    whole: int, part: int, mark: str, scale: tuple[str, int]
) -> None:
    tokens = tokenize(f"{whole}{mark}{part} {scale[0]} рублей")
    found = read(tokens, 0)
    assert found is not None
    assert found.value == Decimal(f"{whole}.{part}") * scale[1]
