"""Quantities of a sentence: every number, and why a number can be no fact.

A quantity of kind ``count`` or ``money`` may become a record; every other kind names the
reason it is set aside (``date``, ``law``, ``percent``, ``age``, …).
"""

import re
from typing import NamedTuple

from extractor.russian import scales
from extractor.russian.distractors import kind_of
from extractor.russian.modifiers import modifier
from extractor.russian.numerals import DASHES, FORMS, Numeral, read
from extractor.russian.scan import mask_at, masks
from extractor.russian.tokens import Token
from extractor.values import Modifier

OPEN_KINDS = frozenset({"count", "money"})
"""Kinds that may become a record."""

SPREAD = frozenset(
    {"age", "percent", "time", "length", "area", "weight", "times", "score", "volume"}
)
QUOTES = re.compile('[«„“»”"]')
JOINTS = (["до"], ["-"], ["–"], ["и"], ["или"])


class Quantity(NamedTuple):
    """A number of a sentence over ``tokens[numeral.first:numeral.last]``.

    ``unit`` is the lemma of a unit of measure behind it; ``kind`` is ``count``, ``money``
    or the reason it is set aside.
    """

    numeral: Numeral
    kind: str
    unit: str
    modifier: Modifier

    @property
    def open(self) -> bool:
        """Whether the number may become a record."""
        return self.kind in OPEN_KINDS


def _is_title(tokens: list[Token], opening: int, closing: int) -> bool:
    """Tell a title in quotes from quoted speech."""
    before = tokens[opening - 1].text if opening else "."
    after = [token.text for token in tokens[closing + 1 : closing + 3]]
    inner = tokens[opening + 1 : closing]
    spoken = before == ":" or (after[:1] == [","] and after[1:] and after[1] in DASHES)
    if spoken or len(inner) > 25:
        return False
    return not any(token.reading.pos in ("VERB", "PRTS") for token in inner)


def _quoted(tokens: list[Token]) -> list[bool]:
    """Tell for each token whether it stands in a title in «» or paired straight quotes."""
    inside = [False] * len(tokens)
    opened: list[int] = []
    for i, token in enumerate(tokens):
        closes = token.text in "»”" or (token.text == '"' and bool(opened))
        if token.text in "«„“" or (token.text == '"' and not opened):
            opened.append(i)
        elif closes and opened:
            opening = opened.pop()
            if _is_title(tokens, opening, i):
                inside[opening : i + 1] = [True] * (i + 1 - opening)
    return inside


def quantities(text: str, tokens: list[Token]) -> list[Quantity]:
    """Read every number of a sentence, in order, each with its kind."""
    if not tokens:
        return []
    spans = masks(text, tokens[0].start, tokens[-1].end)
    has_quotes = QUOTES.search(text, tokens[0].start, tokens[-1].end) is not None
    quoted = _quoted(tokens) if has_quotes else [False] * len(tokens)
    found: list[Quantity] = []
    end = 0
    for i, token in enumerate(tokens):
        if i < end or (token.kind != "number" and token.lower not in FORMS):
            continue
        masked = mask_at(spans, token.start)
        numeral = _in_cell(text, tokens, i)
        if numeral is None:
            continue
        if masked:
            kind, unit = masked[2], ""
            last = i + 1
            while last < len(tokens) and tokens[last].start < masked[1]:
                last += 1
            numeral = numeral._replace(last=last, upper=None)
        elif quoted[i]:
            kind, unit = "in_title", ""
        else:
            kind, unit = kind_of(tokens, numeral)
        found.append(Quantity(numeral, kind, unit, modifier(tokens, numeral)))
        end = max(numeral.last, i + 1)
    return _table(tokens, scales.spread(tokens, _spread_age(tokens, found)))


def _in_cell(text: str, tokens: list[Token], i: int) -> Numeral | None:
    """Read the number at token ``i``; what stands behind a tab is another cell's."""
    numeral = read(tokens, i)
    if numeral is None:
        return None
    tab = text.find("\t", tokens[i].start, tokens[numeral.last - 1].start)
    if tab < 0:
        return numeral
    return read([token for token in tokens[: numeral.last] if token.start < tab], i)


CROWD = 60
"""More open numbers than this in one sentence, a third of its tokens, are a table."""


def _table(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """Set aside the numbers of a flattened table: their labels cannot be told."""
    crowd = sum(quantity.open for quantity in found)
    if crowd <= CROWD or crowd * 3.5 < len(tokens):
        return found
    return [q._replace(kind="table") if q.open else q for q in found]


def _spread_age(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """Give ``от 14`` of ``от 14 до 35 лет`` the kind of its other end."""
    for left, right in zip(range(len(found)), range(1, len(found)), strict=False):
        gap = tokens[found[left].numeral.last : found[right].numeral.first]
        joined = [token.lower for token in gap] in JOINTS
        if found[right].kind == "percent" and found[left].numeral.value > 100:
            continue
        if joined and found[left].kind == "count" and found[right].kind in SPREAD:
            found[left] = found[left]._replace(kind=found[right].kind)
    return found
