"""Tables in plain lines: the year and the plan of a number are its own column's."""

import pytest

from extractor.loaders.text import from_string
from extractor.pipeline import default_extractor

TWO = "Показатель\t2011 год\t2012 год\n"
PLAN = "Показатель\tПлан\tФакт\n"
Facts = list[tuple[str, str | None, str]]


def facts(text: str) -> Facts:
    """Give text, period and status of the records of a text."""
    records = default_extractor().extract(from_string(text)).records
    return [(one.text, one.period, one.status) for one in records]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TWO + "Проведено лекций\t52\t60", [("52", "2011"), ("60", "2012")]),
        ("Показатель\t2011\t2012\nПроведено лекций\t52\t60", [("52", "2011"), ("60", "2012")]),
        ("Вид\tЧисло\n\t2011 год\t2012 год\nПроведено лекций\t52\t60",
         [("52", "2011"), ("60", "2012")]),
        # Cells of a page: a blank line between rows, no cells where nothing stands.
        ("Вид\tЧисло\n\n2011 год\t2012 год\n\nПроведено лекций\t52\t60\n\nПроведено встреч\t7\t9",
         [("52", "2011"), ("60", "2012"), ("7", "2011"), ("9", "2012")]),
        (TWO + "Проведено лекций\t-\t60", [("60", "2012")]),
        (TWO + "Проведено лекций\t\t60", [("60", "2012")]),
        # Columns that cannot be told apart: no year.
        (TWO + "Проведено лекций\t52", [("52", None)]),
        (TWO + "Проведено лекций\t52\t60\t70", [("52", None), ("60", None), ("70", None)]),
        ("Вид\tЕд.\t2011 год\t2012 год\nПроведено лекций\tшт.\t52", [("52", None)]),
        ("Вид\t2011 год\t2012 год\nПлан\tФакт\tПлан\tФакт\nПроведено лекций\t5\t7\t8\t9",
         [("5", None), ("7", None), ("8", None), ("9", None)]),
        # One year, or a table that has ended: as before.
        ("Вид\tв 2012 году\nПроведено лекций\t52", [("52", "2012")]),
        (TWO + "Проведено лекций\t52\t60\n\nИтоги.\n\nВ 2015 году прошли 70 лекций.",
         [("52", "2011"), ("60", "2012"), ("70", "2015")]),
        ("В 2015 году прошли 70 лекций и 8 концертов.", [("70", "2015"), ("8", "2015")]),
    ],
)  # fmt: skip
def test_the_year_of_a_column(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(one, period) for one, period, _ in facts(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PLAN + "Проведено лекций\t52\t60", [("52", "planned"), ("60", "actual")]),
        ("Показатель\tФакт\tПлан\nПроведено лекций\t52\t60", [("52", "actual"), ("60", "planned")]),
        (PLAN + "1\tПроведено лекций\t52\t60", [("52", "planned"), ("60", "actual")]),
        ("Проведено лекций\tПлан: 52; Факт: 60", [("52", "planned"), ("60", "actual")]),
        ("Проведено лекций\tПлан на 2013 год: 52; Факт за 2013 год: 60",
         [("52", "planned"), ("60", "actual")]),
        ("Проведено лекций\tФакт: 60; План: 52", [("60", "actual"), ("52", "planned")]),
        ("Проведено лекций: план – 52, факт – 60.", [("52", "planned"), ("60", "actual")]),
        # What is no heading of a column.
        ("Планируется провести 52 лекции.", [("52", "planned")]),
        ("План: провести 52 лекции, этот факт известен.", [("52", "planned")]),
        ("Прошли 52 лекции – это факт.", [("52", "actual")]),
        ("В плане на год – 52 лекции.", [("52", "planned")]),
    ],
)  # fmt: skip
def test_plan_and_fact_of_a_column(text: str, found: list[tuple[str, str]]) -> None:
    told = [(one, status) for one, _, status in facts(text) if one in ("52", "60")]
    assert told == found


def test_a_row_takes_its_subject_from_no_other_row() -> None:
    text = "Общественных организаций\tЧисло: 5\n\nКонцертов\tЧисло: 7\n\nИтого\tЧисло: 8"
    records = default_extractor().extract(from_string(text)).records
    assert ["организац" in (one.subject or "") for one in records[1:]] == [False] * len(records[1:])
    told = "В городе 15 общественных организаций. В селе их 8."
    after = default_extractor().extract(from_string(told)).records
    assert [one.subject for one in after] == ["общественная организация"] * 2
    bullets = "•\tдействуют 15 общественных организаций;\n•\tв селе их 8."
    listed = default_extractor().extract(from_string(bullets)).records
    assert [one.subject for one in listed] == ["общественная организация"] * 2
