"""A record without a number, and the demo that holds one, in every store."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, Literal

import openpyxl
import pyarrow.parquet
import pytest
from frictionless import Package

import extractor
from extractor.batch.load import load
from extractor.batch.run import Options, run
from extractor.errors import TargetError
from extractor.manager import Manager
from extractor.plugins.program_adoption import ProgramAdoption
from extractor.records import Record
from extractor.sinks import choose, flat

DEMO = Path(__file__).parents[2] / "corpora" / "demo"
NAME = "zarechensk.txt"
MANAGER = Manager(entry_points=False)
Ask = Callable[[str], list[tuple[Any, ...]]]
Rows = list[tuple[str, str, Decimal | None]]


class Strict(Record):
    """Adoptions as they once were: the value was asked for, and as text."""

    TYPE: ClassVar[str] = "program_adoption"

    value: str  # type: ignore[assignment]
    body: str | None = None


class Bare(Record):
    """A type that leaves fields empty."""

    TYPE: ClassVar[str] = "bare"

    upper: None = None
    unit: None = None
    own: None = None
    kind: Literal["one"] = "one"


def records_of_the_demo() -> list[Record]:
    return list(extractor.extract((DEMO / NAME).read_text("utf-8")))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def demo() -> Rows:
    """Give type, id and value of the records of the demo, in order of their ids."""
    found = sorted((r.type, r.id, r.value) for r in records_of_the_demo())
    assert [value for type_, _, value in found if type_ == "program_adoption"] == [None]
    return found


def stored(ask: Ask) -> Rows:
    """Give type, id and value of all records of a database."""
    tables = " UNION ALL ".join(f"SELECT type, id, value FROM {t.TYPE}" for t in types())
    rows = sorted(ask(tables), key=lambda row: row[:2])
    return [(type_, id_, None if v is None else Decimal(str(v))) for type_, id_, v in rows]


def types() -> tuple[type[Record], ...]:
    return tuple(MANAGER.record_types.values())


def read(target: str) -> None:
    """Run the demo into a target, twice: the second time nothing is new."""
    for new in (1, 0):
        outcome = run([str(DEMO)], target, options=Options(workers=0))
        assert (outcome.documents, outcome.new) == (1, new)


def test_the_demo_in_a_database(base: tuple[str, Ask], demo: Rows) -> None:
    url, ask = base
    read(url)
    assert stored(ask) == demo


def test_the_demo_loaded_into_a_database(base: tuple[str, Ask], demo: Rows) -> None:
    url, ask = base
    read("a.jsonl")
    load(["a.jsonl"], url)
    assert stored(ask) == demo


def test_the_demo_in_parquet(demo: Rows) -> None:
    read("a.parquet")
    tables = [pyarrow.parquet.read_table(path) for path in Path("a.parquet").iterdir()]
    rows = [row for table in tables for row in table.select(["type", "id", "value"]).to_pylist()]
    assert sorted(tuple(row.values()) for row in rows) == demo
    field = pyarrow.parquet.read_schema("a.parquet/program_adoption.parquet").field("value")
    assert (str(field.type), field.nullable) == ("decimal128(38, 9)", True)


def test_the_demo_as_a_data_package(demo: Rows) -> None:
    read("a/")
    package = Package("a/datapackage.json")
    report = package.validate()
    assert report.valid, report.flatten(["title", "note"])
    rows = [row for one in package.resources if one.name != "failures" for row in one.read_rows()]
    assert sorted((row["type"], row["id"], row["value"]) for row in rows) == demo
    told = json.loads(Path("a/datapackage.json").read_text("utf-8"))["resources"]
    fields = {one["name"]: one["schema"]["fields"] for one in told}["program_adoption"]
    assert {"name": "value", "type": "number"} in fields
    assert {"name": "id", "type": "string", "constraints": {"required": True}} in fields


def test_the_demo_in_a_workbook(demo: Rows) -> None:
    read("a.xlsx")
    book = openpyxl.load_workbook("a.xlsx")
    found = []
    for sheet in book.worksheets[:-1]:
        head, *rows = list(sheet.iter_rows(values_only=True))
        named = [dict(zip(head, row, strict=True)) for row in rows]
        found += [(row["type"], row["id"], row["value"]) for row in named]
    values = [(t, i, None if v is None else Decimal(str(v))) for t, i, v in found]
    assert sorted(values) == demo


def test_the_demo_in_a_spreadsheet(demo: Rows) -> None:
    read("a.csv")
    with open("a.csv", encoding="utf-8-sig", newline="") as stream:
        rows = [(row["type"], row["id"], row["value"]) for row in csv.DictReader(stream)]
    assert sorted((t, i, Decimal(v) if v else None) for t, i, v in rows) == demo


def put(url: str, records: list[Record], *made: type[Record]) -> None:
    with choose(MANAGER.sinks(), url).open(url, made) as writer:
        writer.write(records)


def adoption() -> Record:
    (found,) = [one for one in records_of_the_demo() if isinstance(one, ProgramAdoption)]
    return found


def test_a_base_made_before_there_were_adoptions(base: tuple[str, Ask], demo: Rows) -> None:
    """Its other tables keep their rows."""
    url, ask = base
    others = [type_ for type_ in types() if type_ is not ProgramAdoption]
    kept = [r for r in records_of_the_demo() if r.type == "activity_count"]
    put(url, kept, *others)
    put(url, [adoption()], *types())
    wanted = [row for row in demo if row[0] in ("activity_count", "program_adoption")]
    assert stored(ask) == wanted


def test_a_base_whose_adoptions_asked_for_a_value(base: tuple[str, Ask], demo: Rows) -> None:
    """Its empty table is made anew; the tables beside it keep their rows."""
    url, ask = base
    others = [type_ for type_ in types() if type_ is not ProgramAdoption]
    kept = [r for r in records_of_the_demo() if r.type == "activity_count"]
    put(url, kept, *others, Strict)
    read(url)
    assert stored(ask) == demo


def test_a_table_with_rows_is_not_made_anew(base: tuple[str, Ask]) -> None:
    """What cannot be stored is told, and not as what passes."""
    url, ask = base
    told = adoption().model_dump()
    put(url, [Strict(**told | {"value": "1", "id": "0" * 16})], Strict)
    with pytest.raises(TargetError) as error:
        put(url, [adoption()], *types())
    assert ": the database failed: " in str(error.value)
    assert "program_adoption" in str(error.value)
    assert "the same command goes on" not in str(error.value)
    assert ask("SELECT id FROM program_adoption") == [("0" * 16,)]


def test_a_locked_base_goes_on(tmp_path: Path) -> None:
    """Another program holds the base: that passes."""
    read("sqlite:///a.db")
    with closing(sqlite3.connect("a.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(TargetError) as error:
            put("sqlite:///a.db?timeout=0", [adoption()], *types())
    assert str(error.value).endswith("database is locked; the same command goes on")


def test_a_field_that_is_left_empty_keeps_its_kind() -> None:
    columns = {column.name(): (column.kind, column.filled) for column in flat.columns(Bare)}
    assert {name: columns[name] for name in ("upper", "unit", "own", "kind", "id", "start")} == {
        "upper": ("number", False),
        "unit": ("text", False),
        "own": ("text", False),
        "kind": ("text", True),
        "id": ("text", True),
        "start": ("integer", True),
    }
    adopted = {column.name(): column for column in flat.columns(ProgramAdoption)}
    assert (adopted["value"].kind, adopted["value"].filled) == ("number", False)
