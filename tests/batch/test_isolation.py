"""Reading in a child: what a path may be, and that the child gives what this process gives."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extractor.batch.child import as_message, as_reading, pack, unpack
from extractor.batch.children import Child
from extractor.batch.isolation import Isolated
from extractor.batch.results import Settings
from extractor.document import Document, fingerprint
from extractor.errors import Crashed, PluginClash, outcome
from extractor.loaders import Blob, Limits, Reading
from extractor.loaders.reading import open_file
from extractor.pipeline import read, read_all

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
TEXT = "В городе действуют 15 общественных организаций.\n"


def ends(isolated: Isolated, path: Path) -> list[str]:
    return [outcome(reading.error) for reading in isolated.read(path)]


def test_the_child_gives_what_this_process_gives() -> None:
    names = ["utf-8.txt", "utf-8.html", "report.docx", "report.pdf", "lying.rtf"]
    with Isolated() as isolated:
        found = [reading.document for name in names for reading in isolated.read(FORMATS / name)]
    assert found == [read(FORMATS / name) for name in names]


def test_one_child_reads_many_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="cp1251")
    with Isolated() as isolated:
        first = isolated._child
        assert [ends(isolated, tmp_path / "a.txt") for _ in range(30)] == [["ok"]] * 30
        assert first is not None
        assert isolated._child is first


def test_a_document_that_breaks_the_child_costs_no_other_of_its_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "odd_files"))
    batch = [
        Blob(f"{number}.txt", data.encode(), Limits())
        for number, data in enumerate([TEXT, "MOCK kill", TEXT, "", "MOCK exit", "MOCK hang", TEXT])
    ]
    extra = ["misbehaving"]
    with Isolated(Limits(seconds=3), extra=extra, extract=True) as isolated:
        found = isolated.results(batch)
        empty = isolated.results([])
    assert [(one.path, one.outcome, len(one.records)) for one in found] == [
        ("0.txt", "ok", 1),
        ("1.txt", "crash", 0),
        ("2.txt", "ok", 1),
        ("3.txt", "empty", 0),
        ("4.txt", "crash", 0),
        ("5.txt", "timeout", 0),
        ("6.txt", "ok", 1),
    ]
    assert empty == ()


def packed(folder: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return folder / "x.zip"


def test_a_member_that_breaks_the_child_costs_no_other_whatever_was_told_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "odd_files"))
    inner = packed(tmp_path, {"e.bin": b"\0\1"}).read_bytes()
    deep = packed(tmp_path, {"f.zip": inner}).read_bytes()
    texts = {f"{name}.txt": TEXT.encode() for name in "wxyz"}
    members = {
        "a.bin": b"\0\1", "b.txt": b"MOCK raise", "c.txt": b"MOCK kill", "d.txt": TEXT.encode(),
        "e.zip": inner, "f.zip": deep, "g.zip": packed(tmp_path, {}).read_bytes(),
        "h.txt": b"MOCK kill", **texts,
    }  # fmt: skip
    path = packed(tmp_path, members)
    with Isolated(Limits(seconds=5, depth=2), extra=["misbehaving"]) as isolated:
        found = [(one.path, outcome(one.error)) for one in isolated.read(path)]
    assert found == [
        (f"{path}!/{name}", end)
        for name, end in [
            ("a.bin", "unsupported"), ("b.txt", "plugin_error"), ("c.txt", "crash"),
            ("d.txt", "ok"), ("e.zip!/e.bin", "unsupported"), ("f.zip!/f.zip", "too_large"),
            ("g.zip", "unsupported"), ("h.txt", "crash"), *((name, "ok") for name in texts),
        ]
    ]  # fmt: skip


def test_an_archive_that_is_left_early_gives_nothing_to_the_next_file(tmp_path: Path) -> None:
    path = packed(tmp_path, {f"{name}.txt": TEXT.encode() for name in "abc"})
    (tmp_path / "other.txt").write_text(TEXT)
    with Isolated() as isolated:
        first = next(isolated.read(path))
        leaf = next(isolated.leaves(open_file(path)))
        found = [first, leaf, *isolated.read(tmp_path / "other.txt")]
    assert [one.path for one in found] == [
        f"{path}!/a.txt", f"{path}!/a.txt", str(tmp_path / "other.txt"),
    ]  # fmt: skip


def test_what_a_child_says_is_let_go_of_when_it_is_much(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The child goes on at the beginning of what was emptied, not far behind it."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "odd_files"))
    (tmp_path / "loud.txt").write_text("MOCK stdout")
    sizes = []
    with Isolated(extra=["misbehaving"]) as isolated:
        for limit in (1 << 30, 1000, 1 << 30):
            monkeypatch.setattr("extractor.batch.children.STDERR_LIMIT", limit)
            assert ends(isolated, tmp_path / "loud.txt") == ["ok"]
            assert isolated._child is not None
            sizes.append(os.fstat(isolated._child._stderr.fileno()).st_size)
    assert sizes == [500_000, 0, 500_000]


def test_children_that_die_before_they_begin_cost_a_document_each_and_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch = [Blob(f"{number}.txt", TEXT.encode(), Limits()) for number in range(3)]
    monkeypatch.setattr(Child, "ready", Child.kill)
    with Isolated(extract=True) as isolated:
        found = isolated.results(batch)
    assert [(one.path, one.outcome) for one in found] == [
        (f"{number}.txt", "crash") for number in range(3)
    ]


def test_a_path_that_no_file_can_have(tmp_path: Path) -> None:
    path = tmp_path / "a\0b"
    with Isolated(Limits(seconds=5)) as isolated:
        (reading,) = list(isolated.read(path))
    assert re.fullmatch(f"{path}: cannot be read: .*embedded null .*", str(reading.error))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc: a file that fails")
def test_a_file_that_cannot_be_read_to_its_end() -> None:
    """Its bytes fail to come, for the superuser too, whom no permission stops."""
    (reading,) = read_all("/proc/self/mem")
    assert str(reading.error) == "/proc/self/mem: cannot be read: Input/output error"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(TEXT)
    path.chmod(0)
    (reading,) = read_all(path)
    assert str(reading.error) == f"{path}: cannot be read: Permission denied"


def test_a_file_that_changes_meanwhile_is_read_or_told_of(tmp_path: Path) -> None:
    """Another process writes on: what is read is a state of the file, or it is said why not."""
    path, stop = tmp_path / "a.txt", tmp_path / "stop"
    path.write_bytes(b"a" * 300_000)
    code = (
        "import pathlib, sys\n"
        "path, stop = map(pathlib.Path, sys.argv[1:])\n"
        "while not stop.exists():\n"
        "    with open(path, 'ab') as file: file.write(b'b' * 1000)\n"
        "    if path.stat().st_size > 1_000_000: path.write_bytes(b'a' * 300_000)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, path, stop]) as writer:
        found = [reading for _ in range(200) for reading in read_all(path)]
        stop.touch()
    assert writer.returncode == 0
    documents = [reading.document for reading in found if reading.document]
    assert [d for d in documents if d.sha256 != fingerprint(d.text.encode())] == []
    assert [d for d in documents if not re.fullmatch("a*b*", d.text)] == []
    told = {str(reading.error) for reading in found if reading.error}
    assert told <= {f"{path}: changes while it is read", f"{path}: holds no text"}


def test_a_file_changed_between_listing_and_reading_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    with Isolated() as isolated:
        path.write_text(TEXT * 2)
        (reading,) = list(isolated.read(path))
        path.unlink()
        (gone,) = list(isolated.read(path))
    assert reading.document is not None
    assert reading.document.text == TEXT * 2
    assert str(gone.error) == f"{path}: no such file"


def test_limits_of_size_and_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 100)
    told = []
    for limits in (Limits(size=1000), Limits(text=1000)):
        (reading,) = read_all(path, limits=limits)
        told.append((outcome(reading.error), str(reading.error)))
    assert told == [
        (
            "too_large",
            f"{path}: has {path.stat().st_size} bytes, more than 1000; --max-size allows more",
        ),
        ("too_large", f"{path}: has 4800 characters, more than 1000; --max-text allows more"),
    ]


def test_only_named_loaders_are_used(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with Isolated(loaders=["text"]) as isolated:
        assert ends(isolated, tmp_path / "a.txt") == ["ok"]
        assert ends(isolated, FORMATS / "report.docx") == ["unsupported"]


def test_readings_pass_as_messages() -> None:
    document = Document("а\ud800б", (), "a", "0", "text", (("a", "b"),), ((0, 1),))
    readings = [
        Reading("a", document),
        Reading("b", error=Crashed("b: why")),
        Reading("c", error=PluginClash("c: why")),
    ]
    found = [as_reading(unpack(pack(as_message(reading))[8:])) for reading in readings]
    assert found[0] == readings[0]
    assert [(type(r.error), str(r.error)) for r in found[1:]] == [
        (Crashed, "b: why"), (PluginClash, "c: why"),
    ]  # fmt: skip


def test_a_child_that_is_closed_is_gone() -> None:
    child = Child(Settings())
    pid = child.pid
    child.ready()
    child.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_open_file_takes_the_name_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert open_file(tmp_path / "a.txt", name="shown.txt").path == "shown.txt"
