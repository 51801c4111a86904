"""A full disk and a dropped connection end a run in one line, and the next one goes on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from postgres import Server

from extractor.batch.run import run
from extractor.batch.targets import journal
from extractor.errors import TargetError

DOCUMENTS = 300
TEXT = "В {} году в городе действовали {} общественных организаций, прошли {} лекций.\n"
CODE = (
    "import resource, sys\n"
    "from extractor.cli import app\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)\n"
    "app(sys.argv[2:])\n"
)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    for number in range(DOCUMENTS):
        text = TEXT.format(1990 + number % 30, 10 + number, 20 + number)
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what an undisturbed run leaves: ``expected.jsonl`` and its journal."""
    folder, here = tmp_path_factory.mktemp("whole"), Path.cwd()
    os.chdir(folder)
    Path("in").symlink_to(documents)
    run(["in"], "expected.jsonl")
    os.chdir(here)
    return folder


@pytest.fixture(autouse=True)
def there(documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").symlink_to(documents)


@pytest.fixture
def expected(whole: Path, there: None) -> bytes:
    for name in ("expected.jsonl", "expected.jsonl.journal"):
        shutil.copy(whole / name, name)
    return Path("expected.jsonl").read_bytes()


def limited(size: int, *arguments: str) -> tuple[int, list[str]]:
    """Run where no file may become larger than ``size``; give exit code and lines."""
    command = [sys.executable, "-c", CODE, str(size), *arguments]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    return done.returncode, done.stderr.splitlines()


def test_a_full_disk_ends_in_one_line_and_a_run_that_goes_on(expected: bytes) -> None:
    full = "out.jsonl.journal: the disk is full; make room and run the same command again"
    assert limited(100_000, "run", "in", "-o", "out.jsonl") == (2, [f"extractor: {full}"])
    Path("expected.jsonl.journal").replace("out.jsonl.journal")
    target = "out.jsonl: cannot be written: File too large"
    size = len(expected) - 1
    assert limited(size, "run", "in", "-o", "out.jsonl") == (2, [f"extractor: {target}"])
    assert not Path("out.jsonl").exists()
    outcome = run(["in"], "out.jsonl")
    assert (outcome.documents, outcome.new, outcome.before) == (DOCUMENTS, 0, DOCUMENTS)
    assert Path("out.jsonl").read_bytes() == expected


STORES = ["a.csv", "a.xlsx", "a.parquet", "a/", "a.jsonl.gz", "a.jsonl.zst", "sqlite:///a.db"]


@pytest.mark.parametrize("target", STORES)
def test_a_full_disk_in_other_stores(target: str, expected: bytes) -> None:
    code, lines = limited(8_192, "load", "expected.jsonl", "-o", target)
    (line,) = lines
    assert (code, line.startswith(f"extractor: {target.rstrip('/')}: ")) == (2, True), line
    assert not Path("a.csv").exists()
    assert limited(10_000_000, "load", "expected.jsonl", "-o", target)[0] == 0


@pytest.fixture
def small() -> Iterator[Path]:
    """Give a disk of four megabytes, where this user may have one."""
    disk = Path("disk")
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(disk)]
    if os.geteuid() or subprocess.run(mount, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("no disk may be made here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_without_room(small: Path, expected: bytes) -> None:
    filler = small / "filler"
    filler.write_bytes(bytes(3_900_000))
    with pytest.raises(TargetError) as told:
        run(["in"], str(small / "out.jsonl"))
    assert str(told.value) in (
        f"{small}/out.jsonl: cannot be written: No space left on device",
        f"{small}/out.jsonl.journal: the disk is full; make room and run the same command again",
    )
    filler.unlink()
    assert run(["in"], str(small / "out.jsonl")).documents == DOCUMENTS
    assert (small / "out.jsonl").read_bytes() == expected


def test_a_dropped_connection_ends_in_one_line_and_a_run_that_goes_on(
    postgres: Server, expected: bytes
) -> None:
    """The server drops the connection in the second transaction; the first stays written."""
    with psycopg.connect(postgres.url, autocommit=True) as base:
        base.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        run(["in/000.txt"], postgres.url)
        base.execute(
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF NEW.source_path = 'in/290.txt' THEN"
            " PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$;"
            "CREATE TRIGGER cut BEFORE INSERT ON activity_count"
            " FOR EACH ROW EXECUTE FUNCTION cut()"
        )
        shutil.copy("expected.jsonl.journal", journal(postgres.url))
        with pytest.raises(TargetError) as told:
            run(["in"], postgres.url)
        line = str(told.value)
        assert ": the database failed: " in line
        assert line.endswith("; the same command goes on")
        assert len(line.splitlines()) == 1
        written = base.execute("SELECT count(DISTINCT source_path) FROM activity_count").fetchall()
        assert written == [(250,)]
        base.execute("DROP TRIGGER cut ON activity_count")
        outcome = run(["in"], postgres.url)
        assert (outcome.documents, outcome.new) == (DOCUMENTS, 0)
        whole = base.execute("SELECT count(*), count(DISTINCT id) FROM activity_count").fetchall()
        assert whole == [(DOCUMENTS, DOCUMENTS)]
