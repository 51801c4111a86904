"""Who takes a number when several plugins claim it: evidence strength decides, never order."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.candidates import Claim


@dataclass(frozen=True, slots=True)
class Settled:
    """Claims that stand, in text order, and those that lost with the winner's plugin."""

    won: tuple[tuple[str, Claim], ...]
    lost: tuple[tuple[str, Claim, str], ...]


def _rank(named: tuple[str, Claim]) -> tuple[float, int, str, str, int, str, str]:
    name, found = named
    length = found.end - found.start
    return (
        -found.strength, -length, found.type, name, found.start, found.rule, str(found.value)
    )  # fmt: skip


def settle(claims: Sequence[tuple[str, Claim]]) -> Settled:
    """Keep the strongest of overlapping claims.

    Ties fall by length, type, name of the plugin, place, rule and value.
    """
    won: list[tuple[str, Claim]] = []
    lost: list[tuple[str, Claim, str]] = []
    by_place: dict[int, str] = {}
    for name, found in sorted(claims, key=_rank):
        winner = next((by_place[i] for i in range(found.start, found.end) if i in by_place), None)
        if winner is None:
            won.append((name, found))
            by_place.update(dict.fromkeys(range(found.start, found.end), name))
        else:
            lost.append((name, found, winner))
    won.sort(key=lambda named: (named[1].start, named[1].end))
    lost.sort(key=lambda named: (named[1].start, named[1].end, named[0]))
    return Settled(tuple(won), tuple(lost))
