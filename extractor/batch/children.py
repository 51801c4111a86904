"""One child process with limits: started, asked, and ended with all that it started."""

import contextlib
import dataclasses
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from typing import IO

from extractor.batch.child import LENGTH, THREADS, Message, pack, unpack
from extractor.batch.results import Settings
from extractor.errors import Crashed, DocumentError, OutOfMemory, PluginError

START = 60
"""Seconds in which a child is ready; it imports what it needs meanwhile."""

WIDEST = 64
"""Bytes of a message for each character that a document may have."""

MEMORY_SIGNS = (b"MemoryError", b"memory allocation", b"bad_alloc", b"annot allocate memory",
                b"out of memory")  # fmt: skip
TAIL = 4096
STDERR_LIMIT = 16 << 20


class Died(Exception):
    """The child closed its end."""


class Late(Exception):
    """The child did not answer in time."""


class Child:
    """One child process, started at once; ``close`` ends it and all it started."""

    def __init__(self, settings: Settings, extract: bool = False) -> None:
        self._limits = settings.limits
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the child)
        environment = {**os.environ, **dict.fromkeys(THREADS, "1"), "MALLOC_ARENA_MAX": "2"}
        environment.pop("MALLOC_TRIM_THRESHOLD_", None)  # Dask sets it; it makes numpy slow
        self._process = subprocess.Popen(
            [sys.executable, "-m", "extractor.batch.child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._stderr,
            env=environment, start_new_session=True, bufsize=0,
        )  # fmt: skip
        self._ready = False
        self._buffer = bytearray()
        self.send({
            "limits": dataclasses.asdict(settings.limits), "loaders": settings.loaders,
            "extra": settings.modules, "block": settings.block, "strict": settings.strict,
            "plugins": [(name, b64encode(packed).decode()) for name, packed in settings.plugins],
            "entry_points": settings.entry_points, "only": settings.only,
            "extract": extract, "sys_path": sys.path,
        })  # fmt: skip

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def send(self, message: Message, data: bytes | None = None) -> None:
        """Send a message; a dead child shows when it is asked for the answer."""
        stream = self._process.stdin
        left = memoryview(pack(message, data))
        with contextlib.suppress(BrokenPipeError):
            while stream is not None and left:
                left = left[stream.write(left) or 0 :]

    def ready(self) -> None:
        """Wait until the child has started; raises PluginError where it cannot."""
        if self._ready:
            return
        try:
            self.receive(START)
        except (Died, Late) as error:
            lines = self._said().decode("utf-8", "replace").strip().splitlines()
            raise PluginError(
                f"the process that reads files does not start: {' '.join(lines[-1:])}"
            ) from error
        self._ready = True

    def receive(self, seconds: float) -> Message:
        """Give the next message; raises Late after ``seconds`` and Died at its end."""
        deadline = time.monotonic() + seconds
        length = LENGTH.unpack(self.take(LENGTH.size, deadline))[0]
        if length > WIDEST * (self._limits.text + TAIL):
            raise Died
        return unpack(self.take(length, deadline))

    def take(self, size: int, deadline: float) -> bytes:
        """Give so many bytes; raises as ``receive`` does."""
        stream: IO[bytes] | None = self._process.stdout
        if stream is None:
            raise Died
        while len(self._buffer) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([stream], [], [], left)[0]:
                raise Late
            chunk = os.read(stream.fileno(), 1 << 20)
            if not chunk:
                raise Died
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
            self._stderr.seek(0)  # for the child too, which writes where this process stands
            self._stderr.truncate(0)

    def death(self, path: str) -> DocumentError:
        """Say why the child died while it read ``path``."""
        self._kill(wait=1)
        code = self._process.returncode
        if any(sign in self._said() for sign in MEMORY_SIGNS):
            megabytes = self._limits.memory >> 20
            return OutOfMemory(
                f"{path}: reading it takes more than {megabytes} MB of memory; --memory allows more"
            )
        if code < 0:
            names = {number.value: number.name for number in signal.Signals}
            how = f"died by {names.get(-code, f'signal {-code}')}"
        else:
            how = f"exited with code {code}"
        return Crashed(f"{path}: the process that read it {how}")

    def kill(self) -> None:
        """Kill the child and everything it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _kill(self, wait: float = 0) -> None:
        """End the child and everything it started; give it ``wait`` seconds to end itself."""
        if wait:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(wait)
        self.kill()
        self._process.wait()

    def close(self) -> None:
        """End the child; afterwards nothing of it is left."""
        self._kill()
        for stream in (self._process.stdin, self._process.stdout, self._stderr):
            if stream is not None:
                stream.close()
