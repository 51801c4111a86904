"""A run uses the plugins it is given, whoever works; what cannot be sent is told of."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import benches
import pytest

from extractor.batch import sending
from extractor.batch.run import Options, run
from extractor.candidates import Claim
from extractor.errors import UsageError
from extractor.hookspecs import hookimpl
from extractor.manager import Manager
from extractor.pipeline import Extractor
from extractor.sinks.jsonl import load

TEXT = "В парке поставлено 14 скамеек и 3 урны, прошли 52 лекции.\n"


class Here:
    """A plugin of a notebook, say, which other processes cannot import."""

    __module__ = "__main__"

    @hookimpl
    def extractor_find(self, doc: Any) -> Iterable[Claim]:
        return []


class Reading(benches.Loading):
    """A loader of a notebook."""

    __module__ = "__main__"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("b.bench").write_text(f"#benches\n{TEXT}", encoding="utf-8")


def reader(*extra: tuple[str, object], **more: Any) -> Extractor:
    return Extractor(Manager(extra=extra, entry_points=False), **more)


def found(extractor: Extractor, source: str, workers: int) -> Sequence[tuple[str, str, str]]:
    run([source], f"{workers}.jsonl", extractor, options=Options(workers=workers, fresh=True))
    records = load(f"{workers}.jsonl", extractor.manager.record_types)
    return [(r.type, r.text, r.produced_by.plugin) for r in records]


LECTURES = ("activity_count", "52", "activity_count")


@pytest.mark.parametrize("workers", [0, 2])
def test_an_object_is_asked_with_what_it_holds(workers: int) -> None:
    mine = ("mine", benches.Benches("урна"))
    assert found(reader(mine), "a.txt", workers) == [("bench_count", "3", "mine"), LECTURES]


@pytest.mark.parametrize("workers", [0, 2])
def test_a_loader_that_is_given_reads(workers: int) -> None:
    given = reader(("mine", benches.Benches()), ("reads", benches.Loading()))
    assert found(given, "b.bench", workers) == [("bench_count", "14", "mine"), LECTURES]
    run(["b.bench"], "c.jsonl", given, options=Options(workers=workers))
    (first, _) = load("c.jsonl", given.manager.record_types)
    assert first.start == len("В парке поставлено ")  # the text stands without its first line


@pytest.mark.parametrize("workers", [0, 2])
def test_only_those_that_are_wanted_are_asked(workers: int) -> None:
    given = reader(("mine", benches.Benches()), only=["mine"])
    assert found(given, "a.txt", workers) == [("bench_count", "14", "mine")]


@pytest.mark.parametrize("workers", [0, 2])
def test_one_that_is_blocked_is_not_sent(workers: int) -> None:
    manager = Manager(extra=[("mine", Here())], entry_points=False, block=["mine"])
    assert found(Extractor(manager), "a.txt", workers) == [LECTURES]


@pytest.mark.parametrize("options", [Options(workers=2), Options(scheduler="local")])
def test_what_cannot_be_sent_is_told_of_before_anything_is_read(options: Options) -> None:
    with pytest.raises(UsageError) as error:
        run(["a.txt"], "a.jsonl", reader(("here", Here())), options=options)
    assert str(error.value) == "plugin 'here' is an object of this process: use workers=0"
    with pytest.raises(UsageError) as error:
        run(["a.txt"], "a.jsonl", reader(name=None), options=options)
    assert str(error.value) == "an extractor with a score or name of its own: use workers=0"
    assert not Path("a.jsonl.journal").exists()


def test_where_nobody_asked_for_workers_this_process_works() -> None:
    done = run(["a.txt"], "a.jsonl", reader(("here", Here())), options=Options(workers=None))
    assert (done.documents, done.records) == (1, 1)


@pytest.mark.parametrize("workers", [0, 2])
def test_a_loader_that_cannot_be_sent_is_told_of(workers: int) -> None:
    given = reader(("here", Reading()))
    with pytest.raises(UsageError) as error:
        run(["b.bench"], "a.jsonl", given, options=Options(workers=workers))
    assert str(error.value) == (
        "plugin 'here' is an object of this process: put its loaders into a module, for another "
        "process reads the files"
    )


def test_what_other_processes_are_told() -> None:
    extra = [("mine", benches.Benches()), ("module", benches.Loading())]
    manager = Manager(extra=extra, entry_points=False, block=["html"])
    read = sending.reading(manager, None, ["failing"])
    assert [name for name, _ in read.plugins] == ["module"]
    assert (read.block, read.modules, read.entry_points) == (("html",), ("failing",), False)
    work = sending.working(Extractor(manager), read)
    assert [name for name, _ in work.plugins] == ["mine", "module"]
    assert (work.only, work.limits) == (None, read.limits)


def test_another_extractor_reads_anew() -> None:
    for only, count in (["mine"], 1), (None, 2), (["mine"], 1):
        outcome = run(["a.txt"], "a.jsonl", reader(("mine", benches.Benches()), only=only))
        assert outcome.records == count
