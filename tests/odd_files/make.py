"""Makes the corpus of odd and hostile files: ``python tests/odd_files/make.py FOLDER``.

Each is listed with the outcomes that reading it must end in, in order: one for a file,
one for each file of an archive; and with words that its text must hold where it is read.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import archives
import office
import pages
import texts

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Odd:
    """A file: how it is made, how reading it must end, and what its text must hold."""

    name: str
    made: bytes | Callable[[], bytes]
    outcomes: tuple[str, ...]
    holds: str = ""

    def data(self) -> bytes:
        """Give the bytes; what is large is made only now."""
        return self.made if isinstance(self.made, bytes) else self.made()


def corpus() -> list[Odd]:
    """Give every file."""
    rows = [*texts.files(), *pages.files(), *office.files(), *archives.files(), *mocks()]
    return [Odd(name, data, outcomes, holds) for name, data, outcomes, holds in rows]


def mocks() -> list[tuple[str, bytes, tuple[str, ...], str]]:
    """Give documents that misbehave on demand, for the loader of ``misbehaving.py``."""
    ends = {
        "hang": "timeout", "child": "timeout", "exit": "crash", "kill": "crash",
        "fault": "crash", "memory": "memory", "raise": "plugin_error",
        "systemexit": "plugin_error", "stdout": "ok",
    }  # fmt: skip
    return [(f"mock-{do}.txt", f"MOCK {do}".encode(), (end,), "") for do, end in ends.items()]


PLACES = {
    "pipe.txt": "is no file but a pipe, socket or device",
    "link.txt": "is a link to nothing",
    "loop.txt": "cannot be read: Too many levels of symbolic links",
    "folder.docx": "is a folder, not a file",
    "closed.txt": "cannot be read: ",
    "none.txt": "no such file",
}
"""What is no file that can be read, and what is said of it; all end as ``unsupported``."""


def lay(folder: Path) -> None:
    """Make what is in ``PLACES``."""
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to("nothing.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "folder.docx").mkdir()
    if os.geteuid() == 0:  # whom no permission stops, but the bytes of this fail to come
        (folder / "closed.txt").symlink_to("/proc/self/mem")
    else:
        (folder / "closed.txt").write_text(texts.TEXT, encoding="utf-8")
        (folder / "closed.txt").chmod(0)


def write(folder: Path) -> list[Odd]:
    """Write every file into a folder, and make what is no file."""
    found = corpus()
    for odd in found:
        (folder / odd.name).write_bytes(odd.data())
    lay(folder)
    return found


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for one in write(target):
        print(
            f"{one.name:32} {(target / one.name).stat().st_size:>10} {' '.join(one.outcomes[:4])}"
        )
