"""The cheap look at a sentence: numbers that their signs set aside, and those that need words."""

from collections.abc import Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.russian.quantities import quantities
from extractor.russian.scan import (
    DIGIT_MASKS,
    DIGITS,
    LIST_NUMBER,
    SIGN_MASKS,
    ZEROS,
    Closed,
    Masks,
    closed,
    holds_number,
    masks,
    passed_over,
    reason_beside,
)
from extractor.russian.tokens import tokenize

CLOSED = {
    "Закон № 131-ФЗ от 06.10.2003.": [("131-ФЗ", "law"), ("06.10.2003", "date")],
    "В 2009 году погода стояла хорошая.": [("2009", "date")],
    "Доля составила 12,5 % и выросла.": [("12,5", "percent")],
    "1.2. Общие положения": [("1.2.", "section")],
    "Звоните: тел. 8 (34256) 2-12-85.": [("8 (34256) 2-12-85", "phone")],
    "Сети стандарта 3G и сайт www.a1.ru.": [("3G", "code"), ("1.ru.", "code")],
    "Организация работы ______8": [("8", "page")],
    "– 14 –": [("14", "page")],
    "Погода стояла хорошая.": [],
}
NEAR = {
    "Сети тянутся на 60,2 километра.": [("60,2", "length")],
    "Запасы никеля – 30 тыс. тонн, земли 58 655 га.": [("30 тыс.", "weight"), ("58 655", "area")],
    "Льготы имеют дети от 3 до 7 лет.": [("3", "age"), ("7", "age")],
    "Кружок для детей 6-18 лет.": [("6-18", "age")],
    "Кафе открыто с 7 до 22 часов.": [("7", "time"), ("22", "time")],
    "Выросло за период с 2016 по 2020 год в 1,5 раза.": [
        ("2016", "date"), ("2020", "date"), ("1,5", "decimal"),
    ],
    "Акция прошла « 21 » июля.": [("21", "date")],
    "План принят на 2015—2020 годы.": [("2015", "date"), ("2020", "date")],
    "Рост на 4,5 - 5 % ожидается.": [("4,5 - 5", "percent")],
    "На 2020 год 0,0 тыс. рублей.": [("2020", "date"), ("0,0 тыс.", "zero")],
    "Отчёт сдают до 10-го числа.": [("10-го", "ordinal")],
    "Число врачей в расчёте на 10 тыс. жителей выросло.": [("10 тыс.", "rate")],
    "Стройка начата в 90-х годах.": [("90-х", "age")],
    "Состав дан (таблица 6).": [("6", "law")],
    "Согласно ст. 64 (с поправками).": [("64", "law")],
    "Перечень дан в приложении 3 к программе.": [("3", "law")],
    "Паспорт подпрограммы 3 «Дороги района».": [("3", "law")],
    "Мероприятие 2.1 (уличное освещение).": [("2.1", "law")],
}  # fmt: skip
BESIDE = {
    "По надоям район занял 14 место.": [("14", "place")],
    "Выпуск кирпича вырос в 8 раз.": [("8", "rate")],
    "Зал рассчитан на 300 мест.": [("300", "place")],
    "Завод даст 120 новых рабочих мест.": [("120", "place")],
    "Сдать отчёт до 15 числа.": [("15", "date")],
    "По статье 16 Федерального закона.": [("16", "law")],
    "К = 1, если срок не нарушен.": [("1", "formula")],
    "188 11690050056000140 Штрафы.": [("188", "code"), ("11690050056000140", "code")],
    "Загрузка подстанции – 5760 кВА.": [("5760", "energy")],
    "Введено 938 м2 жилья и 1,2 тыс. кв. м складов.": [
        ("938", "length"), ("2", "area"), ("1,2 тыс.", "area"),
    ],
    "Отчёт по форме № П-4.": [("4", "code")],
    "В стаде 921 голова.": [("921", "animals")],
    "В районе 43 населённых пункта.": [("43", "territory")],
    "Отчёт за 201_ год.": [("201", "form")],
    "За год родилось 250 чел., умерло 332 чел.": [("250", "population"), ("332", "population")],
}  # fmt: skip
"""Numbers that are told by the words next to them, though they are read as counts."""
OPEN = [
    "В Думе 20 мест.",
    "Дружина собиралась 8 раз.",
    "Дума приняла 3 закона.",
    "Проживают в приюте, всего 37 детей.",
    "Проголосовали 3 742 – 21 % избирателей.",
    "В округе 43 сельских ФАП.",
    "На встречу прибыли главы 58 из них.",
    "Штатных осталосьтрое, а было в 2001-мпятеро.",
    "Собрано 8 млн. на 5 тонн муки.",
    "Пришли 5 ветеранов старше 90 лет.",
    "Работают две бригады по 5 часов.",
    "В приложении 3 школы.",
    "Провели 10-ти дневный сбор.",
    "В городе 15 организаций.",
    "В 2009 году прошли две лекции.",
    "В 2009 году прошло 52 лекции.",
    "Собрано 12 тысяч рублей.",
    "Доля 12 % и 7 школ.",
    "Собралось 2009 человек.",
]


def test_the_digits_are_those_of_unicode() -> None:
    found = {chr(ord(zero) + i) for zero in ZEROS for i in range(10)}
    assert found == {chr(i) for i in range(0x10000) if chr(i).isdecimal()}


OPENED = [
    "<12>", "№ 5", "№5", "№\u00a05", "N5", "N 5", "тел. 8 (34256) 2-12-85", "Т. 8(34256)2-12-85",
    "ТЕЛ 8(34256)2-12-85", "факс: 2-12-85-1", "ФАКС +7(34)", "+7 (912) 345-67-89", "http://a1",
    "HTTPS://b2", "www.a1", "WWW.a1", "@a1", "№№ 5", "ттел. 8(34256)2-12-85", "wwww.a1",
]  # fmt: skip


UNOPENED = {"ФАКС +7(34)", "ттел. 8(34256)2-12-85"}
"""Those of them that only look like openings."""


@pytest.mark.parametrize("text", OPENED)
def test_each_mask_is_found_by_its_opening(text: str) -> None:
    compare(text)
    assert bool(compare(f"Слово {text} слово")) == (text not in UNOPENED)


@given(st.lists(st.sampled_from([*OPENED, "а", " ", "т", "1", "@"]), max_size=6))
def test_masks_are_looked_for_only_where_they_can_open(parts: list[str]) -> None:
    compare("".join(parts))


def compare(text: str) -> list[Closed]:
    """Look for masks from every character, and as the scan does; give those of signs."""
    signs, digits = ([*everywhere(text, group)] for group in (SIGN_MASKS, DIGIT_MASKS))
    listed = LIST_NUMBER.match(text)
    number = [(listed.start(), listed.end(), "list_number")] if listed else []
    assert masks(text, 0, len(text)) == (*signs, *digits, *number)
    return signs


def everywhere(text: str, group: Masks) -> Iterator[Closed]:
    end = -1
    for at in range(len(text)):
        found = group.at(text, at, len(text)) if at >= end else None
        if found:
            end = found[1]
            yield found


UNBARRED = Masks("digit")
GOING_ON = [
    ",", "-", "–", ".", "/", ":", "(", ")", ";", "%", "о", "з", "ФЗ", "класс", "«А»", "___", "...",
    "…", "руб", "г.", "kW", "@a", "человек", "-х", "октября", "_", "собрано", "до", "-этажный", "",
]  # fmt: skip
NUMBERS = st.sampled_from(["1", "12", "2009", "10", "8", "1234567"])
GAPS = st.sampled_from(["", " ", "\n"])


@given(st.lists(st.tuples(NUMBERS, GAPS, st.sampled_from(GOING_ON), GAPS), max_size=4))
def test_no_mask_goes_on_where_none_is_tried(parts: list[tuple[str, ...]]) -> None:
    text = "".join(chain.from_iterable(parts))
    starts = [digits.start() for digits in DIGITS.finditer(text)]
    found = [DIGIT_MASKS.at(text, at, len(text)) for at in starts]
    assert found == [UNBARRED.at(text, at, len(text)) for at in starts]


@pytest.mark.parametrize("text", CLOSED)
def test_numbers_that_their_signs_set_aside(text: str) -> None:
    found = closed(text, 0, len(text))
    assert found is not None
    assert [(text[start:end], kind) for start, end, kind in found] == CLOSED[text]


@pytest.mark.parametrize("text", [*NEAR, *BESIDE])
def test_numbers_that_the_words_next_to_them_set_aside(text: str) -> None:
    found = passed_over(text, 0, len(text), money=False)
    assert found is not None
    assert [(text[start:end], kind) for start, end, kind in found] == {**NEAR, **BESIDE}[text]


def test_a_number_is_told_where_others_of_its_sentence_are_not() -> None:
    text = "Прошли 52 лекции, по их числу город занял 14 место в области."
    assert passed_over(text, 0, len(text), money=False) is None
    assert [reason_beside(text, text.index(n), 0, len(text)) for n in ("52", "14")] == ["", "place"]


UNTOLD = ("– 14 –", "Перечень дан в приложении 3 к программе.")
"""What words alone do not tell: no page stands apart by them, and ``к`` is a noun too."""


@pytest.mark.parametrize("text", [text for text in {**CLOSED, **NEAR} if text not in UNTOLD])
def test_the_words_would_set_them_aside_as_well(text: str) -> None:
    assert [q.open for q in quantities(text, tokenize(text)) if q.open] == []


@pytest.mark.parametrize("text", OPEN)
def test_numbers_that_need_their_words(text: str) -> None:
    assert closed(text, 0, len(text)) is None
    assert passed_over(text, 0, len(text), money=False) is None
    assert holds_number(text, 0, len(text))


def test_a_look_at_a_stretch_ends_with_it() -> None:
    text = "Погода хорошая. Прошли 52 лекции. В 2009 году."
    assert closed(text, 0, 15) == ()
    assert not holds_number(text, 0, 15)
    assert closed(text, 34, len(text)) == ((36, 40, "date"),)
