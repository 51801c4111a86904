"""Tokens: what is split, what stays whole, and where each stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.russian.tokens import tokenize

CASES = {
    "32человека": ["32", "человека"],
    "Ленинска-Кузнецкого": ["Ленинска-Кузнецкого"],
    "пяти-шести": ["пяти", "-", "шести"],
    "80-ти": ["80", "-", "ти"],
    "№ 131-ФЗ": ["№", "131", "-", "ФЗ"],
    "организаций.Они": ["организаций", ".", "Они"],
    "«Мы»,": ["«", "Мы", "»", ","],
    "всехсемнадцати": ["всех", "семнадцати"],
    "изсеми": ["из", "семи"],
    "просто место": ["просто", "место"],
    "Хлопосемь": ["Хлопосемь"],
}


@pytest.mark.parametrize("text", CASES)
def test_splits(text: str) -> None:
    assert [token.text for token in tokenize(text)] == CASES[text]


def test_latin_letters_in_a_cyrillic_word_are_read_as_cyrillic() -> None:
    assert [token.lemma for token in tokenize("Cтуденты")] == ["студент"]


def test_a_word_all_latin_stays_latin() -> None:
    assert [token.lower for token in tokenize("Excel")] == ["excel"]


def test_a_declined_abbreviation_has_its_capitals_as_lemma() -> None:
    assert [token.lemma for token in tokenize("ТОСов НКО")] == ["тос", "нко"]


@given(st.text(alphabet="абвАБВ 1290.,-«»№%\n\u00a0е\u0301", max_size=60))
def test_tokens_stand_at_their_offsets_in_order(text: str) -> None:
    last = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= last
        last = token.end
    covered = "".join(token.text for token in tokenize(text))
    assert covered.replace(" ", "") == "".join(text.split()).replace("\u0301", "") or (
        "\u0301" in text
    )
