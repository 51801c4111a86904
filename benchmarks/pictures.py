"""Draw the pictures of the docs anew: ``python benchmarks/pictures.py``; needs a Chromium.

``pngquant`` makes them small where it is on the machine.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import review
from playwright.sync_api import Browser, Page, sync_playwright
from typer.testing import CliRunner

from extractor.cli import app

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
REPORT = ROOT / "corpora" / "demo" / "zarechensk.txt"
WIDE, PHONE = (1200, 750), (390, 780)


def chosen(page: Page) -> None:
    """Choose a record, so that its evidence shows."""
    for _ in range(4):
        page.keyboard.press("j")


def left(page: Page) -> None:
    """Show the numbers not taken beside a chosen record."""
    page.locator("#left").check()
    for _ in range(5):
        page.keyboard.press("j")


def tab(name: str) -> Callable[[Page], None]:
    """Give what opens a tab of the index."""
    return lambda page: page.get_by_role("tab", name=name).click()


def draw(
    browser: Browser, name: str, page_file: Path, act: Callable[[Page], None] = lambda page: None,
    scheme: str = "light", size: tuple[int, int] = WIDE,
) -> None:  # fmt: skip
    """Draw a page after ``act`` into the docs."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="ru-RU",
        reduced_motion="reduce",
    )  # fmt: skip
    page.goto(page_file.as_uri())
    act(page)
    page.evaluate("document.querySelectorAll('.flash').forEach((e) => e.classList.remove('flash'))")
    target = DOCS / f"review-{name}.png"
    page.screenshot(path=target)
    page.context.close()
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--ext", ".png", "128", str(target)], check=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")


def main() -> None:
    """Review a report and an archive of 200, and draw them."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        os.chdir(name)
        report, archive = Path(name) / "report.html", Path(name) / "review" / "index.html"
        review.write(Path("отчёты"), 200)
        CliRunner().invoke(app, ["review", str(REPORT), "-o", str(report)])
        CliRunner().invoke(app, ["review", "отчёты", "-o", "review"])
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=review.ARGUMENTS
        )
        draw(browser, "light", report, chosen)
        draw(browser, "dark", report, left, "dark")
        draw(browser, "phone", report, chosen, size=PHONE)
        draw(browser, "index", archive)
        draw(browser, "picture", archive, tab("Картина"))
        draw(browser, "checks", archive, tab("Проверить"), "dark")
        browser.close()


if __name__ == "__main__":
    main()
