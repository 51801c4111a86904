"""What a plugin declares by its hooks, checked when it comes in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from extractor import hookspecs
from extractor.errors import PluginError
from extractor.kinds import Kind, is_whole, misfit, shown
from extractor.loaders import Loader
from extractor.records import Record
from extractor.sinks import Sink

TYPE = re.compile(r"[a-z][a-z0-9_]*")
RESERVED = "failures"
"""The table of what failed, which stores have beside one for each record type."""
HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("extractor_"))


def unknown(attribute: str) -> str:
    """Say that there is no such hook, and which one may have been meant."""
    meant = get_close_matches(attribute, HOOKS, 1)
    return f"there is no hook {attribute!r}" + (f"; is it {meant[0]!r}?" if meant else "")


def _record_type(found: object) -> str:
    if not (isinstance(found, type) and issubclass(found, Record)):
        return f"{found!r} is not a subclass of Record"
    if not isinstance(found.TYPE, str):
        return f"{found.__name__}.TYPE is {shown(found.TYPE)}, a string is wanted"
    if found.TYPE == Record.TYPE or not TYPE.fullmatch(found.TYPE):
        return f"{found.__name__}.TYPE must be a name of its own in small letters: {found.TYPE!r}"
    if found.TYPE == RESERVED:
        return f"{found.__name__}.TYPE is the name of the table of what failed: {RESERVED!r}"
    return ""


def _trigger(found: object) -> str:
    if not isinstance(found, str):
        return f"{found!r} is not a regular expression: no string"
    try:
        re.compile(found, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        return f"{found!r} is not a regular expression: {error}"
    return ""


def _component(found: object) -> str:
    return "" if isinstance(found, str) else f"{found!r} is not the name of a spaCy factory"


def _name(found: object) -> bool:
    return isinstance(found, str) and bool(found)


def _callable_or_none(found: object) -> bool:
    return found is None or callable(found)


def _forms(found: object) -> bool:
    """Tell endings or beginnings; a string alone would be taken for its letters."""
    return (
        isinstance(found, tuple | list)
        and bool(found)
        and all(_name(form) and form == form.lower() for form in found)
    )


LOADER: tuple[Kind, ...] = (
    ("name", _name, "a string"),
    ("order", is_whole, "a whole number"),
    ("accepts", callable, "a function of a Blob"),
    ("load", callable, "a function of a Blob"),
    ("members", _callable_or_none, "a function of a Blob, or None,"),
)
SINK: tuple[Kind, ...] = (
    ("name", _name, "a string"),
    ("forms", _forms, "a tuple of endings in small letters, as ('.values',),"),
    ("open", callable, "a function of target and types"),
)


def _loader(found: object) -> str:
    return _parts(found, Loader, LOADER)


def _sink(found: object) -> str:
    return _parts(found, Sink, SINK)


def _parts(found: object, type_: type[Loader] | type[Sink], kinds: Sequence[Kind]) -> str:
    if not isinstance(found, type_):
        return f"{found!r} is not a {type_.__name__}"
    wrong = misfit(found, kinds)
    return f"{type_.__name__} {found.name!r}: {wrong}" if wrong else ""


RULES = {
    "extractor_loaders": _loader,
    "extractor_record_types": _record_type,
    "extractor_triggers": _trigger,
    "extractor_components": _component,
    "extractor_sinks": _sink,
}
"""For each hook that declares: what is wrong with one item, or an empty string."""


def no_type(name: str, types: Iterable[str]) -> str:
    """Say of a name that no record type has it, and which there are."""
    return f"there is no record type {name!r}; there are: {', '.join(sorted(types))}"


def check(plugin: str, declared: Mapping[str, object]) -> dict[str, Sequence[Any]]:
    """Give what a plugin declared as sequences by hook; raises PluginError naming it."""
    checked: dict[str, Sequence[Any]] = {}
    for hook, items in declared.items():
        if not isinstance(items, Sequence) or isinstance(items, str):
            raise PluginError(
                f"plugin {plugin!r}: {hook} gave {type(items).__name__}, not a list or tuple"
            )
        for item in items:
            wrong = RULES[hook](item)
            if wrong:
                raise PluginError(f"plugin {plugin!r}: {wrong}")
        checked[hook] = tuple(items)
    return checked
