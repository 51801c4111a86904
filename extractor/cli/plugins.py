"""``extractor plugins``: what is installed and which hooks it implements."""

import typer

from extractor.cli.common import Block, Strict, manager, table


def command(block: Block = None, strict: Strict = False) -> None:
    """List the plugins, built-in and installed, with the hooks they implement.

    Exit code 1: one cannot be used.
    """
    found = manager(block, strict)
    rows = [
        (plugin.name, plugin.version, plugin.origin, ", ".join(plugin.hooks))
        for plugin in found.plugins()
    ]
    table("", ("plugin", "version", "from", "hooks"), rows)
    if found.problems:
        raise typer.Exit(1)
