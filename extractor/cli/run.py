"""``extractor run``: documents in, records out."""

from typing import Annotated

import typer

from extractor.cli.common import Block, Strict, extractor, warn


def command(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, archives, or folders.")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", help="File.jsonl, file.csv, or - for standard output.")
    ] = "-",
    block: Block = None,
    strict: Strict = False,
    failures: Annotated[
        str | None, typer.Option(metavar="FILE.csv", help="Write what failed: path, outcome, why.")
    ] = None,
    timeout: Annotated[float, typer.Option(help="Seconds to read one file.")] = 60,
    memory: Annotated[int, typer.Option(help="MB of memory to read files in.")] = 2048,
    max_size: Annotated[int, typer.Option(help="MB of a file, packed or not.")] = 256,
    max_text: Annotated[int, typer.Option(help="Characters of a document.")] = 20_000_000,
    max_ratio: Annotated[int, typer.Option(help="Unpacked to packed size.")] = 200,
    max_depth: Annotated[int, typer.Option(help="Archives in archives.")] = 4,
    max_members: Annotated[int, typer.Option(help="Files in an archive.")] = 10_000,
    ocr: Annotated[bool, typer.Option("--ocr", help="Recognise pictures by Tesseract.")] = False,
) -> None:
    """Extract the records of documents.

    Exit code 1: some documents could not be read; 2: none could.
    """
    from extractor.batch import run
    from extractor.loaders import MEGABYTE, Limits

    limits = Limits(
        seconds=timeout, memory=memory * MEGABYTE, size=max_size * MEGABYTE, text=max_text,
        ratio=max_ratio, depth=max_depth, members=max_members, ocr=ocr,
    )  # fmt: skip
    try:
        outcome = run.run(sources, output, extractor(block, strict), warn, limits, failures)
    except run.NothingRun as error:  # each failure was told as it happened
        raise typer.Exit(2) from error
    if outcome.failed:
        raise typer.Exit(1)
