"""Which numbers are parts of another."""

from decimal import Decimal

import pytest

from extractor.candidates import Candidate
from extractor.loaders.text import from_string
from extractor.russian.context import Paragraph
from extractor.russian.layer import Layer, Scored
from extractor.russian.parts import Number, wholes


def silent(paragraph: Paragraph, index: int, k: int) -> Scored:
    """Score every number as no fact."""
    return Scored({"none": 1.0}, "", tuple)


LAYER = Layer((), silent)

CASES = {
    # Announced, before or behind the number.
    "Работают 12 школ, из них 5 средних.": [None, 12],
    "Работают 12 школ, 5 из них средние, 4 основные.": [None, 12, 12],
    "Провели 45 встреч, в том числе 28 выездных, среди них 14 в сёлах.": [None, 45, 28],
    "В палате 36 мест. Из них 10 свободны.": [None, 36],
    "Рассмотрено 612 дел (в прошлом 655), в том числе 438 новых.": [None, None, 612],
    "Отчитались 3 школы из 4.": [4, None],
    # A number of another year is none, unless the years make the whole up.
    "Были 90 детей, из них 70 школьников (в 2015 г. более 60 детей).": [None, 90, None],
    "Провели 9 встреч (в 2015 году 5 встреч).": [None, None],
    "Провели 9 встреч (в 2015 году 4, в 2016-м 5).": [None, 9, 9],
    "Восьми клубам дали гранты. Три из них новые, два старые.": [None, 8, 8],
    # What goes on with a list; a semicolon closes an inner one.
    "Работают 12 школ, из них 5 средних, 4 основные и 1 вечерняя.": [None, 12, 12, 12],
    "Занято 187 человек: в школах – 96, из них 41 тренер; в садах – 52.": [None, 187, 96, 187],
    "В том числе:\n- 12 школ;\n- 5 клубов.": [None, None],
    "Есть 33 клуба, в том числе:\n14 сельских;\n7 городских.": [None, 33, 33],
    # A text may contradict itself.
    "Есть 12 школ, из них 9 средних и 5 основных.": [None, 12, 12],
    # What makes a sum up, even where nothing announces it.
    "Мандатов 36. Партия «А» взяла 21, «Б» – 9, «В» – 6.": [None, 36, 36, 36],
    "Действует 41 НКО, было 37. Структура: фонды – 20, союзы – 15, иные – 6.": [
        None, None, 41, 41, 41,
    ],
    # A breakdown that a sentence of its own announces, line by line; of now, not of before.
    "На учёте 51 НКО (было 47). По видам:\n- обществ. организаций 23;\n- фондов 8.": [
        None, None, 51, 51,
    ],
    "Действовали 83 ячейки, годом ранее – 88. Расклад по отраслям:\n\nшколы – 36;\nзаводы – 9.": [
        None, None, 83, 83,
    ],
    "На учёте 51 НКО. Распределение:\nфондов 8;\nсоюзов 7.": [None, 51, 51],
    "На учёте 51 НКО. Планы на год:\nфондов 8;\nсоюзов 7.": [None, None, None],
    "На учёте 5 НКО. По видам школ:\nсредних 8;\nосновных 7.": [None, None, None],
    "Есть 28 школ (средних – 21, основных – 5, начальных – 2).": [None, 28, 28, 28],
    # In the bracket that the noun of the whole opens; what follows it is none of that whole.
    "Работают 26 педагогов (высшее образование – у 5 педагогов).": [None, 26],
    "Работают 19 школ (сельских – 12), 5 клубов.": [None, 19, None],
    "Работают 19 школ (в том числе 12 сельских, 2 вечерних), 4 клуба, 3 музея.": [
        None, 19, 19, None, None,
    ],
    "Есть 28 организаций, в том числе ветеранские (12), женские (5), детские (3).": [
        None, 28, 28, 28,
    ],
    "Занято 174 человека: почта – 112 (разносят – 68), связь – 41.": [None, 174, 112, 174],
    "Проведено 62 встречи (план – 50).": [None, None],
    "Работают 53 клуба (год назад был 41).": [None, None],
    "Работают 84 клуба (80).": [None, None],
    # Neither a sum nor a list.
    "Работают 12 школ и 5 клубов.": [None, None],
    "Было 12 школ. Открыто 5 клубов.": [None, None],
    "В клубе 9 кружков. Секций – 4. Хоров – 5.": [None, None, None],
    "Есть 5 школ, из них 12 клубов.": [None, None],
    "Есть 43 клуба. Закрыли 26. Открыли 10. Заявили 7.": [None, None, None, None],
    "В 2014 году было 12 школ, в 2015 – 10.": [None, None],
}  # fmt: skip


def read(text: str) -> list[Candidate]:
    docs = [found.doc for found in LAYER.annotate(from_string(text))]
    return [c for doc in docs if doc is not None for c in doc._.candidates]


@pytest.mark.parametrize("text", CASES)
def test_wholes(text: str) -> None:
    found = read(text)
    values = {c.start: int(c.value) for c in found}
    assert [None if c.part_of is None else values[c.part_of] for c in found] == CASES[text]


def test_parts_are_of_the_type_of_their_whole() -> None:
    group = (0, 40)
    school = Number(0, 2, Decimal(12), "a", group, group)
    pupil = Number(17, 18, Decimal(5), "b", group, group)
    text = "12 школ, из них 5 учеников и ещё 4 школы"
    assert wholes(text, [school, pupil]) == {}
    assert wholes(text, [school, pupil._replace(type="a")]) == {17: 0}


def test_a_list_of_lines_knows_the_line_that_opened_it() -> None:
    text = "Отчёт\n\nВ округе 28 учреждений:\nбольниц – 12;\n\nамбулаторий – 16.\n\nШкол 9."
    found = read(text)
    assert [c.part_of for c in found] == [None, found[0].start, found[0].start, None]
