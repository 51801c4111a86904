"""Sinks: from records to a target. Chosen by the form of the target's name."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from extractor.errors import UsageError
from extractor.records import Record


class Writer(Protocol):
    """An open target: takes records in order."""

    def write(self, records: Sequence[Record]) -> None:
        """Add records to the target."""


@dataclass(frozen=True)
class Sink:
    """A way to write records. ``forms`` are endings of target names (``.jsonl``).

    ``open`` takes the target and the record types of the run; the target appears under
    its name only when the context ends without an error.
    """

    name: str
    forms: tuple[str, ...]
    open: Callable[[str, Sequence[type[Record]]], AbstractContextManager[Writer]]


def choose(sinks: Iterable[Sink], target: str) -> Sink:
    """Give the sink of a target by the longest form that ends its name.

    Raises UsageError where no form fits.
    """
    forms = {form: sink for sink in sinks for form in sink.forms}
    fitting = [form for form in forms if target.lower().endswith(form) and _names(target, form)]
    if not fitting:
        raise UsageError(f"{target}: no sink writes this form; known: {', '.join(sorted(forms))}")
    return forms[max(fitting, key=len)]


def _names(target: str, form: str) -> bool:
    """Tell an ending of a file name (``.csv``) from a target of one name (``-``)."""
    return form.startswith(".") or target == form or "://" in form
