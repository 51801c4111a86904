"""``extractor plugins``: what is installed and which hooks it implements."""

from extractor.cli.common import Block, Strict, manager, table


def command(block: Block = None, strict: Strict = False) -> None:
    """List the plugins, built-in and installed, with the hooks they implement."""
    rows = [
        (plugin.name, plugin.version, plugin.origin, ", ".join(plugin.hooks))
        for plugin in manager(block, strict).plugins()
    ]
    table("", ("plugin", "version", "from", "hooks"), rows)
