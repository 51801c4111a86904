"""A scale and unit that are said once for several numbers of a sentence, or in one letter.

They stand behind the last (``56,2, 61 и 74,8 тыс. рублей``), with an earlier one
(``A – 150 тысяч рублей, B – 62,5``), or before all (``Вклад, тыс. рублей: A – 118,4``).
"""

from typing import TYPE_CHECKING, NamedTuple

from extractor.russian import labels
from extractor.russian.distractors import letter_scale, unit_at
from extractor.russian.numerals import DASHES, Numeral
from extractor.russian.tokens import Token
from extractor.russian.wordlists import sections
from extractor.values import times

if TYPE_CHECKING:
    from extractor.russian.quantities import Quantity

JOINTS = ([","], ["и"], ["или"], ["/"], [",", "и"])
LISTED = frozenset({",", "и", "остальные", "ещё", "еще", "а"})
GOVERNING = frozenset({"на", "в", "за", "по"})
USES, WITHIN = frozenset({"на", "от", "для"}), 5
"""Words for a use or a giver of money, and the tokens within which they stand before it."""
BEHIND = frozenset({"PREP", "CONJ", "VERB", "PRTS", "INFN", "ADVB", "PRCL", "NPRO"})
"""What stands behind a number whose noun or unit is left out."""
MOST = 1000
"""A bare number below this can lack its scale."""


SERIES = 8
"""Tokens over which a fraction may wait for its scale."""


class _Said(NamedTuple):
    """A scale and unit that later numbers may take over."""

    scale: int
    kind: str
    unit: str


def spread(tokens: list[Token], found: "list[Quantity]") -> "list[Quantity]":
    """Give bare numbers the scale and unit that another of the sentence has."""
    found = list(found)
    _from_behind(tokens, found)
    _from_before(tokens, found, None)
    return found


def carried(
    tokens: list[Token], found: "list[Quantity]", before: tuple[list[Token], "list[Quantity]"]
) -> "list[Quantity]":
    """Give fractions the scale of the money that the sentence ``before`` ends with.

    ``Собрано 1 318,4 тыс. руб. Израсходовано 1 254,9``; so it goes on line by line.
    """
    said = _ending(*before)
    if said is None or said.kind != "money" or said.scale == 1:
        return found
    found = list(found)
    _from_before(tokens, found, said)
    return found


def _ending(tokens: list[Token], found: "list[Quantity]") -> _Said | None:
    """Give the scale that a sentence hands on: of its last number, or announced."""
    for quantity in reversed(found):
        said = _announcement(tokens, quantity) if quantity.kind == "unit" else _of(quantity)
        if said or quantity.open:
            return said
    return None


def _from_behind(tokens: list[Token], found: "list[Quantity]") -> None:
    for i in range(len(found) - 2, -1, -1):
        gap = tokens[found[i].numeral.last : found[i + 1].numeral.first]
        joined = [t.text for t in gap] in JOINTS
        if _small(found[i]) and (joined or _begins_series(tokens, found[i], gap)):
            said = _of(found[i + 1])
            found[i] = _scaled(found[i], said) if said else found[i]


def _from_before(tokens: list[Token], found: "list[Quantity]", last: _Said | None) -> None:
    """Hand on a scale to the right; one said before the sentence, to fractions only."""
    announced: _Said | None = None
    counts = last is not None
    for i, quantity in enumerate(found):
        if quantity.kind == "unit":
            announced = _announcement(tokens, quantity)
        elif _small(quantity) and _bare(tokens, quantity):
            if announced is not None:
                found[i] = _scaled(quantity, announced)
            elif last is not None and last.scale > 1:
                whole = quantity.kind == "count" and (counts or last.kind != "money")
                if not whole and _takes_over(tokens, quantity):
                    found[i] = _scaled(quantity, last)
        last = _of(found[i]) or last
        counts = counts or found[i].kind == "count"


def _begins_series(tokens: list[Token], quantity: "Quantity", gap: list[Token]) -> bool:
    """Tell a fraction whose scale the next number of the series has: ``8,9, фирмы – 25,2 млн``."""
    if quantity.kind != "decimal" or not 0 < len(gap) <= SERIES or not quantity.numeral.first:
        return False
    verb = tokens[quantity.numeral.first - 1].lemma
    collects = "collect" in sections("verb_classes").get(verb, ()) and verb != "составить"
    return collects and gap[0].text == ","


def _small(quantity: "Quantity") -> bool:
    numeral = quantity.numeral
    open_ = quantity.kind in ("count", "decimal") and numeral.form != "bare"
    return open_ and numeral.scale == 1 and numeral.value < MOST


def _of(quantity: "Quantity") -> _Said | None:
    """Give the scale and unit of a number that has one."""
    scale = quantity.numeral.scale
    if quantity.kind == "money" or (quantity.kind == "count" and scale >= MOST):
        return _Said(scale, quantity.kind, quantity.unit)
    return None


def _scaled(quantity: "Quantity", said: _Said) -> "Quantity":
    own = quantity.numeral
    upper = own.upper and times(own.upper, said.scale)
    numeral = own._replace(value=times(own.value, said.scale), upper=upper, scale=said.scale)
    return quantity._replace(numeral=numeral, kind=said.kind, unit=said.unit)


def _announcement(tokens: list[Token], quantity: "Quantity") -> _Said | None:
    """Read a unit that is named without a number: ``(тыс. рублей)``, ``, тыс. человек:``."""
    kind, unit = unit_at(tokens, quantity.numeral.last)
    if kind not in ("", "money"):
        return None
    return _Said(int(quantity.numeral.value), kind or "count", unit)


def _bare(tokens: list[Token], quantity: "Quantity") -> bool:
    last = quantity.numeral.last
    follow = tokens[last] if last < len(tokens) else None
    return follow is None or follow.kind != "word" or follow.reading.pos in BEHIND


def _takes_over(tokens: list[Token], quantity: "Quantity") -> bool:
    """Tell whether a bare number has the scale of the one before.

    A fraction has, but where a noun before it says what it is (``балл 58,25``); a whole
    number where it stands for a giver or a use of money.
    """
    first, last = quantity.numeral.first, quantity.numeral.last
    before = tokens[first - 1]
    if quantity.kind == "decimal":
        named = before.reading.pos == "NOUN" and before.lower != "числе"
        return not named or any(t.lower in USES for t in tokens[max(0, first - WITHIN) : first])
    if before.text in DASHES:
        return labels.fronted(tokens, first) is None
    if last < len(tokens) and tokens[last].text in DASHES:
        return before.lower in LISTED
    return before.lower in GOVERNING


def lettered(tokens: list[Token], numeral: Numeral) -> Numeral:
    """Take the scale in one letter behind a number into it.

    >>> from extractor.russian.tokens import tokenize
    >>> from extractor.russian.numerals import read
    >>> tokens = tokenize("35 т. р.")
    >>> lettered(tokens, read(tokens, 0)).value
    Decimal('35000')
    """
    scale = letter_scale(tokens, numeral.last)
    if not scale or numeral.scale > 1:
        return numeral
    upper = None if numeral.upper is None else numeral.upper * scale
    value = times(numeral.value, scale)
    return numeral._replace(last=numeral.last + 2, value=value, upper=upper, scale=scale)
