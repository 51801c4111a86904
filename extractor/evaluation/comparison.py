"""Whether a run differs from a saved one by more than chance: McNemar's exact test."""

from collections.abc import Iterable
from math import comb
from pathlib import Path, PurePath
from typing import Any

from pydantic import BaseModel

from extractor.errors import GoldError
from extractor.evaluation.report import Outcome, Report
from extractor.values import Frozen

SURE = 0.05
"""A difference less likely by chance than this is called one."""


class Saved(BaseModel):
    """A run as ``extractor evaluate --json`` wrote it: what is needed to compare."""

    documents: tuple[Outcome, ...]


class Difference(Frozen):
    """Items of a type that became right and that became wrong, and the odds of chance.

    An item is a fact of the gold (right where found) or a record too much in either run
    (right where it is not given).
    """

    type: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    p: float

    @property
    def verdict(self) -> str:
        """Say ``better``, ``worse`` or, where chance may explain it, ``no difference``."""
        if self.p >= SURE:
            return "no difference"
        return "better" if len(self.gained) > len(self.lost) else "worse"


def read(path: Path) -> Saved:
    """Read a saved run; raises GoldError where it is missing or is none."""
    try:
        return Saved.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(f"{path}: no saved run: make one with evaluate --json") from error
    except ValueError as error:
        raise GoldError(f"{path}: is no run saved by evaluate --json") from error


def mcnemar(gained: int, lost: int) -> float:
    """Give the probability that chance alone divides the changed items so unevenly.

    >>> mcnemar(0, 0), mcnemar(1, 1), mcnemar(10, 0)
    (1.0, 1.0, 0.001953125)
    """
    changed, fewer = gained + lost, min(gained, lost)
    ways: int = 2 * sum(comb(changed, i) for i in range(fewer + 1))
    return min(1.0, ways / int(2**changed))


def _short(path: str) -> str:
    """Name a document by folder and file, wherever the corpus lies."""
    return "/".join(PurePath(path).parts[-2:])


def _items(documents: Iterable[Outcome], shared: set[str]) -> dict[str, bool]:
    """Tell of each fact and extra of the shared documents whether it is right."""
    return {
        f"{_short(one.path)}:{key}": right
        for one in documents
        if _short(one.path) in shared
        for keys, right in ((one.found, True), (one.missed, False), (one.extra, False))
        for key in keys
    }


def differences(old: Saved | Report, new: Report) -> tuple[Difference, ...]:
    """Compare two runs over the documents both have, over all types and by type.

    Raises GoldError where they share no document, or its gold has changed.
    """
    shared = {_short(one.path) for one in old.documents} & {_short(d.path) for d in new.documents}
    if not shared:
        raise GoldError("the saved run and this one share no document: nothing to compare")
    sides = [_items(run.documents, shared) for run in (old, new)]
    _same_gold(old, new, shared)
    changed: dict[str, tuple[list[str], list[str]]] = {"all": ([], [])}
    for item in sorted(sides[0].keys() | sides[1].keys()):
        before, after = (side.get(item, True) for side in sides)
        pair = changed.setdefault(item.rsplit(":", 4)[1], ([], []))
        if before != after:
            for one in (pair, changed["all"]):
                one[before].append(item)  # index 0: became right, 1: became wrong
    return tuple(
        Difference(type=name, gained=tuple(g), lost=tuple(x), p=mcnemar(len(g), len(x)))
        for name, (g, x) in sorted(changed.items())
    )


def _same_gold(old: Saved | Report, new: Report, shared: set[str]) -> None:
    def facts(run: Any) -> dict[str, frozenset[str]]:
        return {_short(d.path): frozenset(d.found + d.missed) for d in run.documents}

    was, now = facts(old), facts(new)
    for path in sorted(shared):
        if was[path] != now[path]:
            raise GoldError(f"{path}: its gold has changed since the saved run")
