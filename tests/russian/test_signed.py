"""Patterns behind signs find what they would find without them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.russian import months, periods, timing, yearless
from extractor.russian.signed import Signed, Stretch

TEXT = (Path(__file__).parents[2] / "corpora" / "demo" / "zarechensk.txt").read_text("utf-8")
EVERY = [
    *(rule for rule, _ in periods.RULES), periods.BACK,
    *(found for found in vars(yearless).values() if isinstance(found, Signed)),
    *(found for found in vars(timing).values() if isinstance(found, Signed)),
]  # fmt: skip
ADJECTIVES = (
    "прошлом предыдущем отчётном отчетном текущем этом нынешнем минувшем прошедшем следующем"
)
OF_MONTHS = [f"{stem}ских" for stem in months.STEMS if stem != "май"]
MATCHED = [
    "12.05.2011", "12.05", "5–12 мая 2011 года", "с мая по июнь 2011 года", "(12.05)", "2011-2012",
    "на начало 2011/2012 уч. года", "за 9 месяцев 2011 года", "II квартал 2011", "2011/2012 уч.",
    "во 2 полугодии 2011", "2011–2012 гг.", "2011—2012 гг.", "с 2011 по 2012", "от 2011 до 2012",
    "летом", "за лето", "весной", "за весну", "осенью", "за осень", "АППГ", "в прошлом - 5",
    "в минувшем – 5", "в отчётном – 5", "в нынешнем – 5", "в текущем – 5", "на конец года",
    "к концу года", "год назад", "годом ранее", "годом раньше", "двумя годами прежде",
    "сегодня", "теперь", "сейчас", "ныне", "нынче", "на сегодняшний день", "к настоящему времени",
    "в настоящее время", "на данный момент", "на текущий момент", "до этого", "прежде", "ранее",
    "раньше", "изначально", "поначалу", "первоначально", "вначале", "сначала", "(было", ", было",
    "лет назад", "лет пять назад", "в предыдущем сезоне", "ежегодно", "ежемесячно", "каждый год",
    "из года в год", "за последний год", "за последние годы", "традиционно",
    "обычно", *(f"5 {form}" for form in months.MONTHS), *(f"{form} 2011" for form in months.MONTHS),
    *(f"в {word} году" for word in ADJECTIVES.split()), *(f"на {word} играх" for word in OF_MONTHS),
]  # fmt: skip


def both(text: str) -> list[tuple[list[str], ...]]:
    stretch = Stretch.of(text, 0, len(text))
    return [
        tuple([m.group() for m in found] for found in (signed.finditer(stretch), plain(text)))
        for signed, plain in ((signed, signed._pattern.finditer) for signed in EVERY)
    ]


@pytest.mark.parametrize("text", MATCHED)
def test_no_match_is_without_a_sign(text: str) -> None:
    assert any(own for own, _ in both(text)) or text == "12.05"
    for said in (text, text.upper(), f"Слово {text} слово"):
        assert all(own == plain for own, plain in both(said)), said


@given(st.lists(st.sampled_from(MATCHED), max_size=4), st.sampled_from(["", " ", "–"]))
def test_nor_where_several_stand_together(parts: list[str], glue: str) -> None:
    assert all(own == plain for own, plain in both(glue.join(parts)))


def test_a_report_is_read_the_same() -> None:
    found = both(TEXT)
    assert all(own == plain for own, plain in found)
    assert sum(bool(own) for own, _ in found) >= 3


def test_a_pattern_is_not_tried_without_its_sign() -> None:
    signed = Signed("[а-я]+", "ы")
    assert list(signed.finditer(Stretch.of("только слова", 0, 12))) == []
    assert [m.group() for m in signed.finditer(Stretch.of("Сыр", 0, 3))] == ["Сыр"]


@pytest.mark.parametrize(("end", "whole"), [(7, True), (4, False)])
def test_a_whole_match_ends_where_the_stretch_does(end: int, whole: bool) -> None:
    assert Signed(r"\w+ \w+", "").fullmatch("два дня", 0, end) is whole
