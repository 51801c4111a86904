"""Events as sentences name them: noun phrases, rows, titles; what names none."""

import pytest

from extractor.loaders.text import from_string
from extractor.russian import bodies
from extractor.russian.context import Sentence
from extractor.russian.events import Event
from extractor.russian.layer import Layer, Scored
from extractor.russian.named import Named

NAMES = {
    "Вебинары и консультации собрали 200 человек.": ["вебинары и консультации"],
    "В физкультурных и спортивных мероприятиях участвовали 50 человек.": [
        "физкультурные и спортивные мероприятия"
    ],
    "На спортивно - массовые мероприятия пришли 40 человек.": ["спортивно-массовые мероприятия"],
    "В Дне славянской письменности и культуры участвовали 12 школ.": [
        "День славянской письменности и культуры"
    ],
    "День города собрал 4 000 человек.": ["День города"],
    "За день пришли 40 человек.": [],
    "На слушания о судьбе набережной пришли 74 человека.": ["слушания о судьбе набережной"],
    "Проведено 186 мероприятий с охватом 12 тыс. участников.": ["мероприятия"],
    "Встреча с ветеранами собрала 30 человек.": ["встреча с ветеранами"],
    "В параспартакиаде состязались 64 спортсмена.": ["параспартакиада"],
    "Парад собрал 40 человек, парапет обновили.": ["парад"],
    "На общественных работах трудились 9 человек.": ["общественные работы"],
    "Работы по ремонту вели 12 человек.": [],
    "Крестный ход собрал 700 человек.": ["крестный ход"],
    "Ход строительства проверили 3 раза.": [],
    "НКО, получивших поддержку, стало 14.": ["поддержка"],
    # What was done with an event is no part of its name.
    "Посетивших библиотечные мероприятия 40 человек.": ["библиотечные мероприятия"],
    "Число получивших субсидии – 3.": ["субсидии"],
    "На обучающие семинары пришли 40 человек.": ["обучающие семинары"],
    "В апреле - общегородской субботник.": ["общегородской субботник"],
    "Прошли 17 проверок и восемь совместных приёмов.": ["проверки", "совместные приёмы"],
    "В новой школе учатся 40 детей, в старой 30.": [],
}

TITLES = {
    "На «Чистый берег» пришли 315 человек.": ["Чистый берег"],
    "В «Чистых берегах» участвовали 306 человек.": ["Чистые берега"],
    "В «Бессмертном полку» прошли 3 200 человек.": ["Бессмертный полк"],
    "В музейной «Ночи искусств» побывали 870 гостей.": ["Ночь искусств"],
    "«Азбуку предпринимателя» освоили 43 слушателя.": ["Азбука предпринимателя"],
    "От «Зарницы-2013» в восторге 12 команд.": ["Зарница-2013"],
    "В акции «Дари добро» участвовали 40 человек.": ["Дари добро"],
    "На «Играй, гармонь» приехали 14 человек.": ["Играй, гармонь"],
    "Отряды «Эхо», «Искра» насчитывают 40 бойцов.": [],
    "В клубе «Ветеран» 85 человек.": [],
    "Участники, обученные «Опорой», помогли 40 семьям.": [],
    "Завод и его «дочки» дали 2 млн рублей.": [],
    "Копилки («Бугурмаш» – 60, порт – 33) опустели.": [],
    "Мэр признался: «Кружков в городе 142, и это радует, дети при деле, а музыкантов 12».": [],
    "Конкурс «Лучший двор» и «Лучший дом» собрали 12 заявок.": ["Лучший двор", "Лучший дом"],
    "По «Молодой семье» ключи получили 19 семей.": ["Молодая семья"],
}


def events(text: str) -> list[Event]:
    """Read the events of a sentence."""
    return Named(Sentence(text, 0, len(text)), None).events


@pytest.mark.parametrize("text", NAMES)
def test_noun_phrases_in_the_nominative(text: str) -> None:
    assert [event.field.value for event in events(text) if not event.titled] == NAMES[text]


@pytest.mark.parametrize("text", TITLES)
def test_titles_behind_a_noun_and_alone(text: str) -> None:
    assert [event.field.value for event in events(text) if event.titled] == TITLES[text]


def test_a_name_stands_in_its_place_in_the_text() -> None:
    text = "На «Чистый берег» и на весенние субботники и рейды вышли 40 человек."
    found = [text[event.field.start : event.field.end] for event in events(text)]
    assert found == ["Чистый берег", "весенние субботники и рейды"]


def test_a_body_takes_the_longest_name_it_had_before() -> None:
    text = (
        "О работе Общественной палаты города Заречья. Общественная палата собралась. "
        "Палата насчитывает 36 человек."
    )
    start = text.index("Палата насчитывает")
    short = Named(Sentence(text, start, len(text)), None).bodies[0]
    assert short.value == "Палата"
    assert bodies.in_full(text, short).value == "Общественная палата города Заречья"


def test_a_body_with_another_name_before_keeps_its_own() -> None:
    text = "Молодёжная палата собралась. Общественная палата насчитывает 36 человек."
    start = text.index("Общественная")
    own = Named(Sentence(text, start, len(text)), None).bodies[0]
    assert bodies.in_full(text, own) == own


def occasions(text: str, kind: str) -> list[str | None]:
    """Name what of a kind the numbers of a text belong to."""
    layer = Layer((), lambda *_: Scored({"none": 1.0}, "", tuple))
    docs = [found.doc for found in layer.annotate(from_string(text))]
    found = [c.occasion(kind) for doc in docs if doc is not None for c in doc._.candidates]
    return [field and field.value for field in found]


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("«Белый цветок» принёс 340 тысяч рублей.", "drive", ["Белый цветок"]),
        ("Дом построили 19 семей по «Молодой семье», 15 по «Сельской ипотеке».", "help",
         ["Молодая семья", "Сельская ипотека"]),
        ("В «Зарнице» бегали 12 команд.", "event", ["Зарница"]),
        ("В клубе «Эхо» 12 команд.", "event", [None]),
    ],
)  # fmt: skip
def test_a_title_alone_is_what_its_number_belongs_to(
    text: str, kind: str, values: list[str | None]
) -> None:
    assert occasions(text, kind) == values


OCCASIONS = [
    # What people do tells the event where no noun does.
    ("Музей-усадьбу за лето посетили 890 человек.", "event", ["посещение музея-усадьбы"]),
    ("Тир посещают 62 человека, из них 41 подросток.", "event", ["посещение тира"] * 2),
    ("Школу приёмных родителей окончили 22 человека.", "event", ["школа приёмных родителей"]),
    ("Нормы ГТО сдавали 80 человек.", "event", ["сдача норм ГТО"]),
    ("В районе обучено 34 водителя, опрошено 12.", "event", ["обучение", "опрос"]),
    ("Площадку посетили 40 человек.", "event", [None]),
    ("Школу окончили 22 ученика.", "event", [None]),
    ("Выставку осмотрели 40 человек.", "event", ["выставка"]),
    ("Гости посетили 3 музея.", "event", [None]),
    # A heading names what its first paragraphs tell of, help by a title only.
    ("Ярмарка вакансий в Орске\n\nПришли 40 человек.", "event", ["ярмарка вакансий"]),
    ("Культура города\n\nПришли 40 человек.", "event", [None]),
    ("Акция «Тёплый дом»\n\nДрова привезли 9 вдовам.", "help", [None]),
    ("Программа «Тёплый дом»\n\nДрова привезли 9 вдовам.", "help", ["Тёплый дом"]),
    ("Программа поддержки\n\nДрова привезли 9 вдовам.", "help", [None]),
    # Help is given by the drive or programme that the paragraph names.
    ("В марафоне «Свет» собраны деньги. Помощь получили 23 семьи.", "help", ["Свет"]),
    ("В марафоне «Свет» собраны деньги. Субсидии получили 23 семьи.", "help", [None]),
    ("Помощь получили 23 семьи.", "help", [None]),
]


@pytest.mark.parametrize(("text", "kind", "expected"), OCCASIONS)
def test_what_happened_is_told_by_verbs_headings_and_titles(
    text: str, kind: str, expected: list[str | None]
) -> None:
    assert occasions(text, kind) == expected
