"""Review in a browser against the real server: decide, kill the server, export, score."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from extractor.cli import app

Visit = Callable[..., Page]
pytestmark = pytest.mark.once


@contextmanager
def serving(result: Path) -> "Iterator[tuple[str, subprocess.Popen[str]]]":
    """Serve a result in a process of its own; give the address that it tells."""
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", "serve", str(result), "--port", "0"],
        stdout=subprocess.PIPE, text=True, cwd=result.parent,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def result(report: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(report.parent)
    done = CliRunner().invoke(app, ["run", report.name, "-o", "out.jsonl", "--workers", "0"])
    assert done.exit_code == 0
    return report.parent / "out.jsonl"


def open_document(page: Page) -> None:
    page.locator("td.name a").click()
    expect(page.locator(".card:not(.leftcard)").first).to_be_visible()


def progress(page: Page, done: int) -> None:
    expect(page.locator(".progress")).to_have_text(f"решено {done} из 5")


def test_what_is_decided_outlives_the_server_and_becomes_gold(
    result: Path, visit: Visit, axe: Callable[[Page], list[str]]
) -> None:
    with serving(result) as (address, process):
        page = visit(address)
        open_document(page)
        page.keyboard.press("j")
        page.keyboard.press("a")
        progress(page, 1)
        expect(page.locator(".card.chosen .value")).to_have_text(">\u202f18\u202f000")
        page.keyboard.press("c")
        page.locator("form [name=value]").fill("18 500,5")
        page.locator("form [name=place]").fill("Орск и <b>район</b>")
        assert axe(page) == []
        page.get_by_role("button", name="Записать").click()
        progress(page, 2)
        page.locator(".card:not(.leftcard)").nth(2).get_by_role("button", name="Отклонить").click()
        progress(page, 3)
        expect(page.locator("#text .fact.reject")).to_have_text("52")
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        page.locator(".card:not(.leftcard)").nth(3).get_by_role("button", name="Принять").click()
        expect(page.locator(".alert")).to_contain_text("Не записано")
        progress(page, 3)
        page.complaints.clear()  # type: ignore[attr-defined]  # the browser tells of the dead server
    with serving(result) as (address, _):
        page = visit(address)
        expect(page.locator("td.decided")).to_have_text("3 из 5")
        open_document(page)
        progress(page, 3)
        changed = page.locator(".card.correct .corrected")
        expect(changed).to_have_text(
            "значение18\u202f000 18\u202f500,5местоОрск Орск и <b>район</b>"
        )
        page.keyboard.press("n")
        page.locator(".leftcard").first.get_by_role("button", name="Это факт").click()
        page.locator(".leftcard form [name=type]").select_option("activity_count")
        page.locator(".leftcard form .strong").click()
        expect(page.locator("#text .left.added")).to_have_text("2012")
    gold = result.parent / "gold"
    call = ["export-gold", result.name, "-o", str(gold)]
    refused = CliRunner().invoke(app, call)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "2 of 5 records are not decided; give --undecided keep or drop" in refused.stderr
    done = CliRunner().invoke(app, [*call, "--undecided", "keep"])
    assert (done.exit_code, done.stdout) == (0, f"{gold}: 1 texts, 5 facts\n")
    marked = (gold / "орск.marked.txt").read_text("utf-8")
    assert "⟦18 тысяч|membership_count|18500.5|mod=more_than;period=2012;place=Орск и <b>" in marked
    assert "прошли 52 лекции" in marked
    scored = CliRunner().invoke(app, ["evaluate", str(gold)])
    assert scored.exit_code == 0
    assert ["gold", "1", "3", "2", "2"] in [line.split()[:5] for line in scored.stdout.splitlines()]


def test_a_port_that_is_taken_is_told(result: Path) -> None:
    with serving(result) as (address, _):
        port = address.split(":")[2].split("/")[0]
        again = CliRunner().invoke(app, ["serve", result.name, "--port", port])
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr.startswith(f"extractor: port {port} is taken: ")
