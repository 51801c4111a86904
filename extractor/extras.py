"""Packages that only some users need: imported when asked for, and told of where missing."""

from importlib import import_module
from types import ModuleType

from extractor.errors import UsageError


def need(module: str, extra: str, doing: str) -> ModuleType:
    """Import a module of an optional extra; raises UsageError that says what to install."""
    try:
        return import_module(module)
    except ImportError as error:
        raise UsageError(
            f"{doing} needs {module.partition('.')[0]}: pip install 'extractor[{extra}]'"
        ) from error
