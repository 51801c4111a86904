"""``extractor review``: the page that shows records in their text."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import Block, Strict, extractor, warn

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="Documents, folders, archives, or a .jsonl of run."),
]
Folders = Annotated[
    list[Path] | None,
    typer.Option("--sources", metavar="FOLDER", help="Where the texts of a .jsonl lie."),
]
Failures = Annotated[
    Path | None,
    typer.Option(metavar="FILE.csv", help="What failed in the run; else the list beside it."),
]


def command(
    sources: Sources,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="File.html for one document, a folder for many."),
    ],
    folders: Folders = None,
    failures: Failures = None,
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Write records in their text as pages that a browser opens from the disk.

    Exit code 1: some documents could not be read, or a plugin failed at them; 2: none could.
    """
    from extractor.review.archive import entries
    from extractor.review.writing import write

    failing: set[str] = set()
    made = extractor(block, strict, failing)
    found = entries(sources, made, folders or (), failures, leave=(output,))
    written = write(found, output, tuple(made.manager.record_types))
    for line in written.told:
        warn(line)
    if not written.documents:
        raise typer.Exit(2)
    typer.echo(written.start)
    if written.failed or failing:
        raise typer.Exit(1)
