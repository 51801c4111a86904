"""``extractor annotate``: a document pre-marked, to be corrected into gold."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import Block, Strict, extractor


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The document.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="NAME.marked.txt", help="A new file.")
    ] = None,
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Write the records of a document into its text as marks, to be corrected by hand.

    Exit code 1: a plugin failed, and what it finds is not marked.
    """
    from extractor.evaluation.formats.files import put
    from extractor.evaluation.premarked import premarked
    from extractor.pipeline import read

    failing: set[str] = set()
    made = extractor(block, strict, failing)
    drawn = premarked(made.extract(read(file, made.manager)))
    if output is None:
        typer.echo(drawn.encode("utf-8"), nl=False)
    else:
        put(output, drawn)
    if failing:
        raise typer.Exit(1)
