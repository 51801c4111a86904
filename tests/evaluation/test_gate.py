"""The gate: what fell is named, the file refuses to sink, changed gold is not compared."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.errors import GoldError
from extractor.evaluation import gate

RATES = {"attribute/place": 0.9, "silent/extras": -2.0, "type/all/f1": 0.8}
FLOORS = gate.Floors(fingerprint="a", tolerance=0.005, floors=RATES)
GOLD = "В городе действуют ⟦15|organization_count|15⟧ общественных организаций.\n"


def test_what_holds_is_silent() -> None:
    assert gate.fallen(FLOORS, {**RATES, "type/all/f1": 0.796}, "a") == ()


def test_what_fell_is_named() -> None:
    now = {"attribute/place": 0.9, "silent/extras": -3.0, "type/all/f1": 0.79}
    assert gate.fallen(FLOORS, now, "a") == (
        "silent/extras: -3.0000 < -2.0000", "type/all/f1: 0.7900 < 0.8000",
    )  # fmt: skip


def test_a_figure_that_vanished_is_named() -> None:
    now = {"attribute/place": 0.9, "silent/extras": -2.0}
    assert gate.fallen(FLOORS, now, "a") == ("type/all/f1: no longer measured",)


def test_other_gold_is_not_compared() -> None:
    (line,) = gate.fallen(FLOORS, RATES, "b")
    assert line.startswith("gold has changed")


def test_floors_rise() -> None:
    new = gate.updated(FLOORS, {**RATES, "type/all/f1": 0.85}, "a", None)
    assert new.floors["type/all/f1"] == 0.85


def test_small_falls_do_not_lower_a_floor() -> None:
    new = gate.updated(FLOORS, {**RATES, "type/all/f1": 0.797}, "a", None)
    assert new.floors["type/all/f1"] == 0.8


def test_floors_do_not_sink_without_a_reason() -> None:
    now = {**RATES, "type/all/f1": 0.7}
    with pytest.raises(GoldError, match="allow-regression"):
        gate.updated(FLOORS, now, "a", None)
    new = gate.updated(FLOORS, now, "a", "rarer gold")
    assert (new.floors["type/all/f1"], new.regressions) == (0.7, ("rarer gold (1 floors)",))


def test_the_command_turns_red(tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.marked.txt").write_text(GOLD * 20, encoding="utf-8")
    floors = tmp_path / "floors.json"
    run = CliRunner()
    made = run.invoke(app, ["evaluate", str(folder), "--floors", str(floors), "--update"])
    assert made.exit_code == 0, made.output
    held = run.invoke(app, ["evaluate", str(folder), "--floors", str(floors)])
    assert (held.exit_code, "at or above" in held.output) == (0, True)
    command = ["evaluate", str(folder), "--floors", str(floors), "--block", "organization_count"]
    red = run.invoke(app, command)
    assert red.exit_code == 1
    assert "type/organization_count/recall" in red.output
    assert "missed organization_count: В городе действуют ⟦15|organization_count|15⟧" in red.output


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="make them with --update"):
        gate.read(tmp_path / "none.json")
    floors = gate.Floors(fingerprint="", tolerance=0, floors={})
    with pytest.raises(GoldError, match=r"none/floors\.json: cannot be written: No such file"):
        gate.write(tmp_path / "none" / "floors.json", floors)
