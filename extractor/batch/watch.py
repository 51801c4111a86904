"""What a run tells of its progress: a bar on a terminal, else a line now and then."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

Tell = Callable[[str], None]
EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


@dataclass(frozen=True, slots=True)
class State:
    """How far a run is. ``size`` counts bytes, by which the time left is reckoned."""

    documents: int = 0
    of: int = 0
    size: int = 0
    of_size: int = 0
    records: int = 0
    failures: int = 0


class Watch(Protocol):
    """Follows a run."""

    def __call__(self, state: State) -> None:
        """Take notice of how far the run is."""


def unwatched(state: State) -> None:
    """Take no notice."""


def clock(seconds: float) -> str:
    """Write a time as hours, minutes and seconds.

    >>> clock(3725)
    '1:02:05'
    """
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


class Pace:
    """The rate of a run and the time that is left, from when it is first asked."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began: tuple[float, State] | None = None

    def __call__(self, state: State) -> tuple[float, float | None]:
        """Give documents a second, and the seconds left where they can be told."""
        if self._began is None:
            self._began = self._now(), state
        began, first = self._began
        took = self._now() - began
        rate = (state.documents - first.documents) / took if took else 0.0
        done = state.size - first.size
        left = (state.of_size - state.size) * took / done if done else None
        return rate, left


class Lines:
    """Tells of a run by lines, one each ``every`` seconds at most."""

    def __init__(
        self, tell: Tell, every: float = EVERY, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell, self._every, self._now = tell, every, now
        self._pace = Pace(now)
        self._last = now()

    def __call__(self, state: State) -> None:
        """Tell of the state, if it is time."""
        rate, left = self._pace(state)
        if self._now() - self._last < self._every:
            return
        self._last = self._now()
        line = (
            f"{state.documents} of {state.of} documents, {state.records} records, "
            f"{state.failures} failed, {rate:.1f} a second"
        )
        self._tell(line if left is None else f"{line}, {clock(left)} left")


class Bar:
    """Shows a run as a bar on a terminal; lines that are told stand above it."""

    def __init__(self, console: Any, every: float = 0.2) -> None:
        from rich.progress import BarColumn, Progress, TextColumn

        self._every, self._last = every, 0.0
        self._pace = Pace()
        self._bar = Progress(
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.description}"),
            console=console, auto_refresh=False, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def __call__(self, state: State) -> None:
        """Bring the bar up to date."""
        rate, left = self._pace(state)
        now = time.monotonic()
        if now - self._last < self._every and state.documents < state.of:
            return
        self._last = now
        told = f"{state.documents}/{state.of} documents  {state.records} records  "
        told += f"{state.failures} failed  {rate:.1f}/s"
        told += "" if left is None else f"  {clock(left)} left"
        self._bar.update(
            self._task, description=told, total=max(1, state.of_size), completed=state.size
        )
        self._bar.refresh()
