"""A whole archive: ``python benchmarks/archive.py [FOLDER]``, or ``make bench-archive``.

Writes an archive of 20,000 documents, of the project's own texts, in mixed formats and
encodings, with one odd file in a hundred, and runs the program over it. Printed: how it
ended, the peak memory of each process, and how much it grew from document 2,000 to the
end; then how much faster two workers are than one, in turn on a part of the archive.
Limits of the project: 600 MB a process, growth of 10 %, 1.8 times.
"""

import argparse
import io
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "odd_files"))

import make  # noqa: E402
import office  # noqa: E402
import pages  # noqa: E402

from extractor.evaluation import gold  # noqa: E402

SEED = 20_120_415
ODD = 100
"""One file in so many is odd."""
LIMIT, GROWTH, FASTER = 600, 1.10, 1.8
EARLY = 2_000
"""Documents after which memory may grow no more."""
LINE = re.compile(r"(\d+) of (\d+) documents")


def passages() -> list[str]:
    """Give the paragraphs of the gold reports and silent texts."""
    found = []
    for path in sorted((ROOT / "corpora").rglob(f"*{gold.SUFFIX}")):
        found += [line.strip() for line in gold.read(path).text.splitlines()]
    return [line for line in found if 40 <= len(line) <= 600]


def rtf(text: str) -> bytes:
    """Write a text as RTF."""
    codes = "".join(
        "\\par\n" if sign == "\n" else sign if sign.isascii() else f"\\u{ord(sign)}?"
        for sign in text
    )
    return b"{\\rtf1\\ansi\\deff0 " + codes.encode() + b"}"


def docx(text: str) -> bytes:
    """Write a text as DOCX."""
    body = "".join(office.paragraph(escape(line)) for line in text.splitlines())
    return office.with_document(office.document(body))


def zipped(text: str) -> bytes:
    """Write a text as a ZIP of one file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", text.encode("cp866", "replace"))
    return made.getvalue()


def web(text: str) -> bytes:
    """Write a text as a web page."""
    body = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    return pages.html(body, "windows-1251").encode("cp1251", "xmlcharrefreplace")


FORMS = (
    [("txt", lambda text: text.encode())] * 6
    + [("txt", lambda text: text.encode("cp1251", "replace"))] * 3
    + [("txt", lambda text: text.encode("koi8-r", "replace"))]
    + [("html", web)] * 4
    + [("docx", docx)] * 3
    + [("rtf", rtf)] * 2
    + [("zip", zipped)]
)


def odd() -> list[tuple[str, bytes]]:
    """Give files that are damaged, locked, empty or of no known kind; none that hangs."""
    found = [(odd.name, odd.data()) for odd in make.corpus() if not odd.name.startswith("mock")]
    return [(name, data) for name, data in found if len(data) < 300_000]


def write(folder: Path, count: int) -> None:
    """Write an archive of so many documents; the same each time."""
    dice, lines, strange = random.Random(SEED), passages(), odd()
    for number in range(count):
        below = folder / f"{number // 500:03}"
        below.mkdir(parents=True, exist_ok=True)
        if number % ODD == ODD - 1:
            name, data = strange[number // ODD % len(strange)]
            (below / f"{number:05}-{name}").write_bytes(data)
            continue
        text = "\n".join([f"Отчёт № {number}", *dice.sample(lines, dice.randint(3, 8))]) + "\n"
        ending, form = dice.choice(FORMS)
        (below / f"{number:05}.{ending}").write_bytes(form(text))


class Sample(NamedTuple):
    """Documents that are done, and MB of each process then: now, and at most so far."""

    documents: int
    now: tuple[int, ...]
    peak: tuple[int, ...]


def family(pid: int) -> Iterator[int]:
    """Give a process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def memory(pid: int, name: str) -> int:
    """Give a figure of a process's memory in MB."""
    found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0


def sample(pid: int, documents: int) -> Sample:
    """Look at a run's processes."""
    pids = sorted(family(pid))
    now, peak = (tuple(memory(one, name) for one in pids) for name in ("VmRSS", "VmHWM"))
    return Sample(documents, now, peak)


def extract(folder: Path, target: Path, *options: str) -> tuple[float, list[Sample], list[str]]:
    """Run the program; give its seconds, samples of its memory, and its last lines."""
    command = [sys.executable, "-m", "extractor", "run", str(folder), "-o", str(target), "--fresh"]
    begin, found, said = time.monotonic(), [], []
    with subprocess.Popen(
        [*command, *options], stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if match := LINE.search(line):
                found.append(sample(process.pid, int(match[1])))
                print(line.rstrip(), found[-1].now, flush=True)
            said.append(line.rstrip())
    return time.monotonic() - begin, found, [f"exit code {process.returncode}", *said[-1:]]


def ratio(folder: Path, rounds: int) -> float:
    """Give how much faster two workers are than one: the middle of so many rounds."""
    found = []
    for _ in range(rounds):
        times = [
            extract(folder, folder.parent / "part.jsonl", "--workers", str(n))[0] for n in (1, 2)
        ]
        found.append(times[0] / times[1])
        print(f"one worker {times[0]:.1f} s, two {times[1]:.1f} s: {found[-1]:.2f} times")
    return statistics.median(found)


def grown(samples: list[Sample]) -> float:
    """Give how much the largest process grew from document 2,000 to the end."""
    early = [max(one.now) for one in samples if one.documents >= EARLY][:3]
    late = [max(one.now) for one in samples][-3:]
    return statistics.median(late) / statistics.median(early) if early else 0.0


def main() -> int:
    """Print the figures; exit code 1 where a limit is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--part", type=int, default=4_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", default="2")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = given.folder or Path(temporary)
        exceeded = []
        if given.rounds:
            write(place / "part", given.part)
            times = ratio(place / "part", given.rounds)
            print(f"two workers are {times:.2f} times as fast as one")
            exceeded += ["speed"] if times < FASTER else []
        write(place / "whole", given.documents)
        target = place / "records.jsonl"
        seconds, samples, said = extract(place / "whole", target, "--workers", given.workers)
        peak, growth = max((max(one.peak) for one in samples), default=0), grown(samples)
        print(*said, sep="\n")
        print(f"{given.documents} documents in {seconds:.0f} s, peak {peak} MB a process")
        print(f"memory at the end to that at document {EARLY}: {growth:.3f}")
        exceeded += ["memory"] if peak > LIMIT else []
        exceeded += ["growth"] if growth > GROWTH else []
    print("exceeded: " + ", ".join(exceeded) if exceeded else "all within the limits")
    return bool(exceeded)


if __name__ == "__main__":
    sys.exit(main())
