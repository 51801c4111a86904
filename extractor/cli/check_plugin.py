"""``extractor check-plugin``: what every plugin must hold to."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import table


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An installed plugin.")],
    gold: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Its gold; ./gold where there is one.")
    ] = None,
    schemas: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Its schemas; ./schemas where there are.")
    ] = None,
    samples: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Files for its loaders; ./samples where there are."),
    ] = None,
) -> None:
    """Check that a plugin holds to the rules of the house; exit code 1 where it does not."""
    from extractor.testing.conformance import Conformance

    gold = gold or _there("gold")
    schemas = schemas or _there("schemas")
    samples = samples or _there("samples")
    conformance = Conformance(name, [gold] if gold else [], schemas, samples)
    findings = conformance.all()
    rows = [(one.check, "ok" if one.passed else "FAILED", one.detail) for one in findings]
    table("", ("check", "", "what"), rows)
    if not all(one.passed for one in findings):
        raise typer.Exit(1)
    if not conformance.finds:
        typer.echo(f"{name} has loaders and sinks alone: the checks of records are left out")
    typer.echo(f"{name}: {len(findings)} checks passed")


def _there(folder: str) -> Path | None:
    return Path(folder) if Path(folder).is_dir() else None
