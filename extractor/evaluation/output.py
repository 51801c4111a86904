"""A report for other programs: JUnit XML for CI, Markdown for a comment on a change."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from extractor.evaluation.comparison import Difference
from extractor.evaluation.intervals import Interval, intervals
from extractor.evaluation.report import Report
from extractor.evaluation.scores import Count

SHOWN = 20
"""Sentences that a comment shows at most."""


def junit(now: Mapping[str, float], fallen: Sequence[str], sentences: Sequence[str]) -> str:
    """Write JUnit XML: a test for each figure, failed where it fell, with the sentences."""
    lines = {line.partition(":")[0]: line for line in fallen}
    names = sorted({*now, *lines})
    suite = ElementTree.Element(
        "testsuite", name="extractor evaluate", tests=str(len(names)), failures=str(len(lines))
    )
    for name in names:
        case = ElementTree.SubElement(suite, "testcase", classname="floors", name=name)
        if name in lines:
            failure = ElementTree.SubElement(case, "failure", message=_legal(lines[name]))
            failure.text = _legal("\n".join([lines[name], *sentences]))
    ElementTree.indent(suite)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(suite, encoding="unicode") + "\n"


def _legal(text: str) -> str:
    """Leave out the characters that XML does not allow."""
    return "".join(c if c >= " " or c in "\t\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def markdown(
    report: Report,
    changes: Sequence[Difference] = (),
    fallen: Sequence[str] = (),
    sentences: Sequence[str] = (),
) -> str:
    """Write a report as Markdown: what fell, what changed, figures by type and attribute."""
    swing = intervals(report.documents)
    parts = [_fallen(fallen, sentences), _changes(changes), _types(report, swing)]
    parts.append(_attributes(report, swing))
    return "\n\n".join(filter(None, parts)) + "\n"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, [":--", *["--:"] * (len(columns) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _fallen(fallen: Sequence[str], sentences: Sequence[str]) -> str:
    if not fallen:
        return ""
    lines = [f"**{len(fallen)} figures fell below their floors**", ""]
    lines += [f"- `{line}`" for line in fallen]
    if sentences:
        lines += ["", *(f"- {_plain(line)}" for line in sentences[:SHOWN])]
    if len(sentences) > SHOWN:
        lines.append(f"- … and {len(sentences) - SHOWN} more")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Keep a sentence from being read as markup."""
    return "".join(f"\\{c}" if c in r"\`*_[]<>|#" else c for c in text)


def _changes(changes: Sequence[Difference]) -> str:
    rows = [
        (one.type, str(len(one.gained)), str(len(one.lost)), f"{one.p:.3f}", one.verdict)
        for one in changes
    ]
    return (
        _table(("against the saved run", "right now", "wrong now", "p", ""), rows) if rows else ""
    )


def within(swing: Mapping[str, Interval], figure: str) -> str:
    """Write the range of a figure, or nothing where there is none."""
    return "{:.3f}–{:.3f}".format(*swing[figure]) if figure in swing else ""


def _types(report: Report, swing: Mapping[str, Interval]) -> str:
    def row(name: str, count: Count) -> tuple[str, ...]:
        figures = (f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}")
        counts = (str(count.found), str(count.missed), str(count.extra))
        return (name, *counts, *figures, within(swing, f"type/{name}/f1"))

    rows = [row(name, count) for name, count in report.total.types.items()]
    columns = ("type", "found", "missed", "extra", "precision", "recall", "F1", "F1, 95 %")
    return _table(columns, [*rows, row("all", report.total.overall)])


def _attributes(report: Report, swing: Mapping[str, Interval]) -> str:
    rows = [
        (name, str(share.compared), f"{share.accuracy:.3f}", within(swing, f"attribute/{name}"))
        for name, share in report.total.attributes.items()
    ]
    return _table(("attribute", "compared", "accuracy", "95 %"), rows) if rows else ""
