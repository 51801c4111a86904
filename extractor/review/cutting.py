"""A text cut at its marks: the pieces joined are the text, each knows what it holds.

Offsets count characters here, and UTF-16 units in a browser; so the text is cut here.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from extractor.records import Record
from extractor.review.archive import Item

NEAR = 160
"""Characters between known places that may be of one passage, where there is no text."""

GAP = "⋯"


class Mark(NamedTuple):
    """A range of the text: a ``fact``, a number ``left``, or evidence of a ``field``."""

    start: int
    end: int
    kind: str
    of: int
    field: str = ""


Piece = str | dict[str, Any]
"""Plain text, or text ``t`` with fact ``f``, number left out ``n``, evidence ``e``."""


def marks(item: Item) -> list[Mark]:
    """List what is to be seen in the text of a document."""
    found = []
    for i, record in enumerate(item.records):
        found.append(Mark(record.start, record.end, "fact", i))
        found += [
            Mark(place.start, place.end, "field", i, name)
            for name, place in record.evidence.items()
        ]
    found += [Mark(one.start, one.end, "left", i) for i, one in enumerate(item.left or ())]
    return found


def pieces(text: str, start: int, end: int, found: Iterable[Mark]) -> list[Piece]:
    """Cut ``text[start:end]`` at the ends of marks."""
    opens: dict[int, list[Mark]] = defaultdict(list)
    closes: dict[int, list[Mark]] = defaultdict(list)
    for mark in found:
        if mark.start < end and start < mark.end:
            opens[max(mark.start, start)].append(mark)
            closes[min(mark.end, end)].append(mark)
    made: list[Piece] = []
    active: dict[Mark, None] = {}
    places = sorted({start, end, *opens, *closes})
    for low, high in pairwise(places):
        for mark in closes[low]:
            active.pop(mark, None)
        active.update(dict.fromkeys(opens[low]))
        made.append(_piece(text[low:high], active))
    return made


def _piece(text: str, active: Iterable[Mark]) -> Piece:
    piece: dict[str, Any] = {}
    for mark in active:
        if mark.kind == "field":
            piece.setdefault("e", []).append([mark.of, mark.field])
        else:
            piece.setdefault("f" if mark.kind == "fact" else "n", mark.of)
    return {"t": text, **piece} if piece else text


def blocks(item: Item) -> list[dict[str, Any]]:
    """Give the blocks of a document as a page shows them: kind ``k``, page ``p``, pieces ``s``."""
    found = sorted(marks(item))
    if item.text is None:
        return list(_fragments(item.records, found))
    made, page = [], None
    for kind, start, end, stands_on in _ranges(item):
        while found and found[0].end <= start:
            found.pop(0)
        near = []
        for mark in found:
            if mark.start >= end:
                break
            near.append(mark)
        block: dict[str, Any] = {"k": kind, "s": pieces(item.text, start, end, near)}
        if stands_on is not None and stands_on != page:
            block["p"] = page = stands_on
        made.append(block)
    return made


def _ranges(item: Item) -> Iterator[tuple[str, int, int, int | None]]:
    """Give the blocks, and what stands between them where that is no blank."""
    text, last = item.text or "", 0
    for block in item.blocks:
        if text[last : block.start].strip():
            yield "paragraph", last, block.start, None
        turn = bisect_right(item.turns, block.start, key=lambda turn: turn[0]) - 1
        yield block.kind, block.start, block.end, item.turns[turn][1] if turn >= 0 else block.page
        last = block.end
    if text[last:].strip():
        yield "paragraph", last, len(text), None


def _fragments(records: Sequence[Record], found: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    """Put together what the records themselves say of a text that is not at hand."""
    known: dict[int, str] = {}
    for record in records:
        for start, text in (
            (record.start, record.text),
            *((place.start, place.text) for place in record.evidence.values()),
        ):
            known.update(enumerate(text, start))
    passages: list[list[list[int]]] = []
    last = -NEAR
    for at in sorted(known):
        if at - last >= NEAR:
            passages.append([[at, at]])
        elif at > last + 1:
            passages[-1].append([at, at])
        passages[-1][-1][1] = at + 1
        last = at
    for passage in passages:
        made: list[Piece] = []
        for start, end in passage:
            text = "".join(known[at] for at in range(start, end))
            near = [
                mark._replace(start=mark.start - start, end=mark.end - start)
                for mark in found
                if mark.start < end and start < mark.end
            ]
            made += [*([f" {GAP} "] if made else []), *pieces(text, 0, len(text), near)]
        yield {"k": "fragment", "s": made}
