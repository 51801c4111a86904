"""Records in memory become rows, or go to a target."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.errors import TargetError, UsageError
from extractor.records import Record

TEXT = "В 2009 году прошло более 52 лекций, в совет вошли 9 человек."


def test_rows_are_those_of_a_csv_file(tmp_path: Path) -> None:
    records = extractor.extract(TEXT)
    rows = extractor.rows(records)
    assert [(row["type"], row["value"], row["start"]) for row in rows] == [
        ("activity_count", Decimal(52), 25), ("council_size", Decimal(9), 50),
    ]  # fmt: skip
    assert (rows[0]["evidence.period.start"], rows[0]["upper"]) == (2, None)
    assert list(rows[0]) == list(rows[1])
    extractor.write(records, tmp_path / "a.csv")
    head = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    assert set(rows[0]) <= set(head)


def test_lists_stay_lists(make: Callable[..., Record]) -> None:
    (row,) = extractor.rows([make("probe", "15", 3, 5, campaigns=("А", "Б"))])
    assert (row["campaigns"], row["change.delta"]) == (("А", "Б"), None)


def test_no_records_are_no_rows(tmp_path: Path) -> None:
    assert extractor.rows([]) == []
    extractor.write([], tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == b""


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    records = extractor.extract(TEXT)
    for _ in range(2):  # the second time over the first
        extractor.write(iter(records), tmp_path / "a.jsonl")
    assert extractor.load(tmp_path / "a.jsonl") == records


@pytest.mark.parametrize("given", ["text", 5, None, [5]])
def test_what_is_no_record_is_told(given: Any, tmp_path: Path) -> None:
    for call in (lambda: extractor.rows(given), lambda: extractor.write(given, tmp_path / "a.csv")):
        with pytest.raises(UsageError, match="records are wanted, not "):
            call()
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    records, nothing = extractor.extract(TEXT), None
    with pytest.raises(UsageError, match="no sink writes this form"):
        extractor.write(records, tmp_path / "a.xyz")
    with pytest.raises(TargetError, match="cannot be written"):
        extractor.write(records, tmp_path / "none/a.csv")
    target: Any = nothing
    with pytest.raises(UsageError, match="target None is NoneType, a path is wanted"):
        extractor.write(records, target)
