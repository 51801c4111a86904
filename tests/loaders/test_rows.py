"""Rows of a PDF's tables: what numbers rows and columns is left out, data never."""

import pytest

from extractor.loaders.build import Part
from extractor.loaders.rows import plain

HEAD = "№ п/п\tВид\tЧисло"
PROSE = "В городе прошли лекции и концерты, встречи ветеранов, а также собрания " * 2


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([HEAD, "1\tЛекции\t5", "2.\tУроки\t7"], [HEAD, "Лекции\t5", "Уроки\t7"]),
        (["№\tВид\tЧисло", "2011 год\t2012 год", "1\tЛекции\t5\t7"],
         ["№\tВид\tЧисло", "2011 год\t2012 год", "Лекции\t5\t7"]),
        (["№\tВид\t2011\t2012", "1\tЛекции\t5\t7"], ["№\tВид\t2011\t2012", "Лекции\t5\t7"]),
        ([HEAD, "1\t2\t3", "1\tЛекции\t5"], [HEAD, "[1\t2\t3]", "Лекции\t5"]),
        (["Вид\tЧисло\t%", "Лекции\t5\t85", "Уроки\t7\t90%"],
         ["Вид\tЧисло\t%", "Лекции\t5\t85%", "Уроки\t7\t90%"]),
        ([HEAD, "1\tЛекции", "и встречи", "2\tУроки"], [HEAD, "Лекции", "и встречи", "Уроки"]),
        # Another table, another heading, prose: nothing is left out.
        ([HEAD, "1\tЛекции\t5", "Школа\tКлассов\tУчеников", "1\t12\t340"],
         [HEAD, "Лекции\t5", "Школа\tКлассов\tУчеников", "1\t12\t340"]),
        ([HEAD, PROSE, "12\tлекций"], [HEAD, PROSE, "12\tлекций"]),
        (["Вид\tЧисло", "Лекции\t5", "1\t2"], ["Вид\tЧисло", "Лекции\t5", "1\t2"]),
        (["№ школы\tКлассов", "1\t12"], ["№ школы\tКлассов", "1\t12"]),
        (["1\t2\t3", "Лекции\t5"], ["1\t2\t3", "Лекции\t5"]),
        (["Вид\t% охвата", "Лекции\t5\t85"], ["Вид\t% охвата", "Лекции\t5\t85"]),
        ([HEAD, "5"], [HEAD, "5"]),
    ],
)  # fmt: skip
def test_rows(lines: list[str], found: list[str]) -> None:
    parts = [Part("table_row" if "\t" in line else "paragraph", line, 3) for line in lines]
    given = list(plain(parts))
    told = [f"[{part.text}]" if part.kind == "boilerplate" else part.text for part in given]
    assert told == found
    assert {part.page for part in given} == {3}
