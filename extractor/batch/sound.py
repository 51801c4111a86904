"""What every record of a run is, and the model alone does not ask of those made elsewhere."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from extractor.records import ID, Record
from extractor.sinks.flat import columns
from extractor.values import DECIMAL, Evidence


def fault(raw: str, record: Record) -> str:
    """Say what is wrong with a record of a line, field first; nothing where it is sound.

    Numbers are looked at as they stand in the line: one that was a float was rounded
    by whoever wrote it.
    """
    return next(_faults(json.loads(raw), record), "")


def _faults(found: Mapping[str, Any], record: Record) -> Iterator[str]:
    for column in columns(type(record)):
        if column.kind == "number":
            yield from _number(_at(found, column.path), ".".join(column.path))
    for name in ("id", "part_of", "same_as"):
        if getattr(record, name) is not None and not re.fullmatch(ID, getattr(record, name)):
            yield f"{name}: is not 16 hex digits"
    ranges: list[tuple[str, Record | Evidence]] = [("end", record)]
    ranges += ((f"evidence.{name}.end", one) for name, one in record.evidence.items())
    for name, one in ranges:
        if one.end - one.start != len(one.text):
            yield f"{name}: the text is not as long as its range"
    if record.upper is None and record.modifier == "range":
        yield "upper: a range has one"
    if record.upper is not None and record.value is not None and record.upper < record.value:
        yield "upper: is below the value"


def _at(found: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _number(number: Any, name: str) -> Iterator[str]:
    if isinstance(number, float):
        yield f"{name}: is a float, which is not exact; write it as a string"
    elif isinstance(number, str) and not re.fullmatch(DECIMAL, number):
        yield f"{name}: is no plain decimal number"
