"""Every number of a sentence with its kind: the answer is drawn into the input."""

import re

import pytest

from extractor.russian.quantities import quantities
from extractor.russian.tokens import tokenize

MARK = re.compile(r"\[([a-z_]+):([^\]]+)\]")
CASES = (
    "По закону [law:№ 131-ФЗ] от [date:06.10.2003] в районе проживает [count:31 400] человек.",
    "В [date:2009] году проведено [count:52] лекции.",
    "Собрано [money:948176] рублей, что на [difference:432276] рублей больше.",
    "Доля составила [percent:12,5] % , или [percent:3] процента.",
    "Ему [age:18] лет.",
    "Возраст от [age:14 до 35] лет.",
    "Тел. [phone:8 (34256) 2-15-40].",
    "Приём с [time:10.00 до 18.00].",
    "Дорога длиной [length:12] км и площадью [area:300] кв. м.",
    "Вывезено [weight:40] тонн мусора.",
    "Собрано [money:35] т. р., [money:46,5] т. руб., [money:3] м. р.; вывезено [weight:35] т.",
    "Собрано [money:1.245.000] рублей; пункт [section:1.2.3] исполнен.",
    "Действуют [damaged:1З] клубов, [damaged:12о] секций, [damaged:2 З00] семей, [count:12] о них.",
    "Проведено [count:115]  [count:120] мероприятий и [count:12 345].",
    "Открыт [ordinal:5-й] клуб.",
    "Действуют [count:80-ти] кружков.",
    "Работают [count:двадцать три] человека.",
    "[idiom:Одной] из задач стала помощь.",
    "Пришли [vague:сотни] людей.",
    "Пришло более [count:сотни] людей.",
    "Не выявлено [zero:0] случаев.",
    "Программа «[in_title:100] дел» принята.",
    "Глава сказал: «У нас [count:86] организаций».",
    "[list_number:1. ]Создано [count:3] ТОС.",
    "[list_number:2) ]в селе [count:4] клуба.",
    "В [date:2013/2014] учебном году учились.",
    "Статья [law:5], часть [law:2].",
    "По ст. [law:166] УК осуждены [count:4] человека.",
    "Выросло на [difference:12] человек.",
    "Приняли участие [count:2000] человек.",
    "В [count:1978] организациях прошли собрания.",
    "ЗЖБИ-[code:100] и ветеранов-[count:32] человека.",
    "Роздано [money:1 093 477,50].",
    "Норма – [decimal:1,5] на жителя.",
    "С [count:25] мест в [date:2018] году.",
    "Планируемые результаты [list_number:10] Обоснование объёмов [list_number:11] Оценка рисков",
    "В районе [count:10] Советов ветеранов и [count:31] Школа здоровья.",
    "Клуб: ул. Ленина, д. [law:6]; таб. [law:7].",
    "За – [vote:5], «против» – [vote:2], воздержались [vote:3].",
    "Против – [vote:4]; выступили против [count:4] человека, ратовали за [count:12] школ.",
    "Работают [count:28] человек при штатной численности [norm:32], при плане [count:7].",
    "При норме [norm:15] занимаются [count:26] детей, избрано [count:48] из необходимых [norm:62].",
    "Учащихся [grade:1–9] классов [count:340], открыто [count:7] классов.",
    "Число участников, [unit:тыс]. человек, было [count:12].",
    "Это [ordinal:тридцать] второе собрание, были [count:тридцать два] человека.",
    "Отлит [compound:240-килограммового] колокол, куплено [count:5] колоколов.",
    "Больше всех собрал [grade:7 «Б»], пришли [count:7] «Белых» команд.",
    "Высказались [count:3 742] – [percent:21] % избирателей, доля выросла с [percent:20] до "
    "[percent:30] %.",
    "Фонд пополнился на [money:391 тысячу] рублей.",
    "Парк пополнился на [difference:5] автобусов.",
    "Субъектов [count:716], ИП-[count:571], завод ЗЖБИ-[code:100].",
    "В школе [count:31] ученик, в школе [law:31] класс.",
    "Указ №  [law:683] и сноска [code:<3>] к показателям [count:2] организаций.",
    "Итого по мероприятию [law:2]. Направление [law:4]: развитие. Направление [count:4] детей.",
    "Поступило больше на [difference:557,8 тыс.] рублей, меньше [count:5] клубов.",
    "Опорных пунктов [count:8], по пункту [law:8].",
    "Число фирм уменьшилось к [date:2016] году на [difference:14] единиц.",
    "Обеспеченность – [rate:200] единиц на [rate:100 тыс]. человек, работают [count:40] врачей.",
    "Потрачено на [count:100] человек, на [count:25] детей, на [rate:1] жителя.",
    "Сети [code:3]G работают, в т. ч. [count:41] женщина учится.",
    "Мероприятий\t[count:52]\t[count:126]\t[count:1 340]\t[count:7]",
    "Волонтёров\t[count:600]\t[count:640] и [count:600 640] человек.",
    "Собрано [money:1245000] рублей, пришли [count:1250000] человек, ИНН [code:7701234567].",
    "Код [code:1245000], счёт [code:1245000] рублей, на сумму [money:1245000,50] руб.",
)


def expected(marked: str) -> tuple[str, list[tuple[str, str]]]:
    found = [(m.group(1), m.group(2).strip()) for m in MARK.finditer(marked)]
    return MARK.sub(r"\2", marked), found


@pytest.mark.parametrize("marked", CASES)
def test_kinds(marked: str) -> None:
    text, kinds = expected(marked)
    tokens = tokenize(text)
    found = [
        (q.kind, text[tokens[q.numeral.first].start : tokens[q.numeral.last - 1].end].strip())
        for q in quantities(text, tokens)
    ]
    assert [kind for kind, _ in found] == [kind for kind, _ in kinds]
    for (_, phrase), (_, wanted) in zip(found, kinds, strict=True):
        assert phrase in wanted or wanted in phrase


def test_a_crowd_of_numbers_is_a_table() -> None:
    text = "12 7 " * 40
    assert {q.kind for q in quantities(text, tokenize(text))} == {"table"}


def test_a_long_list_is_no_table() -> None:
    text = "Действует 12 клубов, 7 школ и 5 библиотек, " * 3
    assert {q.kind for q in quantities(text, tokenize(text))} == {"count"}
