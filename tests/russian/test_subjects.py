"""What a number of a type counts: its own noun, or the nearest before that fits."""

import pytest

from extractor.loaders.text import from_string
from extractor.russian.context import Paragraph
from extractor.russian.layer import Layer, Scored

CASES = (
    ("organization_count", "Работают 12 пожарных команд, в школе – 3.",
     ["пожарная команда", "пожарная команда"]),
    ("organization_count", "Создано 4 клуба. На деньги района открыто ещё – 3.",
     ["клуб", "клуб"]),
    ("organization_count", "Работают 12 первичек.", ["первичка"]),
    ("activity_count", "Проведено 5 семинаров, на культуру – 3.", ["семинар", "семинар"]),
    ("activity_count", "Сделано 26 подворовых обходов.", ["подворовый обход"]),
    ("activity_count", "Рассмотрено 512 заявок.", ["заявка"]),
    ("personnel_count", "В благочинии служат священники, имамов – 7.", ["имам"]),
    ("personnel_count", "Работают 9 учителей, на школу № 5 – 4.", ["учитель", "учитель"]),
    ("council_size", "Из 25 депутатов трое – КПРФ.", ["депутат", "депутат"]),
    ("council_size", "Депутаты избраны, разыграно 36 мандатов.", ["депутат"]),
    ("council_size", "В состав вошли 16 студентов.", ["студент"]),
    ("participation_count", "Вышли четырнадцать бегунов, на лыжне – 5.", ["бегун", "бегун"]),
    ("participation_count", "В конкурсе участвовали 40 школ.", ["школа"]),
    ("membership_count", "Фронтовиков осталось 96.", ["фронтовик"]),
    # An adjective leans on a noun that its type counts.
    ("organization_count", "Работают 5 клубов, в них 90 участников. Детских – 3.",
     ["клуб", "участник", "детский клуб"]),
    # People helped are called by what they are, if the text tells it nearby.
    ("program_beneficiaries", "Инвалидам чинили жильё. Отремонтировано у 5 человек.", ["инвалид"]),
    ("program_beneficiaries", "Живут пожилые. Отдохнули 5 пожилых людей.", ["пожилой человек"]),
    ("program_beneficiaries", "Отдохнули 5 человек.", ["человек"]),
    ("program_beneficiaries", "Инвалидов поддержали: гранты – 5.", ["инвалид"]),
    ("participation_count", "Ветераны сидели в зале. Пришли 5 человек.", ["человек"]),
    # Without a noun that fits, nothing is named; money keeps its unit.
    ("activity_count", "На культуру – 3.", [None]),
    ("campaign_sum", "Собрано 400 рублей.", ["рубль"]),
)  # fmt: skip


@pytest.mark.parametrize(("type_", "text", "subjects"), CASES)
def test_subjects(type_: str, text: str, subjects: list[str | None]) -> None:
    def score(paragraph: Paragraph, index: int, k: int) -> Scored:
        return Scored({type_: 1.0, "none": 0.0}, type_, tuple)

    docs = [found.doc for found in Layer((), score).annotate(from_string(text))]
    found = [c.subject for doc in docs if doc is not None for c in doc._.candidates]
    assert [field.value if field else None for field in found] == subjects
