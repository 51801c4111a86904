"""Records made elsewhere are checked line by line; what is right is written."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.batch.load import load
from extractor.cli import app
from extractor.errors import NothingLoaded
from extractor.pipeline import extract
from extractor.sinks.jsonl import line
from extractor.sinks.jsonl import load as read_back

TEXT = "В городе действуют {} общественных организаций.\n"
Call = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    right = [line(extract(TEXT.format(15 + number))[0]) for number in range(3)]
    wrong = json.dumps({**json.loads(right[0]), "value": "many"})
    Path("a.jsonl").write_text(
        f"{right[0]}\n{wrong}\n\n{{\n{right[1]}\n" + '{"type": "tree_count"}\n', encoding="utf-8"
    )
    Path("b.jsonl").write_text(f"{right[2]}\n", encoding="utf-8")
    Path("empty.jsonl").write_text("\n")


def call(*arguments: str) -> tuple[int, str, list[str]]:
    found = CliRunner().invoke(app, ["load", *arguments])
    return found.exit_code, found.stdout, found.stderr.splitlines()


def test_what_is_right_is_written_and_the_rest_told() -> None:
    code, printed, told = call("a.jsonl", "b.jsonl", "none.jsonl", "-o", "sqlite:///a.db")
    assert (code, printed) == (1, "")
    assert [one.partition(": Expecting")[0] for one in told] == [
        "extractor: a.jsonl: line 2: value: Input should be a valid decimal",
        "extractor: a.jsonl: line 4: is no JSON",
        "extractor: a.jsonl: line 6: type: unknown record type 'tree_count'",
        "extractor: none.jsonl: cannot be read: No such file or directory",
        "extractor: records: 3, wrong: 4",
    ]
    with closing(sqlite3.connect("a.db")) as base:
        found = base.execute("SELECT value FROM organization_count ORDER BY value").fetchall()
    assert found == [(15,), (16,), (17,)]


def test_a_line_without_a_value_is_wrong() -> None:
    first = json.loads(Path("a.jsonl").read_text("utf-8").splitlines()[0])
    Path("b.jsonl").write_text(json.dumps({**first, "value": None}) + "\n", encoding="utf-8")
    code, _, told = call("b.jsonl", "-o", "b.csv")
    assert (code, [line.partition(" input")[0] for line in told]) == (
        2, ["extractor: b.jsonl: line 1: value: Decimal"]
    )  # fmt: skip


def test_loading_twice_writes_nothing_twice() -> None:
    for _ in range(2):
        assert call("b.jsonl", "-o", "sqlite:///a.db") == (0, "", ["extractor: records: 1"])
    with closing(sqlite3.connect("a.db")) as base:
        assert base.execute("SELECT count(*) FROM organization_count").fetchall() == [(1,)]


def test_what_was_loaded_is_what_was_read() -> None:
    assert call("b.jsonl", "-o", "c.jsonl")[0] == 0
    assert Path("c.jsonl").read_bytes() == Path("b.jsonl").read_bytes()
    assert len(read_back("c.jsonl")) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["empty.jsonl", "-o", "c.jsonl"], "there are no records in these files"),
        (["none.jsonl", "-o", "c.jsonl"], "none.jsonl: cannot be read: No such file or directory"),
        (["b.jsonl", "-o", "n/c.jsonl"], "n/c.jsonl: cannot be written: No such file or directory"),
        (["b.jsonl"], "Missing option '-o' / '--output'. See: extractor --help"),
    ],
)
def test_nothing_loaded_is_one_line_and_code_2(arguments: list[str], told: str) -> None:
    assert call(*arguments) == (2, "", [f"extractor: {told}"])
    assert not Path("c.jsonl").exists()


def test_a_file_without_records_is_said_to_be_one() -> None:
    with pytest.raises(NothingLoaded) as error:
        load(["empty.jsonl"], "c.jsonl")
    assert (str(error.value), error.value.wrong) == ("there are no records in these files", ())
