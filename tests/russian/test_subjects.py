"""What a number of a type counts: its own noun, or the nearest before that fits."""

import pytest
from forced import annotated

from extractor.russian.context import split
from extractor.russian.subjects import phrase_at, with_own_adjective

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
    # A genitive before its number has its adjectives, an adjective before it stands for the noun.
    ("organization_count", "Воскресных школ 4.", ["воскресная школа"]),
    ("organization_count", "Детских и молодёжных клубов в городе 16.",
     ["детский и молодёжный клуб"]),
    ("personnel_count", "Участковых терапевтов 9.", ["терапевт"]),
    ("organization_count", "Организаций 53: ветеранских девять, национальных – пять.",
     ["организация", "ветеранская организация", "национальная организация"]),
    ("activity_count", "Прошло 46 спектаклей, платных из них – 12.",
     ["спектакль", "платный спектакль"]),
    ("organization_count", "Организаций 53, реально активных 9.", ["организация", "организация"]),
    ("organization_count", "Клубов 9, прочих – 2.", ["клуб", "прочий клуб"]),
    ("organization_count", "Клубов 9, новый – 1.", ["клуб", "клуб"]),
    ("organization_count", "Клубов 9, таких – 2.", ["клуб", "клуб"]),
    ("personnel_count", "Работают 36 операторов, рабочих – 4.", ["оператор", "рабочий"]),
    # A part has the kind of its whole, but not the widest; a sibling's kind is not its own.
    ("activity_count", "Прошло 71 спортивное мероприятие, из них 52 – городских.",
     ["спортивное мероприятие", "городское спортивное мероприятие"]),
    ("organization_count", "Работают 11 детских садов, из них 8 сельских.",
     ["детский сад", "сельский детский сад"]),
    ("organization_count", "Учтено 9 общественных организаций, из них 5 – ветеранских.",
     ["общественная организация", "ветеранская организация"]),
    ("activity_count", "Прошло 24 личных приёма, 6 выездных.",
     ["личный приём", "выездной приём"]),
    # What ``и`` joins is counted too, or belongs to the complement; a number of its own is neither.
    ("activity_count", "Организовано 57 выездов сборных команд и спортсменов.",
     ["выезд сборных команд и спортсменов"]),
    ("organization_count", "Работают 3 лагеря труда и отдыха.", ["лагерь труда и отдыха"]),
    ("organization_count", "Работают 9 клубов и домов культуры.", ["клуб и дом культуры"]),
    ("organization_count", "Работают 2 дома культуры и четыре клуба.", ["дом культуры", "клуб"]),
    ("council_size", "В совет вошли 5 работников школ и больниц.", ["работник школ и больниц"]),
    # Halves that a blank or spaced hyphen parts; an adverb goes with its adjective.
    ("organization_count", "Работают 18 военно - патриотических клубов.",
     ["военно-патриотический клуб"]),
    ("organization_count", "Число обще образовательных организаций – 14.",
     ["общеобразовательная организация"]),
    ("organization_count", "Число инновационно активных организаций – 12.",
     ["инновационно активная организация"]),
    ("organization_count", "Число вновь созданных общественных организаций – 12.",
     ["общественная организация"]),
    ("organization_count", "Работают 4 школы - интерната.", ["школа-интернат"]),
    ("personnel_count", "Работает 1 педагог - библиотекарь.", ["педагог-библиотекарь"]),
    ("organization_count", "Работает 1 школа - лидер района.", ["школа"]),
    ("personnel_count", "Работают 2 педагога - Иванова и Петрова.", ["педагог"]),
    ("organization_count", "Работает 1 клуб - Центр досуга.", ["клуб"]),
    ("organization_count", "Работают 3 школы - клубов нет.", ["школа"]),
    ("organization_count", "Школы - 5.", ["школа"]),
    ("organization_count", "Есть 15 средних и 1 коррекционная школа - интернат.",
     ["средняя школа", "коррекционная школа-интернат"]),
    # An adjective has the noun of the number that ``и`` joins to its own, and its complement.
    ("organization_count", "Есть 12 заводов, 42 фермерских и 60 личных хозяйств.",
     ["завод", "фермерское хозяйство", "личное хозяйство"]),
    ("organization_count", "Есть 36 малых и 8 средних субъектов предпринимательства.",
     ["малый субъект предпринимательства", "средний субъект предпринимательства"]),
    ("organization_count", "Есть 12 заводов, 42 фермерских, 60 личных хозяйств.",
     ["завод", "фермерский завод", "личное хозяйство"]),
    ("organization_count", "Работают 12 школ, 7 сельских и 5 клубов.",
     ["школа", "сельская школа", "клуб"]),
    # A word that is general alone is not with its adjective.
    ("organization_count", "Количество юридических лиц на 01.01.2016 составило 300 единиц.",
     ["юридическое лицо"]),
    ("organization_count", "Количество единиц составило 300.", ["единица"]),
    ("organization_count", "Число лиц составило 300 единиц.", ["единица"]),
    ("membership_count", "Число молодых людей составит 300 человек.", ["человек"]),
    # What happened so many times is the event of the clause; without one it is not told.
    ("activity_count", "Сельские ярмарки проводились 21 раз.", ["сельская ярмарка"]),
    ("activity_count", "Четыре раза в год проводится акция по очистке.", ["акция"]),
    ("activity_count", "Рейды после лекций проводились 21 раз.", ["рейд"]),
    ("activity_count", "Газета печаталась 6 раз.", ["раз"]),
    # What tells which of many, or what became of it, is no part of a name.
    ("organization_count", "Создано 3 новых сельских клуба.", ["сельский клуб"]),
    ("organization_count", "Работают 12 новых и действующих клубов.", ["клуб"]),
    ("organization_count", "Работают 12 сельских и новых клубов.", ["сельский клуб"]),
    ("participation_count", "Выступили 220 дозорных и школьников.", ["дозорный и школьник"]),
    ("organization_count", "Работают 12 новых и сельских клубов.", ["сельский клуб"]),
    ("organization_count", "Работают 12 детских, новых и юношеских клубов.",
     ["детский и юношеский клуб"]),
    ("organization_count", "Гранты у 9 КФХ из 58 действующих.", ["КФХ", "КФХ"]),
    ("activity_count", "Из 30 намеченных рейдов прошли 19.", ["рейд", "рейд"]),
    ("organization_count", "Первые ТОС появились рано, сегодня их 14.", ["ТОС"]),
    ("organization_count", "Работает 8 управляющих компаний.", ["управляющая компания"]),
    ("organization_count", "Учтено 8 иных общин.", ["иная община"]),
    # Complements with a preposition, of nouns that take one.
    ("organization_count", "Работают 12 клубов по интересам.", ["клуб по интересам"]),
    ("organization_count", "Работают 12 клубов по всему району.", ["клуб"]),
    ("organization_count", "Открыто 5 лагерей с дневным пребыванием.",
     ["лагерь с дневным пребыванием"]),
    ("organization_count", "Открыто 5 лагерей с начала лета.", ["лагерь"]),
    ("activity_count", "Прошло 48 рейдов по охране общественного порядка.",
     ["рейд по охране общественного порядка"]),
    ("activity_count", "Прошло 48 рейдов по плану.", ["рейд"]),
    ("activity_count", "Состоялось 9 выходов на патрулирование.", ["выход на патрулирование"]),
    ("activity_count", "Состоялось 9 выходов на территории района.", ["выход"]),
    ("activity_count", "Прошли 4 встречи с", ["встреча"]),
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
    found = [c.subject for doc in annotated(text, type_) for c in doc._.candidates]
    assert [field.value if field else None for field in found] == subjects


def test_who_is_named_by_an_adjective_alone_needs_no_noun() -> None:
    (paragraph,) = split("Трудятся работники. Муниципальных служащих – 84.")
    before, sentence = paragraph.sentences
    noun = phrase_at(before.tokens, 1)
    assert noun is not None
    assert with_own_adjective(sentence, 0, noun) == noun
