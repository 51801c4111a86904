"""Which keys a mark may have: those of the format, and the fields a record type adds."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from extractor.records import Record
from extractor.values import Change

KEYS = (
    "mod", "status", "period", "place", "subject", "measure", "upper", "unit", "campaigns",
    "program", "events", "amount", "body", "change", "base_period", "base_value", "same_as",
    "part_of", "optional",
)  # fmt: skip
"""The keys of the format; a further key is a field of the fact's record type."""
REFERENCES = ("same_as", "part_of")
LAST = (*REFERENCES, "optional")
"""Keys that are written behind the fields of a type."""
NAMES = {"mod": "modifier"}
"""Keys that the records name otherwise."""
SCALARS = (str, Decimal, int, bool)


def arms(annotation: Any) -> Iterator[Any]:
    """Give what a field may be, one by one, but ``None``: ``str``, ``Literal["a", "b"]``."""
    annotation = getattr(annotation, "__value__", annotation)  # what a type statement names
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from arms(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for arm in get_args(annotation):
            yield from arms(arm)
    elif annotation not in (None, NoneType):
        yield annotation


def is_scalar(annotation: Any) -> bool:
    """Tell whether a field holds one text, number, choice or yes and no."""
    found = list(arms(annotation))
    return bool(found) and all(arm in SCALARS or get_origin(arm) is Literal for arm in found)


def written(value: object) -> str:
    """Write a choice as a mark has it: yes and no for true and false."""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def own(type_: type[Record]) -> tuple[str, ...]:
    """Name the fields that a type adds and that a mark holds by their own names."""
    return tuple(
        name
        for name, field in type_.model_fields.items()
        if name not in (*Record.model_fields, *KEYS) and is_scalar(field.annotation)
    )


@cache
def fields(type_: type[Record]) -> Mapping[str, FieldInfo | None]:
    """Give the keys of a type in the order they are written, with the field behind each."""
    there = type_.model_fields
    change = "change" in there and not is_scalar(there["change"].annotation)
    found: dict[str, FieldInfo | None] = {}
    for key in (*KEYS[: -len(LAST)], *own(type_)):
        if change and key in ("change", "base_period", "base_value"):
            found[key] = Change.model_fields["delta" if key == "change" else key]
        elif NAMES.get(key, key) in there:
            found[key] = there[NAMES.get(key, key)]
    return found | dict.fromkeys(LAST)


def ordered(attributes: Mapping[str, str]) -> dict[str, str]:
    """Put keys into the order in which they are written."""
    first = [key for key in KEYS if key in attributes and key not in LAST]
    further = [key for key in attributes if key not in KEYS]
    last = [key for key in LAST if key in attributes]
    return {key: attributes[key] for key in (*first, *further, *last)}


def unknown(type_: type[Record], key: str) -> str:
    """Say that a type has no such key, and which it has; nothing where it has it."""
    there = fields(type_)
    return "" if key in there else f"{type_.TYPE} has no key {key!r}; it has: {', '.join(there)}"
