"""Records to JSON Lines and back."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.errors import TargetError
from extractor.records import Record
from extractor.sinks.jsonl import line, load, open_lines
from extractor.values import Change, Evidence

KEYS = [
    "type", "id", "value", "upper", "unit", "modifier", "status", "period", "place", "subject",
    "start", "end", "text", "part_of", "same_as", "evidence", "source", "produced_by",
    "campaigns", "change", "measure",
]  # fmt: skip
Make = Callable[..., Record]


@pytest.fixture
def records(make: Make) -> list[Record]:
    change = Change(delta=Decimal("-432276.50"), base_period="2008", base_value=Decimal("5E+5"))
    place = Evidence(start=1, end=4, text="Уфа")
    return [
        make("probe", "4.2E+4", 0, 8, text="42 тысяч", place="Уфа", evidence={"place": place}),
        make("probe", None, 9, 12, text="«А»", campaigns=("Первая", "Вторая"), change=change),
    ]


def test_keys_stand_in_a_fixed_order(records: list[Record]) -> None:
    assert [list(json.loads(line(record))) for record in records] == [KEYS, KEYS]


def test_numbers_are_decimal_strings(records: list[Record]) -> None:
    found = [json.loads(line(record)) for record in records]
    assert [one["value"] for one in found] == ["42000", None]
    assert found[1]["change"] == {
        "delta": "-432276.5",
        "base_period": "2008",
        "base_value": "500000",
    }


def test_letters_are_not_escaped(records: list[Record]) -> None:
    assert '"text": "42 тысяч"' in line(records[0])


def test_what_was_written_is_read_back(
    records: list[Record], probe_type: type[Record], tmp_path: Path
) -> None:
    target = tmp_path / "a.jsonl"
    with open_lines(str(target), [probe_type]) as writer:
        writer.write(records[:1])
        writer.write(records[1:])
    assert target.read_bytes().decode() == "".join(f"{line(record)}\n" for record in records)
    assert load(target, {"probe": probe_type}) == tuple(records)


def test_a_dash_is_standard_output(
    records: list[Record], probe_type: type[Record], capsys: pytest.CaptureFixture[str]
) -> None:
    with open_lines("-", [probe_type]) as writer:
        writer.write(records)
    assert capsys.readouterr().out == "".join(f"{line(record)}\n" for record in records)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "unknown"}, "line 2: type: unknown record type 'unknown'"),
        ({"start": -1}, "line 2: start: Input should be greater than or equal to 0"),
        ({"modifier": "so"}, "line 2: modifier: Input should be 'exact', 'approx'"),
        ({"source": {"path": "a"}}, "line 2: source.sha256: Field required"),
        ({"more": 1}, "line 2: more: Extra inputs are not permitted"),
    ],
)
def test_what_is_wrong_is_named_by_line_and_field(
    records: list[Record],
    probe_type: type[Record],
    tmp_path: Path,
    change: dict[str, object],
    message: str,
) -> None:
    broken = json.dumps({**json.loads(line(records[0])), **change})
    target = tmp_path / "a.jsonl"
    target.write_text(f"{line(records[0])}\n{broken}\n", encoding="utf-8")
    with pytest.raises(TargetError) as told:
        load(target, {"probe": probe_type})
    assert str(told.value).startswith(f"{target}: {message}")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1: is no JSON: "),
        ("\n[1]", "line 2: is no record, but list"),
        ("{}", "line 1: type: unknown record type None"),
    ],
)
def test_a_line_that_is_no_record(
    tmp_path: Path, probe_type: type[Record], content: str, message: str
) -> None:
    target = tmp_path / "a.jsonl"
    target.write_text(content)
    with pytest.raises(TargetError) as told:
        load(target, {"probe": probe_type})
    assert str(told.value).startswith(f"{target}: {message}")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(b"\xff")
    told = []
    for name in ("a.jsonl", "b.jsonl"):
        with pytest.raises(TargetError) as error:
            load(tmp_path / name, {})
        told.append(str(error.value).removeprefix(f"{tmp_path}/"))
    assert told == [
        "a.jsonl: cannot be read: No such file or directory",
        "b.jsonl: is not UTF-8 at byte 0",
    ]
