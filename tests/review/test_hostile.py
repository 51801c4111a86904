"""What comes from documents is hostile: in a real browser nothing of it is markup or runs."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect
from typer.testing import CliRunner

from extractor.batch.results import Failure
from extractor.cli import app
from extractor.loaders.text import from_string
from extractor.pipeline import default_extractor
from extractor.records import Record
from extractor.review.archive import Item
from extractor.review.pages import page
from extractor.review.payload import document
from extractor.review.writing import name, write
from extractor.values import Evidence, Producer, Source

Visit = Callable[..., Page]
pytestmark = pytest.mark.once

RUN = "window.pwned=1"
PAYLOADS = (
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg onload={RUN}>',
    f"javascript:{RUN}",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    "{{script}} ${" + RUN + "} <!--<script> \u2028 \u202e",
)
ALLOWED = {
    "A", "ARTICLE", "BLOCKQUOTE", "BODY", "BR", "BUTTON", "DETAILS", "DIV", "FIGCAPTION", "FIGURE",
    "H1", "H2", "H3", "HEAD", "HEADER", "HTML", "INPUT", "LABEL", "LI", "MAIN", "META", "NAV",
    "NOSCRIPT", "OL", "OPTION", "P", "SCRIPT", "SECTION", "SELECT", "SPAN", "STRONG", "STYLE",
    "SUMMARY", "TABLE", "TBODY", "TD", "TH", "THEAD", "TITLE", "TR", "UL", "a", "circle", "line",
    "path", "polyline", "rect", "svg", "text", "title",
}  # fmt: skip


def hostile(payload: str, number: int) -> Item:
    """Make a document every part of which is a payload."""
    text = f"{payload} 15 {payload} 7 {payload}\n{payload}"
    start = len(payload) + 1
    record = Record(
        type=payload, id=payload, value="15", start=start, end=start + 2, text="15",
        unit=payload, place=payload, subject=payload, period="2012", part_of=None,
        evidence={payload: Evidence(start=0, end=len(payload), text=payload)},
        source=Source(path=payload, sha256=payload, loader=payload),
        produced_by=Producer(plugin=payload, version=payload, rule=payload),
    )  # fmt: skip
    again = record.model_copy(update={"id": f"{payload} 2", "value": 7 + number})
    part = record.model_copy(update={"id": "part", "part_of": payload, "value": 99})
    found = default_extractor().extract(from_string(text))
    return Item(
        f"{payload}{number}", payload, payload, (record, again, part), text,
        found.document.blocks, left=found.left, metadata=((payload, payload),), notes=(payload,),
    )  # fmt: skip


def calm(page: Page) -> None:
    """Nothing ran, and there is no element but the page's own."""
    assert page.evaluate("window.pwned") is None
    names = page.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.tagName))]")
    assert set(names) - ALLOWED == set()
    assert page.locator("script").count() == 2
    handlers = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
    assert page.evaluate(f"{handlers}.filter(a => /^on|^style|^srcdoc/.test(a.name)).length") == 0
    links = page.evaluate(
        "[...document.querySelectorAll('[href]')].map(e => e.getAttribute('href'))"
    )
    assert [link for link in links if not link.startswith(("#", "d/", "../"))] == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("hostile")
    items = [hostile(payload, i) for i, payload in enumerate(PAYLOADS)]
    failures = [Failure(payload, payload, payload) for payload in PAYLOADS]
    write([*items, *failures], target, ("organization_count",))
    return target


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_a_document_page_shows_payloads_as_text(folder: Path, visit: Visit, number: int) -> None:
    item = hostile(PAYLOADS[number], number)
    page = visit(folder / name(item))
    page.locator("#left").check()
    for summary in page.locator(".card summary").all():
        summary.click()
    page.locator("#text .fact").first.click()
    page.locator(".card .value").first.click()
    page.keyboard.press("j")
    calm(page)
    shown = page.locator("#text .block").first.evaluate("node => node.textContent")
    assert item.text is not None and item.text.startswith(shown)
    assert PAYLOADS[number][:20] in shown
    assert page.locator(".card .label").first.inner_text() == PAYLOADS[number].replace("_", " ")


def test_the_index_shows_payloads_as_text(folder: Path, visit: Visit) -> None:
    page = visit(folder / "index.html")
    for tab in page.locator("[role=tab]").all():
        tab.click()
        calm(page)
    page.get_by_role("tab").first.click()
    assert page.locator("td.name").count() == len(PAYLOADS)
    page.locator("#search").fill("<script>")
    page.locator("#type").select_option(PAYLOADS[0])
    calm(page)
    expect(page.locator("td.name")).to_have_count(1)


def test_an_address_with_a_payload_is_no_script(folder: Path, visit: Visit) -> None:
    page = visit(
        f"{(folder / 'index.html').as_uri()}#tab=<img src=x>&query=<img src=x onerror={RUN}>"
    )
    calm(page)


def test_names_of_files_and_texts_from_the_disk(tmp_path: Path, visit: Visit) -> None:
    path = tmp_path / f"<img src=x onerror={RUN}>.txt"
    path.write_text(f"В городе <script>{RUN}</script> 15 общественных организаций.", "utf-8")
    target = tmp_path / "out.html"
    assert CliRunner().invoke(app, ["review", str(path), "-o", str(target)]).exit_code == 0
    page = visit(target)
    assert page.locator("h1").inner_text() == path.name
    calm(page)


def test_decisions_are_text_too(tmp_path: Path, visit: Visit) -> None:
    item = hostile(PAYLOADS[1], 1)
    right = {"type": PAYLOADS[1], "value": "1", "place": PAYLOADS[0], "subject": PAYLOADS[2]}
    decision = {"verdict": "correct", "correction": right}
    told: dict[str, Any] = {"decide": "../decisions", "decided": {item.records[0].id: decision}}
    target = tmp_path / "page.html"
    target.write_text(page({**document(item, ()), **told}), encoding="utf-8")
    opened = visit(target)
    assert opened.locator(".corrected ins").all_inner_texts()[-2:] == [PAYLOADS[0], PAYLOADS[2]]
    assert opened.evaluate("window.pwned") is None
    assert opened.locator("img, iframe").count() == 0


@pytest.fixture
def guarded(folder: Path, visit: Visit) -> Iterator[Page]:
    page = visit(folder / "index.html")
    yield page
    page.complaints.clear()  # type: ignore[attr-defined]  # of what the tests tried


@pytest.mark.parametrize(
    "attempt",
    [
        f"document.body.innerHTML = '<img src=x onerror={RUN}>'",
        "document.body.insertAdjacentHTML('beforeend', '<b>')",
        f"document.write('<script>{RUN}</script>')",
        "document.createElement('script').text = 'window.pwned=1'",
        "new DOMParser().parseFromString('<b>', 'text/html')",
    ],
)
def test_the_policy_lets_no_text_become_markup(guarded: Page, attempt: str) -> None:
    with pytest.raises(Error, match=r"TrustedHTML|TrustedScript"):
        guarded.evaluate(attempt)
    assert guarded.evaluate("window.pwned") is None


def test_the_policy_lets_nothing_out(guarded: Page) -> None:
    with pytest.raises(Error, match=r"Failed to fetch|Refused|NetworkError"):
        guarded.evaluate("fetch('https://example.com/')")
    assert json.loads(guarded.locator("#data").inner_text())["kind"] == "index"
