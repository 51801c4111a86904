"""The commands, as a user calls them: what is printed, and the exit code."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extractor.cli import app
from extractor.evaluation.gold import parse
from extractor.manager import BUILTIN
from extractor.sinks.jsonl import load

TEXT = "В городе действуют 15 общественных организаций.\n"
EXTRA = "⟦16|organization_count|16⟧"
MARKED = TEXT.replace("15", "⟦15|organization_count|15⟧")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("dos.txt").write_text(TEXT, encoding="cp866")
    Path("empty.txt").write_bytes(b"")
    Path("binary.txt").write_bytes(b"\x7fELF\2\1\0\0")
    Path("foreign.txt").write_text("There are 15 organizations.\n")
    Path("folder").mkdir()
    Path("gold").mkdir()
    Path("gold/a.marked.txt").write_text(MARKED, encoding="utf-8")
    other = TEXT.replace("15", "16")
    Path("gold/b.marked.txt").write_text(f"{MARKED}Закон № ⟦131|council_size|131⟧-ФЗ.\n{other}")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


FORMS = (
    "-, .csv, .jsonl, .jsonl.gz, .jsonl.zst, .parquet, .xlsx, /, "
    "duckdb:///, postgres://, postgresql://, sqlite:///"
)
BAD = [
    (["run", "none.txt"], "none.txt: no such file"),
    (["run", "folder"], "folder: no files in this folder"),
    (["run", "empty.txt"], "empty.txt: holds no text"),
    (["run", "binary.txt"], "binary.txt: no loader reads this kind of file"),
    (["run", "a.txt", "-o", "a.xyz"], f"a.xyz: no sink writes this form; known: {FORMS}"),
    (["run", "a.txt", "-o", "n/a.csv"], "n/a.csv: cannot be written: No such file or directory"),
    (["run", "--nonsense", "a.txt"], "No such option: --nonsense See: extractor --help"),
    (["run"], "Missing argument 'SOURCE...'. See: extractor --help"),
    (["show", "none.txt"], "none.txt: no such file"),
    (["show", "folder"], "folder: is a folder, not a file"),
    (["show", "empty.txt"], "empty.txt: holds no text"),
    (["show", "binary.txt"], "binary.txt: no loader reads this kind of file"),
    (["serve", "none.txt", "--port", "0"], "none.txt: no such file"),
    (["serve", "n.jsonl", "--port", "0"], "n.jsonl: cannot be read: No such file or directory"),
    (["serve", "empty.txt", "--port", "0"], "empty.txt: holds no text"),
    (["serve", "folder", "--port", "0"], "folder: no files in this folder"),
    (["evaluate", "none"], "none: no such file or folder"),
    (["evaluate", "folder"], "no .marked.txt file in folder"),
    (["evaluate"], "Missing argument 'GOLD...'. See: extractor --help"),
    (["nonsense"], "No such command 'nonsense'. See: extractor --help"),
    ([], "Missing command. See: extractor --help"),
]


@pytest.mark.parametrize(("arguments", "line"), BAD)
def test_bad_input_is_one_line_and_code_2(arguments: Sequence[str], line: str) -> None:
    result = call(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"extractor: {line}\n")


@pytest.mark.parametrize("command", ["run", "show"])
def test_a_text_that_is_not_russian_is_a_warning(command: str) -> None:
    result = call(command, "foreign.txt")
    warning = "foreign.txt: not Russian text: 0 of 21 letters are Cyrillic"
    assert (result.exit_code, result.stderr) == (0, f"extractor: warning: {warning}\n")
    expected = {"run": "", "show": "There are 15 organizations.\n\n"}
    assert result.stdout == expected[command]


def test_the_line_that_ends_a_run_counts_what_was_warned_of() -> None:
    result = call("run", "a.txt", "foreign.txt", "-o", "warned.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "extractor: documents: 2, records: 1, warned: 1, in " in result.stderr


def test_run_prints_records() -> None:
    result = call("run", "a.txt")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    keys = ("type", "value", "start", "end", "text", "modifier", "status")
    assert [tuple(record[key] for key in keys) for record in records] == [
        ("organization_count", "15", 19, 21, "15", "exact", "actual")
    ]
    assert (result.exit_code, result.stderr) == (0, "")


def test_run_writes_a_file_and_tells_of_bad_documents() -> None:
    result = call("run", "dos.txt", "empty.txt", "a.txt", "-o", "out.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    told = re.sub(r"\d+\.\d+s", "1s", result.stderr)
    assert told == (
        "extractor: empty.txt: holds no text\n"
        "extractor: documents: 2, records: 2, failed: 1, in 1s\n"
    )
    assert [record.source.path for record in load("out.jsonl")] == ["a.txt", "dos.txt"]


def test_run_without_a_plugin() -> None:
    result = call("run", "a.txt", "--block", "organization_count")
    assert "organization_count" not in result.stdout
    assert result.exit_code == 0


def test_blocking_an_unknown_plugin() -> None:
    result = call("run", "a.txt", "--block", "nonsense")
    assert result.exit_code == 2
    assert result.stderr.startswith("extractor: there is no plugin 'nonsense' to block; there are:")


def test_show_draws_marks_where_there_is_no_terminal() -> None:
    result = call("show", "a.txt")
    assert (result.exit_code, result.stdout) == (0, MARKED + "\n")
    facts = parse(result.stdout).facts
    assert [(fact.type, str(fact.value), fact.start) for fact in facts] == [
        ("organization_count", "15", 19)
    ]


def test_show_is_coloured_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    Path("a.txt").write_text(TEXT.replace("15", "1,5 тыс."), encoding="utf-8")
    shown = call("show", "a.txt").stdout
    assert "\x1b[" in shown
    assert "⟦" not in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).split()
    assert plain == [
        *TEXT.replace("15 общественных", "1,5 тыс. 1500 общественных").split(),
        "organization_count",
    ]


def test_show_why_tells_the_fate_of_each_number() -> None:
    Path("a.txt").write_text("В 2009 году в городе действовали 15 общественных организаций.")
    lines = [line.split() for line in call("show", "a.txt", "--why").stdout.splitlines()]
    rows = [line for line in lines if line and ":" in line[0]]
    assert [row[:3] for row in rows] == [["2:6", "2009", "left"], ["33:35", "15", "taken"]]
    assert [row[3] for row in rows] == ["date", "organization_count"]


def test_show_reads_gold_without_its_marks() -> None:
    Path("g.marked.txt").write_text(TEXT.replace("15", "⟦15|council_size|900⟧"), encoding="utf-8")
    found = call("show", "g.marked.txt")
    assert (found.exit_code, found.stdout, found.stderr) == (0, MARKED + "\n", "")
    Path("g.marked.txt").write_text("⟦15|", encoding="utf-8")
    broken = call("show", "g.marked.txt")
    told = "extractor: g.marked.txt:1: broken mark: '⟦15|' is not closed by ⟧\n"
    assert (broken.exit_code, broken.stderr) == (2, told)
    assert call("show", "none.marked.txt").exit_code == 2


def test_show_table() -> None:
    lines = call("show", "a.txt", "--table").stdout.splitlines()
    assert lines[0].split() == (
        ["type", "value", "modifier", "status", "period", "place", "subject", "at", "text"]
    )
    assert len(lines) == 3
    assert lines[2].split()[:4] == ["organization_count", "15", "exact", "actual"]


def test_evaluate_prints_tables() -> None:
    result = call("evaluate", "gold", "--errors")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["gold", "2", "2", "1", "1", "0.667", "0.667", "0.667"] in lines
    assert ["total", "2", "2", "1", "1", "0.667", "0.667", "0.667"] in lines
    assert ["council_size", "0", "1", "0", "1.000", "0.000", "0.000", "0.000–0.000"] in lines
    assert [line for line in result.stdout.splitlines() if line.startswith("gold/")] == [
        "gold/b.marked.txt:2: missed: Закон № ⟦131|council_size|131⟧-ФЗ.",
        f"gold/b.marked.txt:3: extra: {TEXT.strip().replace('15', EXTRA)}",
    ]
    assert result.exit_code == 0


def test_evaluate_gives_json() -> None:
    result = call("evaluate", "gold/a.marked.txt", "--json")
    report = json.loads(result.stdout)
    assert report["total"]["overall"] == {
        "found": 1, "missed": 0, "extra": 0, "precision": 1.0, "recall": 1.0, "f1": 1.0,
    }  # fmt: skip
    assert "mistakes" not in report
    assert "mistakes" in json.loads(call("evaluate", "gold", "--json", "--errors").stdout)


def test_plugins_are_listed() -> None:
    lines = call("plugins").stdout.splitlines()
    named = {line.split()[0] for line in lines[2:]}
    assert {module.rpartition(".")[2] for module in BUILTIN} <= named


def test_schemas_of_a_folder_that_holds_some() -> None:
    one = ("--dir", "my own", "--type", "council_size")
    nothing = call("schemas", "--check", "--dir", "my own")
    assert (nothing.exit_code, nothing.stderr) == (
        1, "extractor: my own: holds no schema; run: extractor schemas --type TYPE --dir 'my own'\n"
    )  # fmt: skip
    missing = call("schemas", "--check", *one)
    assert (missing.exit_code, missing.stderr) == (
        1, "extractor: my own/council_size.schema.json: is missing; "
        "run: extractor schemas --type council_size --dir 'my own'\n"
    )  # fmt: skip
    assert call("schemas", *one).exit_code == 0
    for check in (("schemas", "--check", "--dir", "my own"), ("schemas", "--check", *one)):
        done = call(*check)
        assert (done.exit_code, done.output) == (0, "")
    Path("my own/gone.schema.json").write_text("{}")
    assert call("schemas", "--check", *one).exit_code == 0
    gone = call("schemas", "--check", "--dir", "my own")
    assert (gone.exit_code, gone.stderr) == (
        1, "extractor: my own/gone.schema.json: is of no record type; remove it\n"
    )  # fmt: skip


def test_schemas() -> None:
    assert call("schemas", "--check").exit_code == 1
    written = call("schemas")
    assert written.exit_code == 0
    assert "schemas/council_size.schema.json" in written.stdout.splitlines()
    assert call("schemas", "--check").exit_code == 0
    Path("schemas/council_size.schema.json").write_text("{}")
    stale = call("schemas", "--check")
    told = (
        "extractor: schemas/council_size.schema.json: is stale; "
        "run: extractor schemas --type council_size\n"
    )
    assert (stale.exit_code, stale.stderr) == (1, told)
    assert call("schemas", "--check", "--dir", "other").exit_code == 1


def test_the_schema_of_one_type() -> None:
    call("schemas")
    Path("schemas/council_size.schema.json").write_text("{}")
    one = ["--type", "council_size"]
    stale = call("schemas", "--check", *one)
    told = (
        "extractor: schemas/council_size.schema.json: is stale; "
        "run: extractor schemas --type council_size\n"
    )
    assert (stale.exit_code, stale.stderr) == (1, told)
    assert call("schemas", *one).stdout == "schemas/council_size.schema.json\n"
    assert call("schemas", "--check", *one).exit_code == 0
    assert call("schemas", "--check").exit_code == 0


@pytest.mark.parametrize("command", ["", "run", "show", "evaluate", "plugins", "schemas"])
def test_help(command: str) -> None:
    result = call(*filter(None, [command]), "--help")
    assert result.exit_code == 0
    assert "Usage: extractor" in result.stdout.replace("root", "extractor")
