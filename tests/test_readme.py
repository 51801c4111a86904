"""The README is run: its code works, and the output it shows is the output there is.

``python tests/test_readme.py`` (``make readme``) writes the current output into it.
"""

import doctest
import os
import re
import types
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.loaders.text import from_string
from extractor.manager import Manager
from extractor.pipeline import Extractor

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(language: str) -> list[str]:
    """Give the code blocks of a language."""
    return [code for found, code in BLOCK.findall(README.read_text("utf-8")) if found == language]


def current(session: str) -> str:
    """Run each ``$ extractor`` line of a session; give the session with what it prints now."""
    shown = []
    for line in session.splitlines():
        if line.startswith("$ extractor "):
            result = CliRunner().invoke(app, line.split()[2:])
            shown += [line, *result.stdout.splitlines()]
    return "\n".join(shown) + "\n"


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_shown_output_is_current() -> None:
    sessions = blocks("console")
    assert len(sessions) >= 1
    assert [current(session) for session in sessions] == sessions, "stale; run: make readme"


def test_interactive_examples_are_current() -> None:
    failed, tried = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert (failed, tried > 0) == (0, True)


def test_the_plugin_works_and_is_short() -> None:
    (code,) = [code for code in blocks("python") if "hookimpl" in code]
    assert len(code.splitlines()) <= 30
    module = types.ModuleType("trees")
    exec(compile(code, "README.md", "exec"), module.__dict__)
    reader = Extractor(Manager(extra=[("trees", module)], entry_points=False))
    text = "Весной 2012 года в городе высажено более 640 деревьев."
    found = reader.extract(from_string(text)).records
    assert [(r.type, str(r.value), r.modifier, r.produced_by.plugin) for r in found] == [
        ("planting_count", "640", "more_than", "trees")
    ]


def update() -> None:
    """Write the current output into the README."""
    os.chdir(ROOT)
    text = README.read_text("utf-8")
    for session in blocks("console"):
        text = text.replace(session, current(session))
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    update()
