"""Tables of data: a number stands behind its heading; a text is never taken for a table."""

import pytest

from extractor.loaders import Blob
from extractor.loaders.headings import headed
from extractor.loaders.tables import load, separator
from extractor.pipeline import default_extractor


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Вид", "Число"], ["Лекции", "52"]],
         ["Вид\tЧисло", "Лекции\tЧисло: 52"]),
        ([["Сводка за 2019 год", ""], ["Вид", "Число"], ["Лекции", "1 250,5"], ["Итого", "нет"]],
         ["Сводка за 2019 год", "Вид\tЧисло", "Лекции\tЧисло: 1 250,5", "Итого\tнет"]),
        ([["1", "2"], ["3", "4"]], ["1; 2", "3; 4"]),
        ([["Вид", ""], ["Вид", "Число", "Доля"], ["Лекции", "5", "12%"], ["", "7", ""]],
         ["Вид", "Вид\tЧисло\tДоля", "Лекции\tЧисло: 5; Доля: 12%", "7"]),
        ([["Вид", "Число", "Единица", "Из них", "План"], ["Лекции", "5", "встреч", "3", "7"]],
         ["Вид\tЧисло\tЕдиница\tИз них\tПлан", "Лекции\tЧисло: 5\tвстреч\tИз них: 3; План: 7"]),
        ([["Показатель", "2012", "2013"], ["Лекции", "5", "7"]],
         ["Показатель\t2012\t2013", "Лекции\t2012 год: 5; 2013 год: 7"]),
        ([["", "2012 г.", "2013 год"], ["Лекции", "5", "7"]],
         ["2012 г.\t2013 год", "Лекции\t2012 г.: 5; 2013 год: 7"]),
        ([["Показатель", "Ед.", "2012", "2013"], ["Лекции", "шт.", "5", "7"]],
         ["Показатель\tЕд.\t2012\t2013", "Лекции\tшт.\t2012 год: 5; 2013 год: 7"]),
        ([["Показатель", "Годы", ""], ["", "2012", "2013"], ["Лекции", "5", "7"]],
         ["Показатель\tГоды", "2012\t2013", "Лекции\t2012 год: 5; 2013 год: 7"]),
        ([["Вид", "Всего", "Годы", ""], ["", "", "2012", "2013"], ["Лекции", "12", "5", "7"]],
         ["Вид\tВсего\tГоды", "2012\t2013", "Лекции\tВсего: 12; 2012 год: 5; 2013 год: 7"]),
        ([["Вид", "ТОС", "", "Лекции", ""], ["", "2012", "2013", "2012", "2013"],
          ["Округ", "5", "7", "8", "9"]],
         ["Вид\tТОС\tЛекции", "2012\t2013\t2012\t2013",
          "Округ\tТОС 2012 год: 5; ТОС 2013 год: 7; Лекции 2012 год: 8; Лекции 2013 год: 9"]),
        ([["Вид", "Число", ""], ["", "ТОС", "хоров"], ["Округ", "5", "7"]],
         ["Вид\tЧисло", "ТОС\tхоров", "Округ\tЧисло ТОС: 5; Число хоров: 7"]),
        ([["Показатель", "2012"], ["Лекции", "5"]],
         ["Показатель\t2012", "Лекции\t2012 год: 5"]),
        ([["Объект", "А", "Б"], ["Открыт", "2012", "2013"], ["Лекции", "5", "7"]],
         ["Объект\tА\tБ", "Открыт\tА: 2012; Б: 2013", "Лекции\tА: 5; Б: 7"]),
        ([["Вид", "А", "Б"], ["Лекции", "5", "7"], ["", "2012", "1999"]],
         ["Вид\tА\tБ", "Лекции\tА: 5; Б: 7", "А: 2012; Б: 1999"]),
        ([["Клуб", "Дом", "2012"], ["Хор", "Школа", "15"]],
         ["Клуб\tДом\t2012", "Хор\tШкола\t15"]),
        ([["Лекции", "2012", "15"], ["Уроки", "5", "7"]], ["Лекции\t2012; 15", "Уроки\t5; 7"]),
        ([["2012", "2013"], ["5", "7"]], ["2012; 2013", "5; 7"]),
        ([["Лекции", "2012,5", "20120"], ["Уроки", "5", "7"]],
         ["Лекции\t2012,5; 20120", "Уроки\t5; 7"]),
    ],
)  # fmt: skip
def test_rows_with_their_headings(rows: list[list[str]], lines: list[str]) -> None:
    assert [part.text for part in headed(rows)] == lines


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a,b\nc,d\n", ","),
        ('a,"b, c"\n"d","e"\n', ","),
        ("Всего 1 250,5 тыс.\nи 34,2 тыс.\n", ""),
        ("В городе, как известно, 15\nа в селе 3\n", ""),
        ("Округ,Год,ТОС,Членов\nЛужский округ,2012,115,1 340\n", ","),
        ("Вид,2012,2013\nЛекции,56,61\n", ","),
        ('Вид,Число\nЛекции,"15,5"\nУроки,7\n', ","),
        ("Вид;Число\nЛекции;15,5\nУроки;7,2\n", ";"),
        ("Вид,Число\nЛекции,15,5\nУроки,7,2\n", ""),
        ("Итоги, как обычно\nСобрано 15,5 тыс. рублей\n", ""),
        ("12,5\n13,7\n", ""),
        ("a;b\n1;2;3\n", ""),
        ("a;b\n", ""),
        ("", ""),
    ],
)
def test_separator(text: str, mark: str) -> None:
    assert separator(text) == mark


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "cp866"])
def test_a_csv_file(encoding: str) -> None:
    data = "Организация;Членов\r\nСовет ветеранов;52\r\nТОС;1 250\r\n".encode(encoding)
    document = load(Blob("a.csv", data))
    assert document.loader == "csv"
    assert document.text.splitlines()[::2] == [
        "Организация\tЧленов", "Совет ветеранов\tЧленов: 52", "ТОС\tЧленов: 1 250",
    ]  # fmt: skip
    assert {block.kind for block in document.blocks} == {"table_row"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_lines_of_a_cell(end: str) -> None:
    """Words over two lines stay two words, numbers two numbers."""
    rows = ["Вид;\"Количество", "общественных", "организаций\"", "Хор;600", 'Клуб;"600', '640"',
            'Дом;"1 640', '"', "Сад № 5;7"]  # fmt: skip
    document = load(Blob("a.csv", end.join(rows).encode()))
    name = "Количество общественных организаций"
    assert document.text.splitlines()[::2] == [
        f"Вид\t{name}", f"Хор\t{name}: 600", "Клуб\t600  640", f"Дом\t{name}: 1 640",
        f"Сад № 5\t{name}: 7",
    ]  # fmt: skip


def test_a_cell_that_goes_on_where_the_look_ends() -> None:
    rows = [f"Хор;{n};да" for n in range(49)]
    document = load(Blob("a.csv", "\n".join([*rows, 'Дом;7;"да', 'нет"', "Клуб;5;да"]).encode()))
    assert document.text.splitlines()[-3:] == ["Дом\t7\tда нет", "", "Клуб\t5\tда"]


def test_a_number_is_read_under_its_own_heading() -> None:
    """The heading of the next column told what it counts, as long as a row was one clause."""
    lines = [
        "Округ;Количество ТОС;Число участников;Проведено мероприятий",
        "Ясненский округ;5;340;28", "Лужский округ;7;120;15",
    ]  # fmt: skip
    document = load(Blob("a.csv", "\n".join(lines).encode()))
    records = default_extractor().extract(document).records
    assert [(record.TYPE, record.text, record.subject) for record in records] == [
        ("organization_count", "5", "ТОС"), ("participation_count", "340", "участник"),
        ("activity_count", "28", "мероприятие"), ("organization_count", "7", "ТОС"),
        ("participation_count", "120", "участник"), ("activity_count", "15", "мероприятие"),
    ]  # fmt: skip


def test_a_text_named_csv_is_read_as_text() -> None:
    text = "Всего собрано 1 250,5 тыс. рублей.\nПришли 52 жителя.\n"
    document = load(Blob("a.csv", text.encode("cp1251")))
    assert (document.loader, document.text) == ("text", text)
