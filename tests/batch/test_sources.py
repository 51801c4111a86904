"""Which files a run reads."""

from pathlib import Path

import pytest

from extractor.batch.load import load
from extractor.batch.run import run
from extractor.batch.sources import File, find
from extractor.pipeline import Extractor
from extractor.review.archive import entries
from extractor.review.writing import write

TEXT = "В городе действуют 15 общественных организаций.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.md", "in/c.txt", "in/d.marked.txt", "in/.e.txt", ".f/g.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder.txt").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (["."], ["a.md", "b.txt", "in/c.txt"]),
        (["in", "b.txt"], ["b.txt", "in/c.txt"]),
        (["b.txt", "./b.txt", "in/../b.txt"], ["b.txt"]),
        (["in/d.marked.txt", "a.md"], ["a.md", "in/d.marked.txt"]),
        (["missing.txt"], ["missing.txt"]),
        ([".f"], [".f/g.txt"]),
        ([], []),
    ],
)
def test_files_are_found_sorted_each_once(
    folder: Path, sources: list[str], found: list[str]
) -> None:
    assert find(sources) == (tuple(File(name, name) for name in found), ())
    assert find(reversed(sources)) == (tuple(File(name, name) for name in found), ())


def test_a_folder_without_documents_is_told(folder: Path) -> None:
    paths, failed = find(["empty", "b.txt", "folder.txt"])
    assert paths == (File("b.txt", "b.txt"),)
    assert [(source, str(error)) for source, error in failed] == [
        ("empty", "empty: no files in this folder"),
        ("folder.txt", "folder.txt: no files in this folder"),
    ]


def test_what_is_missing_is_named_whatever_is_in_its_name(folder: Path) -> None:
    Path("Отчёт: 2023").mkdir()
    _, failed = find(["Отчёт: 2023/", "./a: *.md", "nonsense://me:secret@a: b"])
    assert [(source, str(error)) for source, error in failed] == [
        ("Отчёт: 2023", "Отчёт: 2023: no files in this folder"),
        ("a: *.md", "./a: *.md: matches no file"),
        (
            "nonsense://a: b",
            "nonsense://a: b: cannot be used: ValueError: Protocol not known: nonsense",
        ),
    ]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay down documents among all that the commands write."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "x.csv", "x.journal", "x.failures.csv", "p.html", "q/datapackage.json"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(TEXT, encoding="utf-8")
    Path("empty.txt").touch()
    for target in ("r1.csv", "r2.jsonl", "sqlite:///r3.db", "r4/", "r5.parquet"):
        run(["a.txt", "empty.txt"], target)
    load(["r2.jsonl"], "loaded/")
    made = Extractor()
    write(entries(["a.txt"], made), Path("page.html"), ())
    write(entries(["a.txt"], made), Path("pages"), ())
    Path("r2.jsonl.decisions.sqlite").write_bytes(b"SQLite format 3\0")


DOCUMENTS = ["a.txt", "empty.txt", "p.html", "q/datapackage.json", "x.csv", "x.failures.csv",
             "x.journal"]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (".", DOCUMENTS),
        ("**/*", DOCUMENTS),
        ("*.csv", ["x.csv", "x.failures.csv"]),
        ("r4", ["r4/activity_count.csv"]),
        ("r4/a*.csv", ["r4/activity_count.csv"]),
        ("r1.csv", ["r1.csv"]),
        ("r1.csv.journal", ["r1.csv.journal"]),
        ("pages/index.html", ["pages/index.html"]),
    ],
)
def test_what_runs_wrote_is_no_document_unless_named(
    written: None, source: str, found: list[str]
) -> None:
    files, failed = find([source])
    assert [file.path for file in files if "r4/" not in file.path or "act" in file.path] == found
    assert failed == ()


def test_a_folder_of_nothing_but_what_runs_wrote_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    run(["a.txt"], "r.jsonl")
    Path("a.txt").unlink()
    assert [(name, str(error)) for name, error in find([".", "*.jsonl"])[1]] == [
        (".", ".: no files in this folder"), ("*.jsonl", "*.jsonl: matches no file"),
    ]  # fmt: skip
