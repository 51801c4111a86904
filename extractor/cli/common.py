"""What the commands share: ``--block`` and ``--strict``, lines on standard error, tables."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.manager import Manager
    from extractor.pipeline import Extractor

Block = Annotated[
    list[str] | None,
    typer.Option("--block", metavar="NAME", help="Leave a plugin out; may be repeated."),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help="A plugin that fails ends the run; else it is left out for this document."
    ),
]
WIDE = 10_000
"""Columns of an output that is no terminal: nothing is wrapped or cut."""


def warn(line: str) -> None:
    """Write one line on standard error."""
    typer.echo(f"extractor: {line}", err=True)


def manager(block: Iterable[str] | None = None, strict: bool = False) -> "Manager":
    """Give the plugins but the blocked ones; a line tells of each that cannot be used.

    Raises PluginError where ``strict``.
    """
    from extractor.manager import Manager

    found = Manager(block=block or (), strict=strict)
    for line in found.problems:
        warn(line)
    return found


def known(types: Collection[str], only: list[str] | None) -> list[str] | None:
    """Give the record types that are asked for; raises UsageError for one that is none."""
    from extractor.declarations import no_type

    for name in only or ():
        if name not in types:
            raise UsageError(no_type(name, types))
    return only


def extractor(
    block: Iterable[str] | None = None, strict: bool = False, failing: set[str] | None = None
) -> "Extractor":
    """Make an extractor without the blocked plugins; a line tells of each that fails, once.

    What they say is kept in ``failing``, of plugins that cannot be used too.
    """
    from extractor.isolation import about
    from extractor.pipeline import Extractor

    told: set[str] = set() if failing is None else failing

    def once(line: str) -> None:
        if about(line) not in told:
            told.add(about(line))
            warn(line)

    made = Extractor(manager(block, strict), tell=once)
    told.update(made.manager.problems)
    return made


def console() -> "Console":
    """Make the console for standard output: plain where that is no terminal."""
    from rich.console import Console

    found = Console(highlight=False, markup=False, emoji=False)
    if not found.is_terminal:
        found = Console(highlight=False, markup=False, emoji=False, width=WIDE)
    return found


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()
) -> None:
    """Print a table; the columns named in ``right`` are aligned right."""
    from rich import box
    from rich.table import Table

    shown: Any = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD)
    for column in columns:
        shown.add_column(column, justify="right" if column in right else "left")
    for row in rows:
        shown.add_row(*row)
    screen = console()
    if screen.is_terminal:
        screen.print(shown)
        return
    with screen.capture() as drawn:
        screen.print(shown)
    lines = [line.rstrip() for line in drawn.get().splitlines()]
    typer.echo("\n".join(filter(None, lines)))
