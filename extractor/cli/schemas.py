"""``extractor schemas``: a JSON Schema a record type."""

import shlex
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
    """Write the JSON Schemas of the record types, or check those that are in a folder."""
    from extractor import schemas

    types = manager(block, strict).record_types
    only = known(types, only) or None
    if not check:
        for name in schemas.write(types, folder, only):
            typer.echo(folder / name)
        return
    wrong = schemas.amiss(types, folder, only)
    for name, what in wrong.items():
        path, type_ = folder / name, name.removesuffix(schemas.SUFFIX)
        warn(f"{path}: {what}; {_remedy(folder, type_) if type_ in types else 'remove it'}")
    if not (wrong or only or any(folder.glob(f"*{schemas.SUFFIX}"))):
        warn(f"{folder}: holds no schema; {_remedy(folder)}")
        raise typer.Exit(1)
    if wrong:
        raise typer.Exit(1)


def _remedy(folder: Path, type_: str = "TYPE") -> str:
    """Write the whole command that puts one schema right."""
    where = "" if folder == Path("schemas") else f" --dir {shlex.quote(str(folder))}"
    return f"run: extractor schemas --type {type_}{where}"
