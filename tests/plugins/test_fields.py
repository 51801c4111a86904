"""The fields that a record type adds, and what they were read from."""

from decimal import Decimal
from typing import Any

import pytest
from forced import annotated

from extractor import extract
from extractor.candidates import Claim
from extractor.pipeline import Extractor
from extractor.plugins import organization_count, program_beneficiaries
from extractor.plugins.campaign_sum import CampaignSum
from extractor.plugins.council_size import CouncilSize
from extractor.plugins.organization_count import OrganizationCount
from extractor.plugins.participation_count import ParticipationCount
from extractor.plugins.program_adoption import ProgramAdoption
from extractor.plugins.program_beneficiaries import ProgramBeneficiaries
from extractor.records import Record
from extractor.values import Change


def by_rules(text: str) -> tuple[Record, ...]:
    """Extract with subjects as the rules give them, without the ranker of nouns."""
    return extract(text, Extractor(name=None))


def test_a_campaign_keeps_its_title_and_its_change() -> None:
    text = (
        "По итогам акции «Помоги собраться в школу!» в 2009 году собрано 948176 рублей, "
        "что на 432276 рублей больше в сравнении с 2008 годом."
    )
    (record,) = extract(text)
    assert isinstance(record, CampaignSum)
    assert record.campaigns == ("Помоги собраться в школу!",)
    assert record.change == Change(
        delta=Decimal(432276), base_period="2008", base_value=Decimal(515900)
    )
    assert record.evidence["change"].text.startswith("на 432276 рублей больше")


def test_a_fall_has_a_negative_delta() -> None:
    text = "В марафоне собрано 500 тыс. рублей, на 60 тыс. руб. меньше, чем в 2010 году."
    (record,) = extract(text)
    assert isinstance(record, CampaignSum)
    assert record.change == Change(
        delta=Decimal(-60000), base_period="2010", base_value=Decimal(560000)
    )


def test_stock_and_flow() -> None:
    text = "Создано 3 ТОС. Закрыто 2 клуба. В районе действует 40 общественных организаций."
    found = [(r.value, r.measure) for r in extract(text) if isinstance(r, OrganizationCount)]
    assert found == [(3, "created"), (2, "closed"), (40, "existing")]


FLOWS = {
    # Time, or what is new, tells a flow; what was made and stands within others is a stock.
    "За год создано 3 ТОС.": ["created"],
    "Всего создано 3 ТОС.": ["existing"],
    "Клубы созданы в 12 школах.": ["existing"],
    "Образовано 4 комиссии.": ["existing"],
    "Создано 12 кооперативов: 7 молочных, 5 овощных.": ["created", "existing", "existing"],
    "Из 9 клубов 3 возникли недавно.": ["existing", "created"],
    "Работают 12 клубов, из них 3 возникли недавно.": ["existing", "created"],
    "Новых первичек в области 11.": ["created"],
    # A register is entered and left; to be in it is a stock.
    "Зарегистрировано 40 НКО.": ["existing"],
    "За год вновь зарегистрировано 4 НКО.": ["created"],
    "В реестр внесены 6 НКО.": ["created"],
    "В бюджет внесены 6 НКО.": ["existing"],
    "Снято с учёта 83 предпринимателя.": ["closed"],
    "Снято 83 предпринимателя.": ["existing"],
    # Short participles and nouns tell it too, and a list goes on.
    "Закрыты за лето 2 школы, 3 клуба.": ["closed", "closed"],
    "Закрыты 2 школы; клубов 3.": ["closed", "existing"],
    "Закрыты 2 школы, действуют 3 клуба.": ["closed", "existing"],
    "Планируется ликвидация 1 предприятия.": ["closed"],
    "За год убыль – 2 клуба.": ["closed"],
}


def claimed(text: str, plugin: Any) -> list[Claim]:
    """Give what a plugin claims where every number is of its type."""
    docs = annotated(text, plugin.TYPE)
    return [claim for doc in docs for claim in plugin.extractor_find(doc)]


@pytest.mark.parametrize("text", FLOWS)
def test_flows(text: str) -> None:
    found = claimed(text, organization_count)
    assert [claim.fields["measure"] for claim in found] == FLOWS[text]


PROGRAMS = {
    "По «Новому дому» ключи вручили 12 семьям.": ["Новый дом"],
    "Ключи вручили 12 семьям, это «Новый дом».": ["Новый дом"],
    # A body's title, or one that a place is meant by, is none.
    "Отряд «Милосердие» помог 10 жителям.": [None],
    "В санаторий «Звёздный» уехали 60 детей.": [None],
    "Из «Копилки» взяли деньги, помогли 12 семьям.": [None],
    'Отряд "Милосердие" помог 10 жителям.': [None],
}


@pytest.mark.parametrize("text", PROGRAMS)
def test_programs(text: str) -> None:
    found = claimed(text, program_beneficiaries)
    assert [claim.fields.get("program") for claim in found] == PROGRAMS[text]


def test_a_council_has_its_body() -> None:
    (record,) = by_rules("В состав Совета старейшин вошли 16 человек.")
    assert isinstance(record, CouncilSize)
    assert (record.body, record.subject) == ("Совет старейшин", "член совета")


def test_beneficiaries_keep_programme_and_amount() -> None:
    text = "По программе «Молодая семья» субсидии на сумму 5 млн рублей получили 12 семей."
    (record,) = [r for r in extract(text) if isinstance(r, ProgramBeneficiaries)]
    assert (record.program, record.amount) == ("Молодая семья", Decimal(5000000))


def test_a_kind_of_people_in_quotes_is_no_programme() -> None:
    (record,) = extract("Из категории «испытывающие нужду» льготные займы вручены 41 человеку.")
    assert isinstance(record, ProgramBeneficiaries)
    assert record.program == "льготные займы"
    (record,) = extract("Из категории «испытывающие трудности» трудоустроен 41 человек.")
    assert isinstance(record, ProgramBeneficiaries)
    assert record.program is None


def test_an_adopted_programme_has_its_month_and_body() -> None:
    (record,) = extract("В сентябре 2009 года Советом депутатов принята программа «Эстафета».")
    assert isinstance(record, ProgramAdoption)
    assert (record.text, record.value, record.period) == ("Эстафета", None, "2009-09")


def test_a_programme_only_mentioned_is_none() -> None:
    assert extract("В рамках программы «Эстафета» ведётся работа.") == ()


SUBJECTS = {
    "В составе народной дружины состоят 43 человека.": ["дружинник"],
    "В кружках дома культуры занимаются 97 человек.": ["участник кружков дома культуры"],
    "В общественной организации состоят 340 человек.": ["член общественной организации"],
    "В клубе занимаются 64 ребёнка.": ["ребёнок"],
    "В кружках занимаются 35 ребят.": ["ребёнок"],
    "В учреждениях культуры работают 25 человек.": ["работник"],
    "В учреждениях культуры работают 25 специалистов.": ["специалист"],
    "В течение года комиссия собиралась 12 раз.": ["заседание"],
    "Дружина выходила 44 раза.": ["выход"],
    "Дружина выходила в рейды 44 раза.": ["рейд"],
    "Проведено 12 заседаний комиссии.": ["заседание комиссии"],
    "Путёвки в лагерь получили 96 детей-инвалидов.": ["ребёнок-инвалид"],
    "В районе действуют 34 первички.": ["первичка"],
    "В Доме культуры работают 22 кружка.": ["кружок"],
    "В районе 842 субъекта малого и среднего предпринимательства.": [
        "субъект малого и среднего предпринимательства"
    ],
    "Обучено 150 волонтёров анти наркотической направленности.": [
        "волонтёр антинаркотической направленности"
    ],
    "В районе работают 2 культурно - досуговых учреждения.": ["культурно-досуговое учреждение"],
    "Таких форумов состоялось уже 22.": ["форум"],
    "В районе работает 5 школ Мишкинского района.": ["школа"],
    "В районе работает 5 организаций культуры города.": ["организация культуры"],
    "В субботнике участвовали 340 школьников и студентов.": ["школьник и студент"],
    "В субботнике участвовали 340 школьников и двое безработных.": ["школьник", "безработный"],
    "В городе работает 15 клубов и зимние катки.": ["клуб"],
    "В районе работают 118 средних мед работников.": ["средний медработник"],
    "В школах 40 учителей высшей категории.": ["учитель высшей категории"],
    "В районе работают 2 сельских клуба.": ["сельский клуб"],
    # Members are those of a body, not of a part of it, of as many as the text has.
    "Общество инвалидов насчитывает 812 членов, общество слепых – 234.": [
        "член общества инвалидов",
        "член общества слепых",
    ],
    "Работают 23 клубных формирования с числом участников 240 человек.": [
        "клубное формирование",
        "участник клубных формирований",
    ],
    "В городском профсоюзе медиков 9 первичек и 405 членов.": [
        "первичка",
        "член профсоюза медиков",
    ],
    "В нашей самой дружной партии состоят 52 человека.": ["член дружной партии"],
    "В сельском совете мужчин 12 человек.": ["член совета"],
    "На учёте 52 члена.": ["член"],
    "Городские и районные клубы тесны, в них 34 члена.": ["член клубов"],
    "Общественная палата сформирована. Губернатор назвал 18 членов.": ["член палаты"],
    "Состав представили городской Думе: в нём 18 членов.": ["член"],
    "Работает 12 детских и юношеских школ.": ["детская и юношеская школа"],
}


@pytest.mark.parametrize("text", SUBJECTS)
def test_what_is_counted(text: str) -> None:
    assert [record.subject for record in by_rules(text)] == SUBJECTS[text]


def test_a_left_out_noun_is_that_of_the_number_before() -> None:
    found = extract("В районе работают 6 общественных организаций. Год назад их было 5.")
    assert [(r.value, r.subject) for r in found] == [
        (6, "общественная организация"),
        (5, "общественная организация"),
    ]


CROWDS = {
    "В кино пришли 6,5 тыс. зрителей, годом ранее – 5.": [6500, 5000],
    "В субботнике участвовали 2 тысячи человек, из них 300 школьников.": [2000, 300],
    "В субботнике участвовали 2 тысячи человек, годом ранее – 900.": [2000, 900],
}


@pytest.mark.parametrize("text", CROWDS)
def test_a_crowd_without_a_noun_has_the_scale_of_the_one_before(text: str) -> None:
    assert [r.value for r in extract(text) if r.type == "participation_count"] == CROWDS[text]


SUMS = {
    "На марафоне завод внёс 300 тысяч рублей, аграрии – 210.": [300000, 210000],
    "На марафоне завод внёс 300 тысяч рублей, аграрии 210.": [300000, 210000],
    "На марафоне в 2020 году собрано 28 406 тыс. рублей, в 2019-м – 31 950.": [28406000, 31950000],
    "На марафоне завод внёс 300 тысяч рублей, аграрии 210 рублей.": [300000, 210],
    "На марафоне завод внёс 3 млн рублей, аграрии 210 000.": [3000000, 210000],
    "На марафоне завод внёс 300 рублей, аграрии 210.": [300, 210],
}


@pytest.mark.parametrize("text", SUMS)
def test_a_sum_without_a_currency_has_the_scale_of_the_one_before(text: str) -> None:
    assert [r.value for r in extract(text) if isinstance(r, CampaignSum)] == SUMS[text]


def test_both_ends_of_a_range_have_the_scale_of_the_sum_before() -> None:
    text = "На марафоне завод внёс 300 тысяч рублей, аграрии – от 200 до 250."
    found = [(r.value, r.upper) for r in extract(text) if isinstance(r, CampaignSum)]
    assert found == [(300000, None), (200000, 250000)]


EVENTS = {
    "В субботнике приняли участие 300 человек.": ["субботник"],
    "300 человек приняли участие в городском субботнике.": ["городской субботник"],
    "В акции «Бессмертный полк» приняли участие 300 человек.": ["Бессмертный полк"],
    "В отчётном году проведены антинаркотические акции. Участниками их стали 1500 подростков.": [
        "антинаркотические акции"
    ],
    "Клуб «Витязь» провёл турнир по самбо, в нём участвовали 96 человек.": ["турнир по самбо"],
}


@pytest.mark.parametrize("text", EVENTS)
def test_an_event_has_its_title_or_its_name(text: str) -> None:
    found = extract(text)
    assert [r.events for r in found if isinstance(r, ParticipationCount)] == EVENTS[text]


DRIVES = {
    "В ходе акции «Дари добро» собрано 300 тысяч рублей.": [("Дари добро",)],
    "Прошёл марафон «Дари добро». Собрано 300 тысяч рублей.": [("Дари добро",)],
    "На благотворительном марафоне собрано 300 тысяч рублей.": [("благотворительный марафон",)],
    "Фонд «Витязь» провёл марафон, собрано 300 тысяч рублей.": [("марафон",)],
}


@pytest.mark.parametrize("text", DRIVES)
def test_a_sum_has_the_drive_that_raised_it(text: str) -> None:
    assert [r.campaigns for r in extract(text) if isinstance(r, CampaignSum)] == DRIVES[text]
