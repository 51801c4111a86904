"""The example plugin, installed from its own folder as a stranger's package would be."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from packages import call, install

ROOT = Path(__file__).resolve().parents[2]
NAME = "subbotnik_waste"
pytestmark = pytest.mark.once
TEXT = "На субботнике вывезли 500 кг мусора. В городе действуют 15 общественных организаций.\n"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install a copy of the example beside its folder, in ``site``."""
    root = tmp_path_factory.mktemp("example")
    folder = root / "extractor-subbotnik-waste"
    shutil.copytree(ROOT / "examples" / folder.name, folder)
    install(folder, root / "site")
    (root / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_nothing_in_the_toolkit_knows_of_it() -> None:
    files = [path for path in (ROOT / "extractor").rglob("*") if path.suffix in (".py", ".txt")]
    assert len(files) > 50
    assert [path for path in files if "subbotnik_waste" in path.read_text("utf-8")] == []


def test_its_own_tests_and_gold_pass(example: Path) -> None:
    done = call(example.parent / "site", example, "pytest", "-q")
    assert (done.returncode, done.stdout.splitlines()[-1].split(" in ")[0]) == (0, "22 passed")


def test_it_holds_its_floors(example: Path) -> None:
    gate = ("evaluate", "gold", "--type", NAME, "--floors", "gold/floors.json")
    done = call(example.parent / "site", example, "extractor", *gate)
    assert (done.returncode, done.stderr) == (0, "")


def test_its_schema_is_the_one_it_ships(example: Path) -> None:
    done = call(example.parent / "site", example, "extractor", "schemas", "--check", "--type", NAME)
    assert (done.returncode, done.stderr) == (0, "")
    schema = json.loads((example / f"schemas/{NAME}.schema.json").read_text("utf-8"))
    assert schema["properties"]["unit"]["enum"] == ["тонна", "кубический метр"]


def test_its_records_reach_every_file(example: Path) -> None:
    root = example.parent
    for target in ("a.jsonl", "a.csv"):
        done = call(root / "site", root, "extractor", "run", "a.txt", "-o", target)
        assert (done.returncode, done.stdout) == (0, "")
    lines = (root / "a.jsonl").read_text("utf-8").splitlines()
    with open(root / "a.csv", encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expected = [
        (NAME, "0.5", "тонна", "500", NAME),
        ("organization_count", "15", None, "15", "organization_count"),
    ]
    found = [json.loads(line) for line in lines]
    assert [
        (r["type"], r["value"], r["unit"], r["text"], r["produced_by"]["plugin"]) for r in found
    ] == expected
    assert [
        (r["type"], r["value"], r["unit"] or None, r["text"], r["produced_by.plugin"]) for r in rows
    ] == expected
    assert [row["written_unit"] for row in rows] == ["кг", ""]


def test_blocked_it_is_gone(example: Path) -> None:
    root = example.parent
    done = call(root / "site", root, "extractor", "run", "a.txt", "--block", NAME)
    assert [json.loads(line)["type"] for line in done.stdout.splitlines()] == ["organization_count"]
