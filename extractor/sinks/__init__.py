"""Sinks: from records to a target. Chosen by the form of the target's name."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

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
