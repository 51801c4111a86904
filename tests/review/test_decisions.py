"""Decisions, kept at once and for good."""

import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from extractor.errors import TargetError
from extractor.review.decisions import Correction, Decision, Decisions, beside

RIGHT = Correction(type="council_size", value=Decimal("4.2E+1"), period="2012", place="Орск")


def decision(record: str, verdict: Any, correction: Correction | None = None) -> Decision:
    return Decision(document="d", record=record, verdict=verdict, correction=correction)


def test_the_last_decision_on_a_record_holds_and_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    given = [
        decision("a", "accept"), decision("b", "reject"), decision("a", "correct", RIGHT),
        decision("b", "undo"), decision("1:3", "add", RIGHT),
    ]  # fmt: skip
    for one in given:
        Decisions(path).write(one)
    assert Decisions(path).current() == {"d": {"a": given[2], "1:3": given[4]}}
    with sqlite3.connect(path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM decisions").fetchone()
    connection.close()
    assert count == len(given)


def test_no_file_is_made_by_looking(tmp_path: Path) -> None:
    path = beside(tmp_path / "out.jsonl")
    assert path.name == "out.jsonl.decisions.sqlite"
    assert Decisions(path).current() == {}
    assert not path.exists()


def test_what_is_no_file_of_decisions_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    path.write_text("nothing of the kind " * 100)
    with pytest.raises(TargetError, match=r"d\.sqlite: cannot keep decisions: file is not a data"):
        Decisions(path).write(decision("a", "accept"))
    with pytest.raises(TargetError, match="cannot keep decisions: unable to open"):
        Decisions(tmp_path / "none" / "d.sqlite").write(decision("a", "accept"))


def test_another_table_of_that_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    Decisions(path).write(decision("a", "accept"))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE decisions SET decision = '{}'")
    connection.close()
    with pytest.raises(TargetError, match="holds what is no decision"):
        Decisions(path).current()


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "correct"}, {"verdict": "add"}, {"verdict": "maybe"},
        {"verdict": "accept", "correction": {"type": "a", "value": "1"}},
        {"verdict": "correct", "correction": {"type": "A b", "value": "1"}},
        {"verdict": "correct", "correction": {"type": "a", "value": "one"}},
        {"verdict": "correct", "correction": {"type": "a", "value": "1", "period": "May"}},
        {"verdict": "correct", "correction": {"type": "a", "value": "1", "place": "⟦a|b|1⟧"}},
        {"verdict": "correct", "correction": {"type": "a", "value": "1", "subject": "a\nb"}},
        {"verdict": "correct", "correction": {"type": "a", "value": "1", "subject": "a;place=b"}},
        {"verdict": "correct", "correction": {"type": "a", "value": "1", "stranger": "a"}},
    ],
)  # fmt: skip
def test_a_decision_must_be_one(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Decision.model_validate({"document": "d", "record": "a", **fields})
