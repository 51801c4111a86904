"""What time a document reports on, by its opening lines."""

import pytest

from extractor.russian.opening import ITEM, Heading

BODY = "\n\n" + "Работают клубы и секции. " * (ITEM // 20)
"""Prose without a date, long enough for a report."""

REPORTED = {
    "ОТЧЁТ ЗА 2010 ГОД": ("2010", "2010"),
    "Об итогах за 2012 год и задачах на 2013 год": ("2012", "2012"),
    "Общественная жизнь района в 2011 году": ("2011", "2011"),
    "«Итоги-2023. Планы-2024»": ("2023", "2023"),
    "Лысьва-2010. Городской ежегодник": ("2010", "2010"),
    "Отчёт о работе\nза 2015г.\n(исх. № 01-14/337 от 19.01.2016)": ("2015", "2015"),
    "Состояние объединений (2013 год)\n\nПерепись 2010 года учла 48 народов.": ("2013", "2013"),
    "Отчёт за 2011/2012 учебный год": ("2011/2012", "2011"),
    "Отчёт о работе за девять месяцев 2010 года": ("2010-01/2010-09", "2010"),
    "Отчёт об исполнении программы (2019–2021 годы)": ("2019/2021", "2019"),
    # At the beginning of a year a report tells of the one before.
    "Выступление главы, 20 февраля 2020 года": ("2019", "2020"),
    "Справка к заседанию коллегии, февраль 2010 года": ("2009", "2010"),
    "Выступление главы, 20 октября 2020 года": ("2020", "2020"),
    # Of a time over several years the last one is reported on.
    "Информация о работе за период с января 2009 г. по апрель 2010 г.": ("2010", "2010"),
    # A forecast is of its first year; the year it runs to is no one's.
    "Прогноз на 2019 год и на период до 2021 года": ("2019", "2019"),
    "Прогноз на 2019 год и плановый период 2020 и 2021 годов": ("2019", "2019"),
    "Стратегия развития района до 2025 года": (None, None),
    # A digest is of its month.
    "Газета «Искра», рубрика «День за днём». Март 2006 г.": ("2006-03", "2006"),
    "Дайджест пресс-службы. Ноябрь-2017": ("2017", "2017"),
    "Обзор новостей, 8–14 декабря 2014 года": ("2014", "2014"),
    # What is planned, cited or began in a year tells nothing.
    "Программа развития на 2014–2016 годы": (None, None),
    "Постановление от 11.11.2013 № 2874": (None, None),
    "Городская газета. Выходит с 1991 г.": (None, None),
    "2015 г. – 49,90 тыс. руб. – местный бюджет\n2016 г. – 5 тыс. руб.": (None, None),
    "2017 год 608,2\n2018 год 608,2": (None, None),
    "О работе клубов": (None, None),
    "До 2017 года было 54 клуба.": (None, None),
}


@pytest.mark.parametrize("opening", REPORTED)
def test_reported(opening: str) -> None:
    found = Heading(opening + BODY)
    assert (found.period.value if found.period else None, found.year) == REPORTED[opening]


def test_the_day_of_a_news_item_is_not_the_time_it_tells_of() -> None:
    assert Heading("24.11.2025\n\nВ совете 15 человек.").period is None
    assert Heading("24.11.2025" + BODY).period is not None


def test_evidence_is_the_period_itself() -> None:
    text = "Выступление главы, 20 февраля 2020 года" + BODY
    period = Heading(text).period
    assert period is not None
    assert text[period.start : period.end] == "20 февраля 2020 года"


PLACES = {
    "ГОДОВОЙ ДОКЛАД\nОбщественной палаты МОГО «Ухта»": "Ухта",
    "КОТЕЛЬНИЧ. Ежегодник\nЦифры и события": "Котельнич",
    "Каменск-Уральский: что это за палата": "Каменск-Уральский",
    "ЖИЗНЬ ГОРОДА И ГОРОЖАН КИНЕШМЫ": "Кинешма",
    "О работе Кыштымского городского совета\nДоклад Н. П. Сухоруковой": "Кыштым",
    # A title names the place where nothing outside of titles does.
    "Отчёт о программе «Молодёжь Ухты»\nКотельничского района": "Котельничский район",
    "« Барабинск - город активных людей »": "Барабинск",
    "Листаем газету «Таёжный край»": None,
    "ДОКЛАД ПАЛАТЫ МОГО «УХТА» ЗА ГОД": "Ухта",
    # A name may go on in the next line.
    "Приложение к постановлению\nглавы Уржумского\nмуниципального района": (
        "Уржумский муниципальный район"
    ),
    "Отчёт о работе в Котельничском\nмуниципальном районе Республики\nКоми": (
        "Котельничский муниципальный район"
    ),
    "АДМИНИСТРАЦИЯ\nЕЛАНЬ - БОРОВСКОГО ГОРОДСКОГО ПОСЕЛЕНИЯ": "Елань-Боровское городское поселение",
    # A letterhead goes down from the region to who issued the act.
    "КИРОВСКАЯ ОБЛАСТЬ\nУРЖУМСКИЙ РАЙОН\nАДМИНИСТРАЦИЯ БУЙСКОГО СЕЛЬСОВЕТА\nПОСТАНОВЛЕНИЕ": (
        "Буйский сельсовет"
    ),
    "КИРОВСКАЯ ОБЛАСТЬ\nОтчёт за год": "Кировская область",
    "Вести Кировской области\nО работе Уржумского района": "Кировская область",
    "Кинешма\nЖизнь Ивановской области": "Кинешма",
    # An act is not of the town in which it was signed, unless it names no other.
    "П О С Т А Н О В Л Е Н И Е\n29 марта 2019 г. № 8\nс. Айкино\nО бюджете МР « Усть - Вымский »": (
        "Усть-Вымский район"
    ),
    "РЕШЕНИЕ\nг. Шадринск\nО работе клубов": "Шадринск",
    "г. Шадринск\nО работе Каргапольского района": "Шадринск",
    # An adjective in small letters is the last to be asked.
    "Дайджест льговских событий": "Льгов",
    "Дайджест советских времён": None,
    "О работе клубов": None,
}


@pytest.mark.parametrize("opening", PLACES)
def test_place(opening: str) -> None:
    place = Heading(opening + BODY).place
    assert (place and place.value) == PLACES[opening]


@pytest.mark.parametrize(
    "where",
    ["в ДЮСШ с. Парфеньево", "в МОУ « ООШ п. Луговой »", "в сёлах Кожва, Караяр"],
)
def test_where_an_institution_stands_is_no_place_of_the_document(where: str) -> None:
    assert Heading(f"Тренеры есть.\nЗанятия ведутся {where}.").place is None


@pytest.mark.parametrize(
    ("heading", "noun", "meant"),
    [
        ("Газета города Вологды", "области", "Вологодская область"),
        ("Газета города Казани", "Республике", "Республика Татарстан"),
        ("Газета города Перми", "регионе", "Пермский край"),
        ("Газета города Вологды", "городе", "Вологда"),
        ("Вести Вологодской области", "области", "Вологодская область"),
        ("Газета города Вологды", "крае", None),
        ("Газета города Шадринска", "области", None),
        ("Газета", "области", None),
    ],
)
def test_what_a_noun_alone_means(heading: str, noun: str, meant: str | None) -> None:
    place = Heading(heading + BODY).meant(noun)
    assert (place and place.value) == meant


def test_without_a_heading_the_place_is_the_one_named_most() -> None:
    text = "Открыт клуб.\nПриехал хор Ржева. В Шадринске 5 клубов, в Шадринске 8 хоров."
    place = Heading(text).place
    assert place is not None
    assert (place.value, text[place.start : place.end]) == ("Шадринск", "Шадринске")
