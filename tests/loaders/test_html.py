"""Web pages: what becomes a block, what is left out, what is only marked."""

import pytest

from extractor.document import Document
from extractor.errors import EmptyDocument
from extractor.loaders import Blob
from extractor.loaders.html import accepts, load

CASES = [
    ("<h1>Итоги</h1><p>Проведено 52 лекции.</p>",
     [("heading", "Итоги"), ("paragraph", "Проведено 52 лекции.")]),
    ("<p>Всего\n   1&nbsp;250&thinsp;000   рублей</p>",
     [("paragraph", "Всего 1\xa0250\u2009000 рублей")]),
    ("<ol><li>Советы<li><p>Клубы</p></ol><p>Итого</p>",
     [("list_item", "- Советы"), ("list_item", "- Клубы"), ("paragraph", "Итого")]),
    ("<table><tr><th>Вид<th>Число<tr><td>Лекции<br>и беседы</td><td> 52 </td></table>После",
     [("table_row", "Вид\tЧисло"), ("table_row", "Лекции и беседы\tЧисло: 52"),
      ("paragraph", "После")]),
    ("<table><tr><th rowspan=2>Вид<th colspan=2>ТОС<th rowspan=x>Итог<tr><th>2012<th>2013<th>"
     "<tr><td>Округ<td><td>7<td>12</table><table><tr><td>Округ<td>7</table>",
     [("table_row", "Вид\tТОС\tИтог"), ("table_row", "2012\t2013"),
      ("table_row", "Округ\tТОС 2013 год: 7; Итог: 12"), ("table_row", "Округ\t7")]),
    ("<table><tr><th>Вид<th>Число<tr><td>Да<td>5<table><tr><td>Нет<td>7</table><td>6<tr><td>Ой"
     "<td>8</table>",
     [("table_row", "Вид\tЧисло"), ("table_row", "Да\tЧисло: 5"), ("table_row", "Нет\t7"),
      ("paragraph", "6"), ("table_row", "Ой\t8")]),
    ("<table><tr><td rowspan=2>А<td>Б<td>В<tr><td colspan=99999999999>5<tr>Ещё<td>6</table>",
     [("table_row", "А\tБ\tВ"), ("table_row", "А\tБ: 5"), ("table_row", "Ещё\tБ: 6")]),
    ("<table><tr><th rowspan=2>Вид</th><th colspan=2>ТОС</th></tr>\n<tr><th>2012</th><th>2013</th>"
     "</tr>\n<tr><td>Округ</td><td>5</td><td>7</td></tr></table>",
     [("table_row", "Вид\tТОС"), ("table_row", "2012\t2013"),
      ("table_row", "Округ\tТОС 2012 год: 5; ТОС 2013 год: 7")]),
    ("<table><tr><th>Вид</th><th colspan=2>ТОС</th></tr><tr><th>2012</th><th>2013</th></tr>"
     "<tr><td>Округ</td><td>5</td><td>7</td></tr></table>",
     [("table_row", "Вид\tТОС"), ("table_row", "2012\t2013"),
      ("table_row", "Округ\tТОС 2012 год: 5; ТОС 2013 год: 7")]),
    ("<table><tr><th>Округ<th>Год<th>ТОС<tr><td rowspan=2>Лужский<td>2012<td>5<tr><td>2013<td>7"
     "<tr><td>Ясный<td rowspan=2>2013<td>8<tr><td>Тихий<td>9</table>",
     [("table_row", "Округ\tГод\tТОС"), ("table_row", "Лужский\tГод: 2012; ТОС: 5"),
      ("table_row", "Лужский\tГод: 2013; ТОС: 7"), ("table_row", "Ясный\tГод: 2013; ТОС: 8"),
      ("table_row", "Тихий\tТОС: 9")]),
    ("<table><tr><td rowspan=2>Меню<td>Новости<tr><td>Итоги года</table>",
     [("table_row", "Меню\tНовости"), ("paragraph", "Итоги года")]),
    ("<table><tr><td>Одна ячейка страницы</td></tr></table>",
     [("paragraph", "Одна ячейка страницы")]),
    ("<table><tr><td class='menu'>Новости</td><td><h2>Итоги</h2><p>" + "Проведено 52 лекции. " * 20
     + "</p><table><tr><td>ТОС<td>5</table></table>Конец",
     [("heading", "Итоги"), ("paragraph", ("Проведено 52 лекции. " * 20).strip()),
      ("table_row", "ТОС\t5"), ("paragraph", "Конец"), ("boilerplate", "Новости")]),
    ("Первая<br>вторая<br/>третья",
     [("paragraph", "Первая"), ("paragraph", "вторая"), ("paragraph", "третья")]),
    ("<pre>Первая\n  вторая</pre>", [("paragraph", "Первая"), ("paragraph", "вторая")]),
    ("<div class='left-menu'>Меню<div>Ещё</div></div><div>Текст</div><footer>Подвал</footer>",
     [("paragraph", "Текст"), ("boilerplate", "Меню"), ("boilerplate", "Ещё"),
      ("boilerplate", "Подвал")]),
    ("<p>В<b>с</b>его</p><script>1<2</script><style>p{}</style><!-- нет -->",
     [("paragraph", "Всего")]),
    ("<p>До<![if !IE]>и<![endif]>после<![[CDATA[<![CDATA[x]]>.", [("paragraph", "Доипосле.")]),
    ("<p>Не закрыто <b>15 <i>организаций", [("paragraph", "Не закрыто 15 организаций")]),
    ("<p hidden>Нет</p>Да<div style='color:red; DISPLAY : none'><p>Нет<p>Нет<div>Нет</div></div>Да",
     [("paragraph", "Да"), ("paragraph", "Да")]),
    ("<ul><li hidden>Нет<li>Да</ul><ul><li hidden>Нет</ul><p hidden>Нет<table><tr><td>Да</table>",
     [("list_item", "- Да"), ("paragraph", "Да")]),
    ("<table><tr><td hidden>Нет<td>Да<td>5<tr style='display:none'><td>Нет<td>5</table>"
     "<p><span hidden>Нет</p>Да<br hidden>Да<input hidden>",
     [("table_row", "Да\t5"), ("paragraph", "Да"), ("paragraph", "Да")]),
    ("<body style='display:none'><p style='display:block'>Да<p class='hidden'>Да"
     "<p aria-hidden=true>Да",
     [("paragraph", "Да")] * 3),
    ("<p>Советы<sup>1</sup>, клубы<sup>[12]</sup>, 10<sup>6,5</sup> <sub>2</sub>",
     [("paragraph", "Советы¹, клубы[¹²], 10⁶,⁵ 2")]),
    ("<p>Было <del>34</del> 43, <s>5 <b>6</b></s>7 и <strike>8</strike>9<p><s>Нет<p>Да<del><p>Нет"
     "</del>Да", [("paragraph", "Было 43, 7 и 9"), ("paragraph", "Да"), ("paragraph", "Да")]),
    ("<p>Да <span style='color:red; text-decoration: red line-through'>34</span>5 <ins>6</ins>"
     "<u>7</u><span style='text-decoration: underline'>8</span><small>9</small>",
     [("paragraph", "Да 5 6789")]),
    ("<table><tr><td>Вид<td>Число<br>лекций<tr><td>Хор<td>600<br>640<tr><td>Дом<td>1 640<br>"
     "</table>", [("table_row", "Вид\tЧисло лекций"), ("table_row", "Хор\t600  640"),
                  ("table_row", "Дом\tЧисло лекций: 1 640")]),
    ("<p>Прошли 15<sup>1</sup> лекций и 16<sup><a href='#2'>[2]</a></sup>, в 10<sup>00</sup>,"
     " 5<sup>*</sup>", [("paragraph", "Прошли 15 лекций и 16, в 10, 5")]),
    ("<p>м<sup>2</sup>, 5<sup>й</sup> сход, 7 <sup>1</sup>, 8<sup>я<p>группа</sup> 9",
     [("paragraph", "м², 5й сход, 7 ¹, 8я"), ("paragraph", "группа 9")]),
]  # fmt: skip


FACT = "Проведено 52 лекции, в которых участвовали 948 жителей."


def page(body: str) -> Document:
    return load(Blob("a.html", f"<html><body>{body}</body></html>".encode()))


def blocks_of(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


@pytest.mark.parametrize(("body", "blocks"), CASES)
def test_blocks(body: str, blocks: list[tuple[str, str]]) -> None:
    assert blocks_of(page(body)) == blocks


@pytest.mark.parametrize(
    "opened",
    [
        f"<div class='{name}'>"
        for name in ("page has-sidebar", "no-sidebar", "with-header", "page--without-footer",
                     "two-columns-with-menu", "menu-open", "sidebar-hidden", "header-fixed",
                     "navigator", "mainmenu")
    ] + ["<div title='Главное menu'>", "<main class='menu'>", "<body class='menu'>",
         "<html class='header footer'>"],
)  # fmt: skip
def test_what_a_name_says_of_a_page_is_no_furniture(opened: str) -> None:
    document = page(f"<nav>Новости</nav>{opened}<p>{FACT}</p>")
    assert blocks_of(document) == [("paragraph", FACT), ("boilerplate", "Новости")]


@pytest.mark.parametrize(
    "opened",
    [
        f"<div class='{name}'>"
        for name in ("menu", "box Menu", "main-menu", "left-sidebar", "footer-links", "top-nav-bar",
                     "site-header", "menu menu-open")
    ] + ["<div id='footer'>", "<div title='header'>", "<div role='navigation'>", "<aside>",
         "<p class='copyright'>"],
)  # fmt: skip
def test_what_a_name_says_of_a_part_is_furniture(opened: str) -> None:
    document = page(f"{opened}<span>Новости</span></{opened[1:].split()[0].strip('>')}>{FACT}")
    assert blocks_of(document) == [("paragraph", FACT), ("boilerplate", "Новости")]


@pytest.mark.parametrize("end", ["</form>", ""])
def test_a_form_around_the_page_is_no_furniture(end: str) -> None:
    """ASP.NET lays one around all of a page; menus and small forms in it stay what they are."""
    found = page(
        "<form class='search'>Поиск</form><form id='aspnetForm'><div class='menu'>Новости</div>"
        f"<table><tr><td><h2>Итоги</h2><p>{FACT * 6}</p></table><table><tr><td>ТОС<td>5</table>"
        f"{end}<form>Подписка<button>Да</button>"
    )
    assert blocks_of(found) == [
        ("heading", "Итоги"), ("paragraph", FACT * 6), ("table_row", "ТОС\t5"),
        ("boilerplate", "Поиск"), ("boilerplate", "Новости"), ("boilerplate", "Подписка"),
        ("boilerplate", "Да"),
    ]  # fmt: skip
    assert "warning" not in dict(found.metadata)


def test_a_form_in_a_table_that_lays_out_the_page_is_furniture() -> None:
    found = page(f"<table><tr><td><form>Поиск</form><p>{FACT}</table>")
    assert blocks_of(found) == [("paragraph", FACT), ("boilerplate", "Поиск")]


def test_a_page_of_nothing_but_furniture_is_text_and_told() -> None:
    document = page(f"<div class='header'><h1>Итоги</h1><ul><li>{FACT}</ul></div><nav>Далее</nav>")
    assert blocks_of(document) == [
        ("heading", "Итоги"), ("list_item", f"- {FACT}"), ("paragraph", "Далее"),
    ]  # fmt: skip
    assert dict(document.metadata)["warning"] == (
        "all of the page is marked as navigation and is read as text"
    )


def test_a_page_without_text_is_empty() -> None:
    with pytest.raises(EmptyDocument, match=r"^a\.html: holds no text$"):
        page("<script>var a = 15</script>")


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        ("<!DOCTYPE html><p>Да", True),
        ("\r\n  <html>Да", True),
        ("<p>Да</p><p>и</p>", True),
        ("<?xml version='1.0'?><html>Да", True),
        ("<число> организаций", False),
        ("15 < 20 и <b>всё</b>", False),
        ("", False),
    ],
)
def test_what_is_a_page(data: str, taken: bool) -> None:
    assert accepts(Blob("a.txt", data.encode())) is taken
    assert accepts(Blob("a.txt", data.encode("utf-16"))) is taken


@pytest.mark.parametrize("claimed", ["windows-1251", "utf-8", "koi8-r", "x-none", ""])
def test_a_charset_is_believed_only_where_it_reads_well(claimed: str) -> None:
    meta = f'<meta charset="{claimed}">' if claimed else ""
    data = f"<html><head>{meta}</head><p>Действуют 15 организаций".encode("cp1251")
    document = load(Blob("a.html", data))
    learnt = dict(document.metadata)
    assert document.text == "Действуют 15 организаций"
    assert (learnt["encoding"], learnt.get("declared", "")) == ("cp1251", claimed)
