"""What a mark may say: decimals, choices, periods; what is wrong comes as a line to act on."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from extractor.evaluation.keys import KEYS, arms, fields, is_scalar, written
from extractor.records import Record
from extractor.values import folded

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
COMMA = re.compile(rf"[,|]\s*({'|'.join(KEYS)})=")
PERIODS = ("period", "base_period")
FLAG = {"yes": True, "no": False}


def no_decimal(said: str) -> str:
    """Say that a text is no decimal and how it is written, or nothing where it is one.

    >>> no_decimal("1,2"), no_decimal("1 200"), no_decimal("1200")
    ("'1,2' is no decimal: write 1.2", "'1 200' is no decimal: write 1200", '')
    """
    if NUMBER.fullmatch(said):
        return ""
    meant = "".join(said.split()).replace(",", ".")
    right = meant if NUMBER.fullmatch(meant) else "digits, such as 42000 or 1.5"
    return f"{said!r} is no decimal: write {right}"


def wrong_value(type_: type[Record], key: str, value: str) -> str:
    """Say what is wrong with the value of a key, or nothing; a key the type lacks has any."""
    comma = COMMA.search(value)
    if comma:
        return f"{key}={value}: divide keys by a semicolon: ;{comma[1]}="
    if key == "optional":
        return "" if value == "yes" else f"optional={value}: write optional=yes, or leave it out"
    field = fields(type_).get(key)
    if field is None or not is_scalar(field.annotation):
        return ""
    said, fault = _read(tuple(arms(field.annotation)), value)
    if fault:
        return f"{key}={value}: {fault}"
    try:
        _adapter(type_, key).validate_python(said)
    except ValidationError as error:
        if key in PERIODS:
            days = "2013, 2013-05 or 2013-05-31, or two of them joined by /"
            return f"{key}={value}: is no period: write {days}"
        return f"{key}={value}: {error.errors()[0]['msg']}"
    return ""


@cache
def _adapter(type_: type[Record], key: str) -> TypeAdapter[Any]:
    field = type_.model_fields["value"] if key == "value" else fields(type_)[key]
    assert field is not None  # wrong_value has seen to it
    form: Any = field.annotation
    return TypeAdapter(Annotated[(form, *field.metadata)] if field.metadata else form)


def _read(may_be: tuple[Any, ...], value: str) -> tuple[object, str]:
    """Give what a value says to a field, or what is wrong with it."""
    choices = {
        folded(written(choice)): choice
        for arm in may_be
        if get_origin(arm) is Literal
        for choice in get_args(arm)
    }
    if folded(value) in choices:
        return choices[folded(value)], ""
    if bool in may_be and value in FLAG:
        return FLAG[value], ""
    number = (Decimal in may_be and NUMBER.fullmatch(value)) or (
        int in may_be and re.fullmatch(r"[+-]?[0-9]+", value)
    )
    if number:
        return (Decimal(value) if Decimal in may_be else int(value)), ""
    if str in may_be or (not {Decimal, int, bool}.intersection(may_be) and not choices):
        return value, ""
    if Decimal in may_be:
        return None, no_decimal(value).removeprefix(f"{value!r} ")
    if int in may_be:
        return None, "is no whole number: write digits, such as 42"
    names = [written(choice) for choice in choices.values()] or list(FLAG)
    return None, f"is none of {', '.join(names)}"


def wrong_number(type_: type[Record], value: Decimal | None) -> str:
    """Say what is wrong with the value of a fact of a type, or nothing."""
    try:
        _adapter(type_, "value").validate_python(value)
    except ValidationError as error:
        if value is None:
            return f"{type_.TYPE} needs a value behind its name: |{type_.TYPE}|42"
        if not any(arms(type_.model_fields["value"].annotation)):
            return f"{type_.TYPE} has no value: leave it empty, |{type_.TYPE}|"
        return f"value {value}: {error.errors()[0]['msg']}"
    return ""


def wrong_upper(value: Decimal | None, attributes: Mapping[str, str]) -> str:
    """Say that the upper bound lies below the value, or nothing."""
    upper = attributes.get("upper")
    if upper is None or value is None or Decimal(upper) >= value:
        return ""
    return f"upper={upper}: is less than the value {value}"
