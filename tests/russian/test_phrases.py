"""What a number counts, by name: right of it, in its label, announced or inherited."""

import pytest

from extractor.russian.context import Paragraph
from extractor.russian.naming import nominative

CASES = {
    # A bracket may stand before the noun; a clause of its own may not.
    "Проведено 948 ( 2014 год - 308 ) рейдов": ["рейд", "рейд"],
    "Рейдов 12 (в 2009 году – 13), учеников 300": ["рейд", "рейд", "ученик"],
    "Было 12 (в первом ряду) и гости": [None],
    # A row of adjectives takes the noun that closes it.
    "Подчинены 15 средних , 3 основных , 1 малая школа": [
        "средняя школа",
        "основная школа",
        "малая школа",
    ],
    "Подчинены 15 средних , 3 кружка": ["средний", "кружок"],
    "действует 15 общественных организаций города": ["общественная организация"],
    "Ветеранские и пенсионерские организации – 11": ["ветеранская и пенсионерская организация"],
    "Уличных комитетов: 106": ["уличный комитет"],
    "количество отделений составило 14": ["отделение"],
    "с общим числом участников 374 человека": ["участник"],
    "Победителей – девять": ["победитель"],
    "Число ТОС: рост с 43 до 60": ["ТОС", "ТОС"],
    "В районе 17 школ, из них 10 средних": ["школа", "средняя школа"],
    "Создано 12 клубов: в Адлере – 4": ["клуб", "клуб"],
    "Пришли 120, из них 60 – жители": [None, "житель"],
    "обучено 40 чел.": ["человек"],
    "В секциях 300 занимающихся в клубах": ["занимающийся"],
    "Здесь 60 занимающихся в спортивных секциях": ["занимающийся"],
    "численность занимающихся в спортивных секциях – 60": ["занимающийся в спортивных секциях"],
    "Здесь работают 9 самых опытных педагогов": ["опытный педагог"],
    "Помогли 9 их ветеранам": ["ветеран"],
    "Здесь 45 учащихся школ города": ["учащийся школ"],
    "Здесь 45 учащихся детей": ["учащийся ребёнок"],
    "Здесь 12 работающих предприятий": ["работающее предприятие"],
    "Пришли 30 работающих и неработающих инвалидов": ["работающий и неработающий инвалид"],
    "Обучающихся – 250": ["обучающийся"],
    "Врачей высшей категории – 12": ["врач высшей категории"],
    "Членов общества на 1 января 2014 г. – 947": ["член общества"],
    "В совете 15 членов: образование – 8, культура – 7": ["член", "член", "член"],
    "Занимаются 90 учащихся: ДМШ № 2 – 30, ДХШ – 40": ["учащийся", "учащийся", "учащийся"],
    "Есть 12 учреждений: школы – 8, библиотеки – 4": ["учреждение", "школа", "библиотека"],
}


@pytest.mark.parametrize("text", CASES)
def test_names(text: str) -> None:
    (sentence,) = Paragraph(text, 0, len(text)).sentences
    found = [
        phrase and nominative(phrase)
        for quantity, phrase in zip(sentence.quantities, sentence.phrases, strict=True)
        if quantity.open
    ]
    assert found == CASES[text]


def test_money_is_not_handed_on() -> None:
    text = "Выделено 500 рублей, получили 12."
    (sentence,) = Paragraph(text, 0, len(text)).sentences
    assert sentence.phrases[1] is None


OVER_SENTENCES = {
    "Появились 73 общества. Всего их 39. Из них 4 спортивных": [
        "общество", "общество", "спортивное общество",
    ],
    "Есть 80 организаций. Ветеранские – 11, инвалидов – 6, молодёжные – 14": [
        "организация", "ветеранская организация", "инвалид", "молодёжная организация",
    ],
    "Школ – 12, средних – 8, основных – 4": ["школа", "средняя школа", "основная школа"],
    "Членов союза – 60: наука – 40, прочие – 20. Ранее их было 75": [
        "член союза", "член союза", "член союза", "член союза",
    ],
    "Прошли 12 лекций. Погода стояла хорошая. Всего 5": ["лекция", None],
}  # fmt: skip


@pytest.mark.parametrize("text", OVER_SENTENCES)
def test_names_over_sentences(text: str) -> None:
    found = [
        phrase and nominative(phrase)
        for sentence in Paragraph(text, 0, len(text)).sentences
        if sentence.closed is None
        for quantity, phrase in zip(sentence.quantities, sentence.phrases, strict=True)
        if quantity.open
    ]
    assert found == OVER_SENTENCES[text]


@pytest.mark.parametrize("row", ["Прошло 5 встреч. ", "5 новых. ", "Всего их 5. ", "Мужчин 5. "])
def test_a_long_row_of_sentences_is_read_from_any_of_them(row: str) -> None:
    """Each leans on the one before; the last may be the first that is asked."""
    text = "Проведено 12 лекций. " + row * 3000
    told = [
        [sentence.phrases for sentence in order(Paragraph(text, 0, len(text)).sentences)]
        for order in (list, reversed)
    ]
    assert len(told[0]) > 3000
    assert told[1] == told[0][::-1]
