"""A plugin that fails at a document: the command does the rest, and its exit code says so."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from odd_plugins import lay
from typer.testing import CliRunner

from extractor.cli import app

TEXT = "В городе действуют {} общественных организаций.\n"
FAILS = """
from extractor import hookimpl

@hookimpl
def extractor_find(doc):
    raise ValueError("oh")
"""
MARKED = TEXT.format("⟦15|organization_count|15⟧")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    Path("a.txt").write_text(TEXT.format(15), encoding="utf-8")
    Path("a.marked.txt").write_text(MARKED, encoding="utf-8")
    lay("fails", FAILS)
    yield
    sys.modules.pop("odd_fails", None)


@pytest.mark.parametrize(
    ("command", "printed"),
    [
        (["evaluate", "a.marked.txt"], "By folder"),
        (["evaluate", "a.marked.txt", "--floors", "f.json", "--update"], "f.json: "),
        (["review", "a.txt", "-o", "a.html"], "a.html"),
        (["run", "a.txt"], '{"type": "organization_count"'),
    ],
)
def test_what_a_plugin_failed_at_is_done_in_part(command: list[str], printed: str) -> None:
    found = CliRunner().invoke(app, command)
    told = [f"extractor: {command[1]}: plugin 'odd_fails' failed at odd_fails.py:6: ValueError: oh"]
    assert (found.exit_code, found.stderr.splitlines()) == (1, told)
    assert found.stdout.startswith(printed)
    blocked = CliRunner().invoke(app, [*command, "--block", "odd_fails"])
    assert (blocked.exit_code, blocked.stderr) == (0, "")
