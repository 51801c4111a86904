"""On a Dask cluster: the same output, whatever happens to its workers."""

import gc
import os
import signal
import socket
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import deadly
import pytest
from distributed import LocalCluster

from extractor.batch.cluster import Cluster, _own, work
from extractor.batch.isolation import Isolated
from extractor.batch.results import Settings
from extractor.batch.run import Options, run
from extractor.batch.watch import State
from extractor.errors import TargetError, UsageError
from extractor.loaders import Limits
from extractor.manager import Manager
from extractor.pipeline import Extractor

TEXT = "В {} году в городе действовали {} общественных организаций, прошли {} лекций.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for number in range(60):
        text = TEXT.format(1990 + number % 30, 10 + number, 20 + number)
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("expected") / "out.jsonl"
    run([folder], str(target))
    return target.read_bytes()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    settings = {
        "distributed.scheduler.allowed-failures": 0,
        "logging": {"distributed": "critical"},
    }
    with (
        dask.config.set(settings),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as found,
    ):
        yield found


def test_a_worker_that_is_killed_changes_nothing(
    cluster: Any, folder: Path, expected: bytes, tmp_path: Path
) -> None:
    killed: list[int] = []

    def watch(state: State) -> None:
        if state.documents >= 16 and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    target = tmp_path / "out.jsonl"
    options = Options(scheduler=cluster.scheduler_address)
    outcome = run([folder], str(target), options=options, watch=watch)
    assert (len(killed), outcome.documents, len(outcome.failed)) == (1, 60, 1)
    assert target.read_bytes() == expected


def test_a_cluster_of_this_machine(folder: Path, expected: bytes, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    outcome = run([folder], str(target), options=Options(workers=2, scheduler="local"))
    assert (outcome.documents, outcome.new) == (60, 61)
    assert target.read_bytes() == expected


def test_a_document_that_kills_every_worker_ends_as_one_failure(
    cluster: Any, folder: Path, expected: bytes, tmp_path: Path
) -> None:
    deadly_file, target = tmp_path / "deadly.txt", tmp_path / "out.jsonl"
    deadly_file.write_text("DEADLY")
    extractor = Extractor(Manager(extra=[("deadly", deadly)]))
    outcome = run(
        [folder, deadly_file], str(target), extractor, modules=["deadly"],
        options=Options(scheduler=cluster.scheduler_address),
    )  # fmt: skip
    assert [(failure.path, failure.outcome) for failure in outcome.failures] == [
        (str(folder / "empty.txt"), "empty"), (str(deadly_file), "crash"),
    ]  # fmt: skip
    assert outcome.failures[1].message == f"{deadly_file}: each process that works on it dies"
    assert target.read_bytes() == expected


def test_a_cluster_that_goes_away_ends_in_one_line_and_a_run_that_goes_on(
    folder: Path, expected: bytes, tmp_path: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, target = f"tcp://127.0.0.1:{port}", tmp_path / "out.jsonl"
    command = [sys.executable, "-m"]
    scheduler = [*command, "distributed.cli.dask_scheduler", "--port", str(port)]
    worker = [*command, "distributed.cli.dask_worker", address, "--nthreads", "1"]
    quiet = {"stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    with (
        subprocess.Popen([*scheduler, "--no-dashboard"], **quiet) as first,
        subprocess.Popen([*worker, "--no-dashboard"], **quiet) as second,
    ):

        def watch(state: State) -> None:
            if state.documents >= 16:
                first.kill()

        with pytest.raises(TargetError) as told:
            run([folder], str(target), options=Options(scheduler=address), watch=watch)
        second.kill()
        first.kill()
    assert str(told.value) == f"{address}: the cluster is gone; the same command goes on"
    outcome = run([folder], str(target))
    assert outcome.documents == 60
    assert outcome.before >= 16
    assert target.read_bytes() == expected


def test_a_cluster_that_is_not_there_is_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.batch.cluster.PATIENCE", 1)
    with pytest.raises(UsageError) as told:
        run([folder], str(tmp_path / "a.jsonl"), options=Options(scheduler="tcp://127.0.0.1:9"))
    assert str(told.value).startswith("tcp://127.0.0.1:9: cannot be used: ")
    assert len(str(told.value).splitlines()) == 1


def test_a_cluster_of_this_machine_that_cannot_be_used_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[Any] = []

    def refuse(cluster: Cluster, address: Any) -> Any:
        started.append(address)
        raise OSError("no room")

    monkeypatch.setattr(Cluster, "_client", refuse)
    with (
        pytest.raises(UsageError, match=r"^local: cannot be used: "),
        Cluster(Settings(), "local", 1),
    ):
        pass
    assert [(cluster.status.name, len(cluster.workers)) for cluster in started] == [("closed", 0)]


def test_a_worker_keeps_only_its_last_child() -> None:
    made: list[weakref.ref[Isolated]] = []
    for seconds in (1, 2, 3):
        assert work(Settings(Limits(seconds=seconds)), ()) == ()
        made.append(weakref.ref(_own.isolated))
    gc.collect()
    assert [one() is None for one in made] == [True, True, False]
