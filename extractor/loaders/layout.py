"""From pieces of lines with their places on pages to paragraphs and table rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.loaders.build import BULLET, Part, row
from extractor.loaders.furniture import furniture
from extractor.loaders.text import HEADING_LENGTH, LIST_ITEM, SECTION

CELL_GAP = 1.8
"""Heights of a line between two pieces of it that make them cells of a row."""

NEAR = 8
"""A cell belongs to a row begun at most so many pieces before: else it is a column of text."""

MANY = 2000
"""Lines of a page beyond which its margins are taken as one."""

EVEN = 1.0
"""Points by which lines that end at one margin may differ."""

FULL = 4
"""Lines that end at one margin where a text is justified, at least."""

BULLET_SIGN = re.compile(r"[\ue000-\uf8ff•●·▪■□◦‣⁃*◆►]\s*(?=\S)")
DASH = re.compile(r"[-–—−](?!\d)\s*(?=\S)")
CLOSED = re.compile(r"[.;:!?…»)]$")
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s")
KnownWord = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: its text, its box, and whether a hyphen cuts its last word.

    It runs from left to right where its page is turned ``turn`` quarters to the right.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    hyphen: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: one piece, or the cells of a table's row."""

    page: int
    pieces: tuple[Piece, ...]

    @property
    def first(self) -> Piece:
        """The leftmost piece."""
        return self.pieces[0]

    @property
    def text(self) -> str:
        """The text of all pieces."""
        return " ".join(piece.text for piece in self.pieces)


def _same_line(one: Piece, other: Piece) -> bool:
    return abs(one.base - other.base) < 0.35 * max(one.height, other.height)


def lines(pieces: Sequence[Piece], page: int, known: KnownWord) -> list[Line]:
    """Put the pieces of a page into lines; cells that wrap are made whole."""
    found: list[Line] = []
    for piece in pieces:
        for index in range(len(found) - 1, max(-1, len(found) - 1 - NEAR), -1):
            line = found[index]
            if _same_line(line.first, piece) and piece.left > line.pieces[-1].right:
                found[index] = replace(line, pieces=(*line.pieces, piece))
                break
        else:
            found.append(Line(page, (piece,)))
    whole: list[Line] = []
    for line in map(_unspread, found):
        if whole and (joined := _wrapped_cell(whole[-1], line, known)):
            whole[-1] = joined
        else:
            whole.append(line)
    return whole


def _unspread(line: Line) -> Line:
    """Make one piece of a justified line whose few words were spread to the margin.

    Its gaps are all alike and each piece is one word, which cells hardly ever are.
    """
    pieces = line.pieces
    gaps = [two.left - one.right for one, two in pairwise(pieces)]
    words = [piece.text for piece in pieces]
    wordy = sum(word[0].isalpha() for word in words) > len(words) / 2
    if len(gaps) < 2 or any(" " in word for word in words) or not wordy:
        return line
    if max(gaps) - min(gaps) > 0.15 * max(gaps):
        return line
    last = pieces[-1]
    whole = replace(line.first, text=" ".join(words), right=last.right, hyphen=last.hyphen)
    return replace(line, pieces=(whole,))


def _wrapped_cell(above: Line, line: Line, known: KnownWord) -> Line | None:
    """Add a line to the cell above it where it lies within the cell's column."""
    if len(above.pieces) < 2 or len(line.pieces) > 1:
        return None
    piece = line.first
    if not 0 < above.first.base - piece.base < 3.5 * piece.height:
        return None
    for index, cell in enumerate(above.pieces):
        after = above.pieces[index + 1 :]
        if abs(cell.left - piece.left) < 3 and (after and piece.right < after[0].left):
            text = join(cell, piece, known)
            cells = list(above.pieces)
            cells[index] = replace(cell, text=text, right=max(cell.right, piece.right),
                                   hyphen=piece.hyphen)  # fmt: skip
            return replace(above, pieces=tuple(cells))
    return None


def join(above: Piece, below: Piece, known: KnownWord, text: str | None = None) -> str:
    """Join two pieces; a word cut by a hyphen is made whole, a compound keeps its own."""
    before = above.text if text is None else text
    if not above.hyphen:
        glued = re.search(r"\w-$", before) is not None
        return before + ("" if glued else " ") + below.text
    head = re.search(r"[^\W\d_]*$", before)
    tail = re.match(r"[^\W\d_]*", below.text)
    one, two = (head[0] if head else ""), (tail[0] if tail else "")
    compound = not known(one + two) and known(one) and known(two)
    upper = one.isupper() and two.isupper()
    if compound or not one or not two or not (two[0].islower() or upper):
        return f"{before}-{below.text}"
    return before + below.text


@dataclass(slots=True)
class _Open:
    """A paragraph that is being put together."""

    first: Line
    last: Line
    text: str
    turns: list[tuple[int, int]] = field(default_factory=list)

    @property
    def item(self) -> bool:
        """Whether it is an item of a list, whose further lines are indented."""
        return bool(BULLET_SIGN.match(self.text) or LIST_ITEM.match(self.text))


def _margins(line: Line, page: Sequence[Line]) -> tuple[float, float, bool]:
    """Give the margins where a line stands: of the lines above and below it.

    And whether the line stops short of the right one where others reach it: in a
    justified text that ends a paragraph. Lines of an inset stop where others of it do.
    """
    first = line.first
    near = [
        other
        for other in page
        if len(page) > MANY
        or other is line
        or (other.first.left < first.right and other.first.right > first.left)
    ]
    lefts = sorted(other.first.left for other in near)
    rights = sorted(other.pieces[-1].right for other in near)
    left, right = lefts[len(near) // 20], rights[max(0, int(len(near) * 0.95) - 1)]
    slack = 0.5 * first.height
    alike = [o.pieces[-1] for o in near if abs(o.first.height - first.height) < EVEN]
    full = sum(abs(right - one.right) <= (slack if one.hyphen else EVEN) for one in alike)
    own = line.pieces[-1].right
    beside = sum(abs(own - one.right) <= EVEN for one in alike)
    justified = full >= max(FULL, len(alike) / 3)
    return left, right, justified and beside < FULL and own < right - slack


def _ends(open_: _Open, line: Line, left: float, right: float, short: bool, pitch: float) -> bool:
    """Tell whether the paragraph ended before ``line``: there was room for its first word."""
    above, below = open_.last.first, line.first
    if len(open_.last.pieces) > 1 or len(line.pieces) > 1 or above.turn != below.turn:
        return True
    if above.hyphen:
        return False
    if short:
        return True
    closed = CLOSED.search(above.text) is not None
    numbered = NUMBERED.match(below.text) and SECTION.match(below.text)
    if BULLET_SIGN.match(below.text) or (closed and (DASH.match(below.text) or numbered)):
        return True
    step = 0.5 * above.height
    if closed and not open_.item and below.left > above.left + step:
        return True
    single = open_.first is open_.last and open_.first.page == line.page
    if closed and single and not open_.item and below.left > left + step:
        return abs(below.left - above.left) < step
    if abs(above.height - below.height) > 0.12 * above.height:
        return True
    if open_.last.page == line.page and above.base - below.base > 1.35 * max(pitch, above.height):
        return True
    word = len(below.text.split(" ", 1)[0]) + 1
    width = (above.right - above.left) / max(1, len(above.text))
    return right - above.right > word * width + 0.3 * above.height


def _pitch(page: Sequence[Line]) -> float:
    """Give the usual distance between the lines of a page."""
    steps = sorted(
        one.first.base - two.first.base
        for one, two in pairwise(page)
        if one.first.base > two.first.base
    )
    return steps[(len(steps) - 1) // 2] if steps else 0.0


def _closed(open_: _Open) -> Part:
    text, turns = open_.text, tuple(open_.turns)
    if len(open_.last.pieces) > 1:
        return replace(row(piece.text for piece in open_.last.pieces), page=open_.first.page)
    marker = BULLET_SIGN.match(text) or DASH.match(text)
    if marker:
        shift = len(BULLET) - marker.end()
        moved = tuple((offset + shift, page) for offset, page in turns)
        return Part("list_item", BULLET + text[marker.end() :], open_.first.page, moved)
    if LIST_ITEM.match(text):
        return Part("list_item", text, open_.first.page, turns)
    short = len(text) <= HEADING_LENGTH and text[-1] not in ".,;:!?…"
    heading = short and (text.isupper() or SECTION.match(text))
    return Part("heading" if heading else "paragraph", text, open_.first.page, turns)


def paragraphs(pages: Sequence[Sequence[Line]], known: KnownWord) -> Iterator[Part]:
    """Join the lines of pages into paragraphs; furniture follows at the end, marked."""
    aside = furniture(pages)
    open_: _Open | None = None
    own: Sequence[Line] = ()
    for index, page in enumerate(pages):
        pitch = _pitch(page)
        for at, line in enumerate(page):
            if (index, at) in aside:
                continue
            if open_ is not None and _ends(open_, line, *_margins(open_.last, own), pitch):
                yield _closed(open_)
                open_ = None
            if open_ is None:
                open_, own = _Open(line, line, line.text), page
                continue
            text = join(open_.last.first, line.first, known, open_.text)
            if line.page != open_.last.page:
                open_.turns.append((len(text) - len(line.first.text), line.page))
            open_.text, open_.last, own = text, line, page
    if open_ is not None:
        yield _closed(open_)
    for index, at in sorted(aside):
        yield Part("boilerplate", pages[index][at].text, pages[index][at].page)
