"""Which files a run reads."""

from pathlib import Path

import pytest

from extractor.batch.sources import File, find


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
