"""Killed at any moment and started again, a run gives what an undisturbed one gives.

``KILLS`` in the environment says how often each run is killed (``make kill``: ten times).
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from postgres import Server

from extractor.manager import Manager

DOCUMENTS, LEFT = 300, 40
KILLS = int(os.environ.get("KILLS", "2"))
TEXT = "В {} году в городе действовали {} общественных организаций, прошли {} лекций.\n"
TYPES = sorted(Manager(entry_points=False).record_types)
TARGETS = [
    "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv", "a.xlsx", "a.parquet", "a/",
    "sqlite:///a.db", "duckdb:///a.duckdb", "postgresql",
]  # fmt: skip


def start(target: str, *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "extractor", "run", "in", "-o", target, "--workers", "2"]
    return subprocess.Popen([*command, *options], stderr=subprocess.PIPE)


def finish(target: str, *options: str) -> float:
    """Run to the end; give the seconds it took."""
    begin = time.monotonic()
    with start(target, *options) as process:
        _, said = process.communicate()
    assert process.returncode == 1, said.decode()
    return time.monotonic() - begin


def ends(target: str, moment: float) -> bool:
    """Start a run and kill it at a moment; tell whether it had come to its end before."""
    with start(target) as process:
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.kill()
            return False
    return True


def kill(target: str, moment: float) -> None:
    """Kill a run at a moment; where it is faster than thought, at an earlier one."""
    while ends(target, moment):
        moment /= 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the documents, and the journal of a run over all of them but the last."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "in").mkdir()
    for number in range(DOCUMENTS):
        text = TEXT.format(1990 + number % 30, 10 + number, 20 + number)
        (folder / f"in/{number:03}.txt").write_text(text, encoding="utf-8")
    (folder / "in/000.txt").write_text("")
    here = Path.cwd()
    os.chdir(folder)
    finish("begun.jsonl", "--limit", str(DOCUMENTS - LEFT))
    os.chdir(here)
    return folder


@pytest.fixture(autouse=True)
def there(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").symlink_to(folder / "in")


def rows(ask: Callable[[str], Any]) -> list[Any]:
    return [sorted(map(str, ask(f"SELECT * FROM {name}"))) for name in (*TYPES, "failures")]


def content(target: str) -> Any:
    """Give all that a target holds: bytes of files, sorted rows of databases."""
    if target.startswith("postgresql"):
        with psycopg.connect(target) as connection:
            return rows(lambda query: connection.execute(query).fetchall())
    if "://" in target:
        connect: Any = sqlite3.connect if target.endswith(".db") else duckdb.connect
        with closing(connect(target.partition(":///")[2])) as connection:
            return rows(lambda query: connection.execute(query).fetchall())
    path = Path(target)
    if path.is_dir():
        return {file.name: file.read_bytes() for file in path.iterdir()}
    return path.read_bytes()


def emptied(target: str) -> None:
    """Take away what a run has written, but not the journal that was begun."""
    with psycopg.connect(target, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def remove(target: str) -> None:
    if target.startswith("postgresql"):
        emptied(target)
    for path in Path.cwd().iterdir():
        if path.name != "in":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def begin(target: str, folder: Path) -> None:
    """Start from the journal of a run that has read all documents but the last."""
    from extractor.batch.targets import journal

    shutil.copy(folder / "begun.jsonl.journal", journal(target))


@pytest.mark.parametrize("form", TARGETS)
def test_a_killed_run_goes_on(form: str, folder: Path, request: pytest.FixtureRequest) -> None:
    target = form
    if form == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        target = server.url
        emptied(target)
    dice = random.Random(f"kill {form}")
    begin(target, folder)
    took = finish(target)
    expected = content(target)
    remove(target)
    begin(target, folder)
    for _ in range(KILLS):
        kill(target, dice.uniform(0.2, took))
    finish(target)
    assert content(target) == expected
    assert [p.name for p in Path.cwd().iterdir() if p.name.startswith(".")] == []


def test_a_run_that_is_interrupted_says_so_and_goes_on() -> None:
    """It is interrupted when it tells of a failure: then it is at work."""
    with start("a.jsonl") as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert first == b"extractor: in/000.txt: holds no text\n"
    assert (process.returncode, rest) == (130, b"extractor: stopped; the same command goes on\n")
    finish("a.jsonl")
    assert Path("a.jsonl").read_bytes().count(b"\n") == 2 * (DOCUMENTS - 1)


def test_a_run_killed_from_its_beginning_goes_on(folder: Path) -> None:
    """No part of it is in the journal when it is killed for the first time."""
    dice = random.Random("kill all")
    took = finish("a.jsonl")
    expected = content("a.jsonl")
    remove("a.jsonl")
    for _ in range(KILLS):
        kill("a.jsonl", dice.uniform(0.5, took))
    finish("a.jsonl")
    assert content("a.jsonl") == expected
    assert expected.count(b"\n") == 2 * (DOCUMENTS - 1)
