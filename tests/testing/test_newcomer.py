"""The path of a newcomer: create, install, test, use, pin; then break it and see red."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packages import call, install
from surroundings import OFFLINE

ROOT = Path(__file__).resolve().parents[2]
NAME = "tree_count"
TYPED = ("mypy", "--strict", "extractor_tree_count", "tests")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a new plugin and install it beside its folder, in ``site``."""
    root = tmp_path_factory.mktemp("newcomer")
    made = call(root / "site", root, "extractor", "new-plugin", NAME)
    assert (made.returncode, made.stderr) == (0, "")
    folder = root / "extractor-tree-count"
    there = {path.relative_to(root).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(made.stdout.split()) == there
    install(folder, root / "site")
    return folder


def test_the_plugin_is_short_and_knows_no_spacy(package: Path) -> None:
    code = (package / "extractor_tree_count/__init__.py").read_text("utf-8")
    assert len(code.splitlines()) <= 30
    assert "spacy" not in code


@pytest.mark.once
def test_its_ci_file_installs_what_it_uses_and_passes(
    package: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = package / ".ci/run"
    installs = [line for line in run.read_text("utf-8").splitlines() if "pip install" in line]
    assert installs == ["python -m pip install '.[test]'"]
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for name, value in {
        **OFFLINE,
        "PIP_TARGET": str(tmp_path),
        "PYTHONPATH": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    done = subprocess.run([run], capture_output=True, text=True)
    told = [line for line in done.stdout.splitlines() if " passed" in line]
    assert (done.returncode, [line.partition(" in ")[0].strip("= ") for line in told]) == (
        0, ["14 passed", f"{NAME}: 10 checks passed"]
    )  # fmt: skip


@pytest.mark.once
def test_it_is_typed(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mypy")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    done = call(package.parent / "none", package, *TYPED)
    assert (done.returncode, done.stdout) == (
        0, "Success: no issues found in 2 source files\n"
    )  # fmt: skip


def test_it_is_listed(package: Path) -> None:
    listed = call(package.parent / "site", package, "extractor", "plugins")
    lines = [line.split() for line in listed.stdout.splitlines() if NAME in line]
    assert lines == [
        [NAME, "0.1.0", "extractor_tree_count", "extractor_find,", "extractor_record_types"]
    ]
    assert listed.stderr == ""


def test_its_own_tests_and_gold_pass(package: Path) -> None:
    done = call(package.parent / "site", package, "pytest", "-q")
    assert (done.returncode, done.stdout.splitlines()[-1].split(" in ")[0]) == (0, "14 passed")


def test_it_conforms(package: Path) -> None:
    done = call(package.parent / "site", package, "extractor", "check-plugin", NAME)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, f"{NAME}: 10 checks passed")


def test_it_reads_a_document(package: Path) -> None:
    (package / "a.txt").write_text("Весной в парке высажено более 40 кустов сирени.\n", "utf-8")
    done = call(package.parent / "site", package, "extractor", "run", "a.txt")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    found = [(r["type"], r["value"], r["modifier"], r["produced_by"]["plugin"]) for r in records]
    assert found == [(NAME, "40", "more_than", NAME)]


def test_a_word_less_turns_the_gate_red(package: Path, tmp_path: Path) -> None:
    """Take one word from the list: the gate names the type and the sentences."""
    site = tmp_path / "site"
    shutil.copytree(package.parent / "site", site)
    shutil.copytree(package / "gold", tmp_path / "gold")
    gate = ["extractor", "evaluate", "gold", "--type", NAME, "--floors", "f.json"]
    assert call(site, tmp_path, *gate, "--update").returncode == 0
    assert call(site, tmp_path, *gate).returncode == 0
    words = site / "extractor_tree_count/words.txt"
    words.write_text(words.read_text("utf-8").replace("куст\n", ""), "utf-8")
    red = call(site, tmp_path, *gate)
    assert red.returncode == 1
    assert [line for line in red.stdout.splitlines() if ".marked.txt" in line] == [
        "gold/facts.marked.txt:5: missed tree_count: "
        "Вдоль набережной появилось ⟦двадцать пять|tree_count|25⟧ кустов сирени."
    ]
    assert "type/tree_count/recall: 0.7500 < 1.0000" in red.stdout.splitlines()
    kept = call(site, tmp_path, *gate, "--update")
    assert kept.returncode == 2
    assert "say why with --allow-regression" in kept.stderr


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("council_size", "the record type 'council_size' is taken by plugin 'council_size'"),
        ("Tree", "'Tree' is no name of a record type: give one like tree_count"),
        ("record", "the name 'record' is reserved: give one like tree_count"),
        ("none", "the name 'none' is reserved: give one like tree_count"),
        ("all", "the name 'all' is reserved: give one like tree_count"),
        ("class", "the name 'class' is reserved: give one like tree_count"),
        ("class_var", "the name 'class_var' is reserved: give one like tree_count"),
        ("text", "the name 'text' is taken by a plugin: give one like tree_count"),
        ("sql", "the name 'sql' is taken by a plugin: give one like tree_count"),
        ("../up", "'../up' is no name of a record type: give one like tree_count"),
        ("tree_count", "extractor-tree-count: is there already"),
    ],
)
def test_what_cannot_be_made(package: Path, name: str, line: str) -> None:
    done = call(package.parent / "none", package.parent, "extractor", "new-plugin", name)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"extractor: {line}\n")
