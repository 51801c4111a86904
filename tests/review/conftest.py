"""A real browser for the pages, and a report to show in them."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
IN_CI = bool(os.environ.get("CI"))
"""Asked before the tests take it out of their surroundings."""
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
REPORT = (
    "Отчёт 😀 города Орска за 2012 год\n\n"
    "В городе действуют 15 общественных организаций, они объединяют более 18 тысяч членов.\n"
    "В 2012 году прошли 52 лекции, в общественный совет вошли 9 человек.\n"
    "В 2013 году планируется создать 2 новые общественные организации.\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's browser; as root in CI there is one, see the Makefile."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing = f"none of {', '.join(NAMES)} is on this machine; as root: make browser"
        if IN_CI and os.geteuid() == 0:
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page; at the end nothing may have been complained of, nor the network asked."""
    pages: list[tuple[Page, list[str]]] = []

    def opened(address: str | Path, width: int = 1280, height: int = 800, **wish: Any) -> Page:
        options = {"locale": "ru-RU", "reduced_motion": "reduce", **wish}
        page = browser.new_page(viewport={"width": width, "height": height}, **options)
        page.set_default_timeout(10_000)
        said: list[str] = []
        page.complaints = said  # type: ignore[attr-defined]
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if outside(request.url) else 0)
        page.goto(address.as_uri() if isinstance(address, Path) else address)
        pages.append((page, said))
        return page

    yield opened
    for page, said in pages:
        page.context.close()
        assert said == []


def outside(address: str) -> bool:
    return not address.startswith(("file:", "data:", "http://127.0.0.1:"))


def faults(page: Page) -> list[str]:
    """Name the serious faults of accessibility that axe-core finds, and where."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 10
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    return faults


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "орск.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path
