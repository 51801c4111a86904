"""``extractor run``: documents in, records out."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.common import Block, Strict, extractor, warn
from extractor.errors import NothingRun

if TYPE_CHECKING:
    from extractor.batch.run import Options, Outcome
    from extractor.batch.watch import Tell, Watch
    from extractor.loaders import Limits

Workers = Annotated[
    int | None,
    typer.Option(min=0, help="Processes that work; 0 is this one. As many as cores, if not set."),
]
Scheduler = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Work on a Dask cluster: tcp://HOST:PORT, or local.")
]
Failures = Annotated[
    str | None, typer.Option(metavar="FILE.csv", help="Write what failed: path, outcome, why.")
]
Timeout = Annotated[
    float, typer.Option(help="Seconds to read one file, and for 100,000 characters.")
]
Memory = Annotated[int, typer.Option(help="MB of memory to read files in.")]
MaxSize = Annotated[int, typer.Option(help="MB of a file, packed or not.")]
MaxText = Annotated[int, typer.Option(help="Characters of a document.")]
MaxRatio = Annotated[int, typer.Option(help="Unpacked to packed size.")]
MaxDepth = Annotated[int, typer.Option(help="Archives in archives.")]
MaxMembers = Annotated[int, typer.Option(help="Files in an archive.")]
Ocr = Annotated[bool, typer.Option("--ocr", help="Recognise pictures by Tesseract.")]


def limits_of(
    timeout: float, memory: int, max_size: int, max_text: int, max_ratio: int, max_depth: int,
    max_members: int, ocr: bool,
) -> "Limits":  # fmt: skip
    """Make the limits that the options name."""
    from extractor.loaders import MEGABYTE, Limits

    return Limits(
        seconds=timeout, memory=memory * MEGABYTE, size=max_size * MEGABYTE, text=max_text,
        ratio=max_ratio, depth=max_depth, members=max_members, ocr=ocr,
    )  # fmt: skip


@contextmanager
def _watched() -> "Iterator[tuple[Tell, Watch]]":
    """Give what tells lines, and what shows the progress: a bar on a terminal, else lines."""
    from extractor.batch.watch import Bar, Lines

    if not sys.stderr.isatty():
        yield warn, Lines(warn)
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
    with Bar(console) as bar:
        yield lambda line: console.print(f"extractor: {line}"), bar


def _summary(outcome: "Outcome", seconds: float) -> str:
    """Say in a line what a run did."""
    counts = {"documents": outcome.documents, "records": outcome.records}
    counts |= {"failed": len(outcome.failed)} if outcome.failed else {}
    counts |= {"in part": outcome.partial} if outcome.partial else {}
    counts |= {"warned": len(outcome.warnings)} if outcome.warnings else {}
    counts |= {"repeated": outcome.repeated} if outcome.repeated else {}
    counts |= {"done before": outcome.before} if outcome.before else {}
    told = ", ".join(f"{name}: {count}" for name, count in counts.items())
    return f"{told}, in {seconds:.2f}s"


def go(
    sources: Sequence[str], output: str, block: list[str] | None, strict: bool,
    failures: str | None, limits: "Limits", options: "Options",
) -> None:  # fmt: skip
    """Run, show how it goes, and exit by how it ended."""
    from extractor.batch import run

    begin, failing = time.monotonic(), set[str]()
    try:
        with _watched() as (tell, watch):
            outcome = run.run(
                sources, output, extractor(block, strict, failing), tell, limits, failures,
                options=options, watch=watch,
            )  # fmt: skip
    except NothingRun as error:  # each failure was told as it happened
        raise typer.Exit(2) from error
    except KeyboardInterrupt as error:
        warn("stopped; the same command goes on")
        raise typer.Exit(130) from error
    if output != "-":
        warn(_summary(outcome, time.monotonic() - begin))
    if outcome.failed or outcome.partial or failing:
        raise typer.Exit(1)


def command(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files, archives, folders, patterns, URLs; - reads a list of them.",
        ),
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", help="File, folder/ or database; - prints records.")
    ] = "-",
    workers: Workers = None,
    scheduler: Scheduler = "",
    resume: Annotated[
        bool, typer.Option("--resume/--fresh", help="Go on where the last run ended, or anew.")
    ] = True,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read only the first so many documents.")
    ] = None,
    block: Block = None,
    strict: Strict = False,
    failures: Failures = None,
    timeout: Timeout = 60,
    memory: Memory = 2048,
    max_size: MaxSize = 256,
    max_text: MaxText = 20_000_000,
    max_ratio: MaxRatio = 200,
    max_depth: MaxDepth = 4,
    max_members: MaxMembers = 10_000,
    ocr: Ocr = False,
) -> None:
    """Extract the records of documents; the same command again goes on where it ended.

    Exit code 1: some documents could not be read, or a plugin failed; 2: none could.
    """
    from extractor.batch.run import Options
    from extractor.batch.sources import given

    limits = limits_of(
        timeout, memory, max_size, max_text, max_ratio, max_depth, max_members, ocr
    )  # fmt: skip
    options = Options(workers, scheduler, fresh=not resume, most=limit)
    go(given(sources, sys.stdin), output, block, strict, failures, limits, options)
