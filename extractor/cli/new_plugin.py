"""``extractor new-plugin``: a package for a record type of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.errors import UsageError


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The record type: tree_count.")],
    folder: Annotated[
        Path, typer.Option("--dir", metavar="DIR", help="Where the package's folder is made.")
    ] = Path(),
) -> None:
    """Write a plugin package that installs, passes its tests and is yours to change."""
    from extractor.manager import Manager
    from extractor.testing.scaffold import create

    manager = Manager(strict=False)
    if name in manager.record_types:
        raise UsageError(f"the record type {name!r} is taken by plugin {manager.owner(name)!r}")
    if name in {plugin.name for plugin in manager.plugins()}:
        raise UsageError(f"the name {name!r} is taken by a plugin: give one like tree_count")
    written = create(name, folder)
    for path in written:
        typer.echo(path)
