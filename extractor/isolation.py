"""The one place where a stranger's code is run: whatever it does becomes one line that names it.

The time limit needs the main thread and an interval timer; where either is lacking, a
plugin that loops is left to whoever started the process.
"""

import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NoReturn

from extractor.errors import ExtractorError, PluginError
from extractor.traces import place

LIMIT = 10.0
"""Seconds of the processor that a plugin may take for one call: a paragraph, or its types."""
PATIENCE = 6
"""Times as long a call may last by the clock: on a busy machine, or when it waits."""
LONGEST = 300
"""Characters of a message of a stranger's error that are shown."""


class _OutOfTime(BaseException):
    """Ends a call; not an Exception, so that a plugin's own handlers let it through."""


def _stop(number: int, frame: object) -> None:
    raise _OutOfTime


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise _OutOfTime in the block after ``seconds``, again each second if it is swallowed."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer"):
        yield
        return
    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, seconds * PATIENCE),
    )
    handlers = [signal.signal(number, _stop) for _, number, _ in timers]
    before = [signal.setitimer(timer, limit, 1.0) for timer, _, limit in timers]
    try:
        yield
    finally:
        for (timer, number, _), times, handler in zip(timers, before, handlers, strict=True):
            signal.setitimer(timer, *times)
            signal.signal(number, handler)


def line(error: BaseException) -> str:
    """Write an error as one line of a bearable length: its kind and what it says."""
    said = " ".join(str(error).split())
    kind = type(error).__name__
    return f"{kind}: {said[:LONGEST]}" if said else kind


def guarded(plugin: str, doing: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a plugin's function; raises PluginError naming the plugin, whatever goes wrong.

    ``doing`` completes the sentence "plugin 'x' ...", as in ``failed``.
    """
    try:
        with _limited(LIMIT):
            return unlimited(plugin, doing, function, *arguments)
    except _OutOfTime as late:
        said = f"plugin {plugin!r} {_where(doing, late)}: no end after {LIMIT:g} seconds"
        raise PluginError(said) from None


def unlimited(plugin: str, doing: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Do as :func:`guarded` for a plugin of ours: setting a timer for each would cost time."""
    try:
        return function(*arguments)
    except PluginError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(f"plugin {plugin!r} {_where(doing, error)}: {line(error)}") from error


def _where(doing: str, error: BaseException) -> str:
    return f"{doing} {place(error.__traceback__)}".rstrip()


def about(line: str) -> str:
    """Give what a line says of a plugin or loader, without the document it was at."""
    return re.sub(r"^.*?: (?=(?:plugin|loader) ')", "", line)


def contained(loader: str, path: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a loader's function; what is no error of ours becomes a PluginError naming it.

    There is no time limit here: files are read in a child process that has one. A want
    of memory passes, for that process to end by it.
    """
    return _called(f"{path}: loader {loader!r}", function, *arguments)


def _called(named: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function of a plugin; errors of ours and the want of memory pass as they are."""
    try:
        return function(*arguments)
    except (ExtractorError, MemoryError):
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(f"{named} {_where('failed', error)}: {line(error)}") from error


class Opened:
    """A target that a sink holds open; what is no error of ours becomes one that names the sink.

    What the block raises goes through the sink first, which may have words of its own for
    it. Errors of ours pass, and the want of memory.
    """

    def __init__(
        self, sink: str, target: str, function: Callable[..., Any], *arguments: Any
    ) -> None:
        self._named = f"{target}: sink {sink!r}"
        self._open = partial(function, target, *arguments)

    def __enter__(self) -> Any:
        """Give the writer; raises PluginError where the sink gives none."""
        self._context = self._call(self._open)
        writer = self._call(lambda: self._context.__enter__())
        if not callable(getattr(writer, "write", None)):
            error = PluginError(f"{self._named} gave {type(writer).__name__}, not a writer")
            self._call(self._context.__exit__, PluginError, error, None)
            raise error
        return writer

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: Any
    ) -> bool:
        """Close the target."""
        passed = bool(self._call(self._context.__exit__, kind, error, trace))
        if error is not None and not passed:
            self._call(_raise, error)
        return passed

    def _call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return _called(self._named, function, *arguments)


def _raise(error: BaseException) -> NoReturn:
    raise error


def foreign(
    what: str, kind: type[ExtractorError], function: Callable[..., Any], *arguments: Any
) -> Any:
    """Call another library's function; what is no error of ours becomes one of ``kind``.

    A file that is not there is told as such; anything else by its name and words.
    """
    try:
        return function(*arguments)
    except (ExtractorError, MemoryError):
        raise
    except FileNotFoundError as error:
        raise kind(f"{what}: no such file") from error
    except Exception as error:
        raise kind(f"{what}: cannot be used: {line(error)}") from error
