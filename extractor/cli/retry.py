"""``extractor retry``: the documents that failed, once more."""

from typing import Annotated

import typer

from extractor.cli.common import Block, Strict
from extractor.cli.run import (
    Failures,
    MaxDepth,
    MaxMembers,
    MaxRatio,
    MaxSize,
    MaxText,
    Memory,
    Ocr,
    Scheduler,
    Timeout,
    Workers,
    go,
    limits_of,
)
from extractor.errors import UsageError


def command(
    output: Annotated[str, typer.Argument(metavar="TARGET", help="The target of the run.")],
    workers: Workers = None,
    scheduler: Scheduler = "",
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
    """Read again the documents of the last run that failed, or changed since, and no others.

    Exit code 1: some still cannot be read; 2: nothing was done.
    """
    import os

    from extractor.batch import targets
    from extractor.batch.journal import read_settings
    from extractor.batch.run import Options

    journal = targets.journal(output)
    if not os.path.exists(journal):
        raise UsageError(f"{output}: there is no journal of a run on this target")
    known = read_settings(journal)
    if "sources" not in known:
        raise UsageError(f"{output}: its journal names no sources; use extractor run")
    sources = [str(source) for source in known["sources"]]
    limits = limits_of(
        timeout, memory, max_size, max_text, max_ratio, max_depth, max_members, ocr
    )  # fmt: skip
    options = Options(workers, scheduler, retry=True, folder=str(known.get("folder", "")))
    go(sources, output, block, strict, failures, limits, options)
