"""Documents for the pages: read anew, or the records of a run with their texts found again."""

import json
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from extractor.batch.journal import Journal
from extractor.batch.results import Failure
from extractor.batch.run import run
from extractor.errors import TargetError, UsageError
from extractor.loaders.html import ALL_FURNITURE
from extractor.pipeline import default_extractor
from extractor.review.archive import CHANGED, NO_TEXT, Entry, Item, entries

FACT = "В городе действуют 15 общественных организаций."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(FACT, encoding="utf-8")
    Path("in/b.txt").write_bytes(b"")
    with zipfile.ZipFile("in/c.zip", "w") as packed:
        packed.writestr("d/e.txt", FACT.replace("15", "16"))
    return tmp_path


def given(*sources: str, folders: Sequence[str] = (), failures: str | None = None) -> list[Entry]:
    found = Path(failures) if failures else None
    return list(entries(sources, default_extractor(), map(Path, folders), found))


def shown(found: list[Entry]) -> list[tuple[str, object, object]]:
    return [
        (one.path, [str(r.value) for r in one.records], one.notes or bool(one.text))
        if isinstance(one, Item)
        else (one.path, one.outcome, one.message)
        for one in found
    ]


READ = [("in/a.txt", ["15"], True), ("in/c.zip!/d/e.txt", ["16"], True)]
EMPTY = ("in/b.txt", "empty", "in/b.txt: holds no text")


def test_documents_are_read_and_failures_stand_in_their_place() -> None:
    assert shown(given("in", "none")) == [
        READ[0], EMPTY, READ[1], ("none", "unsupported", "none: no such file")
    ]  # fmt: skip
    assert [one.left for one in given("in/a.txt") if isinstance(one, Item)] == [()]


def test_a_source_that_is_missing_stands_under_its_whole_name() -> None:
    Path("Отчёт: 2023").mkdir()
    assert shown(given("in/a.txt", "Отчёт: 2023")) == [
        ("Отчёт: 2023", "unsupported", "Отчёт: 2023: no files in this folder"), READ[0],
    ]  # fmt: skip


def test_a_file_of_records_finds_its_texts() -> None:
    run(["in"], "out.jsonl")
    assert shown(given("out.jsonl")) == [*READ, EMPTY]
    run(["in"], "out.jsonl", failures="failed.csv")
    Path("out.jsonl.failures.csv").unlink()
    assert shown(given("out.jsonl")) == READ
    assert shown(given("out.jsonl", failures="failed.csv")) == [*READ, EMPTY]


@pytest.mark.parametrize("name", ["out.jsonl.gz", "out.jsonl.zst"])
def test_a_packed_file_of_records_is_one(name: str) -> None:
    run(["in"], name)
    assert shown(given(name)) == [*READ, EMPTY]


def test_the_numbers_not_taken_are_found_again_where_there_is_a_text() -> None:
    Path("in/a.txt").write_text(f"В 2012 году прошли 52 лекции. {FACT}", encoding="utf-8")
    run(["in/a.txt"], "out.jsonl")
    lines = Path("out.jsonl").read_text("utf-8").splitlines()
    Path("out.jsonl").write_text("\n".join(lines[1:]), encoding="utf-8")
    (item,) = given("out.jsonl")
    assert isinstance(item, Item)
    assert [r.text for r in item.records] == ["15"]
    assert [(one.text, one.reason) for one in item.left or ()] == [("2012", "date")]
    Path("in/a.txt").unlink()
    (item,) = given("out.jsonl")
    assert isinstance(item, Item) and item.left is None


def test_texts_that_were_moved_are_found_in_the_folder_that_is_named() -> None:
    run(["in"], "out.jsonl")
    Path("in").rename("away")
    without = [(path, values, (NO_TEXT,)) for path, values, _ in READ]
    assert shown(given("out.jsonl")) == [*without, EMPTY]
    assert shown(given("out.jsonl", folders=["nowhere", "away"])) == [*READ, EMPTY]


def test_a_text_that_was_changed_is_not_shown() -> None:
    run(["in/a.txt"], "out.jsonl")
    Path("in/a.txt").write_text(f"Да. {FACT}", encoding="utf-8")
    assert shown(given("out.jsonl")) == [("in/a.txt", ["15"], (CHANGED,))]


def test_a_record_that_does_not_stand_in_its_text_is_not_believed() -> None:
    run(["in/a.txt"], "out.jsonl")
    record = json.loads(Path("out.jsonl").read_text("utf-8"))
    record |= {"start": 0, "end": 2}
    Path("out.jsonl").write_text(json.dumps(record), encoding="utf-8")
    assert shown(given("out.jsonl")) == [("in/a.txt", ["15"], (CHANGED,))]


def test_what_is_asked_must_be_one_thing() -> None:
    with pytest.raises(UsageError, match=r"out.jsonl: give one file of records, or documents"):
        given("in", "out.jsonl")


def test_a_table_of_failures_must_be_one() -> None:
    run(["in/a.txt"], "out.jsonl")
    Path("bad.csv").write_text("a,b\n1,2\n")
    with pytest.raises(TargetError, match=r"bad.csv: is no table of path, outcome and message"):
        given("out.jsonl", failures="bad.csv")
    with pytest.raises(TargetError, match=r"none.csv: cannot be read: No such file"):
        given("out.jsonl", failures="none.csv")
    assert Failure("a", "empty", "a: holds no text").outcome == "empty"


FOREIGN = "not Russian text: 0 of 21 letters are Cyrillic"


@pytest.fixture
def silent() -> None:
    """Put documents without a record beside the others, one of them with a warning."""
    Path("in/d.txt").write_text("Отчёт принят.", encoding="utf-8")
    Path("in/e.txt").write_text("There are 15 organizations.", encoding="utf-8")


def test_documents_without_a_record_are_shown(silent: None) -> None:
    run(["in"], "out.jsonl")
    quiet = [("in/d.txt", [], True), ("in/e.txt", [], (FOREIGN,))]
    assert shown(given("out.jsonl")) == [*READ, *quiet, EMPTY]
    assert [one.sha256 for one in given("out.jsonl")[2:4] if isinstance(one, Item)] == [
        one.sha256 for one in given("in/d.txt", "in/e.txt") if isinstance(one, Item)
    ]


def test_what_was_warned_of_is_told_without_the_text(silent: None) -> None:
    page = f"<!doctype html><meta charset=utf-8><nav>{FACT}</nav>"
    Path("in/f.html").write_text(page, encoding="utf-8")
    run(["in"], "out.jsonl")
    Path("in").rename("away")
    assert shown(given("out.jsonl")) == [
        *((path, values, (NO_TEXT,)) for path, values, _ in READ),
        ("in/f.html", ["15"], (NO_TEXT, ALL_FURNITURE)),
        ("in/d.txt", [], (NO_TEXT,)),
        ("in/e.txt", [], (NO_TEXT, FOREIGN)),
        EMPTY,
    ]


def test_without_a_journal_a_warning_is_still_listed(silent: None) -> None:
    run(["in"], "out.jsonl")
    Path("out.jsonl.journal").unlink()
    warning = ("in/e.txt", "warning", f"in/e.txt: {FOREIGN}")
    assert shown(given("out.jsonl")) == [*READ, EMPTY, warning]


def test_a_journal_that_cannot_be_asked_leaves_the_records(silent: None) -> None:
    run(["in/a.txt", "in/d.txt"], "out.jsonl")
    with closing(Journal("out.jsonl.journal")):  # a run is at work
        assert shown(given("out.jsonl")) == READ[:1]
    assert shown(given("out.jsonl")) == [READ[0], ("in/d.txt", [], True)]
    Path("out.jsonl.journal").write_bytes(b"SQLite format 3\0 and no more")
    assert shown(given("out.jsonl")) == READ[:1]
