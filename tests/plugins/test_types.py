"""The nine record types on textbook lines: the facts are drawn into the text."""

import pytest

from extractor import extract
from extractor.evaluation.gold import parse

POSITIVE = (
    "В городе действуют ⟦15|organization_count|15⟧ общественных организаций.",
    "На территории района зарегистрировано ⟦8|organization_count|8⟧ религиозных организаций.",
    "Общественные организации города объединяют более ⟦42 тысяч|membership_count|42000⟧ человек.",
    "В состав Общественного совета входят ⟦23|council_size|23⟧ человека.",
    "В состав общественной палаты вошли ⟦двадцать семь|council_size|27⟧ членов.",
    "В ходе благотворительной акции «Помоги собраться в школу» собрано "
    "⟦948176|campaign_sum|948176⟧ рублей.",
    "Гранты конкурса получили ⟦12|program_beneficiaries|12⟧ некоммерческих организаций.",
    "По программе улучшили жилищные условия ⟦14|program_beneficiaries|14⟧ молодых семей.",
    "В субботнике приняли участие ⟦1 200|participation_count|1200⟧ человек.",
    "В 2009 году проведено ⟦52|activity_count|52⟧ лекции.",
    "Состоялось ⟦11|activity_count|11⟧ заседаний комиссии.",
    "В учреждениях культуры работают ⟦25|personnel_count|25⟧ специалистов.",
    "В сентябре 2009 года Советом принята городская программа «⟦Эстафета|program_adoption|⟧».",
)
SILENT = (
    "По закону № 131-ФЗ от 06.10.2003 в районе проживает 31 400 человек.",
    "Бюджет города составил 948176 рублей.",
    "В районе родилось 210 детей, умерло 340 человек.",
    "Протяжённость дорог составляет 120 км.",
    "За год зарегистрировано 46 преступлений и 12 пожаров.",
    "Средняя заработная плата достигла 21 300 рублей.",
    "Он работает в школе № 5 уже 12 лет.",
    "Доля таких организаций составила 12,5 процента.",
    "Стоимость проезда составляет 25 рублей.",
    "Телефон приёмной: 8 (34256) 2-15-40.",
    "Собрано 3 тонны макулатуры.",
    "В городе празднуют 65-летие Победы.",
    "Ни одной организации не закрыто.",
)


def keys(facts: object) -> list[tuple[str, object, int, int]]:
    return [(f.type, f.value, f.start, f.end) for f in facts]  # type: ignore[attr-defined]


@pytest.mark.parametrize("marked", POSITIVE)
def test_positive_lines(marked: str) -> None:
    gold = parse(marked)
    assert keys(extract(gold.text)) == keys(gold.facts)


@pytest.mark.parametrize("text", SILENT)
def test_silent_lines(text: str) -> None:
    assert keys(extract(text)) == []
