"""``extractor convert``: gold from one form into another."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import manager

FORMS = "marked, brat, label-studio or docbin"
SUFFIXES = {".json": "label-studio", ".spacy": "docbin"}


def command(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="Gold: a folder or a file.")],
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="A new folder or file.")],
    given: Annotated[
        str | None, typer.Option("--from", metavar="FORM", help=f"Form of SOURCE: {FORMS}.")
    ] = None,
    wanted: Annotated[
        str | None, typer.Option("--to", metavar="FORM", help="Form of TARGET.")
    ] = None,
) -> None:
    """Turn gold into another form; forms go by .json and .spacy, a folder is marked or brat."""
    from extractor.evaluation import fitting
    from extractor.evaluation.formats import named

    texts = named(given or _form(source)).read(source)
    types = manager().record_types
    for text in texts:
        named_so = text.model_copy(update={"name": f"{source}: {text.name}"})
        fitting.check(named_so, types, every=False)
    named(wanted or _form(target)).write(texts, target)
    facts = sum(len(text.facts) for text in texts)
    typer.echo(f"{target}: {len(texts)} texts, {facts} facts")


def _form(path: Path) -> str:
    if path.is_dir() and next(path.rglob("*.ann"), None):
        return "brat"
    return SUFFIXES.get(path.suffix, "marked")
