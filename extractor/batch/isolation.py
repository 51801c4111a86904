"""Files read in a child process with limits: one that hangs or dies costs only its file."""

import contextlib
import dataclasses
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from extractor.batch.child import LENGTH, THREADS, Message, as_reading, pack, unpack
from extractor.errors import Crashed, DocumentError, OutOfMemory, PluginError, TimedOut
from extractor.loaders import Limits, Reading
from extractor.loaders.reading import shown

START = 60
"""Seconds in which a child is ready; it imports what it needs meanwhile."""

WIDEST = 64
"""Bytes of a message for each character that a document may have."""

MEMORY_SIGNS = (b"MemoryError", b"memory allocation", b"bad_alloc", b"annot allocate memory",
                b"out of memory")  # fmt: skip
TAIL = 4096
STDERR_LIMIT = 16 << 20


class _Died(Exception):
    """The child closed its end."""


class _Late(Exception):
    """The child did not answer in time."""


class Child:
    """One child process, started at once; ``close`` ends it and all it started."""

    def __init__(
        self,
        limits: Limits,
        loaders: Iterable[str] | None = None,
        extra: Iterable[str] = (),
    ) -> None:
        self._limits = limits
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the child)
        environment = {**os.environ, **dict.fromkeys(THREADS, "1"), "MALLOC_ARENA_MAX": "2"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "extractor.batch.child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._stderr,
            env=environment, start_new_session=True, bufsize=0,
        )  # fmt: skip
        self._ready = False
        self._buffer = bytearray()
        wanted = None if loaders is None else list(loaders)
        self.send({
            "limits": dataclasses.asdict(limits), "loaders": wanted,
            "extra": list(extra), "sys_path": sys.path,
        })  # fmt: skip

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def send(self, message: Message) -> None:
        """Send a message; a dead child shows when it is asked for the answer."""
        stream = self._process.stdin
        with contextlib.suppress(BrokenPipeError):
            if stream is not None:
                stream.write(pack(message))

    def ready(self) -> None:
        """Wait until the child has started; raises PluginError where it cannot."""
        if self._ready:
            return
        try:
            self.receive(START)
        except (_Died, _Late) as error:
            lines = self._said().decode("utf-8", "replace").strip().splitlines()
            raise PluginError(
                f"the process that reads files does not start: {' '.join(lines[-1:])}"
            ) from error
        self._ready = True

    def receive(self, seconds: float) -> Message:
        """Give the next message; raises _Late after ``seconds`` and _Died at its end."""
        deadline = time.monotonic() + seconds
        head = self._take(LENGTH.size, deadline)
        length = LENGTH.unpack(head)[0]
        if length > WIDEST * (self._limits.text + TAIL):
            raise _Died
        return unpack(self._take(length, deadline))

    def _take(self, size: int, deadline: float) -> bytes:
        stream: IO[bytes] | None = self._process.stdout
        if stream is None:
            raise _Died
        while len(self._buffer) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([stream], [], [], left)[0]:
                raise _Late
            chunk = os.read(stream.fileno(), 1 << 20)
            if not chunk:
                raise _Died
            self._buffer += chunk
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _said(self) -> bytes:
        size = self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(0, size - TAIL))
        return self._stderr.read()

    def tidy(self) -> None:
        """Let go of what the child said on standard error, when that is much."""
        if self._stderr.seek(0, os.SEEK_END) > STDERR_LIMIT:
            self._stderr.truncate(0)

    def death(self, path: str) -> DocumentError:
        """Say why the child died while it read ``path``."""
        self._kill(wait=1)
        code = self._process.returncode
        if any(sign in self._said() for sign in MEMORY_SIGNS):
            megabytes = self._limits.memory >> 20
            return OutOfMemory(f"{path}: reading it takes more than {megabytes} MB of memory")
        if code < 0:
            names = {number.value: number.name for number in signal.Signals}
            how = f"died by {names.get(-code, f'signal {-code}')}"
        else:
            how = f"exited with code {code}"
        return Crashed(f"{path}: the process that read it {how}")

    def _kill(self, wait: float = 0) -> None:
        """End the child and everything it started; give it ``wait`` seconds to end itself."""
        if wait:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(wait)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """End the child; afterwards nothing of it is left."""
        self._kill()
        for stream in (self._process.stdin, self._process.stdout, self._stderr):
            if stream is not None:
                stream.close()


class Isolated:
    """Reads files in a child process, which is replaced when a file breaks it.

    A context manager; the child is started on entry, so that it is ready when the first
    file comes. It has the loaders of installed packages and of the modules ``extra``;
    ``loaders`` names those to use, all unless it is given.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        loaders: Iterable[str] | None = None,
        extra: Iterable[str] = (),
    ) -> None:
        self.limits = limits or Limits()
        self._loaders = None if loaders is None else tuple(loaders)
        self._extra = tuple(extra)
        self._child: Child | None = None

    def __enter__(self) -> Self:
        """Start the child."""
        self._child = Child(self.limits, self._loaders, self._extra)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self._replace()

    def _replace(self) -> None:
        """End the child; the next file starts another."""
        if self._child is not None:
            child, self._child = self._child, None
            child.close()

    def read(self, path: str | Path) -> Iterator[Reading]:
        """Read a file, or every file of an archive, each to its document or its error.

        Where a member breaks the child, the members behind it are read by the next one.
        """
        name, count, broken = shown(path), 0, True
        while broken:
            broken = False
            for reading, member in self._ask(path, name, count):
                count += 1
                yield reading
                broken = self._child is None and member

    def _ask(self, path: str | Path, name: str, skip: int) -> Iterator[tuple[Reading, bool]]:
        """Ask the child for the readings of a file from number ``skip`` on.

        With each: whether it is of a document that was begun, so that there is a next.
        """
        if self._child is None:
            self._child = Child(self.limits, self._loaders, self._extra)
        child = self._child
        child.ready()
        child.send({"path": os.path.abspath(path), "name": name, "skip": skip})
        at = ""
        while True:
            try:
                message = child.receive(self.limits.seconds)
                if message.get("end"):
                    return child.tidy()
                if "reading" in message:
                    at = str(message["reading"])
                    continue
                reading = as_reading(message)
            except _Late:
                line = f"{at or name}: reading it takes longer than {self.limits.seconds:g} s"
                reading = self._broken(at or name, TimedOut(line))
            except (_Died, KeyError, TypeError, ValueError):
                reading = self._broken(at or name, child.death(at or name))
            yield reading, bool(at)
            at = ""
            if self._child is None:
                return None

    def _broken(self, path: str, error: DocumentError) -> Reading:
        self._replace()
        return Reading(path, error=error)
