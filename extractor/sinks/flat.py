"""The flat form of a record: a column for each field, also for those of fields within fields.

The name of a column is the path to its field: ``source.path``, ``change.delta``,
``evidence.place.start``. Databases and the like join it by ``_``: ``source_path``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from extractor.errors import TargetError
from extractor.records import Record
from extractor.values import Evidence

Kind = Literal["text", "integer", "number", "list"]
Cell = str | int | Decimal | tuple[str, ...] | None

DIGITS, PLACES = 38, 9
"""Digits of a number where a store wants to know, and how many stand behind the point."""

EXACT = Context(prec=DIGITS, traps=[Inexact, InvalidOperation])
NO_EVIDENCE = frozenset(
    {"type", "id", "start", "end", "text", "evidence", "source", "produced_by"}
    | {"part_of", "same_as"}
)
"""Fields that are not read from a place of their own."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the path to its field, what it holds, and whether it always does."""

    path: tuple[str, ...]
    kind: Kind
    filled: bool = False

    def name(self, joint: str = ".") -> str:
        """Give the name of the column."""
        return joint.join(self.path)


def _inner(annotation: Any) -> Iterator[Any]:
    """Give the types in an annotation such as ``Change | None``, without what marks them."""
    arguments = [one for one in get_args(annotation) if one is not NoneType]
    if annotation is None or annotation is NoneType:
        return
    if get_origin(annotation) is tuple:
        yield tuple
    elif get_origin(annotation) is Literal:
        yield str
    elif arguments:
        yield from (found for one in arguments for found in _inner(one))
    else:
        yield annotation


def _kind(types: Sequence[Any]) -> Kind:
    if tuple in types:
        return "list"
    if Decimal in types:
        return "number"
    return "integer" if int in types else "text"


def _types(model: type[BaseModel], name: str) -> list[Any]:
    """List the types of a field; those of the model before, where this one leaves it empty."""
    bases = (base for base in model.__mro__ if issubclass(base, BaseModel))
    fields = (base.model_fields[name] for base in bases if name in base.model_fields)
    return next(filter(None, (list(_inner(field.annotation)) for field in fields)), [])


def _may_be_empty(annotation: Any) -> bool:
    return annotation in (None, NoneType) or NoneType in get_args(annotation)


def _columns(model: type[BaseModel], before: tuple[str, ...], filled: bool) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        types = _types(model, name)
        always = filled and not _may_be_empty(field.annotation)
        models = [t for t in types if isinstance(t, type) and issubclass(t, BaseModel)]
        if name == "evidence" and not before:
            continue
        if models:
            yield from _columns(models[0], (*before, name), always)
        else:
            yield Column((*before, name), _kind(types), always)


@cache
def columns(type_: type[Record]) -> tuple[Column, ...]:
    """List the columns of a record type: values first, then the evidence of each field."""
    evidence = (
        Column(("evidence", name, part), "text" if part == "text" else "integer")
        for name in type_.model_fields
        if name not in NO_EVIDENCE
        for part in Evidence.model_fields
    )
    return (*_columns(type_, (), True), *evidence)


def joined(types: Sequence[type[Record]]) -> tuple[Column, ...]:
    """List the columns of a table for records of several types, in an order of their own."""
    ordered: list[type[Record]] = [Record, *sorted(types, key=lambda type_: type_.TYPE)]
    found = dict.fromkeys(column for type_ in ordered for column in columns(type_))
    names = dict.fromkeys(column.path for column in found)
    first = {path: next(c for c in found if c.path == path) for path in names}
    return tuple(sorted(first.values(), key=lambda column: column.path[0] == "evidence"))


def row(record: Record, wanted: Sequence[Column], target: str) -> tuple[Cell, ...]:
    """Give the cells of a record; raises TargetError for evidence without a column."""
    known = {column.path[1] for column in wanted if column.path[0] == "evidence"}
    for name in sorted(record.evidence.keys() - known):
        raise TargetError(f"{target}: {record.type} has no column 'evidence.{name}.end'")
    return tuple(_cell(record, column) for column in wanted)


def scaled(number: Decimal, target: str) -> Decimal:
    """Give a number with the places of a column; raises TargetError where it does not fit."""
    try:
        return EXACT.quantize(number, Decimal(1).scaleb(-PLACES))
    except DecimalException as error:
        raise TargetError(
            f"{target}: {number} does not fit: there is room for {DIGITS - PLACES} digits "
            f"before the point and {PLACES} behind it"
        ) from error


def _cell(record: Record, column: Column) -> Cell:
    found: Any = record
    for name in column.path:
        if found is None:
            return None
        found = found.get(name) if isinstance(found, Mapping) else getattr(found, name, None)
    if isinstance(found, tuple):
        return tuple(map(str, found))
    if found is None or isinstance(found, str | Decimal) or type(found) is int:
        return found
    return json.dumps(to_jsonable_python(found), ensure_ascii=False)
