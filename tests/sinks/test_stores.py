"""What a store was given is what its own client reads back."""

import csv
import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import duckdb
import openpyxl
import pyarrow.parquet
import pytest
import zstandard
from frictionless import Package

from extractor.errors import TargetError
from extractor.manager import Manager
from extractor.records import Record
from extractor.sinks import Replacing, choose, flat
from extractor.sinks.jsonl import line, load
from extractor.values import Change, Evidence, Source

Make = Callable[..., Record]
Rows = list[tuple[Any, ...]]
SINKS = Manager(entry_points=False).sinks()


class Other(Record):
    """A type of other columns."""

    TYPE: ClassVar[str] = "other"

    sure: bool = False
    ratio: float = 0.0


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def records(make: Make) -> list[Record]:
    change = Change(delta=Decimal("-432276.50"), base_period="2008", base_value=Decimal("5E+5"))
    place = Evidence(start=1, end=4, text='=1+1\n"Уфа"; ')
    return [
        make("probe", "4.2E+4", 0, 8, text="42 тысяч", place="Уфа", evidence={"place": place}),
        make("probe", None, 9, 12, text="+«А»", campaigns=("Первая", "Вторая; и"), change=change),
        make("probe", "12345678901234567890.123456789", 13, 14, subject="=cmd|' /C calc'!A0"),
    ]


def put(target: str, records: list[Record], *types: type[Record]) -> None:
    with choose(SINKS, target).open(target, types) as writer:
        for record in records:
            writer.write([record])


def expected(records: list[Record], type_: type[Record], list_: Callable[..., Any] = list) -> Rows:
    columns = flat.columns(type_)
    return [
        tuple(list_(c) if isinstance(c, tuple) else c for c in flat.row(record, columns, ""))
        for record in records
    ]


def names(type_: type[Record], joint: str = "_") -> list[str]:
    return [column.name(joint) for column in flat.columns(type_)]


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_packed_lines(records: list[Record], probe_type: type[Record], ending: str) -> None:
    target = f"a.jsonl.{ending}"
    unpack = {
        "gz": gzip.decompress,
        "zst": lambda data: zstandard.ZstdDecompressor().stream_reader(data).read(),
    }
    written = []
    for _ in range(2):
        put(target, records, probe_type)
        written.append(Path(target).read_bytes())
    assert written[0] == written[1]
    lines = "".join(f"{line(record)}\n" for record in records)
    assert unpack[ending](written[0]).decode() == lines
    assert load(target, {"probe": probe_type}) == tuple(records)
    Path(target).write_bytes(written[0][:-9])
    if ending == "gz":
        with pytest.raises(TargetError, match=f"{target}: cannot be read"):
            load(target, {"probe": probe_type})


def test_a_workbook(records: list[Record], probe_type: type[Record]) -> None:
    put("a.xlsx", records, Other, probe_type)
    first = Path("a.xlsx").read_bytes()
    book = openpyxl.load_workbook("a.xlsx")
    assert book.sheetnames == ["other", "probe"]
    cells = list(book["probe"].iter_rows())
    assert [cell.value for cell in cells[0]] == names(probe_type, ".")
    found = [tuple(cell.value or None for cell in row) for row in cells[1:]]
    wanted = [list(row) for row in expected(records, probe_type, "; ".join)]
    wanted[2][2] = "12345678901234567890.123456789"
    assert found == [tuple(cell or None for cell in row) for row in wanted]
    assert {cell.data_type for row in cells[1:] for cell in row} == {"s", "n"}
    put("a.xlsx", records, Other, probe_type)
    assert Path("a.xlsx").read_bytes() == first


def test_a_cell_that_excel_cannot_hold(make: Make, probe_type: type[Record]) -> None:
    with pytest.raises(TargetError, match=r"a\.xlsx: Excel holds no more than 32767 letters"):
        put("a.xlsx", [make("probe", "1", 0, 1, subject="ы" * 32768)], probe_type)
    assert list(Path.cwd().iterdir()) == []


def test_parquet(records: list[Record], probe_type: type[Record]) -> None:
    put("a.parquet", records, Other, probe_type)
    table = pyarrow.parquet.read_table("a.parquet/probe.parquet")
    assert table.column_names == names(probe_type)
    columns = table.to_pydict()
    assert list(zip(*columns.values(), strict=True)) == expected(records, probe_type)
    assert pyarrow.parquet.read_table("a.parquet/other.parquet").num_rows == 0
    types = {name: str(table.schema.field(name).type) for name in ("id", "value", "campaigns")}
    assert types == {
        "id": "string", "value": "decimal128(38, 9)", "campaigns": "list<element: string>",
    }  # fmt: skip
    found = duckdb.sql("SELECT sum(value) FROM 'a.parquet/probe.parquet'").fetchall()
    assert found == [(Decimal("12345678901234609890.123456789"),)]


def test_a_number_that_has_no_room(make: Make, probe_type: type[Record]) -> None:
    with pytest.raises(TargetError, match=r"a\.parquet: 1E\+40 does not fit: there is room for 29"):
        put("a.parquet", [make("probe", "1e40", 0, 1)], probe_type)
    assert list(Path.cwd().iterdir()) == []


def test_a_data_package(records: list[Record], probe_type: type[Record]) -> None:
    put("a/", records, Other, probe_type)
    package = Package("a/datapackage.json")
    report = package.validate()
    assert report.valid, report.flatten(["title", "note"])
    rows = package.get_resource("probe").read_rows()
    assert [tuple(row.to_dict().values()) for row in rows] == expected(records, probe_type)
    assert {r.name for r in package.resources} == {"other", "probe", "failures"}
    Path("a/probe.csv").write_text("id\n")
    assert not Package("a/datapackage.json").validate().valid


@pytest.mark.parametrize("target", ["mine/", "mine.parquet"])
def test_a_folder_with_other_files_is_left_alone(probe_type: type[Record], target: str) -> None:
    folder = Path(target)
    folder.mkdir()
    (folder / "thesis.docx").write_text("dear")
    shown = target.rstrip("/")
    with pytest.raises(TargetError) as told:
        put(target, [], probe_type)
    assert str(told.value) == f"{shown}: is a folder with other files in it: thesis.docx"
    assert (folder / "thesis.docx").read_text() == "dear"
    assert len(list(Path.cwd().iterdir())) == 1


def told(rows: Rows) -> Rows:
    """Give rows as every client should: exact numbers, lists as lists."""

    def same(cell: Any) -> Any:
        if isinstance(cell, str) and cell.startswith("["):
            return json.loads(cell)
        return cell

    return [tuple(same(cell) for cell in row) for row in rows]


def test_a_database(
    base: tuple[str, Callable[[str], Rows]], records: list[Record], probe_type: type[Record]
) -> None:
    url, ask = base
    put(url, records[:2], probe_type, Other)
    put(url, records[:2], probe_type, Other)
    found = told(ask("SELECT * FROM probe ORDER BY start"))
    assert found == expected(records[:2], probe_type)
    assert ask("SELECT count(*) FROM other") == [(0,)]
    assert ask("SELECT sum(value) FROM probe") == [(42000,)]


def test_a_large_number(
    base: tuple[str, Callable[[str], Rows]], records: list[Record], probe_type: type[Record]
) -> None:
    url, ask = base
    put(url, records[2:], probe_type)
    ((value,),) = ask("SELECT value FROM probe")
    exact = Decimal("12345678901234567890.123456789")
    assert value == (exact if not url.startswith("sqlite") else float(exact))


def test_a_document_is_replaced_with_all_its_records(
    base: tuple[str, Callable[[str], Rows]], make: Make, probe_type: type[Record]
) -> None:
    url, ask = base

    def source(path: str) -> Source:
        return Source(path=path, sha256="0", loader="text")

    old = [make("probe", str(i), i, i + 1, source=source(f"{i % 2}.txt")) for i in range(4)]
    new = [make("probe", "9", 3, 4, source=source("1.txt"))]
    for paths, records in ((["0.txt", "1.txt"], old), (["1.txt"], new)):
        with choose(SINKS, url).open(url, [probe_type]) as writer:
            assert isinstance(writer, Replacing)
            writer.replace(paths, records)
            writer.failures([("2.txt", "empty", "2.txt: holds no text")])  # type: ignore[attr-defined]
    assert ask("SELECT start, value, source_path FROM probe ORDER BY start") == [
        (0, 0, "0.txt"), (2, 2, "0.txt"), (3, 9, "1.txt"),
    ]  # fmt: skip
    assert ask("SELECT * FROM failures") == [("2.txt", "empty", "2.txt: holds no text")]


def test_a_database_that_is_not_there(probe_type: type[Record]) -> None:
    for url, line_ in {
        "postgresql://me:secret@127.0.0.1:1/reports": "postgresql://me:***@127.0.0.1:1/reports: ",
        "sqlite:///none/a.db": "sqlite:///none/a.db: the database failed",
    }.items():
        with pytest.raises(TargetError) as error:
            put(url, [], probe_type)
        assert str(error.value).startswith(line_)
        assert len(str(error.value).splitlines()) == 1


def test_a_missing_extra_is_one_line() -> None:
    """What is not installed is told of, and nothing heavy is imported before it is asked for."""
    code = (
        "import sys\n"
        "heavy = ['xlsxwriter', 'pyarrow', 'sqlalchemy', 'duckdb', 'psycopg', 'zstandard',\n"
        "         'duckdb_engine', 'distributed', 'fsspec']\n"
        "from extractor.cli import app\n"
        "from extractor.manager import Manager\n"
        "Manager()\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "sys.modules.update(dict.fromkeys(heavy))\n"
        "for target in sys.argv[1:]:\n"
        "    try: app(['run', 'a.txt', '-o', target])\n"
        "    except SystemExit as end: print(end.code)\n"
    )
    targets = {
        "a.xlsx": "a.xlsx needs xlsxwriter: pip install 'municipal-extractor[xlsx]'",
        "a.parquet": "a.parquet needs pyarrow: pip install 'municipal-extractor[parquet]'",
        "a.jsonl.zst": "a.jsonl.zst needs zstandard: pip install 'municipal-extractor[zstd]'",
        "sqlite:///a": "sqlite needs sqlalchemy: pip install 'municipal-extractor[sqlite]'",
        "duckdb:///a": "duckdb needs sqlalchemy: pip install 'municipal-extractor[duckdb]'",
        "postgresql://a": (
            "postgresql needs sqlalchemy: pip install 'municipal-extractor[postgres]'"
        ),
    }
    done = subprocess.run(
        [sys.executable, "-c", code, *targets], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.splitlines() == ["[]", *["2"] * len(targets)]
    assert done.stderr.splitlines() == [f"extractor: {line_}" for line_ in targets.values()]


def test_a_flat_form_has_a_column_for_every_kind_of_field(probe_type: type[Record]) -> None:
    kinds = {column.name(): column.kind for column in flat.columns(probe_type)}
    assert {name: kinds[name] for name in ("value", "start", "text", "change.delta")} == {
        "value": "number", "start": "integer", "text": "text", "change.delta": "number",
    }  # fmt: skip
    assert kinds["campaigns"] == "list"
    assert kinds["evidence.place.end"] == "integer"
    with open("own.csv", "w", newline="") as file:
        csv.writer(file).writerow(kinds)
