"""How fast an index of 2,000 documents opens and filters: ``python benchmarks/review.py``.

Reports of made-up districts are written, reviewed by ``extractor review`` and opened in the
system's Chromium. Each figure is the worst of some tries. Limits of the project: 2 s until
the table stands, 100 ms from a letter typed to the table painted anew.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from typer.testing import CliRunner

from extractor.cli import app

DOCUMENTS = 2000
OPEN, FILTER = 2000, 100
TRIES = 5
YEARS = range(2008, 2016)
BEFORE = ("", "Верхне", "Нижне", "Ново", "Старо")
STEMS = """
    Азов Бежец Валдай Вятск Глазов Дон Елец Жуков Зарай Ильин Кашин Клин Лальск Мещов Минус Ладож
    Невель Облив Орлов Павлов Пинеж Ржев Рузск Сатк Сокол Суздал Тихвин Тотем Углич Уфим Холм Цильм
    Чердын Шадрин Щучин Юрьев Яран Ясног Борович Ветлуж Галич Данилов Калязин Судогод Торжок Устюж
    Мышкин Любим Кинешем Бологов
"""
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
QUERIES = ("в", "ве", "вер", "верхнеазов", "2011", "район", "")

OPENED = """() => new Promise((done) => requestAnimationFrame(() => setTimeout(() =>
  done([performance.now(), document.querySelectorAll("tbody tr").length]))))"""
FILTERED = """(query) => new Promise((done) => {
  const field = document.getElementById("search"), began = performance.now();
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""


def districts() -> list[str]:
    """Name the districts, as many as the reports need."""
    names = [
        f"{before}{stem.lower() if before else stem}" for before in BEFORE for stem in STEMS.split()
    ]
    return [f"{name}ск" for name in names]


def report(name: str, year: int, seed: int) -> str:
    """Write the report of a district for a year; some years leave something out."""
    grown, size = year - YEARS[0], 20 + seed * 37 % 180
    lines = [
        f"Отчёт администрации {name}ого района за {year} год",
        f"По состоянию на 1 января {year + 1} года в районе действуют {size + 3 * grown} "
        f"общественных организаций. Они объединяют более {(size + 2 * grown) * 90} человек.",
        f"В {year} году в районе проведено {40 + seed % 50 + grown} мероприятий, в них приняли "
        f"участие {1200 + seed * 53 % 6000 + 150 * grown} человек.",
        f"В рамках марафона «Твори добро» в {year} году собрано "
        f"{300 + seed * 7 % 500 + 20 * grown} тыс. рублей, материальная помощь оказана "
        f"{30 + seed % 40} семьям.",
        f"В состав общественного совета вошли {15 + seed % 12} человек. В {year + 1} году "
        f"планируется создать {1 + seed % 4} новые общественные организации.",
    ]
    kept = [line for i, line in enumerate(lines) if i == 0 or (seed + year * (i + 2)) % 7]
    if seed % 11 == 3 and year == 2012:
        kept.append(
            f"На 1 января {year + 1} года в районе насчитывается {size} общественных организаций."
        )
    if seed % 11 == 5 and year == 2013:
        kept.append(
            f"В районе работают {size} уличных комитетов, в том числе {size - 9} городских "
            "и 14 сельских."
        )
    return "\n\n".join(kept) + "\n"


def write(folder: Path, count: int) -> None:
    """Write ``count`` reports, and two files that cannot be read."""
    folder.mkdir()
    whose = [(name, year) for name in districts() for year in YEARS]
    for i, (name, year) in enumerate(whose[:count]):
        path = folder / f"{name.lower()}ий-район-{year}.txt"
        path.write_text(report(f"{name}", year, i // len(YEARS) * 13), encoding="utf-8")
    (folder / "пустой.txt").write_bytes(b"")
    (folder / "скан.txt").write_bytes(b"\x7fELF\x02\x01\x00\x00")


def opening(page: Page, address: str) -> float:
    """Open the index anew; give the milliseconds until its table is painted."""
    page.goto("about:blank")
    page.goto(address)
    passed, rows = page.evaluate(OPENED)
    assert rows >= 40
    return float(passed)


def main() -> int:
    """Measure, print, and tell whether the limits hold."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write(folder / "reports", DOCUMENTS)
        CliRunner().invoke(app, ["review", str(folder / "reports"), "-o", str(folder / "review")])
        index = folder / "review" / "index.html"
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        opened = max(opening(page, index.as_uri()) for _ in range(TRIES))
        filtered = max(float(page.evaluate(FILTERED, query)) for query in QUERIES * TRIES)
        size = index.stat().st_size
        browser.close()
    print(f"index of {DOCUMENTS} documents, {size / 1e6:.1f} MB")
    print(f"opens in {opened:.0f} ms (at most {OPEN})")
    print(f"filters in {filtered:.0f} ms (at most {FILTER})")
    return int(opened > OPEN or filtered > FILTER)


if __name__ == "__main__":
    sys.exit(main())
