"""A loader of documents that misbehave on demand: ``MOCK hang``, ``MOCK exit``…"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence

from extractor.document import Document
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader
from extractor.loaders.text import from_string

TEXT = "В городе действуют 15 общественных организаций.\n"


def hang(blob: Blob) -> None:
    while True:
        pass


def leave(blob: Blob) -> None:
    """Hang, with a process of its own that would outlive this one."""
    subprocess.run([sys.executable, "-c", "while True: input() if False else None"])


def stop(blob: Blob) -> None:
    os._exit(7)


def leave_python(blob: Blob) -> None:
    raise SystemExit(3)


def die(blob: Blob) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fault(blob: Blob) -> None:
    import ctypes

    ctypes.string_at(0)


def eat(blob: Blob) -> None:
    held = []
    while True:
        held.append(bytearray(1 << 24))


def write(blob: Blob) -> None:
    """Write to both streams, through Python and beneath it."""
    print("noise" * 100_000)
    sys.stdout.flush()
    os.write(1, b"\0" * 100_000)
    sys.stderr.write("noise" * 100_000)


def fail(blob: Blob) -> None:
    raise ZeroDivisionError("oh")


DOINGS: dict[str, Callable[[Blob], None]] = {
    "hang": hang,
    "child": leave,
    "exit": stop,
    "systemexit": leave_python,
    "kill": die,
    "fault": fault,
    "memory": eat,
    "stdout": write,
    "raise": fail,
}


def load(blob: Blob) -> Document:
    DOINGS[blob.data.split()[1].decode()](blob)
    return from_string(TEXT, blob.path)


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    return (Loader("mock", 1, lambda blob: blob.data.startswith(b"MOCK "), load),)
