"""The page of a document, as a reader uses it in a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from extractor.cli import app

Visit = Callable[..., Page]
pytestmark = pytest.mark.once
CARDS = "#records .card:not([hidden]):not(.leftcard)"


@pytest.fixture
def page_file(report: Path, tmp_path: Path) -> Path:
    target = tmp_path / "review.html"
    result = CliRunner().invoke(app, ["review", str(report), "-o", str(target)])
    assert (result.exit_code, result.stdout) == (0, f"{target}\n")
    return target


def values(page: Page) -> list[str]:
    return page.locator(f"{CARDS} .value").all_inner_texts()


def test_the_text_stands_left_and_its_facts_right(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    facts = page.locator("#text .fact").all_inner_texts()
    assert facts == ["15", "18 тысяч", "52", "9", "2"]
    assert values(page) == ["15", ">\u202f18\u202f000", "52", "9", "2"]
    shown = "\n".join(page.locator("#text .block").all_inner_texts())
    assert shown.startswith("Отчёт 😀 города Орска за 2012 год\nВ городе действуют 15 общ")
    assert page.title() == f"{page_file.parent / 'орск.txt'} – extractor"


def test_a_click_on_one_shows_the_other(page_file: Path, visit: Visit) -> None:
    page = visit(page_file, height=300)
    page.locator(CARDS).last.locator(".value").click()
    fact = page.locator("#text .fact").last
    expect(fact).to_have_class("fact t4 planned chosen flash")
    expect(fact).to_be_in_viewport()
    expect(fact).to_be_focused()
    assert (
        page.locator("#text .block")
        .last.inner_text()
        .startswith("В 2013 году планируется создать 2 новые")
    )
    page.locator("#text .fact").first.click()
    card = page.locator(CARDS).first
    expect(card).to_be_in_viewport()
    expect(card).to_have_class("card chosen flash")
    expect(card).to_have_attribute("aria-current", "true")


def test_evidence_of_the_chosen_is_underlined_in_the_colour_of_its_field(
    page_file: Path, visit: Visit
) -> None:
    page = visit(page_file)
    page.locator("#text .fact").nth(2).click()
    mine = page.locator("#text .mine")
    assert mine.all_inner_texts() == ["города Орска", "2012", " году", "лекции"]
    colour = "node => getComputedStyle(node).textDecorationColor"
    in_card = page.locator(f"{CARDS}.chosen .e0").evaluate(colour)
    assert mine.nth(1).evaluate(colour) == in_card != mine.nth(3).evaluate(colour)


def test_filters(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    page.locator(".chip", has_text="Организации").click()
    assert values(page) == [">\u202f18\u202f000", "52", "9"]
    assert page.locator("#text .fact:not(.off)").all_inner_texts() == ["18 тысяч", "52", "9"]
    assert page.locator(".shown").inner_text() == "3 из 5"
    page.locator(".chip", has_text="Организации").click()
    page.locator("#status").select_option("planned")
    assert values(page) == ["2"]
    page.locator("#status").select_option("")
    page.locator("#plugin").select_option("council_size")
    assert values(page) == ["9"]
    page.locator("#status").select_option("planned")
    assert values(page) == []
    expect(page.locator("#records > .note")).to_be_visible()


def test_search_filters_records_and_lights_up_the_text(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    page.keyboard.press("/")
    page.keyboard.type("лекци")
    assert values(page) == ["52"]
    assert page.evaluate("CSS.highlights.get('sought').size") == 1
    page.keyboard.press("Enter")
    expect(page.locator(CARDS)).to_have_class("card chosen")
    page.keyboard.press("Escape")
    assert len(values(page)) == 5


def test_keys(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    chosen = page.locator(f"{CARDS}.chosen .value")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert chosen.all_inner_texts() == [">\u202f18\u202f000"]
    page.keyboard.press("Enter")
    expect(page.locator("#text .fact").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"{CARDS}.chosen")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_numbers_not_taken_are_shown_with_their_reason(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    expect(page.locator(".leftcard").first).to_be_hidden()
    page.keyboard.press("n")
    left = page.locator(".leftcard").all_inner_texts()
    assert [" ".join(one.split()) for one in left] == ["2012 дата", "2012 дата", "2013 дата"]
    page.locator(".leftcard .value").last.click()
    expect(page.locator("#text .left").last).to_have_class("left field e0 flash")


def test_language_and_colours_are_remembered(page_file: Path, visit: Visit) -> None:
    page = visit(page_file, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    assert page.locator(".chip").first.inner_text().startswith("Мероприятия")
    page.get_by_label("Switch to English").click()
    page.get_by_label("Colours: as the system").click()
    page.get_by_label("Colours: light").click()
    assert page.locator(".chip").first.inner_text().startswith("Activities")
    assert page.evaluate(ground) != light
    page.reload()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_an_address_names_a_record(page_file: Path, visit: Visit) -> None:
    page = visit(page_file)
    name = page.evaluate("data.records[3].id")
    other = visit(f"{page_file.as_uri()}#{name}")
    assert other.locator(f"{CARDS}.chosen .value").all_inner_texts() == ["9"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_serious_fault_of_accessibility(
    page_file: Path, visit: Visit, axe: Callable[[Page], list[str]], scheme: str, width: int
) -> None:
    page = visit(page_file, width=width, color_scheme=scheme)
    if width < 500:
        page.locator(".more summary").click()
    page.locator("#left").check()
    page.locator("#text .fact").nth(1).click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
