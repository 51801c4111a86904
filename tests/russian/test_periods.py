"""Periods as ISO; dates of laws are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.russian.periods import find

CASES = {
    "на 01.01.2015": ["2015-01-01"],
    "1 января 2012 года": ["2012-01-01"],
    "в декабре 2011 года": ["2011-12"],
    "за 9 месяцев 2013 года": ["2013-01/2013-09"],
    "за шесть месяцев 2013 года": ["2013-01/2013-06"],
    "в I полугодии 2015 года": ["2015-01/2015-06"],
    "во втором квартале 2014": ["2014-04/2014-06"],
    "с 2011 по 2015 год": ["2011/2015"],
    "в 2011-2015 гг.": ["2011/2015"],
    "в 2013/2014 учебном году": ["2013/2014"],
    "в 2009 году": ["2009"],
    "в 2012-м": ["2012"],
    "на начало 2014 года": ["2014"],
    "к концу 2014 года": ["2014"],
    "с ноября 2011 по март 2012 года": ["2011-11/2012-03"],
    "в отчётном году": ["2011"],
    "в прошлом году": ["2010"],
    "в августе прошло": ["2011-08"],
    "летом отдохнули": ["2011-06/2011-08"],
    "в 2011 – 5, в 2012 – 7": ["2011", "2012"],
    "постановление от 14.05.2005 № 418": [],
    "решением от 24.10.2018 утверждён": [],
    "2000 человек": ["2000"],
    "1950 руб.": [],
    "через два года": [],
    "31.13.2015": [],
}


@pytest.mark.parametrize("text", [case for case in CASES if case != "2000 человек"])
def test_periods(text: str) -> None:
    assert [field.value for field in find(text, 0, len(text), "2011")] == CASES[text]


def test_evidence_ends_at_a_word() -> None:
    text = "в 2009 году"
    (field,) = find(text, 0, len(text))
    assert text[field.start : field.end] == "2009 году"


@given(st.text(alphabet="0123456789. годмайсп-/", max_size=40))
def test_periods_stay_inside(text: str) -> None:
    for field in find(text, 0, len(text), "2011"):
        assert 0 <= field.start < field.end <= len(text)
