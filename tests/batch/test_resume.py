"""A run goes on where the last one ended: only what is new, changed or failed is read again."""

import gzip
import os
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from odd_plugins import lay
from typer.testing import CliRunner

from extractor.batch.journal import Journal
from extractor.batch.run import Options, Outcome, run
from extractor.cli import app
from extractor.errors import NothingRun, TargetError
from extractor.loaders import Limits

TEXT = "В городе действуют {} общественных организаций.\n"
JOURNAL = "out.jsonl.journal"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(4):
        Path(f"in/{number}.txt").write_text(TEXT.format(15 + number), encoding="utf-8")
    Path("in/empty.txt").write_text("\n")


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.documents, len(outcome.failed), outcome.new, outcome.before


def written() -> bytes:
    return Path("out.jsonl").read_bytes()


def test_a_second_run_reads_only_what_is_new_or_changed() -> None:
    assert counts(run(["in"], "out.jsonl")) == (4, 1, 5, 0)
    first = written()
    assert counts(run(["in"], "out.jsonl")) == (4, 1, 0, 5)
    assert written() == first
    Path("in/1.txt").write_text(TEXT.format(20), encoding="utf-8")
    Path("in/9.txt").write_text(TEXT.format(21), encoding="utf-8")
    assert counts(run(["in"], "out.jsonl")) == (5, 1, 2, 4)
    resumed = written()
    assert counts(run(["in"], "out.jsonl", options=Options(fresh=True))) == (5, 1, 6, 0)
    assert written() == resumed
    assert resumed != first


def test_a_target_that_is_lost_is_written_anew_and_a_file_that_moved_has_its_new_name() -> None:
    run(["in"], "out.jsonl")
    first = written()
    Path("out.jsonl").unlink()
    os.rename("in/empty.txt", "in/void.txt")
    os.rename("in/3.txt", "in/4.txt")
    told: list[str] = []
    assert counts(run(["in"], "out.jsonl", tell=told.append)) == (4, 1, 0, 5)
    assert written() == first.replace(b"in/3.txt", b"in/4.txt")
    assert told == ["in/void.txt: holds no text"]


def test_what_is_no_longer_among_the_sources_is_no_longer_in_the_target() -> None:
    run(["in"], "out.jsonl")
    assert counts(run(["in/1.txt"], "out.jsonl")) == (1, 0, 0, 1)
    assert written().count(b"\n") == 1


def test_another_set_of_plugins_reads_anew_and_keeps_what_the_other_read() -> None:
    run(["in"], "out.jsonl")
    first = written()
    blocked = CliRunner().invoke(
        app, ["run", "in", "-o", "out.jsonl", "--block", "organization_count"]
    )
    assert "done before" not in blocked.stderr
    assert written() != first
    assert counts(run(["in"], "out.jsonl")) == (4, 1, 0, 5)
    assert written() == first


def test_failures_are_read_again_under_other_limits_or_by_retry() -> None:
    small = Limits(text=40)
    with pytest.raises(NothingRun):
        run(["in"], "out.jsonl", limits=small)
    assert counts(run(["in"], "out.jsonl")) == (4, 1, 5, 0)
    found = CliRunner().invoke(app, ["retry", "out.jsonl"])
    lines = found.stderr.splitlines()
    assert (found.exit_code, lines[0]) == (1, "extractor: in/empty.txt: holds no text")
    assert lines[1].startswith(
        "extractor: documents: 4, records: 4, failed: 1, done before: 4, in "
    )
    none = CliRunner().invoke(app, ["retry", "other.jsonl"])
    assert (none.exit_code, none.stderr) == (
        2, "extractor: other.jsonl: there is no journal of a run on this target\n",
    )  # fmt: skip


def test_a_retry_reads_nothing_that_was_never_read() -> None:
    run(["in"], "out.jsonl", options=Options(most=2))
    found = run(["in"], "out.jsonl", options=Options(retry=True))
    assert counts(found) == (2, 0, 0, 2)
    assert counts(run(["in"], "out.jsonl")) == (4, 1, 3, 2)


def test_a_retry_reads_what_was_mended_and_what_changed() -> None:
    Path("in/packed.zip").write_bytes(b"PK\x03\x04 cut off")
    run(["in", "none.txt"], "out.jsonl", options=Options(most=7))
    with zipfile.ZipFile("in/packed.zip", "w") as archive:
        archive.writestr("a.txt", TEXT.format(40))
    for number, path in enumerate(("none.txt", "in/empty.txt", "in/2.txt", "in/new.txt"), 50):
        Path(path).write_text(TEXT.format(number), encoding="utf-8")
    found = run(["in", "none.txt"], "out.jsonl", options=Options(retry=True))
    assert counts(found) == (7, 0, 4, 3)
    assert b"in/packed.zip!/a.txt" in written()
    assert b"in/new.txt" not in written()


def test_a_retry_from_another_folder_finds_the_files_and_keeps_their_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    top = Path("in").absolute()
    run(["in", "i?/1.txt", "none*", f"{top}/0.txt"], "out.jsonl")
    first, rows = written(), Path("out.jsonl.failures.csv").read_text()
    monkeypatch.chdir("in")
    found = CliRunner().invoke(app, ["retry", "../out.jsonl"])
    assert found.stderr.splitlines()[:2] == [
        "extractor: none*: matches no file", "extractor: in/empty.txt: holds no text",
    ]  # fmt: skip
    monkeypatch.chdir("..")
    assert (written(), Path("out.jsonl.failures.csv").read_text()) == (first, rows)
    again = CliRunner().invoke(app, ["retry", "out.jsonl"])
    assert again.stderr.splitlines()[:2] == found.stderr.splitlines()[:2]


def test_a_journal_of_no_run_cannot_be_retried() -> None:
    Journal(JOURNAL).close()
    none = CliRunner().invoke(app, ["retry", "out.jsonl"])
    assert (none.exit_code, none.stderr) == (
        2, "extractor: out.jsonl: its journal names no sources; use extractor run\n",
    )  # fmt: skip


def test_failures_have_a_table_and_a_file() -> None:
    run(["in", "none.txt"], "out.jsonl")
    rows = [
        ("none.txt", "unsupported", "none.txt: no such file"),
        ("in/empty.txt", "empty", "in/empty.txt: holds no text"),
    ]
    with closing(sqlite3.connect(JOURNAL)) as base:
        assert sorted(base.execute("SELECT * FROM failures")) == sorted(rows)
    told = Path("out.jsonl.failures.csv").read_text().splitlines()
    assert sorted(told[1:]) == sorted(",".join(row) for row in rows)
    run(["in/1.txt"], "out.jsonl")
    assert not Path("out.jsonl.failures.csv").exists()


def test_a_failure_under_a_new_name_changes_only_at_its_beginning() -> None:
    os.rename("in/empty.txt", "e")
    with pytest.raises(NothingRun):
        run(["e"], "out.jsonl")
    os.rename("e", "old")
    told: list[str] = []
    with pytest.raises(NothingRun):
        run(["old"], "out.jsonl", tell=told.append)
    with closing(sqlite3.connect(JOURNAL)) as base:
        assert list(base.execute("SELECT * FROM failures")) == [("old", "empty", told[0])]
    assert told == ["old: holds no text"]


def test_the_same_bytes_are_read_once() -> None:
    Path("in/same.txt").write_bytes(Path("in/1.txt").read_bytes())
    outcome = run(["in"], "out.jsonl")
    assert (outcome.documents, outcome.new, outcome.repeated) == (5, 5, 1)
    assert written().count(b"in/same.txt") == 1


def test_members_of_archives_are_documents_of_their_own() -> None:
    with gzip.open("in/packed.txt.gz", "wb") as file:
        file.write(TEXT.format(30).encode())
    assert counts(run(["in"], "out.jsonl")) == (5, 1, 6, 0)
    assert b'"path": "in/packed.txt.gz!/packed.txt"' in written()
    assert counts(run(["in"], "out.jsonl")) == (5, 1, 0, 6)


def test_of_an_archive_only_new_members_are_read() -> None:
    for members in (["a.txt", "b.txt"], ["a.txt", "b.txt", "c.txt"]):
        with zipfile.ZipFile("all.zip", "w") as archive:
            for number, name in enumerate(members):
                archive.writestr(name, TEXT.format(40 + number))
        outcome = run(["all.zip"], "out.jsonl")
    assert counts(outcome) == (3, 0, 1, 2)
    assert written().count(b"\n") == 3


def test_a_document_that_changed_leaves_nothing_in_a_database() -> None:
    found = []
    for number in (15, 16):
        Path("in/0.txt").write_text("Далее. " * (number - 15) + TEXT.format(number))
        run(["in/0.txt", "in/1.txt"], "sqlite:///a.db")
        with closing(sqlite3.connect("a.db")) as base:
            query = "SELECT source_path, value FROM organization_count ORDER BY source_path"
            found.append(base.execute(query).fetchall())
    assert found == [
        [("in/0.txt", 15), ("in/1.txt", 16)],
        [("in/0.txt", 16), ("in/1.txt", 16)],
    ]


def test_a_limit_takes_the_first_documents() -> None:
    assert counts(run(["in"], "out.jsonl", options=Options(most=2))) == (2, 0, 2, 0)
    assert counts(run(["in"], "out.jsonl", options=Options(most=3))) == (3, 0, 1, 2)


def test_two_runs_on_one_target_are_refused() -> None:
    journal = Journal(JOURNAL)
    with pytest.raises(TargetError) as told:
        run(["in"], "out.jsonl")
    assert str(told.value) == f"{JOURNAL}: another run is at work on this target"
    journal.close()
    assert counts(run(["in"], "out.jsonl")) == (4, 1, 5, 0)


def test_a_file_that_is_no_journal_is_not_touched() -> None:
    Path(JOURNAL).write_text("my diary" * 200)
    with pytest.raises(TargetError, match="the journal cannot be used"):
        run(["in"], "out.jsonl")
    assert Path(JOURNAL).read_text() == "my diary" * 200


def test_a_list_on_standard_input() -> None:
    found = CliRunner().invoke(app, ["run", "-"], input="in/1.txt\n\nin/2.txt\n")
    assert (found.exit_code, found.stdout.count("\n")) == (0, 2)


FAILS = """
from pathlib import Path
from extractor import hookimpl

@hookimpl
def extractor_find(doc):
    if Path("broken").exists() and "16" in doc.text:
        raise ValueError("oh")
    return []
"""


def test_a_document_at_which_a_plugin_failed_is_done_in_part_until_it_is_read_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    lay("sometimes", FAILS)
    Path("broken").touch()
    line = (
        "extractor: in/1.txt: plugin 'odd_sometimes' failed at odd_sometimes.py:8: ValueError: oh"
    )
    void = "extractor: in/empty.txt: holds no text"
    counted = "extractor: documents: 4, records: 4, failed: 1"
    found = []
    for command in (["run", "in", "-o"], ["run", "in", "-o"], ["retry"], ["retry"]):
        called = CliRunner().invoke(app, [*command, "out.jsonl", "--workers", "0"])
        told = [re.sub(r", in \d.*s$", "", one) for one in called.stderr.splitlines()]
        found.append((called.exit_code, sorted(told[:-1]), told[-1]))
        if command == ["retry"]:
            Path("broken").unlink(missing_ok=True)
    assert found == [
        (1, [line, void], f"{counted}, in part: 1"),
        (1, [line, void], f"{counted}, in part: 1, done before: 5"),
        (1, [line, void], f"{counted}, in part: 1, done before: 3"),
        (1, [void], f"{counted}, done before: 3"),
    ]


def test_documents_of_the_last_run_that_are_not_in_this_one_are_told_of() -> None:
    Path("b").mkdir()
    Path("b/1.txt").write_bytes(Path("in/1.txt").read_bytes())
    line = "{} of the last run {} not in this one; {} records are left out of out.jsonl"
    told: list[str] = []
    for sources, expected in (
        (["in"], []),
        (["in"], []),
        (["in/0.txt", "b"], [line.format("2 documents", "are", "their")]),
        (["in/0.txt"], [line.format("1 document", "is", "its")]),
        (["in"], []),
    ):
        told.clear()
        run(sources, "out.jsonl", tell=told.append)
        assert [one for one in told if "holds no text" not in one] == expected
    Path("in/1.txt").write_text(TEXT.format(20), encoding="utf-8")  # changed is not left out
    told.clear()
    run(["in"], "out.jsonl", tell=told.append)
    assert [one for one in told if "holds no text" not in one] == []
    for sources in (["in"], ["in/0.txt"]):  # a database keeps what other runs wrote
        run(sources, "sqlite:///a.db", tell=told.append)
    assert [one for one in told if "holds no text" not in one] == []
