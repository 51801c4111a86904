"""Files behind URLs, by fsspec's own local and memory file systems."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from extractor.batch.remote import find, is_url, open_url, plain
from extractor.batch.run import run
from extractor.errors import SourceError, TooLarge
from extractor.loaders import Limits
from extractor.sinks.jsonl import load

TEXT = "В городе действуют {} общественных организаций.\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    memory = fsspec.filesystem("memory")
    for name, data in {
        "reports/a.txt": TEXT.format(15).encode(),
        "reports/in/b.txt.gz": gzip.compress(TEXT.format(16).encode()),
        "reports/.hidden/c.txt": b"hidden",
        "reports/d.html": b"<p>" + TEXT.format(17).encode(),
    }.items():
        memory.pipe(f"/{name}", data)
    yield
    memory.store.clear()


def test_what_is_a_url() -> None:
    found = [is_url(one) for one in ("s3://a/b", "simplecache::https://a", "a.txt", "C:/a", "-")]
    assert found == [True, True, False, False, False]
    assert plain("https://me:secret@host/a@b") == "https://host/a@b"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("memory://reports", ["a.txt", "d.html", "in/b.txt.gz"]),
        ("memory://reports/", ["a.txt", "d.html", "in/b.txt.gz"]),
        ("memory://reports/*.txt", ["a.txt"]),
        ("memory://reports/a.txt", ["a.txt"]),
        ("memory://reports/none.txt", ["none.txt"]),
    ],
)
def test_urls_of_folders_patterns_and_files(url: str, found: list[str]) -> None:
    assert [one.partition("reports/")[2] for one in find(url)] == found


def test_what_is_not_there_is_told() -> None:
    for url, line in {
        "memory://reports/*.pdf": "memory://reports/*.pdf: no files there",
        "nonsense://a": "nonsense://a: cannot be used: ValueError: Protocol not known: nonsense",
    }.items():
        with pytest.raises(SourceError) as told:
            find(url)
        assert str(told.value) == line
    with pytest.raises(SourceError) as told:
        open_url("memory://reports/none.txt", Limits())
    assert str(told.value) == "memory://reports/none.txt: no such file"
    with pytest.raises(TooLarge, match="has more than 10 bytes"):
        open_url("memory://reports/a.txt", Limits(size=10))


def test_a_run_over_urls(tmp_path: Path) -> None:
    Path("e.txt").write_text(TEXT.format(18), encoding="utf-8")
    sources = ["memory://reports", f"file://{tmp_path}/e.txt", "memory://reports/none.txt"]
    outcome = run(sources, "out.jsonl")
    assert outcome.failed == ("memory://reports/none.txt: no such file",)
    assert [(r.source.path.rpartition("/")[2], r.value) for r in load("out.jsonl")] == [
        ("e.txt", 18), ("a.txt", 15), ("d.html", 17), ("b.txt", 16),
    ]  # fmt: skip
    assert load("out.jsonl")[3].source.path.endswith("reports/in/b.txt.gz!/b.txt")
    again = run(sources, "out.jsonl")
    assert (again.documents, again.new) == (4, 0)


def test_patterns_on_this_disk() -> None:
    for name in ("x1.txt", "x2.txt", "y.txt", "in/x3.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(TEXT.format(len(name)), encoding="utf-8")
    found = []
    for pattern in ("x*.txt", "**/x*.txt", "i*"):
        run([pattern], "out.jsonl")
        found.append([record.source.path for record in load("out.jsonl")])
    assert found == [["x1.txt", "x2.txt"], ["in/x3.txt", "x1.txt", "x2.txt"], ["in/x3.txt"]]
    outcome = run(["z*.txt", "y.txt"], "out.jsonl")
    assert outcome.failed == ("z*.txt: matches no file",)
