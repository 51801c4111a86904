"""Every odd and hostile file ends in its class, and nothing of it is left behind."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import make
import misbehaving
import office
import pytest

from extractor.batch.isolation import Isolated
from extractor.batch.run import run
from extractor.errors import OUTCOMES, outcome
from extractor.loaders import MEGABYTE, Limits, Reading
from extractor.manager import Manager
from extractor.pipeline import Extractor
from extractor.sinks.jsonl import load

CORPUS = make.corpus()
HANGING = [odd for odd in CORPUS if "timeout" in odd.outcomes]
MEMORY = 1024 * MEGABYTE
SHORT = Limits(seconds=2, memory=MEMORY)
"""For documents that hang: what they wait for never comes."""

LONG = Limits(seconds=120, memory=MEMORY)
"""For documents that are only large, on a slow machine."""

Readings = dict[str, list[Reading]]


def children() -> set[int]:
    """List the processes that this one has started and not ended."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[1]) == os.getpid() and fields[0] != "Z":
            found.add(int(entry.parent.name))
    return found


def sessions_of(pids: set[int]) -> list[int]:
    """List living processes in the sessions of ``pids``: what a child may have left."""
    left = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) in pids and fields[0] != "Z":
            left.append(int(entry.parent.name))
    return left


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("odd")
    make.write(path)
    return path


@pytest.fixture(scope="module")
def readings(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readings]:
    """Read the corpus once; afterwards no process and no temporary file may be left."""
    temporary = tmp_path_factory.mktemp("temporary")
    patch = pytest.MonkeyPatch()
    patch.setenv("TMPDIR", str(temporary))
    patch.setattr(tempfile, "tempdir", str(temporary))
    found: Readings = {}
    before, started = children(), set()
    for limits, hanging in ((SHORT, True), (LONG, False)):
        with Isolated(limits, extra=["misbehaving"]) as isolated:
            for odd in CORPUS:
                if (odd in HANGING) == hanging:
                    found[odd.name] = list(isolated.read(folder / odd.name))
                    started |= children() - before
            found |= {name: list(isolated.read(folder / name)) for name in make.PLACES}
    yield found
    assert len(started) >= 7
    assert (children() - before, sessions_of(started)) == (set(), [])
    assert list(temporary.iterdir()) == []
    patch.undo()


def test_the_corpus_is_large_and_has_every_class() -> None:
    assert len(CORPUS) >= 60
    assert len({odd.name for odd in CORPUS}) == len(CORPUS)
    assert {end for odd in CORPUS for end in odd.outcomes} == set(OUTCOMES)


@pytest.mark.parametrize("odd", CORPUS, ids=lambda odd: odd.name)
def test_it_ends_in_its_class(odd: make.Odd, readings: Readings) -> None:
    found = readings[odd.name]
    told = [str(reading.error) for reading in found if reading.error]
    assert tuple(outcome(reading.error) for reading in found) == odd.outcomes, told
    assert [line for line in told if len(line.splitlines()) != 1 or odd.name not in line] == []
    assert not odd.holds or any(r.document and odd.holds in r.document.text for r in found)


@pytest.mark.parametrize(("name", "line"), make.PLACES.items(), ids=list(make.PLACES))
def test_what_is_no_file_is_told(name: str, line: str, readings: Readings, folder: Path) -> None:
    (reading,) = readings[name]
    assert outcome(reading.error) == "unsupported"
    assert str(reading.error).startswith(f"{folder / name}: {line}")


def test_what_was_partly_read_says_so(readings: Readings) -> None:
    (broken,) = readings["broken-page.pdf"]
    assert broken.document is not None
    assert dict(broken.document.metadata)["warning"] == (
        "pages that cannot be read were left out: 2 of 3"
    )
    assert sorted({block.page or 0 for block in broken.document.blocks}) == [1, 3]


def test_members_have_readable_names(readings: Readings, folder: Path) -> None:
    for name in ("names-cp866.zip", "names-cp1251.zip", "names-utf8.zip"):
        paths = [reading.path for reading in readings[name]]
        start = f"{folder / name}!/"
        assert paths == [start + "Отчёты/Отчёт главы.txt", start + "Сведения о ТОС.txt"]


def test_no_name_leads_out_of_an_archive(readings: Readings, folder: Path) -> None:
    start = f"{folder / 'slip.zip'}!/"
    paths = [reading.path for reading in readings["slip.zip"]]
    assert paths == [start + "slip.txt", start + "etc/slip.txt", start + "C:/slip.txt"]
    assert not (folder.parent / "slip.txt").exists()
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        {*(o.name for o in CORPUS), *make.PLACES} - {"none.txt"}
    )


def test_no_entity_was_resolved(readings: Readings) -> None:
    texts = [r.document.text for found in readings.values() for r in found if r.document]
    assert len(texts) > 60
    assert [text[:100] for text in texts if "root:" in text] == []


def test_deaths_are_told_by_their_cause(readings: Readings) -> None:
    ends = {
        "mock-kill.txt": "the process that read it died by SIGKILL",
        "mock-fault.txt": "the process that read it died by SIGSEGV",
        "mock-exit.txt": "the process that read it exited with code 7",
        "mock-hang.txt": "reading it takes longer than 2 s; --timeout allows more",
        "mock-memory.txt": "reading it takes more than 1024 MB of memory; --memory allows more",
        "mock-raise.txt": "loader 'mock' failed at misbehaving.py:60: ZeroDivisionError: oh",
    }
    told = {name: str(readings[name][0].error).partition(": ")[2] for name in ends}
    assert told == ends


def resident(pid: int) -> int:
    """Give the megabytes of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // MEGABYTE


def test_memory_is_given_back(folder: Path, tmp_path: Path) -> None:
    """What a large file takes is let go of, by the child and by this process."""
    (tmp_path / "large.docx").write_bytes(office.paragraphs(100_000))
    with Isolated(LONG) as isolated:

        def read(path: Path) -> list[str]:
            return [outcome(reading.error) for reading in isolated.read(path)]

        assert read(folder / "written.pdf") == ["ok"]
        child = isolated._child
        assert child is not None
        before = resident(child.pid), resident(os.getpid())
        assert [read(tmp_path / "large.docx") for _ in range(2)] == [["ok"], ["ok"]]
        assert read(folder / "written.pdf") == ["ok"]
        assert isolated._child is child
        after = resident(child.pid), resident(os.getpid())
    assert [(b, a) for b, a in zip(before, after, strict=True) if a - b > 70] == []


def test_the_rest_of_a_run_is_untouched(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between good files lie one that kills, a bomb, a lie and an archive of mocks."""
    monkeypatch.chdir(folder)
    names = ["mock-kill.txt", "bomb.zip", "written.pdf", "mocks.zip", "package.doc", "nul.txt"]
    target, failures = str(tmp_path / "out.jsonl"), tmp_path / "failures.csv"
    extractor = Extractor(Manager(extra=[("misbehaving", misbehaving)]))
    done = run(names, target, extractor, limits=SHORT, failures=failures, modules=["misbehaving"])
    assert [(failure.path, failure.outcome) for failure in done.failures] == [
        ("bomb.zip!/a.txt", "too_large"),
        ("mock-kill.txt", "crash"),
        ("mocks.zip!/2.txt", "crash"),
        ("mocks.zip!/3.txt", "crash"),
        ("mocks.zip!/5.txt", "timeout"),
        ("nul.txt", "unsupported"),
    ]
    rows = failures.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "path,outcome,message"
    assert rows[1:] == [f"{f.path},{f.outcome},{f.message}" for f in done.failures]
    counted: dict[str, int] = {}
    for record in load(target):
        counted[record.source.path] = counted.get(record.source.path, 0) + 1
    assert done.documents == 5
    assert {path: counted[path] for path in ("mocks.zip!/1.txt", "mocks.zip!/4.txt")} == {
        "mocks.zip!/1.txt": counted["mocks.zip!/6.txt"],
        "mocks.zip!/4.txt": counted["mocks.zip!/6.txt"],
    }
    assert counted["package.doc"] == 45
