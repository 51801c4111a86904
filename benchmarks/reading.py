"""What reading costs: ``python benchmarks/reading.py``; each figure is a median of one run.

The report of ``tests/fixtures/formats`` is read in every format, warm: milliseconds a
file, and a page where a format has pages. Then a batch of all formats is read in this
process and in a child with limits, in turn, so that the ratio is of the same machine at
the same time. Held against the limits is the time of the processor, in all threads and in
both processes together: the clock tells of other work on the machine too. The limits:
10 ms for an office file, 20 ms for a page of a PDF, isolation 25 % on top.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractor.batch.isolation import Isolated
from extractor.pipeline import read, read_all

FORMATS = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "formats"
NAMES = ("report.docx", "report.doc", "report.odt", "report.rtf", "lying.rtf", "report.pdf",
         "utf-8.html", "windows-1251.html", "utf-8.txt", "cp1251.txt", "utf-16.txt")  # fmt: skip
OFFICE = ("report.docx", "report.doc", "report.odt", "report.rtf")
REPEATS = 30
BATCH = 10
ROUNDS = 7


def seconds(run: Callable[[], object]) -> float:
    """Time one call."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def single(name: str) -> tuple[float, float, int]:
    """Give the milliseconds of clock and processor to read a file, warm, and its pages."""
    pages = int(dict(read(FORMATS / name).metadata).get("pages", 1))
    times, used = [], []
    for _ in range(REPEATS):
        begin = time.process_time()
        times.append(seconds(lambda: read(FORMATS / name)))
        used.append(time.process_time() - begin)
    return statistics.median(times) * 1000, statistics.median(used) * 1000, pages


def processor(pid: int) -> float:
    """Give the seconds of the processor that another process has used; 0 where none tells."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def batch(isolated: Isolated) -> tuple[float, float]:
    """Give the milliseconds of a batch in this process and with a child, in turn.

    Of the processor, in both processes together; of the clock where the system does not
    tell what the child used.
    """
    paths = [FORMATS / name for name in NAMES] * BATCH

    def here() -> None:
        for path in paths:
            assert [r.error for r in read_all(path)] == [None]

    def child() -> None:
        for path in paths:
            assert [r.error for r in isolated.read(path)] == [None]

    def cost(run: Callable[[], None]) -> float:
        pid = isolated._child.pid if isolated._child else 0
        begin = time.process_time() + processor(pid)
        clock = seconds(run)
        return time.process_time() + processor(pid) - begin if processor(pid) else clock

    child()
    times = [(cost(here), cost(child)) for _ in range(ROUNDS)]
    middle = sorted(times, key=lambda pair: pair[1] / pair[0])[ROUNDS // 2]
    return middle[0] * 1000, middle[1] * 1000


def main() -> int:
    """Print the table; exit code 1 where a limit is exceeded."""
    exceeded = []
    print(f"{'file':20} {'clock ms':>9} {'CPU ms':>9} {'CPU ms/page':>12}")
    for name in NAMES:
        clock, used, pages = single(name)
        print(f"{name:20} {clock:9.2f} {used:9.2f} {used / pages:12.2f}")
        if (name in OFFICE and used > 10) or (name.endswith(".pdf") and used / pages > 20):
            exceeded.append(name)
    with Isolated() as isolated:
        here, child = batch(isolated)
    ratio = child / here
    print(
        f"batch of {len(NAMES) * BATCH}: {here:.0f} ms here, {child:.0f} ms in a child: {ratio:.2f}"
    )
    if ratio > 1.25:
        exceeded.append("isolation")
    print("exceeded: " + ", ".join(exceeded) if exceeded else "all within the limits")
    return bool(exceeded)


if __name__ == "__main__":
    sys.exit(main())
