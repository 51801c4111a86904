"""Analyses of word forms: those of pymorphy3, in its order, put together faster."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.russian import morphology
from extractor.russian.morphology import analyzer, readings

TEXT = (Path(__file__).parents[2] / "corpora" / "demo" / "zarechensk.txt").read_text("utf-8")
FORMS = sorted(set(re.findall(r"[а-яё]+", TEXT.lower())))
ODD = ["и", "еще", "ещё", "стали", "мбоу", "кое-кто", "а", "щщщ", "xv", "высшей", "ёлок", "всем"]


def parsed(form: str) -> list[tuple[str, str, str]]:
    every = analyzer().parse(form)[: morphology.LIKELY]
    return [
        (parse.normal_form.replace("ё", "е"), str(parse.tag.POS or ""), str(parse.tag.case or ""))
        for parse in every
    ]


def own(form: str) -> list[tuple[str, str, str]]:
    return [(r.lemma, r.pos, r.case) for r in morphology._parsed(form)]


def without_participles(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Leave out those whose lemma is their own here, not their verb's."""
    return [("", pos, case) if pos == "PRTF" else (lemma, pos, case) for lemma, pos, case in found]


def test_the_forms_of_a_report_are_analysed_as_pymorphy3_does() -> None:
    assert len(FORMS) > 100
    for form in [*FORMS, *ODD]:
        assert without_participles(own(form)) == without_participles(parsed(form)), form


@given(st.sampled_from(FORMS), st.sampled_from(["", "ов", "ами", "ый", "ся", "е"]))
def test_forms_that_may_not_exist_too(form: str, ending: str) -> None:
    made = form[: max(1, len(form) - 2)] + ending
    assert without_participles(own(made)) == without_participles(parsed(made))


@pytest.mark.parametrize(
    ("form", "lemma"), [("учащихся", "учащийся"), ("чел", "человек"), ("первички", "первичка")]
)
def test_lemmas_of_our_own(form: str, lemma: str) -> None:
    assert readings(form)[0].lemma == lemma
