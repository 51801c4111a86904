"""A paragraph as a row of symbols, for the network that reads words in their order.

A word is its lemma with part of speech, case and capital; a number is one symbol that tells
its kind, its size and whether it is open. A sentence that is never tokenized is one symbol.
"""

from typing import NamedTuple

from extractor.russian.context import Paragraph, Sentence
from extractor.russian.quantities import Quantity
from extractor.russian.tokens import Token

REACH = 16
"""Symbols to either side that a number is read with."""
LARGEST = 9
"""Digits from which on sizes are not told apart."""


class Symbol(NamedTuple):
    """A word (lemma, mark or ``#count``), its form, and signs: part of speech, case, kind."""

    word: str
    form: str
    pos: str
    case: str
    kind: str

    def signs(self) -> tuple[str, str, str]:
        """Name the signs, each with what it is a sign of."""
        return f"pos={self.pos}", f"case={self.case}", f"kind={self.kind}"

    def names(self) -> tuple[str, str]:
        """Name the word and its form, told apart."""
        return self.word, f"={self.form}"


END, BORDER, SHUT = (Symbol(word, "", "", "", word) for word in ("<s>", "<p>", "<shut>"))


class Line(NamedTuple):
    """The symbols of a paragraph, and where its open numbers stand among them.

    ``places`` has the place of number ``k`` of a sentence under its index and ``k``.
    """

    symbols: list[Symbol]
    places: dict[tuple[int, int], int]


def line_of(paragraph: Paragraph, first: int = 0, last: int | None = None) -> Line:
    """Write down a paragraph, behind the end of the one before it.

    Of the sentences before ``first`` and behind ``last`` at least as much as :data:`REACH`.
    """
    symbols: list[Symbol] = []
    index = first
    while index and len(symbols) < REACH:
        index -= 1
        symbols = _told(paragraph, index)[0] + symbols
    if not index:
        symbols = _ahead(paragraph) + symbols
    places: dict[tuple[int, int], int] = {}
    count = len(paragraph.sentences)
    end = count if last is None else last + 1
    for index in range(first, end):
        written, numbers = _told(paragraph, index)
        for k, place in numbers.items():
            places[index, k] = len(symbols) + place
        symbols += written
    enough = len(symbols) + REACH
    while end < count and len(symbols) < enough:
        symbols += _told(paragraph, end)[0]
        end += 1
    return Line(symbols, places)


def _ahead(paragraph: Paragraph) -> list[Symbol]:
    """Write down the end of the paragraph before, if there is one."""
    before = paragraph.before
    if before is None or not before.sentences or not paragraph.sentences:
        return []
    leads = bool(paragraph.sentences[0].open)
    return [*_written(before.sentences[-1], leads)[0][-REACH:], BORDER]


def _told(paragraph: Paragraph, index: int) -> tuple[list[Symbol], dict[int, int]]:
    """Give the symbols of a sentence up to its end, and the places of its open numbers."""
    after = paragraph.sentences[index + 1 : index + 2]
    symbols, places = _written(paragraph.sentences[index], any(later.open for later in after))
    return [*symbols, END], places


def _written(sentence: Sentence, leads: bool) -> tuple[list[Symbol], dict[int, int]]:
    """Give the symbols of a sentence, and the places of its open numbers by their order.

    One without an open number is told in full only where it ``leads`` to one that has some.
    """
    if sentence.closed is not None and not leads:
        return [SHUT], {}
    symbols: list[Symbol] = []
    places: dict[int, int] = {}
    at = 0
    for k, quantity in enumerate(sentence.quantities if sentence.closed is None else ()):
        symbols += map(_word, sentence.tokens[at : quantity.numeral.first])
        if quantity.open:
            places[k] = len(symbols)
        symbols.append(_number(quantity))
        at = quantity.numeral.last
    symbols += map(_word, sentence.tokens[at:])
    return symbols, places


def _word(token: Token) -> Symbol:
    if token.kind == "number":
        return Symbol("#", "#", "", "", "number")
    read = token.reading
    kind = token.kind + "+" * token.text[:1].isupper()
    return Symbol(read.lemma or token.lower, token.lower, read.pos, read.case, kind)


def _number(quantity: Quantity) -> Symbol:
    size = min(LARGEST, len(str(int(abs(quantity.numeral.value)))))
    kind = f"#{quantity.kind}"
    state = "open" if quantity.open else "shut"
    return Symbol(kind, f"{kind} {quantity.unit}", "NUM", state, f"size{size}")
