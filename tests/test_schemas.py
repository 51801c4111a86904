"""The schemas in the repository are those of the record types; a stale one is told."""

import json
from pathlib import Path

import pytest

from extractor import schemas
from extractor.errors import SchemaError
from extractor.manager import Manager
from extractor.records import Record

ROOT = Path(__file__).parent.parent


def test_the_schemas_of_the_repository_are_current() -> None:
    types = Manager(entry_points=False).record_types
    assert schemas.stale(types, ROOT / "schemas") == ()


def test_a_schema_describes_what_is_written(probe_type: type[Record]) -> None:
    text = schemas.schema(probe_type)
    found = json.loads(text)
    assert json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n" == text
    assert found["properties"]["type"]["const"] == "probe"
    number = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
    assert found["properties"]["value"]["anyOf"] == [number, {"type": "null"}]
    assert found["additionalProperties"] is False


def test_what_is_stale(probe_type: type[Record], tmp_path: Path) -> None:
    types = {"probe": probe_type, "other": probe_type}
    folder = tmp_path / "schemas"
    assert schemas.stale(types, folder) == ("other.schema.json", "probe.schema.json")
    assert schemas.write(types, folder) == ("other.schema.json", "probe.schema.json")
    assert schemas.write(types, folder) == ()
    (folder / "other.schema.json").write_text("{}")
    (folder / "gone.schema.json").write_text("{}")
    (folder / "README.md").write_text("kept")
    stale = ("gone.schema.json", "other.schema.json")
    assert schemas.stale(types, folder) == stale
    assert schemas.write(types, folder) == stale
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "other.schema.json",
        "probe.schema.json",
    ]


def test_a_schema_that_cannot_be_read_is_told(probe_type: type[Record], tmp_path: Path) -> None:
    (tmp_path / "probe.schema.json").mkdir()
    with pytest.raises(SchemaError, match="cannot be read: Is a directory"):
        schemas.stale({"probe": probe_type}, tmp_path)


def test_one_type_alone_leaves_the_others_as_they_are(
    probe_type: type[Record], tmp_path: Path
) -> None:
    types = {"probe": probe_type, "other": probe_type}
    schemas.write(types, tmp_path)
    for name in ("other", "gone", "probe"):
        (tmp_path / f"{name}.schema.json").write_text("{}")
    assert schemas.stale(types, tmp_path, only=["probe"]) == ("probe.schema.json",)
    assert schemas.write(types, tmp_path, only=["probe"]) == ("probe.schema.json",)
    assert schemas.stale(types, tmp_path, only=["probe"]) == ()
    assert schemas.stale(types, tmp_path) == ("gone.schema.json", "other.schema.json")
    assert schemas.stale(types, tmp_path, only=[]) == ()
