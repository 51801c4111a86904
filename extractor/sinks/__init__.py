"""Sinks: from records to a target. Chosen by the form of the target's name."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from extractor.errors import UsageError
from extractor.records import Record

Types = Sequence[type[Record]]


class Writer(Protocol):
    """An open target: takes records in order."""

    def write(self, records: Sequence[Record]) -> None:
        """Add records to the target."""


@runtime_checkable
class Replacing(Writer, Protocol):
    """An open store that keeps what other runs wrote: documents are replaced in it."""

    def replace(self, paths: Sequence[str], records: Sequence[Record]) -> None:
        """Put records in the place of all that was read from the documents ``paths``."""


@runtime_checkable
class Copying(Writer, Protocol):
    """An open target of JSON lines: takes those that a run has made, as they are."""

    def copy(self, lines: Sequence[str]) -> None:
        """Add records as lines of :func:`extractor.sinks.jsonl.line`, without line ends."""


FAILURES = ("path", "outcome", "message")
"""The columns of a table of what failed."""


@runtime_checkable
class Failing(Writer, Protocol):
    """An open target with a table of what failed."""

    def failures(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Write path, outcome and message of what failed."""


@dataclass(frozen=True)
class Sink:
    """A way to write records. ``forms`` are what names of targets end in (``.jsonl``, ``/``).

    A form with ``://`` in it is what they begin with.

    ``open`` takes the target and the record types of the run. A file or folder appears
    under its name only when the context ends without an error; a pipe is written at once,
    a database at each write. A context left by an error before anything was written must
    leave the target as it was: so a run tries, before it begins, whether it can be opened.
    """

    name: str
    forms: tuple[str, ...]
    open: Callable[[str, Types], AbstractContextManager[Writer]]


def choose(sinks: Iterable[Sink], target: str) -> Sink:
    """Give the sink of a target by the longest form that ends its name.

    Raises UsageError where no form fits.
    """
    forms = {form: sink for sink in sinks for form in sink.forms}
    fitting = [form for form in forms if _names(target, form)]
    if not fitting:
        raise UsageError(f"{target}: no sink writes this form; known: {', '.join(sorted(forms))}")
    return forms[max(fitting, key=len)]


def _names(target: str, form: str) -> bool:
    """Tell whether a target has a form: a beginning, an ending, or the whole of it (``-``)."""
    if "://" in form:
        return target.lower().startswith(form)
    return target.lower().endswith(form) if form[0] in "./" else target == form
