"""``extractor show``: a text with its facts, and what became of each number."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.common import Block, Strict, console, extractor, table, warn

if TYPE_CHECKING:
    from extractor.document import Document
    from extractor.manager import Manager
    from extractor.pipeline import Extraction

COLOURS = ("green", "cyan", "magenta", "yellow", "blue", "red", "bright_green", "bright_cyan",
           "bright_magenta", "bright_yellow", "bright_blue", "bright_red")  # fmt: skip


def _coloured(extraction: "Extraction", types: list[str]) -> None:
    """Print the text with each fact in the colour of its type, and the legend."""
    from rich.text import Text

    from extractor.review.explain import number, pieces

    style = {name: f"bold {COLOURS[i % len(COLOURS)]}" for i, name in enumerate(types)}
    shown, seen = Text(), dict.fromkeys(r.type for r in extraction.records)
    for piece in pieces(extraction):
        if piece.record is None:
            shown.append(piece.text)
        else:
            shown.append(piece.text, style=f"{style[piece.record.type]} reverse")
            value = number(piece.record.value)
            if value != piece.text:
                shown.append(f" {value}".rstrip(), style=style[piece.record.type])
    legend = Text("\n")
    for name in sorted(seen):
        legend.append(f"{name}  ", style=f"{style[name]} reverse")
    console().print(shown, legend, sep="\n", soft_wrap=True)


def _short(text: str, limit: int = 40) -> str:
    """Give a text as one line of at most ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def _rows(extraction: "Extraction") -> list[tuple[str, ...]]:
    from extractor.review.explain import number

    return [
        (
            r.type,
            number(r.value),
            r.modifier,
            r.status,
            r.period or "",
            r.place or "",
            _short(r.subject or ""),
            f"{r.start}:{r.end}",
            _short(r.text),
        )
        for r in extraction.records
    ]


def _print_table(extraction: "Extraction") -> None:
    columns = ("type", "value", "modifier", "status", "period", "place", "subject", "at", "text")
    table("", columns, _rows(extraction), right=("value", "at"))


def _print_why(extraction: "Extraction") -> None:
    from extractor.review.explain import fates

    rows = [
        (f"{fate.start}:{fate.end}", fate.text, "taken" if fate.taken else "left", fate.why)
        for fate in fates(extraction)
    ]
    table("", ("at", "number", "", "why"), rows, right=("at",))


def _document(file: str, manager: "Manager") -> "Document":
    """Read a document; gold without its marks."""
    from extractor.evaluation import gold
    from extractor.loaders import inside
    from extractor.loaders.text import from_string
    from extractor.pipeline import read

    if file.endswith(gold.SUFFIX) and not inside.split(file)[1]:
        return from_string(gold.read(Path(file)).text, file)
    return read(file, manager)


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The document, or gold.")],
    why: Annotated[bool, typer.Option("--why", help="Tell of each number what took it.")] = False,
    as_table: Annotated[bool, typer.Option("--table", help="Records as a table, no text.")] = False,
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Show a document with its facts marked, in colour on a terminal.

    Exit code 1: a plugin failed, and what it finds is not shown.
    """
    from extractor.batch.run import warning
    from extractor.review.explain import marked

    failing: set[str] = set()
    made = extractor(block, strict, failing)
    document = _document(file, made.manager)
    if warning(document):
        warn(f"warning: {warning(document)}")
    extraction = made.extract(document)
    if as_table:
        _print_table(extraction)
    elif console().is_terminal:
        _coloured(extraction, list(made.manager.record_types))
    else:
        typer.echo(marked(extraction))
    if why:
        _print_why(extraction)
    if failing:
        raise typer.Exit(1)
