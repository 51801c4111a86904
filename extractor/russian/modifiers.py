"""Approximators around a number, in TimeML's terms."""

from typing import cast

from extractor.russian.morphology import VERB_POS
from extractor.russian.numerals import Numeral
from extractor.russian.tokens import Token
from extractor.russian.wordlists import table, words
from extractor.values import Modifier


def _read(name: str) -> dict[tuple[str, ...], Modifier]:
    return {tuple(row[0].split()): cast(Modifier, row[1]) for row in table(name)}


LEFT = _read("modifiers_left")
RIGHT = _read("modifiers_right")
LAST, FIRST = frozenset(key[-1] for key in LEFT), frozenset(key[0] for key in RIGHT)
"""The words of an approximator that stand next to the number."""
TRANSPARENT = frozenset(
    {"чем", ",", "в", "во", "с", "со", "на", "из", "от", "для", "о", "по", "к", "у", "за", "перед"}
)
GROWTH = frozenset({"с", "со", "от"})
REACHED = words("growth_words") | words("reached_words")
"""Lemmas behind which ``до N`` tells what was reached: ``их число возросло до 587``."""


def _left(tokens: list[Token], first: int) -> Modifier | None:
    """Read an approximator that ends before token ``first``, over prepositions."""
    end = first
    for _ in range(3):
        near = end > 0 and tokens[end - 1].lower in LAST
        for size in (3, 2, 1) if near else ():
            if end - size < 0:
                continue
            key = tuple(token.lower for token in tokens[end - size : end])
            if key in LEFT:
                if key == ("до",) and _growth(tokens, end - 1):
                    return None
                return LEFT[key]
        if end == 0 or tokens[end - 1].lower not in TRANSPARENT:
            return None
        end -= 1
    return None


def _growth(tokens: list[Token], i: int) -> bool:
    """Tell ``с 25 до 35`` (a growth) from ``до 35`` (a bound)."""
    window = [token.lower for token in tokens[max(0, i - 8) : i]]
    return any(
        window[k] in GROWTH and k + 1 < len(window) and window[k + 1][:1].isdigit()
        for k in range(len(window))
    )


def modifier(tokens: list[Token], numeral: Numeral) -> Modifier:
    """Give the modifier of a number from the words around and inside it."""
    if numeral.upper is not None:
        return "range"
    found = _left(tokens, numeral.first)
    if found is None and numeral.last < len(tokens) and tokens[numeral.last].lower in FIRST:
        for size in (3, 2, 1):
            key = tuple(t.lower for t in tokens[numeral.last : numeral.last + size])
            if key in RIGHT:
                return RIGHT[key]
    if found is None and numeral.inner:
        return "approx"
    return found or "exact"


def stated(tokens: list[Token], numeral: Numeral, read: Modifier) -> Modifier:
    """Give the modifier of a record: ``до`` behind a word of change is no bound.

    Another verb nearer to the number, or a semicolon, parts it from the change.
    """
    if read != "at_most" or tokens[numeral.first - 1].lower != "до":
        return read
    for token in reversed(tokens[: numeral.first - 1]):
        if token.lemma in REACHED:
            return "exact"
        if token.text == ";" or token.reading.pos in VERB_POS:
            break
    return read
