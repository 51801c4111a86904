"""A run over several documents: bad ones are told, good ones written, order does not matter."""

import dataclasses
from pathlib import Path

import pytest

from extractor.batch.run import Failure, NothingRun, Outcome, run
from extractor.errors import TargetError, UsageError
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
