"""Records to a spreadsheet."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.errors import TargetError
from extractor.records import Record
from extractor.sinks.csv import columns, open_rows, safe
from extractor.values import Change, Evidence

Make = Callable[..., Record]


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(stream)]


def test_fields_are_flat(make: Make, probe_type: type[Record], tmp_path: Path) -> None:
    record = make(
        "probe", "948176", 3, 9, text="948176", subject="рубль", period="2009",
        campaigns=("Весенняя неделя добра", "Помоги!"),
        change=Change(delta=Decimal(-5), base_period="2008"),
        evidence={"period": Evidence(start=0, end=2, text="=2"), },
    )  # fmt: skip
    target = tmp_path / "a.csv"
    with open_rows(str(target), [probe_type]) as writer:
        writer.write([record])
    assert rows(target) == [
        {
            "type": "probe",
            "id": record.id,
            "value": "948176",
            "modifier": "exact",
            "status": "actual",
            "period": "2009",
            "subject": "рубль",
            "start": "3",
            "end": "9",
            "text": "948176",
            "source.path": "a.txt",
            "source.sha256": "0" * 64,
            "source.loader": "text",
            "produced_by.plugin": "probe",
            "produced_by.version": "1",
            "produced_by.rule": "test",
            "campaigns": "Весенняя неделя добра; Помоги!",
            "change.delta": "-5",
            "change.base_period": "2008",
            "evidence.period.start": "0",
            "evidence.period.end": "2",
            "evidence.period.text": "'=2",
        }
    ]


def test_spreadsheets_are_told_the_encoding(probe_type: type[Record], tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    with open_rows(str(target), [probe_type]):
        pass
    header = ",".join(columns([probe_type])) + "\r\n"
    assert target.read_bytes() == b"\xef\xbb\xbf" + header.encode()


def test_columns_depend_on_the_types_alone(probe_type: type[Record]) -> None:
    assert columns([probe_type, Record]) == columns([Record, probe_type])
    assert [name for name in columns([probe_type]) if name not in columns([Record])] == [
        "campaigns",
        "change.delta",
        "change.base_period",
        "change.base_value",
        "measure",
        "evidence.campaigns.start",
        "evidence.campaigns.end",
        "evidence.campaigns.text",
        "evidence.change.start",
        "evidence.change.end",
        "evidence.change.text",
        "evidence.measure.start",
        "evidence.measure.end",
        "evidence.measure.text",
    ]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+7 (495) 123", "'+7 (495) 123"),
        ("-лекция", "'-лекция"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("+432276", "+432276"),
        ("-5.5", "-5.5"),
        ("лекция", "лекция"),
        ("", ""),
    ],
)
def test_formulas_are_neutralised(cell: str, written: str) -> None:
    assert safe(cell) == written


def test_a_field_without_a_column_is_told(
    make: Make, probe_type: type[Record], tmp_path: Path
) -> None:
    record = make("probe", "1", 0, 1, evidence={"colour": Evidence(start=0, end=1, text="a")})
    target = tmp_path / "a.csv"
    told = "a.csv: probe has no column 'evidence.colour.end'"
    with pytest.raises(TargetError, match=told), open_rows(str(target), [probe_type]) as writer:
        writer.write([record])
    assert not target.exists()
