"""``extractor load``: records made elsewhere, into a target."""

from typing import Annotated

import typer

from extractor.cli.common import Block, Strict, manager, warn
from extractor.errors import NothingLoaded


def command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="JSON Lines, also .gz or .zst.")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", help="File, folder/ or database; - prints records.")
    ],
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Check records line by line and write them to a target; wrong ones are told and left out.

    Exit code 1: some lines are wrong, or a plugin cannot be used; 2: nothing was written.
    """
    from extractor.batch import load

    try:
        plugins = manager(block, strict)
        done = load.load(files, output, plugins, warn)
    except NothingLoaded as error:  # each wrong line was told
        if not error.wrong:
            warn(str(error))
        raise typer.Exit(2) from error
    if output != "-":
        wrong = f", wrong: {len(done.wrong)}" if done.wrong else ""
        warn(f"records: {done.records}{wrong}")
    if done.wrong or plugins.problems:
        raise typer.Exit(1)
