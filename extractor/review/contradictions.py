"""Facts to look at again: those that contradict each other, and totals that do not add up."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from extractor.records import Record
from extractor.values import Change, folded

APPROXIMATE = Decimal("0.1")
"""How far a number called approximate may be from the true one."""

ENDLESS = Decimal("Infinity")
UNNAMED = frozenset({"change", "amount"})
"""Fields of a type that say more of a fact, not which fact it is."""


class Said(NamedTuple):
    """A value that a sentence states, or that its change implies for an earlier period."""

    row: int
    record: Record
    sentence: tuple[str, str, str]
    value: Decimal
    implied: bool


class Contradiction(NamedTuple):
    """Statements of one thing, of which at least two cannot both be true."""

    type: str
    subject: str
    place: str
    period: str
    said: tuple[Said, ...]


class Total(NamedTuple):
    """A whole and its parts; ``over`` is how much the parts are more than the whole."""

    whole: Said
    parts: tuple[Said, ...]
    over: Decimal


Key = tuple[Any, ...]


def bounds(record: Record, value: Decimal) -> tuple[Decimal, Decimal]:
    """Give the least and the greatest true value that a statement allows."""
    if record.modifier in ("more_than", "at_least"):
        return value, ENDLESS
    if record.modifier in ("less_than", "at_most"):
        return Decimal(0), value
    if record.upper is not None:
        return value, record.upper
    slack = _rounded(value) if any(map(str.isalpha, record.text)) else Decimal(0)
    if record.modifier == "approx":
        slack = max(slack, abs(value) * APPROXIMATE)
    return value - slack, value + slack


def _rounded(value: Decimal) -> Decimal:
    """Give half of the last digit that is said: ``18 тысяч`` is 18 000 ± 500."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1) if isinstance(exponent, int) else Decimal(0)


def _own(record: Record) -> Key:
    names = type(record).model_fields.keys() - Record.model_fields.keys() - UNNAMED
    return tuple(
        (name, folded("; ".join(value) if isinstance(value, tuple) else str(value or "")))
        for name in sorted(names)
        for value in [getattr(record, name)]
    )


def _clash(one: Said, other: Said) -> bool:
    (low, high), (least, most) = bounds(one.record, one.value), bounds(other.record, other.value)
    return high < least or most < low


class Contradictions:
    """Gathers statements by what they are about: type, subject, place, period and own fields."""

    def __init__(self) -> None:
        self._said: dict[Key, list[Said]] = {}

    def add(self, row: int, record: Record, sentence: tuple[str, str, str]) -> None:
        """Add a record and what its change implies; parts and repetitions are left out."""
        if record.value is None or record.part_of or record.same_as:
            return
        self._put(record.period, Said(row, record, sentence, record.value, False))
        change = getattr(record, "change", None)
        if isinstance(change, Change) and change.base_value is not None:
            self._put(change.base_period, Said(row, record, sentence, change.base_value, True))

    def _put(self, period: str | None, said: Said) -> None:
        record = said.record
        if not (period and record.place and record.subject):
            return
        about = (record.type, record.status, folded(record.subject), folded(record.place), period)
        self._said.setdefault((*about, _own(record)), []).append(said)

    def found(self) -> tuple[Contradiction, ...]:
        """Give the contradictions, the plainest first: two values, then more."""
        groups = []
        for key, said in self._said.items():
            clashing = _different(said)
            if clashing:
                record = clashing[0].record
                groups.append(
                    Contradiction(
                        record.type, record.subject or "", record.place or "", key[4], clashing
                    )
                )
        return tuple(sorted(groups, key=lambda group: (len(group.said), group[:4])))


def _different(said: Sequence[Said]) -> tuple[Said, ...]:
    """Give one statement for each value and its bounds that clashes with another, or none."""
    first: dict[Key, Said] = {}
    for one in said:
        first.setdefault((one.value, *bounds(one.record, one.value)), one)
    kept = tuple(first.values())
    return tuple(one for one in kept if any(_clash(one, other) for other in kept))


def totals(
    row: int, records: Iterable[Record], sentences: Sequence[tuple[str, str, str]]
) -> tuple[Total, ...]:
    """Find the wholes of a document that their parts do not add up to.

    Parts may be less than the whole only where they are at least three, for a text often
    names but the largest; one part may not be more than the whole.
    """
    said = {
        record.id: Said(row, record, sentence, record.value, False)
        for record, sentence in zip(records, sentences, strict=True)
        if record.value is not None
    }
    parts: dict[str, list[Said]] = {}
    for one in said.values():
        if one.record.part_of in said:
            parts.setdefault(one.record.part_of or "", []).append(one)
    found = []
    for name, members in parts.items():
        whole = said[name]
        over = sum((one.value for one in members), Decimal(0)) - whole.value
        least = bounds(whole.record, whole.value)[0]
        exact = all(one.record.modifier == "exact" for one in (whole, *members))
        if exact and (over > whole.value - least or (over < 0 and len(members) > 2)):
            found.append(Total(whole, tuple(members), over))
    return tuple(found)
