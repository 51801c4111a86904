"""The second reading: which numbers stand beside one, and what they are taken for."""

import numpy as np
import pytest

from extractor.chooser.beside import neighbours, told
from extractor.chooser.features import features
from extractor.chooser.model import load
from extractor.chooser.score import score
from extractor.russian.context import Paragraph, split


def read(text: str) -> list[Paragraph]:
    return list(split(text))


def beside(paragraph: Paragraph, index: int, k: int) -> list[tuple[str, str, str]]:
    found = []
    for where, near, other, sentence, number in neighbours(paragraph, index, k):
        numeral = other.sentences[sentence].quantities[number].numeral
        found.append((where, near, str(numeral.value)))
    return found


def test_numbers_of_one_paragraph() -> None:
    (paragraph,) = read("Прошло 11 лекций, 12 бесед и 13 встреч. Пришли 14 ребят и 15 взрослых.")
    assert beside(paragraph, 0, 2) == [
        ("before", "sentence", "12"),
        ("before2", "sentence", "11"),
        ("behind", "paragraph", "14"),
        ("behind2", "paragraph", "15"),
    ]


def test_the_paragraph_before_speaks_too_the_one_behind_does_not() -> None:
    paragraphs = split("Создано 11 клубов и 12 кружков.\n\nПришли 13 ребят.\n\nПрошло 14 лекций.")
    found = [beside(paragraph, 0, 0) for paragraph in paragraphs]
    assert found == [
        [("behind", "sentence", "12")],
        [("before", "line", "12"), ("before2", "line", "11")],
        [("before", "line", "13")],
    ]


def test_numbers_set_aside_are_no_neighbours() -> None:
    (paragraph,) = read("В 2009 году в городе было 11 клубов, 40 % из них молодые.")
    assert beside(paragraph, 0, 1) == []


def test_an_elliptic_number_leans_on_the_one_with_the_noun() -> None:
    (paragraph,) = read("В районе 11 клубов, в селе – 12, в посёлке – 13.")
    assert [found for found in beside(paragraph, 0, 2) if found[0] == "leans"] == [
        ("leans", "sentence", "11")
    ]
    assert [found for found in beside(paragraph, 0, 0) if found[0] == "leans"] == []


def test_only_the_next_ones_speak_with_the_way_of_counting() -> None:
    types = [("before", "line", "activity_count"), ("leans", "sentence", "none")]
    assert list(told(types, "dash")) == [
        "before=activity_count&line",
        "before=activity_count",
        "before=activity_count&how=dash",
        "leans=none&sentence",
    ]


def test_what_is_joined_speaks_for_the_number() -> None:
    (paragraph,) = read("Действуют 12 клубов, в сёлах – 8.")
    chooser = load()
    alone = chooser.activate(features(paragraph, 0, 1))
    names = list(told([("before", "sentence", "organization_count")], "inherited"))
    joined = chooser.joined(alone, names)
    reasons = chooser.reasons(joined, "organization_count", count=1000)
    assert {reason.partition(" +")[0] for reason in reasons} & set(names)
    assert all(reason.partition(" +")[0] in {*alone.names, *names} for reason in reasons)
    assert np.allclose(chooser.joined(alone, []).hidden, alone.hidden, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        (
            "По числу первичек: Загорьевск – 19, Прудное – 8, прочие – 6.",
            ["organization_count"] * 3,
        ),
        ("В субботнике участвовали 300 человек: школьники – 120, студенты – 80, прочие – 100.",
         ["participation_count"] * 4),
        ("Население – 900 человек: Прудное – 120, Сосенки – 80.", [""] * 3),
    ],
)  # fmt: skip
def test_a_series_keeps_its_type(text: str, choices: list[str]) -> None:
    (paragraph,) = read(text)
    numbers = range(len(paragraph.sentences[0].quantities))
    assert [score(paragraph, 0, k).choice for k in numbers] == choices
