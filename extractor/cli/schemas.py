"""``extractor schemas``: a JSON Schema a record type."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.common import Block, Strict, known, manager, warn

if TYPE_CHECKING:
    from extractor.records import Record


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
    """Write the JSON Schemas of the record types, or check those that are in a folder."""
    from extractor import schemas

    plugins = manager(block, strict)
    types = plugins.record_types
    only = known(types, only) or None
    amiss = bool(plugins.problems)
    if check:
        amiss = not _are_right(types, folder, only) or amiss
    else:
        for name in schemas.write(types, folder, only):
            typer.echo(folder / name)
    if amiss:
        raise typer.Exit(1)


def _are_right(types: "Mapping[str, type[Record]]", folder: Path, only: list[str] | None) -> bool:
    """Say which schemas are amiss and what puts them right; tell whether none is."""
    from extractor import schemas

    wrong = schemas.amiss(types, folder, only)
    for name, what in wrong.items():
        path, type_ = folder / name, name.removesuffix(schemas.SUFFIX)
        warn(f"{path}: {what}; {_remedy(folder, type_) if type_ in types else 'remove it'}")
    empty = not (wrong or only or any(folder.glob(f"*{schemas.SUFFIX}")))
    if empty:
        warn(f"{folder}: holds no schema; {_remedy(folder)}")
    return not wrong and not empty


def _remedy(folder: Path, type_: str = "TYPE") -> str:
    """Write the whole command that puts one schema right."""
    where = "" if folder == Path("schemas") else f" --dir {shlex.quote(str(folder))}"
    return f"run: extractor schemas --type {type_}{where}"
