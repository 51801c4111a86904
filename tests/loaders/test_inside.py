"""The path of a record in an archive leads to its document, and to no other."""

import io
import tarfile
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.batch.isolation import Isolated
from extractor.batch.run import Options, run
from extractor.batch.sources import find
from extractor.cli.app import app
from extractor.errors import ExtractorError, SourceError, TooLarge
from extractor.loaders import Limits
from extractor.loaders.inside import split
from extractor.pipeline import read, read_all
from extractor.sinks.jsonl import load

TEXTS = {name: f"В 2018 году проведено {ord(name)} лекций." for name in "abcde"}


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as archive:
        warnings.simplefilter("ignore")  # that a name is there twice
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def tarred(members: Sequence[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    texts = {name: text.encode() for name, text in TEXTS.items()}
    inner = zipped([("д.txt", texts["d"]), ("e.txt", texts["e"])])
    packed = tarred([("c.txt", texts["c"]), ("inner.zip", inner)])
    outer = [
        ("a.txt", texts["a"]),
        ("a.txt", texts["b"]),
        ("in/x.tar.gz", packed),
        ("bad.gz", b"\x1f\x8b"),
    ]
    (tmp_path / "x.zip").write_bytes(zipped(outer))
    monkeypatch.chdir(tmp_path)
    return tmp_path


PATHS = {
    "x.zip!/a.txt": "a",
    "x.zip!/a (2).txt": "b",
    "x.zip!/in/x.tar.gz!/x.tar!/c.txt": "c",
    "x.zip!/in/x.tar.gz!/x.tar!/inner.zip!/д.txt": "d",
    "x.zip!/in/x.tar.gz!/x.tar!/inner.zip!/e.txt": "e",
}


def test_every_file_has_a_path_of_its_own(here: Path) -> None:
    assert {r.path: r.document.text for r in read_all("x.zip") if r.document} == {
        path: TEXTS[name] for path, name in PATHS.items()
    }


@pytest.mark.parametrize("path", PATHS)
def test_the_path_leads_back(path: str, here: Path) -> None:
    document = read(path)
    assert (document.path, document.text) == (path, TEXTS[PATHS[path]])
    with Isolated() as isolated:
        (reading,) = isolated.read(path)
    assert reading.document == document
    shown = CliRunner().invoke(app, ["show", path])
    assert (shown.exit_code, shown.output.count("лекций")) == (0, 1)
    drawn = CliRunner().invoke(app, ["annotate", path])
    assert (drawn.exit_code, "⟦" in drawn.output) == (0, True)


@pytest.mark.parametrize(
    ("sources", "paths"),
    [
        (["x.zip!/a.txt"], ["x.zip!/a.txt"]),
        (["x.zip!/a.txt", "x.zip!/a (2).txt"], ["x.zip!/a (2).txt", "x.zip!/a.txt"]),
        (["x.zip!/in/x.tar.gz!/x.tar!/inner.zip"], sorted(PATHS)[3:]),
        (["x.zip!/a.txt", "x.zip"], sorted(PATHS)),
    ],
)  # fmt: skip
def test_a_run_reads_what_is_named_once(sources: list[str], paths: list[str], here: Path) -> None:
    done = run(sources, "records.jsonl", options=Options(workers=0))
    assert sorted(record.source.path for record in load("records.jsonl")) == sorted(paths)
    assert done.documents == len(paths)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("x.zip!/b.txt", "x.zip!/b.txt: no such file in this archive"),
        ("x.zip!/a.txt!/b.txt", "x.zip!/a.txt!/b.txt: no such file in this archive"),
        ("x.zip!/in", "x.zip!/in: no such file in this archive"),
        ("y.zip!/a.txt", "y.zip!/a.txt: no such file"),
        ("x.zip!/bad.gz!/bad", "x.zip!/bad.gz!/bad: is damaged"),
    ],
)
def test_what_is_not_there_is_told(path: str, line: str, here: Path) -> None:
    with pytest.raises(ExtractorError) as told:
        read(path)
    assert str(told.value).startswith(line)
    with pytest.raises(ExtractorError) as run_told:
        run([path], "records.jsonl", options=Options(workers=0))
    assert str(run_told.value) == str(told.value)


def test_the_limits_hold_on_the_way(here: Path) -> None:
    path = next(path for path, name in PATHS.items() if name == "e")
    (reading,) = read_all(path, limits=Limits(depth=2))
    assert isinstance(reading.error, TooLarge)


def test_a_file_that_has_such_a_name_is_itself(here: Path) -> None:
    (here / "x.zip!").mkdir()
    (here / "x.zip!" / "a.txt").write_text("Иной текст.", encoding="utf-8")
    assert split("x.zip!/a.txt") == ("x.zip!/a.txt", "")
    assert read("x.zip!/a.txt").text == "Иной текст."


def test_a_source_in_an_archive_is_guarded_as_the_archive(here: Path) -> None:
    ((file,), missing) = find(["x.zip!/a.txt"], base=str(here))
    assert (file.path, file.member, file.location) == (
        "x.zip", "x.zip!/a.txt", str(here / "x.zip"),
    )  # fmt: skip
    assert missing == ()
    with pytest.raises(SourceError, match="no such file"):
        read("z.zip!/a.txt")
