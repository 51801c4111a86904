"""``extractor evaluate``: scores against gold."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.common import Block, Strict, extractor, table
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.evaluation.report import Report
    from extractor.evaluation.scores import Count, Scores

COUNTS = ("found", "missed", "extra", "precision", "recall", "F1")


def _count(count: "Count") -> tuple[str, ...]:
    return (
        str(count.found), str(count.missed), str(count.extra),
        f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}",
    )  # fmt: skip


def _print_scores(report: "Report") -> None:
    """Print folders, then types and attributes in total."""
    total = report.total
    folders = [(one.name, str(one.texts), *_count(one.overall)) for one in report.folders]
    rows = [*folders, ("total", str(total.texts), *_count(total.overall))]
    table("By folder", ("folder", "texts", *COUNTS), rows, right=("texts", *COUNTS))
    types = [(name, *_count(count)) for name, count in total.types.items()]
    table("By type", ("type", *COUNTS), types, right=COUNTS)
    shares = [_share_row(report, name) for name in total.attributes]
    names = tuple(one.name for one in report.folders)
    columns = ("attribute", "compared", "accuracy", *names)
    table("Attributes of found facts", columns, shares, right=columns[1:])


def _share_row(report: "Report", name: str) -> tuple[str, ...]:
    def accuracy(one: "Scores") -> str:
        share = one.attributes.get(name)
        return f"{share.accuracy:.3f}" if share else ""

    compared = str(report.total.attributes[name].compared)
    return (name, compared, accuracy(report.total), *map(accuracy, report.folders))


def _gate(
    report: "Report", paths: list[Path], floors: Path, update: bool, reason: str | None
) -> None:
    """Hold a report against floors: a line and exit code 1 for each that fell."""
    from extractor.evaluation import gate

    now, mark = gate.rates(report), gate.fingerprint(paths)
    if update:
        old = gate.read(floors) if floors.exists() else None
        gate.write(floors, gate.updated(old, now, mark, reason))
        typer.echo(f"{floors}: {len(now)} floors written")
        return
    lines = gate.fallen(gate.read(floors), now, mark)
    for line in lines:
        typer.echo(line)
    if not lines:
        typer.echo(f"{len(now)} figures at or above their floors")
        return
    types = {line.split("/")[1] for line in lines if line.startswith("type/")}
    for mistake in report.mistakes:
        if mistake.type in types or "all" in types:
            typer.echo(f"{mistake.path}:{mistake.start}: {mistake.kind}: {mistake.sentence}")
    raise typer.Exit(1)


def command(
    gold: Annotated[
        list[str], typer.Argument(metavar="GOLD...", help="*.marked.txt files, or their folders.")
    ],
    errors: Annotated[
        bool, typer.Option("--errors", help="List each miss and extra in its sentence.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Give the whole report as JSON.")] = False,
    floors: Annotated[
        Path | None, typer.Option(help="Fail where a figure falls below this file's floors.")
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Write the floors anew.")] = False,
    allow_regression: Annotated[
        str | None, typer.Option(metavar="WHY", help="Let --update lower floors, and why.")
    ] = None,
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Score the extractor against marked text."""
    from extractor.evaluation.report import evaluate

    if update and floors is None:
        raise UsageError("--update needs --floors FILE")
    report = evaluate(gold, extractor(block, strict))
    if floors is not None:
        _gate(report, [Path(path) for path in gold], floors, update, allow_regression)
        return
    if as_json:
        typer.echo(report.model_dump_json(indent=2, exclude=None if errors else {"mistakes"}))
        return
    if errors:
        for mistake in report.mistakes:
            typer.echo(f"{mistake.path}:{mistake.start}: {mistake.kind}: {mistake.sentence}")
    _print_scores(report)
