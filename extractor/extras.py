"""Packages that only some users need: imported when asked for, and told of where missing."""

from importlib import import_module
from types import ModuleType

from extractor.errors import UsageError

DISTRIBUTION = "municipal-extractor"
"""The name the toolkit is installed under; another project has the package's own, ``extractor``."""


def need(module: str, extra: str, doing: str) -> ModuleType:
    """Import a module of an optional extra; raises UsageError that says what to install."""
    try:
        return import_module(module)
    except ImportError as error:
        raise UsageError(lacking(module.partition(".")[0], extra, doing)) from error


def lacking(package: str, extra: str, doing: str) -> str:
    """Say that a package is not there, and what to install."""
    return f"{doing} needs {package}: pip install '{DISTRIBUTION}[{extra}]'"
