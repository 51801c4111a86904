"""A run writes over what a run has written, and over nothing else."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app

TEXT = "В городе действуют {} общественных организаций.\n"
DOCUMENT = "is a document to read; write to another file"
THERE = "is there already, and no run wrote it; write to another file"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(("a.txt", "b.txt", "t.csv", "r.jsonl")):
        Path(name).write_text(TEXT.format(15 + number), encoding="utf-8")
    Path(".link.csv").symlink_to("t.csv")
    Path("cut.csv").symlink_to("none.csv")


def call(*arguments: str) -> tuple[int, list[str]]:
    found = CliRunner().invoke(app, ["run", *arguments])
    return found.exit_code, found.stderr.splitlines()


def there() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path().iterdir()) if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["t.csv", "-o", "t.csv"], f"t.csv: {DOCUMENT}"),
        (["t.csv", "-o", ".link.csv"], f".link.csv: {DOCUMENT}"),
        ([".link.csv", "-o", "t.csv"], f"t.csv: {DOCUMENT}"),
        ([".", "-o", "t.csv"], f"t.csv: {THERE}"),
        (["a.txt", "-o", "r.jsonl"], f"r.jsonl: {THERE}"),
        (["a.txt", "-o", "r.jsonl", "--fresh"], f"r.jsonl: {THERE}"),
        (["a.txt", "-o", "sqlite:///a.txt"], f"a.txt: {DOCUMENT}"),
        (["a.txt", "-o", "x.csv", "--failures", "a.txt"], f"a.txt: {DOCUMENT}"),
        (
            ["a.txt", "-o", "x.csv", "--failures", "b.txt"],
            "b.txt: is there already, and is no list of failures",
        ),
        (
            ["a.txt", "-o", "x.csv", "--failures", "./x.csv"],
            "./x.csv: is the target or its journal; name another list of failures",
        ),
        (
            ["a.txt", "-o", "x.csv", "--failures", "x.csv.journal"],
            "x.csv.journal: is the target or its journal; name another list of failures",
        ),
    ],
)
def test_nothing_of_others_is_written_over(arguments: list[str], told: str) -> None:
    before = there()
    assert call(*arguments) == (2, [f"extractor: {told}"])
    assert there() == before


@pytest.mark.parametrize("target", ["x.csv", "empty.csv", "cut.csv", "p/", "sqlite:///x.db"])
def test_what_a_run_has_written_is_written_anew(target: str) -> None:
    Path("empty.csv").touch()
    Path("void.txt").touch()
    for _ in range(2):
        code, told = call("a.txt", "void.txt", "-o", target, "--failures", "f.csv")
        assert (code, told[0]) == (1, "extractor: void.txt: holds no text")
    assert call("a.txt", "void.txt", "-o", target, "--failures", "f.csv", "--fresh")[0] == 1


def test_a_database_that_others_fill_takes_the_records() -> None:
    with closing(sqlite3.connect("other.db")) as base:
        base.execute("CREATE TABLE mine (number INTEGER)")
    assert call("a.txt", "-o", "sqlite:///other.db")[0] == 0


def test_pipes_and_devices_hold_nothing_to_lose() -> None:
    assert call("a.txt", "-o", "-")[0] == 0
    os.mkfifo("pipe.jsonl")
    reader = os.open("pipe.jsonl", os.O_RDONLY | os.O_NONBLOCK)
    code, _ = call("a.txt", "-o", "pipe.jsonl", "--failures", os.devnull)
    assert (code, os.read(reader, 1 << 16).count(b"\n")) == (0, 1)
    os.close(reader)
