"""The gate: floors under precision, recall, F1, attributes, and extras on silent texts.

A floors file carries the fingerprint of the texts and gold it was made from, so that a
figure is only ever compared with a figure of the same gold. Lowering a floor needs a
reason, which the file keeps.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import Field

from extractor.errors import GoldError
from extractor.evaluation import gold
from extractor.evaluation.report import Report, draw
from extractor.values import Frozen

TOLERANCE = 0.005
"""How far a rate may fall below its floor."""
Counts = dict[str, dict[str, int]]


class Floors(Frozen):
    """Rates by name (``type/activity_count/f1``, ``attribute/place``, ``silent/extras``).

    ``wrong`` tells how many mistakes each document had, so that new ones can be named.
    """

    fingerprint: str
    tolerance: float
    floors: dict[str, float]
    wrong: Counts = Field(default_factory=dict)
    regressions: tuple[str, ...] = ()


def fingerprint(paths: Iterable[Path]) -> str:
    """Hash names and bytes of all marked files, in order."""
    total = hashlib.sha256()
    for path in gold.find(paths):
        data = path.read_bytes()
        total.update(f"{path.name}:{len(data)}:".encode() + data)
    return total.hexdigest()[:16]


def rates(report: Report) -> dict[str, float]:
    """Give the figures of a report that have a floor; extras on silent texts as minus."""
    found: dict[str, float] = {}
    for name, count in {"all": report.total.overall, **report.total.types}.items():
        found[f"type/{name}/precision"] = count.precision
        found[f"type/{name}/recall"] = count.recall
        found[f"type/{name}/f1"] = count.f1
    for name, share in report.total.attributes.items():
        found[f"attribute/{name}"] = share.accuracy
    silent = [document for document in report.documents if not document.facts]
    if silent:
        found["silent/extras"] = float(-sum(len(document.extra) for document in silent))
    return dict(sorted(found.items()))


def _name(path: str) -> str:
    return "/".join(Path(path).parts[-2:])


def mistakes(report: Report) -> Counts:
    """Count the mistakes by type or attribute, then by document."""
    counts: Counts = {}
    named = [(f"type/{one.type}", one.path) for one in report.mistakes]
    named += [(f"attribute/{one.attribute}", one.path) for one in report.wrong]
    for name, path in named:
        documents = counts.setdefault(name, {})
        documents[_name(path)] = documents.get(_name(path), 0) + 1
    return {name: dict(sorted(documents.items())) for name, documents in sorted(counts.items())}


def suspects(floors: Floors, report: Report, lines: Iterable[str]) -> tuple[str, ...]:
    """Name the sentences behind figures that fell: where there are more mistakes than before."""
    fell = {line.partition(":")[0] for line in lines}
    now = mistakes(report)
    found = [
        f"{one.path}:{one.line}: {one.kind} {one.type}: {one.sentence}"
        for one in report.mistakes
        if fell & {"silent/extras", *_rates_of(one.type), *_rates_of("all")}
        and _more(floors, now, f"type/{one.type}", one.path)
    ]
    for one in report.wrong:
        name = f"attribute/{one.attribute}"
        if name in fell and _more(floors, now, name, one.path):
            found.append(
                f"{one.path}:{one.line}: {one.attribute} of {one.type} is {one.said!r}, "
                f"gold {one.gold!r}: {sentence(one.path, one.start)}"
            )
    return tuple(found)


def _rates_of(type_: str) -> set[str]:
    return {f"type/{type_}/{rate}" for rate in ("precision", "recall", "f1")}


def _more(floors: Floors, now: Counts, name: str, path: str) -> bool:
    return now[name][_name(path)] > floors.wrong.get(name, {}).get(_name(path), 0)


def sentence(path: str, start: int) -> str:
    """Give the sentence of the fact at ``start`` in a marked file, the fact drawn as a mark."""
    text = gold.read(Path(path))
    return next((draw(text.text, fact) for fact in text.facts if fact.start == start), "")


def read(path: Path) -> Floors:
    """Read a floors file; raises GoldError where it is missing or malformed."""
    try:
        return Floors.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(f"{path}: no floors: make them with --update") from error
    except ValueError as error:
        raise GoldError(f"{path}: not a floors file: {str(error).splitlines()[0]}") from error


def fallen(floors: Floors, now: Mapping[str, float], mark: str) -> tuple[str, ...]:
    """List, a line each, the figures that fell below their floor, or why none can be compared."""
    if floors.fingerprint != mark:
        return (f"gold has changed (floors of {floors.fingerprint}, gold {mark}): use --update",)
    return tuple(
        f"{name}: {now[name]:.4f} < {floor:.4f}" if name in now else f"{name}: no longer measured"
        for name, floor in floors.floors.items()
        if now.get(name, -1e9) < floor - (0 if name.startswith("silent") else floors.tolerance)
    )


def updated(
    old: Floors | None,
    now: Mapping[str, float],
    mark: str,
    reason: str | None,
    wrong: Counts | None = None,
) -> Floors:
    """Make new floors; raises GoldError where one would sink without a reason.

    Against the same gold a floor only rises; against changed gold all are set anew.
    """
    same = old is not None and old.fingerprint == mark
    kept = old.regressions if old is not None else ()
    lower = [
        name
        for name, floor in (old.floors.items() if old is not None else ())
        if now.get(name, -1e9) < floor - TOLERANCE
    ]
    if lower and reason is None:
        raise GoldError(
            f"{len(lower)} floors would sink ({', '.join(lower[:3])}…): "
            'say why with --allow-regression "why"'
        )
    if lower and reason is not None:
        kept = (*kept, f"{reason} ({len(lower)} floors)")
    floors = dict(now)
    if same and old is not None and reason is None:
        floors = {name: max(rate, old.floors.get(name, rate)) for name, rate in now.items()}
    return Floors(
        fingerprint=mark, tolerance=TOLERANCE, floors=floors, wrong=wrong or {}, regressions=kept
    )


def write(path: Path, floors: Floors) -> None:
    """Write a floors file, its keys in order; raises GoldError where it cannot be written."""
    data: dict[str, Any] = floors.model_dump(mode="json")
    try:
        path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise GoldError(f"{path}: cannot be written: {error.strerror}") from error
