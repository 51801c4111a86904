"""A stranger's sink that fails ends a run in one line that names it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from extractor.batch.load import load
from extractor.batch.run import run
from extractor.errors import PluginError, TargetError
from extractor.hookspecs import hookimpl
from extractor.manager import Manager
from extractor.pipeline import Extractor
from extractor.sinks import Sink

TEXT = "В городе действуют 15 общественных организаций.\n"
OH = "ZeroDivisionError: oh"


class Writer:
    """A writer that raises an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def write(self, records: Sequence[Any]) -> None:
        raise self.error


def raising(target: str, types: object) -> Any:
    raise ZeroDivisionError("oh")


@contextmanager
def empty(target: str, types: object) -> Iterator[None]:
    yield None


@contextmanager
def failing(target: str, types: object) -> Iterator[Writer]:
    yield Writer(ZeroDivisionError("oh"))


@contextmanager
def closing(target: str, types: object) -> Iterator[Any]:
    class Nothing:
        def write(self, records: Sequence[Any]) -> None:
            pass

    yield Nothing()
    raise ZeroDivisionError("oh")


@contextmanager
def worded(target: str, types: object) -> Iterator[Writer]:
    try:
        yield Writer(ZeroDivisionError("oh"))
    except ZeroDivisionError as error:
        raise TargetError("no room") from error


SINKS: dict[str, tuple[Callable[..., Any], str]] = {
    "raising": (raising, f"a.odd: sink 'odd' failed: {OH}"),
    "empty": (empty, "a.odd: sink 'odd' gave NoneType, not a writer"),
    "failing": (failing, f"a.odd: sink 'odd' failed: {OH}"),
    "closing": (closing, f"a.odd: sink 'odd' failed: {OH}"),
    "worded": (worded, "no room"),
    "unopened": (
        lambda target, types: 1,
        "a.odd: sink 'odd' failed: AttributeError: 'int' object has no attribute '__enter__'",
    ),
}

AT = {"raising": 33, "failing": 29, "closing": 53}
"""The lines that fail."""


class Plugin:
    """A plugin with one sink."""

    def __init__(self, sink: Callable[..., Any]) -> None:
        self.sink = sink

    @hookimpl
    def extractor_sinks(self) -> Sequence[Sink]:
        return [Sink("odd", (".odd",), self.sink)]


@pytest.mark.parametrize("name", SINKS)
def test_a_failing_sink_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    sink, line = SINKS[name]
    line = (
        line.replace("failed:", f"failed at test_strange_sinks.py:{AT[name]}:")
        if name in AT
        else line
    )
    manager = Manager(extra=[("mine", Plugin(sink))], entry_points=False)
    told = []
    run(["a.txt"], "a.jsonl", Extractor(manager))
    for write in (lambda: run(["a.txt"], "a.odd", Extractor(manager)),
                  lambda: load(["a.jsonl"], "a.odd", manager)):  # fmt: skip
        with pytest.raises((PluginError, TargetError)) as error:
            write()
        told.append(str(error.value))
    assert told == [line, line]
