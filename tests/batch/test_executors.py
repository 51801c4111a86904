"""Whoever does the work, what comes out is the same."""

import os
from pathlib import Path

import pytest

from extractor.batch.run import Options, run

TEXT = "В {} году в городе действовали {} общественных организаций, прошли {} лекций.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for number in range(60):
        text = TEXT.format(1990 + number % 30, 10 + number, 20 + number)
        (folder / f"{number:02}.txt").write_text(text * (1 + number % 3), encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return folder


def test_output_does_not_depend_on_who_works(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    found = []
    for name, options in {
        "here": Options(),
        "one": Options(workers=1),
        "two": Options(workers=2),
        "eight": Options(workers=8),
    }.items():
        target = tmp_path / f"{name}.jsonl"
        outcome = run([os.curdir], str(target), options=options)
        assert (outcome.documents, outcome.failed) == (60, ("empty.txt: holds no text",))
        found.append(target.read_bytes())
    assert found == [found[0]] * 4
