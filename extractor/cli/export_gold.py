"""``extractor export-gold``: decisions of reviewers as marked text."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from extractor.cli.common import Block, Strict, extractor, warn
from extractor.cli.review import Folders
from extractor.cli.serve import Kept

Undecided = Annotated[
    Literal["refuse", "keep", "drop"],
    typer.Option(help="Records nobody decided on: refuse their document, keep or drop them."),
]


def command(
    result: Annotated[str, typer.Argument(metavar="RESULT", help="What was served.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where the gold goes.")
    ],
    decisions: Kept = None,
    folders: Folders = None,
    undecided: Undecided = "refuse",
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Write reviewed documents as marked text, which evaluate scores.

    Exit code 1: some reviewed documents were left out, or a plugin cannot be used; 2: all were.
    """
    from extractor.review.archive import Item, entries
    from extractor.review.decisions import Decisions, beside
    from extractor.review.marking import export

    made = extractor(block, strict)
    kept = decisions or beside(result)
    found = entries([result], made, folders or (), leave=(kept, output))
    items = (entry for entry in found if isinstance(entry, Item))
    written = export(items, Decisions(kept).current(), output, undecided)
    for line in written.told:
        warn(line)
    if not written.texts:
        if not written.told:
            warn(f"{kept}: holds no decision on these documents")
        raise typer.Exit(2)
    typer.echo(f"{output}: {written.texts} texts, {written.facts} facts")
    if written.told or made.manager.problems:
        raise typer.Exit(1)
