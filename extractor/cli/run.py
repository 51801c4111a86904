"""``extractor run``: documents in, records out."""

from typing import Annotated

import typer

from extractor.cli.common import Block, Strict, extractor, warn


def command(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, or folders with .txt files.")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", help="File.jsonl, file.csv, or - for standard output.")
    ] = "-",
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Extract the records of documents.

    Exit code 1: some documents could not be read; 2: none could.
    """
    from extractor.batch import run

    try:
        outcome = run.run(sources, output, extractor(block, strict), tell=warn)
    except run.NothingRun as error:  # each failure was told as it happened
        raise typer.Exit(2) from error
    if outcome.failed:
        raise typer.Exit(1)
