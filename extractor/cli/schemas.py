"""``extractor schemas``: a JSON Schema a record type."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import Block, Strict, known, manager, warn


def command(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if stale.")] = False,
    folder: Annotated[
        Path, typer.Option("--dir", metavar="DIR", help="The folder of the schemas.")
    ] = Path("schemas"),
    only: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="This record type only.")
    ] = None,
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Write the JSON Schemas of the record types, or check those in a folder."""
    from extractor import schemas

    plugins = manager(block, strict)
    types = plugins.record_types
    only = known(types, only) or None
    if not check:
        for name in schemas.write(types, folder, only):
            typer.echo(folder / name)
    stale = schemas.stale(types, folder, only) if check else ()
    again = "".join(f" --type {name}" for name in only or ())
    for name in stale:
        warn(f"{folder / name}: is stale; run: extractor schemas{again}")
    if stale or plugins.problems:
        raise typer.Exit(1)
