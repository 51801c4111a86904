"""A run over several documents: bad ones are told, good ones written, order does not matter."""

import dataclasses
import os
import select
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import targets
from extractor.batch.load import load as load_records
from extractor.batch.run import Failure, Outcome, run
from extractor.errors import NothingRun, TargetError, UsageError
from extractor.manager import Manager
from extractor.records import Record
from extractor.sinks import choose
from extractor.sinks.jsonl import load

TEXT = "В городе действуют 15 общественных организаций.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("b.txt").write_text(TEXT * 2, encoding="utf-8")
    Path("a.txt").write_text(TEXT, encoding="cp1251")
    Path("binary.txt").write_bytes(b"\0\1\2")
    Path("empty.txt").write_bytes(b"\n")
    Path("foreign.txt").write_text("There are 15 organizations.")
    return tmp_path


def test_a_run(folder: Path) -> None:
    told: list[str] = []
    outcome = run([".", "none.txt"], "out.jsonl", tell=told.append)
    failed = (
        "binary.txt: no loader reads this kind of file",
        "empty.txt: holds no text",
        "none.txt: no such file",
    )
    warning = "foreign.txt: not Russian text: 0 of 21 letters are Cyrillic"
    failures = (
        Failure("none.txt", "unsupported", failed[2]),
        Failure("binary.txt", "unsupported", failed[0]),
        Failure("empty.txt", "empty", failed[1]),
        Failure("foreign.txt", "warning", warning),
    )
    assert set(outcome.failures) == set(failures)
    assert dataclasses.replace(outcome, failures=()) == Outcome(
        documents=3, records=3, failed=failed, warnings=(warning,), new=5
    )
    assert sorted(told) == sorted([*failed, f"warning: {warning}"])
    records = load("out.jsonl")
    assert [(r.source.path, r.start, r.text) for r in records] == [
        ("a.txt", 19, "15"),
        ("b.txt", 19, "15"),
        ("b.txt", 67, "15"),
    ]


def test_what_was_warned_of_is_listed_beside_the_target(folder: Path) -> None:
    """With it, what was read and is well is not; a run that knows all lists the same."""
    row = "foreign.txt,warning,foreign.txt: not Russian text: 0 of 21 letters are Cyrillic"
    for _ in range(2):
        outcome = run(["a.txt", "foreign.txt"], "out.jsonl")
        assert (outcome.documents, outcome.failed, len(outcome.warnings)) == (2, (), 1)
        beside = Path("out.jsonl.failures.csv").read_text("utf-8")
        assert beside.splitlines() == ["path,outcome,message", row]
    run(["a.txt", "foreign.txt"], "sqlite:///out.db")
    with closing(sqlite3.connect("out.db")) as base:
        assert base.execute("SELECT path, outcome FROM failures").fetchall() == [
            ("foreign.txt", "warning")
        ]
    assert run(["a.txt"], "out.jsonl").failures == ()
    assert not Path("out.jsonl.failures.csv").exists()


@pytest.mark.parametrize("source", ["a.txt", Path("a.txt"), [Path("a.txt")], iter(["a.txt"])])
def test_one_path_is_one_source(folder: Path, source: Any) -> None:
    outcome = run(source, Path("out.jsonl"))
    assert (outcome.documents, outcome.records, outcome.failed) == (1, 1, ())
    loaded = load_records(Path("out.jsonl"), Path("out.csv"))
    assert (loaded.records, Path("out.csv").exists()) == (1, True)


@pytest.mark.parametrize(
    ("sources", "target", "line"),
    [
        (None, "a.csv", "sources are NoneType, a list of paths is wanted"),
        ([5], "a.csv", "source 5 is int, a path is wanted"),
        (["a.txt", None], "a.csv", "source None is NoneType, a path is wanted"),
        ("a.txt", None, "target None is NoneType, a path is wanted"),
        ("a.txt", ["a.csv"], "target ['a.csv'] is list, a path is wanted"),
    ],
)
def test_what_is_no_path_is_told(folder: Path, sources: Any, target: Any, line: str) -> None:
    for call in (run, load_records):
        with pytest.raises(UsageError) as error:
            call(sources, target)
        assert str(error.value) == line
    assert not Path("a.csv").exists()


def test_a_source_that_is_missing_fails_under_its_whole_name(folder: Path) -> None:
    Path("Отчёт: 2023").mkdir()
    assert run(["a.txt", "Отчёт: 2023"], "out.jsonl").failures == (
        Failure("Отчёт: 2023", "unsupported", "Отчёт: 2023: no files in this folder"),
    )


@pytest.mark.parametrize("target", ["out.jsonl", "out.csv"])
def test_the_order_of_sources_does_not_matter(folder: Path, target: str) -> None:
    written = []
    for sources in (["a.txt", "b.txt"], ["b.txt", "./a.txt", "a.txt"], ["."]):
        run(sources, target)
        written.append(Path(target).read_bytes())
    assert written == [written[0]] * 3


def test_nothing_run_leaves_the_target_alone(folder: Path) -> None:
    run(["a.txt"], "out.jsonl")
    old = Path("out.jsonl").read_bytes()
    with pytest.raises(NothingRun) as error:
        run(["empty.txt", "none.txt"], "out.jsonl")
    assert error.value.failed == ("empty.txt: holds no text", "none.txt: no such file")
    assert Path("out.jsonl").read_bytes() == old


def test_a_target_that_cannot_be(folder: Path) -> None:
    with pytest.raises(UsageError):
        run(["a.txt"], "out.xyz")
    with pytest.raises(TargetError):
        run(["a.txt"], "none/out.jsonl")


def test_the_reader_of_a_pipe_hears_nothing_before_the_records(folder: Path) -> None:
    """A pipe whose writer has come and gone is at its end for the reader: POLLHUP."""
    os.mkfifo("out.jsonl")
    with open(os.open("out.jsonl", os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        targets.probe(choose(Manager().sinks(), "out.jsonl"), "out.jsonl", ())
        heard = select.poll()
        heard.register(reader)
        assert heard.poll(0) == []
        run(["a.txt", "b.txt"], "out.jsonl")
        found = reader.read()
    run(["a.txt", "b.txt"], "file.jsonl")
    assert found == Path("file.jsonl").read_bytes()


BASES = ["sqlite:///new.db", "duckdb:///new.db"]


@pytest.mark.parametrize("target", BASES)
def test_a_database_of_a_run_that_reads_nothing_is_not_made(folder: Path, target: str) -> None:
    before = sorted(os.listdir())
    with pytest.raises(NothingRun):
        run(["none.txt"], target)
    assert sorted(os.listdir()) == sorted(
        [*before, "new.db.journal", "new.db.failures.csv"]
    )  # fmt: skip


def test_a_database_is_left_as_it_is_until_there_is_something_to_write(
    folder: Path, probe_type: type[Record]
) -> None:
    with closing(sqlite3.connect("old.db")) as base:
        base.execute("CREATE TABLE mine (a)")
    Path("empty.db").touch()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for target in ("sqlite:///old.db", "sqlite:///empty.db"):
        targets.probe(choose(Manager().sinks(), target), target, (probe_type,))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("target", ["sqlite:///a.txt", "duckdb:///a.txt", "sqlite:///no/a.db"])
def test_what_is_no_database_is_told_before_the_run(folder: Path, target: str) -> None:
    with pytest.raises(TargetError, match="the database failed"):
        run(["none.txt"], target)
