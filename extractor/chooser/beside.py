"""What the numbers beside one were found to be: features of its second reading.

Lists, breakdowns and series mostly go on with the type they began with. So a number is read
twice: first by its own surroundings alone, then also by what that made of its neighbours.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.russian.context import Paragraph, anchor

KEPT = 4
"""Paragraphs whose open numbers are kept."""
NEXT = ("before", "behind")
"""Neighbours that speak together with where the number's own noun stands."""


Spot = tuple[int, int]
"""A number of a paragraph: the index of its sentence, and its place in it."""


class Neighbour(NamedTuple):
    """Number ``k`` of a ``sentence`` (its index) of a paragraph, seen from another number.

    ``where`` it stands: ``before`` or ``behind``, with a ``2`` the next but one, or it is
    the number that an elliptic one ``leans`` on; ``near``: in the same ``sentence``, the
    same ``paragraph``, or the ``line`` before.
    """

    where: str
    near: str
    paragraph: Paragraph
    sentence: int
    k: int


@lru_cache(KEPT)
def open_numbers(paragraph: Paragraph) -> list[Spot]:
    """List the numbers of a paragraph that may be facts: sentence and place."""
    return [*_among(paragraph, range(len(paragraph.sentences)))]


def _among(paragraph: Paragraph, indices: Sequence[int], step: int = 1) -> Iterator[Spot]:
    """Yield the open numbers of some sentences, with ``step`` -1 the last of each first."""
    sentences = paragraph.sentences
    return ((index, k) for index in indices for k in sentences[index].open[::step])


def _earlier(paragraph: Paragraph, index: int, k: int) -> Iterator[tuple[Paragraph, int, int]]:
    """Yield the open numbers before one, the nearest first; also of the paragraph before."""
    for spot in _among(paragraph, range(index, -1, -1), -1):
        if spot < (index, k):
            yield (paragraph, *spot)
    if paragraph.before is not None:
        last = len(paragraph.before.sentences) - 1
        for spot in _among(paragraph.before, range(last, -1, -1), -1):
            yield (paragraph.before, *spot)


def neighbours(paragraph: Paragraph, index: int, k: int) -> Iterator[Neighbour]:
    """Yield the two numbers before one, the two behind it, and the one it leans on.

    Those before may stand in the paragraph before, those behind may not.
    """
    later = _among(paragraph, range(index, len(paragraph.sentences)))
    behind = ((paragraph, *spot) for spot in later if spot > (index, k))
    leans = anchor(paragraph, index, k)
    placed = [*zip(("before", "before2"), _earlier(paragraph, index, k), strict=False)]
    placed += zip(("behind", "behind2"), behind, strict=False)
    placed += [("leans", (paragraph, *leans))] if leans else []
    for where, (other, sentence, number) in placed:
        same = "sentence" if sentence == index else "paragraph"
        near = same if other is paragraph else "line"
        yield Neighbour(where, near, other, sentence, number)


def told(types: Iterable[tuple[str, str, str]], how: str) -> Iterator[str]:
    """Yield the features of a number beside which numbers of these types stand.

    ``types`` are triples of where a neighbour stands, how near, and its type; ``how`` is
    the way the number's own noun stands to it.
    """
    for where, near, type_ in types:
        yield f"{where}={type_}&{near}"
        if where in NEXT:
            yield f"{where}={type_}"
            yield f"{where}={type_}&how={how}"
