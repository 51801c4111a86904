"""Records made elsewhere are checked line by line; what is right is written."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from extractor.batch.journal import Journal
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


UNSOUND: list[tuple[dict[str, object], str]] = [
    ({"end": 99}, "end: the text is not as long as its range"),
    ({"period": "2014-13"}, "period: String should match pattern"),
    ({"id": "XYZ"}, "id: is not 16 hex digits"),
    ({"part_of": "XYZ"}, "part_of: is not 16 hex digits"),
    ({"upper": "3", "modifier": "range"}, "upper: is below the value"),
    ({"modifier": "range"}, "upper: a range has one"),
    ({"value": 15.1}, "value: is a float, which is not exact; write it as a string"),
    ({"value": "1e2"}, "value: is no plain decimal number"),
    ({"evidence": {"place": {"start": 0, "end": 2, "text": "Орск"}}},
     "evidence.place.end: the text is not as long as its range"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), UNSOUND)
def test_what_no_run_would_write_is_wrong(change: dict[str, object], told: str) -> None:
    right = json.loads(line(extract(TEXT.format(15))[0]))
    Path("c.jsonl").write_text(json.dumps({**right, **change}), encoding="utf-8")
    code, printed, lines = call("c.jsonl", "-o", "d.jsonl")
    assert (code, printed, len(lines)) == (2, "", 1)
    assert lines[0].startswith(f"extractor: c.jsonl: line 1: {told}")


def test_whole_numbers_may_be_numbers_and_ranges_are_right() -> None:
    right = json.loads(line(extract(TEXT.format("от 15 до 20"))[0]))
    assert (right["modifier"], right["upper"]) == ("range", "20")
    whole = {**right, "value": 15, "upper": None, "modifier": "exact"}
    Path("c.jsonl").write_text(f"{json.dumps(right)}\n{json.dumps(whole)}\n", encoding="utf-8")
    assert call("c.jsonl", "-o", "d.jsonl") == (0, "", ["extractor: records: 2"])


@pytest.mark.parametrize("number", ["1" + "0" * 400, "0." + "0" * 400 + "1"])
def test_a_number_that_excel_has_no_room_for_is_text(number: str) -> None:
    right = json.loads(line(extract(TEXT.format(15))[0]))
    Path("c.jsonl").write_text(json.dumps({**right, "value": number}), encoding="utf-8")
    assert call("c.jsonl", "-o", "c.xlsx") == (0, "", ["extractor: records: 1"])
    sheet = openpyxl.load_workbook("c.xlsx")["organization_count"]
    assert [cell.value for cell in sheet["C"]] == ["value", number]


def test_a_file_that_is_no_json_lines_is_told_of_once() -> None:
    Path("c.txt").write_text(TEXT.format(15) * 40, encoding="utf-8")
    Path("d.txt").write_text(TEXT.format(15), encoding="utf-8")
    code, _, lines = call("c.txt", "d.txt", "b.jsonl", "-o", "d.jsonl")
    told = "is no JSON: Expecting value: line 1 column 1 (char 0)"
    assert (code, lines) == (1, [
        *(f"extractor: c.txt: line {number}: {told}" for number in (1, 2, 3)),
        "extractor: c.txt: holds no JSON Lines; the rest of it is not read",
        f"extractor: d.txt: line 1: {told}",
        "extractor: records: 1, wrong: 5",
    ])  # fmt: skip


def test_a_target_on_which_a_run_is_at_work_is_refused() -> None:
    journal = Journal("c.jsonl.journal")
    told = "extractor: c.jsonl.journal: another run is at work on this target"
    assert call("b.jsonl", "-o", "c.jsonl") == (2, "", [told])
    journal.close()
    assert call("b.jsonl", "-o", "c.jsonl")[0] == 0


def test_a_file_is_not_loaded_into_itself() -> None:
    before = Path("a.jsonl").read_bytes()
    told = "extractor: ./a.jsonl: is a document to read; write to another file"
    assert call("a.jsonl", "-o", "./a.jsonl") == (2, "", [told])
    assert Path("a.jsonl").read_bytes() == before
