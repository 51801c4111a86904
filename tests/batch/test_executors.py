"""Whoever does the work, what comes out is the same."""

import os
from pathlib import Path

import failing
import pytest

from extractor.batch.run import Options, run
from extractor.errors import PluginError
from extractor.manager import Manager
from extractor.pipeline import Extractor

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


@pytest.mark.parametrize("workers", [0, 1])
def test_a_plugin_that_fails_is_told_of_once_and_where_strict_ends_the_run(
    folder: Path, tmp_path: Path, workers: int
) -> None:
    line = "plugin 'failing' failed at failing.py:13: ZeroDivisionError: oh"
    ends = []
    for strict in (False, True):
        told: list[str] = []
        extractor = Extractor(Manager(extra=[("failing", failing)], strict=strict), lambda _: None)
        outcome = run(
            [folder / "01.txt", folder / "02.txt", folder / "empty.txt"],
            str(tmp_path / "out.csv"), extractor, told.append, modules=["failing"],
            options=Options(workers=workers),
        ) if not strict else None  # fmt: skip
        if outcome is None:
            for _ in range(2):  # what ended a run is not taken as done by the next
                with pytest.raises(PluginError) as error:
                    run([folder / "empty.txt", folder / "01.txt"], str(tmp_path / "out.csv"),
                        extractor, modules=["failing"],
                        options=Options(workers=workers))  # fmt: skip
                ends.append(str(error.value))
        else:
            ends.append((outcome.documents, outcome.records, outcome.partial))
            said = [f"{folder}/0{number}.txt: {line}" for number in (1, 2)]
            assert [f.message for f in outcome.failures[:2]] == said
            assert [one for one in told if line in one] == said[:workers]
    assert ends == [(2, 10, 2), *[f"{folder}/01.txt: {line}"] * 2]
