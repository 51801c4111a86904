"""What CI gets: JUnit XML, Markdown, JSON that the next run compares with; and the exit code."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from extractor.cli.app import app

GOLD = "В городе действуют ⟦15|organization_count|15⟧ общественных организаций.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gold").mkdir()
    for i in range(10):
        Path(f"gold/{i}.marked.txt").write_text(GOLD, encoding="utf-8")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", "gold", *arguments])


BLOCKED = ("--block", "organization_count")


def test_junit_has_a_test_for_each_figure() -> None:
    assert call("--floors", "f.json", "--update").exit_code == 0
    assert call("--floors", "f.json", "--junit", "good.xml").exit_code == 0
    assert call("--floors", "f.json", "--junit", "bad.xml", *BLOCKED).exit_code == 1
    good, bad = (ElementTree.parse(name).getroot() for name in ("good.xml", "bad.xml"))
    pinned = json.loads(Path("f.json").read_text("utf-8"))["floors"]
    assert [case.get("name") for case in good] == list(pinned)
    assert [case.get("name") for case in good if len(case)] == []
    failed = [case.get("name") for case in bad if len(case)]
    assert {name for name in failed if name and name.startswith("type/")} == {
        "type/all/f1", "type/all/recall",
        "type/organization_count/f1", "type/organization_count/recall",
    }  # fmt: skip
    assert bad.get("failures") == str(len(failed))
    told = bad.find("testcase[@name='type/organization_count/recall']/failure")
    assert told is not None
    assert "⟦15|organization_count|15⟧" in (told.text or "")


def test_markdown_says_what_fell_first() -> None:
    call("--floors", "f.json", "--update")
    shown = call("--floors", "f.json", "--markdown", *BLOCKED).stdout.splitlines()
    assert shown[0].endswith("figures fell below their floors**")
    assert "- `type/organization_count/recall: 0.0000 < 1.0000`" in shown
    row = next(line for line in shown if line.startswith("| organization_count"))
    assert row == "| organization_count | 0 | 10 | 0 | 1.000 | 0.000 | 0.000 | 0.000–0.000 |"


def test_a_saved_run_turns_the_next_red() -> None:
    Path("old.json").write_text(call("--json").stdout, encoding="utf-8")
    same = call("--compare", "old.json")
    assert (same.exit_code, "no difference" in same.stdout) == (0, True)
    worse = call("--compare", "old.json", *BLOCKED)
    assert worse.exit_code == 1
    rows = [line.split() for line in worse.stdout.splitlines()]
    assert ["organization_count", "0", "10", "0.002", "worse"] in rows
    assert rows[-1] == ["wrong", "now:", "gold/9.marked.txt:organization_count:15:19:21"]
    changes = json.loads(call("--compare", "old.json", "--json", *BLOCKED).stdout)["changes"]
    assert [(one["type"], len(one["lost"])) for one in changes] == [
        ("all", 10), ("organization_count", 10),
    ]  # fmt: skip


def test_a_type_in_gold_that_is_none_is_told() -> None:
    wrong = GOLD.replace("organization_count", "organisation_count")
    Path("gold/5.marked.txt").write_text(wrong, encoding="utf-8")
    done = call("--type", "council_size")
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith(
        "extractor: gold/5.marked.txt:1: fact 1 ('15'): there is no record type "
        "'organisation_count'; there are: activity_count, campaign_sum, "
    )


def test_only_one_type_counts() -> None:
    found = json.loads(call("--json", "--type", "council_size").stdout)
    assert found["total"]["types"] == {}
    assert call("--type", "nothing").stderr.startswith("extractor: there is no record type 'noth")
