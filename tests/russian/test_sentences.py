"""Sentence and paragraph borders; ``|`` marks a border in the cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.russian.sentences import LONGEST, paragraphs, sentences

SENTENCES = (
    "В городе 5 орг.| Они действуют.",
    "На территории г. Ленинска-Кузнецкого работают 2 лектора.| В 2009 г. проведено 52 лекции.",
    "В 2009 г.| Проведено 52 лекции.",
    "Собрано 5 тыс. рублей.| Всего 37 чел.| Они ушли.",
    "Доклад А. С. Петрова принят.| Вопросов нет.",
    "организаций.|Они пришли",
    "Помощь получили 12 семей ( 19 % ) .| Всего 40 .",
    "Кто пришёл?| Все!| И даже больше…| Да.",
    "Улица им. Ленина и ул. Мира, д. 5.",
    "Доход вырос на 12,5 процента.| План выполнен.",
)
PARAGRAPHS = (
    "Первый абзац.|\nВторой абзац.",
    "В городе действует много общественных объединений, из них\nветеранских – 12.",
    "Список:|\n- первое;|\n- второе.",
    "ЗАГОЛОВОК|\n\nТекст.",
)


def borders(marked: str) -> tuple[str, list[str]]:
    return marked.replace("|", ""), [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    text, expected = borders(marked)
    assert [text[start:end] for start, end in sentences(text, 0, len(text))] == expected


@pytest.mark.parametrize("marked", PARAGRAPHS)
def test_paragraphs(marked: str) -> None:
    text, expected = borders(marked)
    assert [text[start:end] for start, end in paragraphs(text)] == expected


@given(st.text(alphabet="аБвГ 12.!?;:-\n«»", max_size=80))
def test_nothing_but_blanks_is_lost(text: str) -> None:
    pieces = [
        text[start:end] for block in paragraphs(text) for start, end in sentences(text, *block)
    ]
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_an_overlong_sentence_is_cut_and_loses_nothing() -> None:
    text = "Школ 12, клубов 7 " * 2000
    pieces = sentences(text, 0, len(text))
    assert max(end - start for start, end in pieces) <= LONGEST
    assert "".join("".join(text[a:b] for a, b in pieces).split()) == "".join(text.split())
