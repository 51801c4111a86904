"""Status, period, place, body of each number, from the clause outward."""

from collections.abc import Callable

import pytest

from extractor.candidates import Candidate
from extractor.loaders.text import from_string
from extractor.russian.context import Paragraph
from extractor.russian.layer import Layer, Scored

Read = Callable[[str], list[Candidate]]


def silent(paragraph: Paragraph, index: int, k: int) -> Scored:
    """Score every number as no fact."""
    return Scored({"none": 1.0}, "", tuple)


@pytest.fixture(scope="module")
def candidates() -> Read:
    """Read the candidates of a text with a scorer that knows nothing."""
    layer = Layer((), silent)

    def read(text: str) -> list[Candidate]:
        docs = [found.doc for found in layer.annotate(from_string(text))]
        return [c for doc in docs if doc is not None for c in doc._.candidates]

    return read


STATUS = {
    "Планируется провести 12 встреч.": ["planned"],
    "К 2020 году будет открыто 5 клубов.": ["planned"],
    "Проведено 12 встреч.": ["actual"],
    "В акции примут участие 300 человек.": ["planned"],
    "В акции приняли участие 300 человек.": ["actual"],
    "Из 46 запланированных встреч состоялось 38.": ["planned", "actual"],
    # What stands in brackets with a number tells of that one only.
    "Проведено 62 встречи (план – 50) и 9 семинаров.": ["actual", "planned", "actual"],
    "Мероприятий 130 (план 115), участников 20 353.": ["actual", "planned", "actual"],
    "2012 год (план) – 5 грантов.": ["planned"],
    # Verbs of both aspects are as well of the present.
    "Программы реализуют 6 школ, ежегодно организуется 20 акций.": ["actual", "actual"],
    "Отдыхом будет охвачено 107 детей.": ["planned"],
    "Отдыхом было охвачено 107 детей.": ["actual"],
    # A line that plans opens a list; what its targets start from already is.
    "Планируется достичь:\n- число клубов – 5;\n- проведение 12 встреч.": ["planned", "planned"],
    "Меры позволят:\n- число клубов с 5 до 8;\n- число отрядов – 9 (в 2018 году – 7).": [
        "actual",
        "planned",
        "planned",
        "actual",
    ],
    "Достигнуто:\n- число клубов – 5;\n- проведение 12 встреч.": ["actual", "actual"],
}
LONG = "Жильё строит население, и каждый дом в деревнях виден издалека. " * 6
PERIODS = {
    # The year of a plan is none of what already is; of a report on a plan it is.
    "ПРОГНОЗ РАЗВИТИЯ НА 2019 ГОД\n\nДействуют 5 клубов. Планируется создать 7 клубов.": [
        None,
        "2019",
    ],
    "ОТЧЁТ О ПЛАНЕ НА 2019 ГОД\n\nДействуют 5 клубов.": ["2019"],
    "ПРОГНОЗ НА 2019 ГОД\n\nПояснительная записка к прогнозу\n\nДействуют 5 клубов.": [None],
    "В 2011 году было 5 клубов, в 2012 – 7.": ["2011", "2012"],
    "Работает 8 клубов (в 2013 году – 6 клубов).": [None, "2013"],
    "С 25 человек в 2017 году до 40 человек к концу 2022 года.": ["2017", "2022"],
    "Открыть 3 клуба до конца 2019 года и 2 клуба в течение 2020 года.": ["2019", "2020"],
    "Создано 3 новых клуба в 2019 году, 2 новых клуба в 2020 году.": ["2019", "2020"],
    "Создано 3 клуба, до 2019 года их было 2.": [None, None],
    # A day without a year has that of the period before.
    "На 1 октября 2010 года есть 43 клуба. К 1 ноября их 48.": ["2010-10-01", "2010-11-01"],
    "К 1 ноября есть 48 клубов.": [None],
    "В 2014 году прошёл форум. Участвовали 40 человек.": ["2014"],
    "Собрано 500 рублей, больше, чем в 2008 году.": [None],
    "В 2014 году прошёл форум. В городе действуют 40 клубов.": [None],
    "На 1 мая 2014 года создан штаб. В нём состоят 40 человек.": ["2014-05-01"],
    "До 2017 года было 54 ТОС.": [None],
    "До 2027 года откроют 54 ТОС.": ["2027"],
    "В 2014 году советов стало 9, раньше 5.": ["2014", None],
    "В 2014 году прошёл форум. Ежегодно проводится 12 встреч.": [None],
    "В 2014 году сделано:\n- проведено 5 встреч;\n- создано 3 клуба.": ["2014", "2014"],
    "В 2014 году выдано 5 грантов.\nПроведены встречи.\nСоздано 3 клуба.": ["2014", "2014"],
    "В 2014 году выдано 5 грантов.\n\nСоздано 3 клуба.": ["2014", None],
    # A line of a few words without a verb opens a section, a line cut by a wrap is no heading.
    "В 2014 году выдано 5 грантов.\nРазвитие социальной сферы.\nЕсть 3 клуба.": ["2014", None],
    LONG + "\nВ I полугодии 2018 года построено\n22 дома.\n\nЕсть 5 клубов.": [
        "2018-01/2018-06",
        None,
    ],
    "Итоги 2018 года\n22 встречи и 5 клубов.": ["2018", "2018"],
    "ОТЧЁТ ЗА 2010 ГОД\n\nГод назад было 5 клубов. Проведено 7 встреч.": ["2009", "2010"],
    "ОТЧЁТ ЗА 2010 ГОД\n\nВ мае провели 5 встреч. Выдано 7 грантов.": ["2010-05", "2010"],
    "ОТЧЁТ ЗА 2010 ГОД\n\nНа 01.01.2011 ТОС 43. Выдано 7 грантов.": ["2011-01-01", "2010"],
    "ОТЧЁТ ЗА 2010 ГОД\n\nНа 01.01.2011 ТОС 43. Из них 7 на селе.": ["2011-01-01", "2011-01-01"],
    "17.12.2012 11:42\n\nВчера на концерт пришли 540 зрителей.": ["2012-12-16"],
    "31.02.2012 11:42\n\nВчера на концерт пришли 540 зрителей.": [None],
    "17.12.2012 11:42\n\nНа концерт пришли 540 зрителей.": ["2012-12-17"],
    "Собрано 500 рублей, на 40 больше прошлого года.": [None],
    "ОТЧЁТ ЗА 2010 ГОД\n\nПроведено 5 встреч.": ["2010"],
    # A year before the reported one is compared with; one after it, planned.
    "ОТЧЁТ ЗА 2010 ГОД\n\nВ 2005 году работали 3 клуба. Проведено 5 встреч.": ["2005", "2010"],
    "ОТЧЁТ ЗА 2010 ГОД\n\nВыдано 5 грантов, в 2009 г. – 3.": ["2010", "2009"],
    "ОТЧЁТ ЗА 2010 ГОД\n\nРейдов было 120, как в 2007 году.": ["2007"],
    "ОТЧЁТ ЗА 2010 ГОД\n\nЯНВАРЬ\n\nПроведено 5 встреч.": ["2010-01"],
    "На 1 января 2012 года 74 клуба. Годом раньше их было 68.": ["2012-01-01", "2011-01-01"],
    "За 2002 год дано 17 концертов, за 2003 – 24 концерта.": ["2002", "2003"],
    "В 2015 году выданы гранты. В районе заняты 262 человека.": [None],
    "Партий осталось 24 (было 26, а лет восемь назад 65).": [None, None, None],
}
PLACES = {
    "В городе Рязани работает 5 клубов.": ["Рязань"],
    "В Кяхтинском районе 5 клубов, в Рязани – 7.": ["Кяхтинский район", "Рязань"],
    "ГОРОД РЯЗАНЬ\n\nВ городе создано 5 клубов.": ["Рязань"],
    "Создано 5 клубов.": [None],
    # Below a heading with a place, another is handed on where a sentence opens with it.
    "ГОРОД РЖЕВ\n\nВ Юрьевце собирали вещи. Помогли 9 семьям.": ["Юрьевец"],
    "ГОРОД РЖЕВ\n\nс. Ухта. Создано 5 клубов.": ["Ухта"],
    "ГОРОД РЖЕВ\n\nПриехал хор из Юрьевца. Помогли 9 семьям.": ["Ржев"],
    "ГОРОД ПСКОВ\n\nВ области 48 отрядов.": ["Псковская область"],
    "ГОРОД ПСКОВ\n\nПоехали в область 8 отрядов.": ["Псков"],
    "ГОРОД РЖЕВ\n\nВ области 48 отрядов.": [None],
    # Guests from a region's town are counted here; from a village of the place, there.
    "ГОРОД РЖЕВ\n\nВ музее побывали 169 туристов из Москвы.": ["Ржев"],
    "ГОРОД РЖЕВ\n\nПомощь получили 9 семей из Сосновки.": ["Сосновка"],
    "ГОРОД РЖЕВ\n\nВ Москве учатся 9 студентов.": ["Москва"],
    "ГОРОД РЖЕВ\n\nПриехали 40 гостей из Сосновки, Юрьевца и Ухты.": ["Ржев"],
    "ГОРОД РЖЕВ\n\nПриехали 40 гостей из Сосновки , Юрьевца , Ухты.": ["Ржев"],
    "ГОРОД РЖЕВ\n\nИз Ухты приехали гости, и в Инте создано 5 клубов.": ["Инта"],
    # A dash joins a number to the place behind it, as in the others of its row.
    "Работают 6 клубов (1 – в Ухте, 1 – в Инте, 4 – в Сосногорске).": [
        "Ухта",
        "Ухта",
        "Инта",
        "Сосногорск",
    ],
}
BODIES = {
    "В правление СНТ «Вишенка» избраны 7 человек.": ["правление СНТ «Вишенка»"],
    "В Думе города Коркино 20 депутатов.": ["Дума города Коркино"],
    "В совете школы «Мир» 7 человек.": ["совет школы"],
    "В состав Совета старейшин вошли 16 человек.": ["Совет старейшин"],
    "Избрана общественная палата. В неё вошли 24 человека.": ["общественная палата"],
    "Пришли 24 человека.": [None],
    # A noun alone takes the name it had before, however far.
    "Создана Молодёжная палата города.\n\nГод прошёл.\n\nВ палате 24 человека.": [
        "Молодёжная палата города"
    ],
    "В палате 24 человека.": ["палата"],
    "Комиссия по делам несовершеннолетних – 9 человек.": ["Комиссия по делам несовершеннолетних"],
    "Комиссия по делам несовершеннолетних и защите их прав – 9 человек.": [
        "Комиссия по делам несовершеннолетних и защите их прав"
    ],
    "В управляющем совете школы 9 человек.": ["управляющий совет школы"],
    "Отбирала их комиссия из 5 человек.": ["комиссия"],
    "Комиссия по награждению прежняя. Сама комиссия – 5 человек.": ["Комиссия по награждению"],
}
EVENTS = {
    "На субботник вышли 40 человек.": ["субботник"],
    "В Дне города участвовали 40 человек.": ["День города"],
    "За день пришли 40 человек.": [None],
    "Шесть семинаров посетили 40 человек.": ["семинары", "семинары"],
    "В соревнованиях по гребле участвовали 40 человек.": ["соревнования по гребле"],
    "Прошла ярмарка. Было ветрено. Пришли 40 человек.": ["ярмарка"],
    "В области живут 40 человек.": [None],
}
AMOUNTS = {
    "Гранты получили 16 НКО (8,4 млн рублей) и 5 клубов на 610 тыс. рублей.": [
        8_400_000,
        None,
        610_000,
        None,
    ],
    "Субсидии дали пяти НКО (1,75 млн), одиннадцати – 900 тыс.": [1_750_000, None, None, None],
    "Выделено 500 рублей 9 семьям.": [None, 500],
    "Гранты по 50 тыс. рублей вручены 5 семьям.": [None, None],
    "Премии получили 5 семей, по 50 тыс. рублей.": [None, None],
    "Отдохнули 8,4 тыс. детей, из малоимущих семей – 2,9 тыс.": [None, None],
}
HELP = {
    "Субсидии на газ получили 12 семей.": ["субсидии на газ"],
    "По программе «Жильё» сертификаты получили 12 семей.": ["Жильё"],
    "Прошёл конкурс «Наш двор». В конкурсе победили 12 клубов.": ["Наш двор"],
    "Социальный контракт заключили 12 человек.": ["социальный контракт"],
    # A noun that tells no more than that somebody was helped is no name.
    "Помощь получили 12 семей, гранты – 3 клуба.": [None, None],
    "Соцконтракт заключили 12 семей.": ["соцконтракт"],
    "Есть субсидии НКО. В мае субсидии получили 12 клубов.": ["субсидии НКО"],
    "Действует программа «Жильё». В мае субсидии получили 12 семей.": ["Жильё"],
    "В музее работают 12 человек.": [None],
}
DRIVES = {
    "Прошёл марафон «Добро». Было ветрено. Марафон собрал 500 рублей.": ["Добро"],
    "Сбор на операцию принёс 500 рублей.": ["сбор на операцию"],
    "Прошёл марафон «Добро». Сбор принёс 500 рублей.": ["Добро"],
    "Фонд «Витязь» провёл марафон, собрано 500 рублей.": ["марафон"],
    "Бюджет составил 500 рублей.": [None],
}


@pytest.mark.parametrize("text", STATUS)
def test_status(text: str, candidates: Read) -> None:
    assert [c.status for c in candidates(text)] == STATUS[text]


@pytest.mark.parametrize("text", PERIODS)
def test_periods(text: str, candidates: Read) -> None:
    assert [c.period and c.period.value for c in candidates(text)] == PERIODS[text]


@pytest.mark.parametrize("text", PLACES)
def test_places(text: str, candidates: Read) -> None:
    assert [c.place and c.place.value for c in candidates(text)] == PLACES[text]


@pytest.mark.parametrize("text", BODIES)
def test_bodies(text: str, candidates: Read) -> None:
    assert [c.body and c.body.value for c in candidates(text)] == BODIES[text]


@pytest.mark.parametrize("text", EVENTS)
def test_events(text: str, candidates: Read) -> None:
    assert [c.event and c.event.value for c in candidates(text)] == EVENTS[text]


@pytest.mark.parametrize("text", HELP)
def test_help(text: str, candidates: Read) -> None:
    assert [c.help and c.help.value for c in candidates(text)] == HELP[text]


@pytest.mark.parametrize("text", DRIVES)
def test_drives(text: str, candidates: Read) -> None:
    assert [c.drive and c.drive.value for c in candidates(text)] == DRIVES[text]


def test_a_part_knows_its_whole(candidates: Read) -> None:
    whole, part = candidates("Получили жильё 12 семей, из них 5 молодых.")
    assert (whole.part_of, part.part_of) == (None, whole.start)


@pytest.mark.parametrize("text", AMOUNTS)
def test_amounts(text: str, candidates: Read) -> None:
    assert [c.amount for c in candidates(text)] == AMOUNTS[text]


def test_an_amount_stands_in_the_same_clause(candidates: Read) -> None:
    found = candidates("Гранты на 500 тысяч рублей получили 12 НКО.")
    assert [(c.kind, c.amount) for c in found] == [("money", None), ("count", 500_000)]


def test_a_paragraph_without_a_number_makes_no_doc() -> None:
    layer = Layer((), silent)
    assert list(layer.annotate(from_string("Совет собрался и разошёлся."))) == []


def test_a_trigger_makes_a_doc() -> None:
    layer = Layer((r"программ",), silent)
    (found,) = layer.annotate(from_string("Принята программа."))
    assert found.doc is not None
    assert found.doc.text == "Принята программа."


@pytest.mark.parametrize(
    "triggers",
    [
        ("кот", "(?i)почётн"),
        ("(?x) кот # one word", "почётн"),
        ("(?P<word>кот)", "(?P<word>почётн)"),
        (r"(кот)", r"(н)\1"),
    ],
)
def test_triggers_that_cannot_be_joined_are_asked_one_by_one(triggers: tuple[str, ...]) -> None:
    text = "Длинных званий почётных нет.\n\nДень ясен.\n\nСтранный почётный гость.\n"
    found = Layer(triggers, silent).annotate(from_string(text))
    assert [one.doc.text for one in found if one.doc is not None] == [
        "Длинных званий почётных нет.", "Странный почётный гость.",
    ]  # fmt: skip
