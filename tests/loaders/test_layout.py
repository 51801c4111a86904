"""Lines of pages become paragraphs: what is joined, what is kept apart, what is furniture."""

from collections.abc import Sequence

import pytest

from extractor.loaders.furniture import furniture
from extractor.loaders.layout import Line, Piece, lines, paragraphs

KNOWN = frozenset({"юристов", "добровольцев", "организаций", "орга", "советов"})
WIDTH = 5.0
HEIGHT = 10.0


def piece(text: str, row: int, left: float = 50, width: float | None = None) -> Piece:
    hyphen = text.endswith("¬")
    text = text.rstrip("¬")
    right = left + (len(text) * WIDTH if width is None else width)
    return Piece(text, left, right, 800 - 12 * row, HEIGHT, hyphen)


def page(rows: Sequence[str | Piece], number: int = 1) -> list[Line]:
    pieces = [row if isinstance(row, Piece) else piece(row, i) for i, row in enumerate(rows)]
    return lines(pieces, number, KNOWN.__contains__)


def texts(*pages: list[Line]) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in paragraphs(pages, KNOWN.__contains__)]


FULL = "В городе действуют общественные объединения"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([FULL, "ветеранов, их 15."], [f"{FULL} ветеранов, их 15."]),
        ([FULL, "Их 15.", "Короткая строка и другой абзац, длиннее неё"],
         [f"{FULL} Их 15.", "Короткая строка и другой абзац, длиннее неё"]),
        ([f"{FULL} орга¬", "низаций города."], [f"{FULL} организаций города."]),
        ([f"{FULL} юристов¬", "добровольцев."], [f"{FULL} юристов-добровольцев."]),
        ([f"{FULL} 131-", "ФЗ и другие."], [f"{FULL} 131-ФЗ и другие."]),
        ([f"{FULL}, аптек", "– 12, остановок – 5."], [f"{FULL}, аптек – 12, остановок – 5."]),
        ([f"{FULL}:", "– 12 школ;", "– 5 советов."], [f"{FULL}:", "- 12 школ;", "- 5 советов."]),
        ([FULL, "\uf0b7 школы", "\uf0b7 советы"], [FULL, "- школы", "- советы"]),
        ([f"{FULL}, собрано 96", "450 рублей."], [f"{FULL}, собрано 96 450 рублей."]),
    ],
)  # fmt: skip
def test_paragraphs(rows: list[str], found: list[str]) -> None:
    assert [text for _, text in texts(page(rows))] == found


def test_an_indent_begins_a_paragraph_though_the_line_above_is_full() -> None:
    rows = [piece(f"{FULL}.", 0, 70), piece(f"{FULL} так.", 1), piece(f"{FULL}.", 2, 70)]
    assert [text for _, text in texts(page(rows))] == [f"{FULL}. {FULL} так.", f"{FULL}."]


LONG = "Общественные объединения и советы города"


def test_a_short_line_of_a_justified_text_ends_a_paragraph() -> None:
    """The next word would not fit behind it, but every other line reaches the margin."""
    rows = [piece(LONG, i, width=215) for i in range(7)]
    rows[4] = piece("Мера вторая", 4, width=205)
    told = [f"{' '.join([LONG] * 4)} Мера вторая", f"{LONG} {LONG}"]
    assert [text for _, text in texts(page(rows))] == told


def test_the_lines_of_an_inset_end_where_they_do() -> None:
    rows = [piece(LONG, i, *((50, 215) if i < 4 else (60, 190))) for i in range(8)]
    assert [text for _, text in texts(page(rows))] == [" ".join([LONG] * 8)]


def test_a_size_or_a_gap_begins_a_paragraph() -> None:
    large = Piece(FULL, 50, 265, 800, 14)
    assert [text for _, text in texts(page([large, piece(FULL, 1), piece(FULL, 3)]))] == [FULL] * 3


def test_cells_are_a_row_and_wrapped_ones_are_made_whole() -> None:
    rows = [
        piece("Вид", 0), piece("2018", 0, 200), piece("2019", 0, 300),
        piece("Проведено", 1), piece("встреч", 2), piece("3", 1, 200), piece("5", 1, 300),
    ]  # fmt: skip
    found = [("table_row", "Вид\t2018\t2019"), ("table_row", "Проведено встреч\t3\t5")]
    assert texts(page(rows)) == found


def test_spread_words_are_no_cells() -> None:
    spread = [piece("семерых,", 0, 50), piece("выдвинули", 0, 120), piece("жители", 0, 195)]
    below = piece("объединения и советы города", 1, width=175)
    assert texts(page([*spread, below])) == [
        ("paragraph", "семерых, выдвинули жители объединения и советы города")
    ]


def test_columns_are_read_one_after_the_other() -> None:
    left = [piece(f"Левая колонка, строка {i}", i) for i in range(10)]
    right = [piece(f"правая колонка, строка {i}", i, 300) for i in range(10)]
    (found,) = [text for _, text in texts(page([*left, *right]))]
    assert found.index("Левая колонка, строка 9") < found.index("правая колонка, строка 0")


def test_furniture_is_what_repeats_and_page_numbers() -> None:
    own = ("Советы и дела города", "Клубы и праздники", "Итоги года и планы")
    pages = [page(["Отчёт главы", own[n], own[n - 1], str(n + 1)], n + 1) for n in range(3)]
    assert sorted(furniture(pages)) == [(i, at) for i in range(3) for at in (0, 3)]
    kinds = [kind for kind, _ in texts(*pages)]
    assert kinds == sorted(kinds, key=lambda kind: kind == "boilerplate")
    assert kinds.count("boilerplate") == 6


REST = ("Ветераны помогают школам.", "Юнармейцы ухаживают за парком.", "Клубы открыты.", "Музей.")


@pytest.mark.parametrize(
    ("heads", "aside"),
    [
        (["Отчёт", "Отчёт"], 2),
        (["Отчёт за 2018 год", "Отчёт за 2018 год"], 2),
        (["Доклад, лист 1", "Доклад, лист 2", "Доклад, лист 3"], 3),
        (["Год 2019, лист 7 из 40", "Год 2019, лист 8 из 40", "Год 2019, лист 9 из 40"], 3),
        (["Титул", "Доклад, лист 2", "Доклад, лист 3", "Доклад, лист 4"], 3),
        (["Стр. 1 из 2", "Стр. 2 из 2"], 2),
        (["В посёлке 12 обществ.", "В посёлке 15 обществ."], 0),
        (["В посёлке 12 обществ.", "В посёлке 13 обществ."], 0),
        (["В посёлке 12 обществ.", "В посёлке 15 обществ.", "В посёлке 9 обществ."], 0),
        (["В посёлке 12 обществ.", "В посёлке 13 обществ.", "В посёлке 9 обществ."], 0),
        (["Итоги 2018 года", "Итоги 2019 года"], 0),
        ([f"Тираж {'1' * 5000}", f"Тираж {'2' * 5000}"], 0),
    ],
)  # fmt: skip
def test_a_line_whose_number_changes_is_a_head_only_where_it_counts_the_pages(
    heads: list[str], aside: int
) -> None:
    rows = [[head, f"{FULL} {REST[n]}", REST[n], REST[n - 1]] for n, head in enumerate(heads)]
    pages = [page(own, n + 1) for n, own in enumerate(rows)]
    expected = [(n, 0) for n in range(len(heads) - aside, len(heads))]
    assert sorted(furniture(pages)) == expected


def test_a_paragraph_goes_on_over_the_page_and_knows_where() -> None:
    pages = [page([FULL, f"{FULL}, 15", "1"], 1), page(["организаций города.", "2"], 2)]
    first, *_ = paragraphs(pages, KNOWN.__contains__)
    assert first.text == f"{FULL} {FULL}, 15 организаций города."
    assert (first.page, first.turns) == (1, ((first.text.index("организаций"), 2),))


def test_a_line_without_width_does_no_harm() -> None:
    assert texts(page([piece("x", 0, width=0), piece("y", 1, width=-5)])) != []
    assert texts([]) == []
