"""``extractor plugins``: what is installed and which hooks it implements."""

from extractor.cli.common import table


def command() -> None:
    """List the plugins, built-in and installed, with the hooks they implement."""
    from extractor.manager import default_manager

    rows = [
        (plugin.name, plugin.version, plugin.origin, ", ".join(plugin.hooks))
        for plugin in default_manager().plugins()
    ]
    table("", ("plugin", "version", "from", "hooks"), rows)
