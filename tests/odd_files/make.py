"""Makes the corpus of odd and hostile files: ``python tests/odd_files/make.py FOLDER``.

Each is listed with the outcomes that reading it must end in, in order: one for a file,
one for each file of an archive; and with words that its text must hold where it is read.
"""

import sys
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
    make: bytes
    outcomes: tuple[str, ...]
    holds: str = ""


def corpus() -> list[Odd]:
    """Give every file, each made anew."""
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


def write(folder: Path) -> list[Odd]:
    """Write every file into a folder."""
    found = corpus()
    for odd in found:
        (folder / odd.name).write_bytes(odd.make)
    return found


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for one in write(target):
        print(f"{one.name:32} {len(one.make):>10} {' '.join(one.outcomes[:4])}")
