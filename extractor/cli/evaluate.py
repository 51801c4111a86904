"""``extractor evaluate``: scores against gold, and the gate that holds them up."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.common import Block, Strict, extractor, known, manager, table
from extractor.errors import TargetError, UsageError

if TYPE_CHECKING:
    from extractor.evaluation.comparison import Difference
    from extractor.evaluation.intervals import Interval
    from extractor.evaluation.report import Report
    from extractor.evaluation.scores import Count, Scores

COUNTS = ("found", "missed", "extra", "precision", "recall", "F1")


def _count(count: "Count") -> tuple[str, ...]:
    return (
        str(count.found), str(count.missed), str(count.extra),
        f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}",
    )  # fmt: skip


def _print_scores(report: "Report", swing: Mapping[str, "Interval"]) -> None:
    """Print folders, then types and attributes in total, with the range of each."""
    from extractor.evaluation.output import within

    total = report.total
    folders = [(one.name, str(one.texts), *_count(one.overall)) for one in report.folders]
    rows = [*folders, ("total", str(total.texts), *_count(total.overall))]
    table("By folder", ("folder", "texts", *COUNTS), rows, right=("texts", *COUNTS))
    every = {**total.types, "all": total.overall}
    types = [(n, *_count(count), within(swing, f"type/{n}/f1")) for n, count in every.items()]
    columns: tuple[str, ...] = ("type", *COUNTS, "F1, 95 %")
    table("By type", columns, types, right=columns[1:])
    shares = [
        (*_share_row(report, n)[:3], within(swing, f"attribute/{n}"), *_share_row(report, n)[3:])
        for n in total.attributes
    ]
    columns = ("attribute", "compared", "accuracy", "95 %", *(one.name for one in report.folders))
    table("Attributes of found facts", columns, shares, right=columns[1:])


def _share_row(report: "Report", name: str) -> tuple[str, ...]:
    def accuracy(one: "Scores") -> str:
        share = one.attributes.get(name)
        return f"{share.accuracy:.3f}" if share else ""

    compared = str(report.total.attributes[name].compared)
    return (name, compared, accuracy(report.total), *map(accuracy, report.folders))


def _print_changes(changes: tuple["Difference", ...]) -> None:
    """Print which types became better or worse than the saved run, and the facts lost."""
    rows = [
        (one.type, str(len(one.gained)), str(len(one.lost)), f"{one.p:.3f}", one.verdict)
        for one in changes
    ]
    columns = ("type", "right now", "wrong now", "p", "")
    table("Against the saved run", columns, rows, right=columns[1:4])
    for item in next((one.lost for one in changes if one.type == "all"), ()):
        typer.echo(f"wrong now: {item}")


def _print_errors(report: "Report") -> None:
    for mistake in report.mistakes:
        typer.echo(f"{mistake.path}:{mistake.line}: {mistake.kind}: {mistake.sentence}")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TargetError(f"{path}: cannot be written: {error.strerror}") from error


def _update(report: "Report", paths: list[Path], floors: Path, reason: str | None) -> None:
    """Write the floors anew."""
    from extractor.evaluation import gate

    now, mark = gate.rates(report), gate.fingerprint(paths)
    old = gate.read(floors) if floors.exists() else None
    gate.write(floors, gate.updated(old, now, mark, reason, gate.mistakes(report)))
    typer.echo(f"{floors}: {len(now)} floors written")


def _held(report: "Report", paths: list[Path], floors: Path) -> tuple[list[str], list[str]]:
    """Hold a report against floors: the figures that fell, and the sentences behind them."""
    from extractor.evaluation import gate

    pinned = gate.read(floors)
    lines = gate.fallen(pinned, gate.rates(report), gate.fingerprint(paths))
    return list(lines), list(gate.suspects(pinned, report, lines))


def _print_json(
    report: "Report",
    changes: tuple["Difference", ...],
    fell: tuple[list[str], list[str]],
    errors: bool,
) -> None:
    from extractor.evaluation.intervals import intervals

    shown = report.model_dump(mode="json", exclude=None if errors else {"mistakes", "wrong"})
    shown |= {"intervals": intervals(report.documents), "fallen": fell[0], "sentences": fell[1]}
    shown["changes"] = [one.model_dump(mode="json") for one in changes]
    typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))


Gold = Annotated[
    list[str], typer.Argument(metavar="GOLD...", help="*.marked.txt files, or their folders.")
]
Errors = Annotated[bool, typer.Option("--errors", help="List each miss and extra in its sentence.")]
Json = Annotated[bool, typer.Option("--json", help="Give the whole report as JSON.")]
Markdown = Annotated[
    bool, typer.Option("--markdown", help="Give the report for a comment on a change.")
]
Junit = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write JUnit XML: a test for each figure.")
]
Floors = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Fail where a figure falls below its floor.")
]
Update = Annotated[bool, typer.Option("--update", help="Write the floors anew.")]
Why = Annotated[str | None, typer.Option(metavar="WHY", help="Let --update lower floors, and why.")]
Compare = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Test against a run saved with --json.")
]
Only = Annotated[
    list[str] | None, typer.Option("--type", metavar="TYPE", help="Count this type only.")
]


def command(
    gold: Gold,
    errors: Errors = False,
    as_json: Json = False,
    as_markdown: Markdown = False,
    junit: Junit = None,
    floors: Floors = None,
    update: Update = False,
    allow_regression: Why = None,
    compare: Compare = None,
    only: Only = None,
    block: Block = None,
    strict: Strict = False,
) -> None:
    """Score the extractor against marked text; exit code 1: a figure fell, a plugin failed."""
    from extractor.evaluation import comparison, gate, output
    from extractor.evaluation.report import evaluate

    if update and floors is None:
        raise UsageError("--update needs --floors FILE")
    saved = comparison.read(compare) if compare else None
    failing: set[str] = set()
    made = extractor(block, strict, failing)
    every = (manager() if block else made.manager).record_types
    report = evaluate(gold, made, known(made.manager.record_types, only), every)
    paths = [Path(path) for path in gold]
    if update and floors is not None:
        _update(report, paths, floors, allow_regression)
        raise typer.Exit(1 if failing else 0)
    fell = _held(report, paths, floors) if floors else ([], [])
    changes = comparison.differences(saved, report) if saved else ()
    if junit:
        _write(junit, output.junit(gate.rates(report), *fell))
    if as_json:
        _print_json(report, changes, fell, errors)
    elif as_markdown:
        typer.echo(output.markdown(report, changes, *fell), nl=False)
    else:
        _print(report, changes, fell, errors, floors is not None)
    if failing or fell[0] or any(one.type == "all" and one.verdict == "worse" for one in changes):
        raise typer.Exit(1)


def _print(
    report: "Report",
    changes: tuple["Difference", ...],
    fell: tuple[list[str], list[str]],
    errors: bool,
    held: bool,
) -> None:
    from extractor.evaluation import gate
    from extractor.evaluation.intervals import intervals

    if errors:
        _print_errors(report)
    if changes:
        _print_changes(changes)
    for line in (*fell[0], *fell[1]):
        typer.echo(line)
    if held and not fell[0]:
        typer.echo(f"{len(gate.rates(report))} figures at or above their floors")
    if not (held or changes):
        _print_scores(report, intervals(report.documents))
