"""The index of an archive, as a reader uses it in a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from extractor.cli import app

Visit = Callable[..., Page]
pytestmark = pytest.mark.once
TOWNS = ("Азова", "Орска", "Ржева", "Углича")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    for i, town in enumerate(TOWNS):
        for year in (2011, 2012, 2014):
            text = (
                f"Отчёт города {town} за {year} год\n\nВ городе действуют {15 + i + year - 2011} "
                f"клубов.\n\nВ {year} году прошли {52 - i} лекции."
            )
            (folder / f"{town}-{year}.txt").write_text(text, encoding="utf-8")
    other = (
        "Отчёт города Орска за 2012 год\n\nВ городе действуют 99 клубов.\n\n"
        "В городе работают 88 уличных комитетов, в том числе 79 городских и 14 сельских."
    )
    (folder / "Орск-ещё.txt").write_text(other, encoding="utf-8")
    (folder / "ещё пусто.txt").write_bytes(b"")
    result = CliRunner().invoke(app, ["review", str(folder), "-o", str(folder / "review")])
    assert (result.exit_code, result.stdout) == (1, f"{folder / 'review' / 'index.html'}\n")
    return folder / "review" / "index.html"


def names(page: Page) -> list[str]:
    return page.locator("td.name").all_inner_texts()


def test_documents_are_listed_sorted_and_filtered(index: Path, visit: Visit) -> None:
    page = visit(index)
    assert len(names(page)) == 13
    assert names(page)[0] == "Азова-2011.txt"
    page.get_by_role("button", name="Записей").click()
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Документ").click()
    page.get_by_role("button", name="Документ").click()
    assert names(page)[0] == "Углича-2014.txt"
    page.keyboard.press("/")
    page.keyboard.type("орск")
    assert names(page) == ["Орска-2014.txt", "Орска-2012.txt", "Орска-2011.txt", "Орск-ещё.txt"]
    page.locator("#year").select_option("2012")
    assert names(page) == ["Орска-2012.txt", "Орск-ещё.txt"]
    page.locator("#type").select_option("activity_count")
    assert names(page) == ["Орска-2012.txt"]
    assert page.locator(".shown").inner_text() == "1 из 13"


def test_a_document_opens_and_the_way_back_finds_the_index_as_it_was(
    index: Path, visit: Visit
) -> None:
    page = visit(index)
    page.locator("#search").fill("углич")
    page.get_by_role("link", name="Углича-2012.txt").click()
    expect(page.locator("#text .fact")).to_have_text(["19", "49"])
    page.go_back()
    assert names(page) == ["Углича-2011.txt", "Углича-2012.txt", "Углича-2014.txt"]


def test_each_point_of_the_picture_opens_its_record(index: Path, visit: Visit) -> None:
    page = visit(index)
    page.get_by_role("tab", name="Картина").click()
    places = page.locator(".place h3").all_inner_texts()
    assert sorted(places) == ["Азов", "Орск", "Ржев", "Углич"]
    rzhev = page.locator(".place", has=page.get_by_role("heading", name="Ржев"))
    points = rzhev.locator(".point")
    said = points.evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert sorted(said) == [
        f"Организации, Ржев, {year}: {count} клуб" for year, count in
        ((2011, 17), (2012, 18), (2014, 20))
    ]  # fmt: skip
    points.first.hover()
    expect(page.locator(".tip")).to_have_text(said[0])
    points.first.click()
    expect(page.locator("#records .card.chosen .value")).to_have_text("20")


def test_gaps_show_where_nothing_is_said(index: Path, visit: Visit) -> None:
    page = visit(index)
    page.get_by_role("tab", name="Пробелы").click()
    years = page.locator(".gaps thead th").all_inner_texts()
    assert years == ["Место", "2011", "2012", "2013", "2014"]
    row = page.locator(".gaps tbody tr").first
    assert row.locator("td").evaluate_all("all => all.map((one) => one.className)") == [
        "", "", "gap", ""
    ]  # fmt: skip
    assert row.locator(".squares").first.locator(".full").count() == 2
    page.locator("#type").select_option("activity_count")
    assert row.locator("td").all_inner_texts() == ["1", "1", "нет записей", "1"]
    page.locator("#type").select_option("")
    page.get_by_role("button", name="Орск, 2012: 6 записей, типов 2 из 9").click()
    assert sorted(names(page)) == ["Орск-ещё.txt", "Орска-2012.txt"]


def test_contradictions_and_totals_stand_with_their_sentences(index: Path, visit: Visit) -> None:
    page = visit(index)
    page.get_by_role("tab", name="Проверить").click()
    headings = page.locator(".check h3").all_inner_texts()
    assert headings == [
        "Организации клуб · Орск · 2012",
        "Организации части больше целого на 5",
    ]
    first = page.locator(".check").first.locator("blockquote").all_inner_texts()
    assert sorted(first) == [
        "В городе действуют 17 клубов.",
        "В городе действуют 99 клубов.",
    ]
    page.locator(".check .fact").first.click()
    expect(page.locator("#records .card.chosen")).to_have_count(1)


def test_failures_stand_with_their_reason(index: Path, visit: Visit) -> None:
    page = visit(index)
    page.get_by_role("tab", name="Не прочитано").click()
    cells = page.locator("#panel td").all_inner_texts()
    assert cells[1:] == ["пусто", f"{cells[0]}: holds no text"]
    for sought in ("ЕЩЁ П", "еще п"):
        page.locator("#search").fill(sought)
        assert page.locator("#panel td").all_inner_texts() == cells
    page.locator("#search").fill("ещё н")
    assert page.locator("#panel td").all_inner_texts() == []


def test_tabs_turn_by_arrows(index: Path, visit: Visit) -> None:
    page = visit(index)
    page.get_by_role("tab", name="Документы").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Не прочитано")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Документы")).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_serious_fault_of_accessibility(
    index: Path, visit: Visit, axe: Callable[[Page], list[str]], scheme: str, width: int
) -> None:
    page = visit(index, width=width, color_scheme=scheme, locale="en-GB")
    for tab in ("Documents", "Picture", "Gaps", "To check", "Not read"):
        page.get_by_role("tab", name=tab).click()
        assert axe(page) == [], tab
        assert page.evaluate("document.documentElement.scrollWidth") <= width, tab
