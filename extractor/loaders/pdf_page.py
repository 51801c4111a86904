"""A page of a PDF: its characters with their places turned upright, and what of it is picture."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, isfinite, pi
from typing import Any, NamedTuple

from extractor.loaders.layout import CELL_GAP, KnownWord, Line, Piece, lines
from extractor.loaders.spaced import are_apart, closed_up

HYPHEN = 0xFFFE
"""What pdfium gives for a hyphen at the end of a line that cuts a word."""

SURROGATES = range(0xD800, 0xE000)
LEAST = 4
"""Letters and digits a page, below which its text is only a number on a picture."""

STAMP = 200
"""Letters and digits that a stamp on a scanned page has at most."""

STAMP_SIZE = 0.02
"""The size of a stamp's letters to the height of the page: slides have larger ones."""

ALL = 0.7
"""The share of a page that the picture of a scan covers."""

SOME = 0.1
"""The share of a page from which a picture may hold its text; a coat of arms has less."""

UNSEEN = 3
"""How letters are drawn that recognition has laid behind a scan."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read.

    ``beside`` are lines that run in another direction than most. The text of a page that is
    a ``picture`` is to be recognised. The letters of one that is ``apart`` make no words.
    """

    number: int
    lines: list[Line]
    beside: list[Line]
    picture: bool
    apart: bool

    @property
    def letters(self) -> int:
        """The number of its letters and digits."""
        return sum(c.isalnum() for line in (*self.lines, *self.beside) for c in line.text)

    @property
    def size(self) -> int:
        """The number of its characters."""
        return sum(len(line.text) for line in (*self.lines, *self.beside))


class _Place(NamedTuple):
    """Where a character stands, as seen by one who reads its line from left to right."""

    left: float
    right: float
    base: float


class _Characters:
    """The characters of a page of text, each with its place."""

    def __init__(self, text: Any) -> None:
        from ctypes import c_double

        from pypdfium2 import raw

        self._raw, self._text = raw, text
        self._box, self._x, self._y = raw.FS_RECTF(), c_double(), c_double()
        self._matrix = raw.FS_MATRIX()
        self.codes = (
            raw.FPDFText_GetUnicode(text, index) for index in range(raw.FPDFText_CountChars(text))
        )

    def drawn(self, index: int) -> tuple[float, int]:
        """Give the height of a character's font as it is drawn, and its quarter turns left."""
        m = self._matrix
        self._raw.FPDFText_GetMatrix(self._text, index, m)
        scale = (m.c**2 + m.d**2) ** 0.5 or 1.0
        size = float(self._raw.FPDFText_GetFontSize(self._text, index) * scale)
        mirrored = m.a * m.d < m.b * m.c
        turn = 0 if mirrored or not isfinite(m.a + m.b) else round(atan2(m.b, m.a) / (pi / 2)) % 4
        return (max(1.0, size) if isfinite(size) else 1.0), turn

    def place(self, index: int, turn: int) -> _Place | None:
        """Give the place of a character in a line so turned; none where it is not on the page."""
        box, x, y = self._box, self._x, self._y
        self._raw.FPDFText_GetLooseCharBox(self._text, index, box)
        self._raw.FPDFText_GetCharOrigin(self._text, index, x, y)
        found = (
            _Place(box.left, box.right, y.value),
            _Place(box.bottom, box.top, -x.value),
            _Place(-box.right, -box.left, -y.value),
            _Place(-box.top, -box.bottom, x.value),
        )[turn]
        return found if all(map(isfinite, found)) else None

    def seen(self, index: int) -> bool:
        """Tell whether a character is drawn, and not laid behind a picture."""
        drawn = self._raw.FPDFText_GetTextObject(self._text, index)
        return bool(self._raw.FPDFTextObj_GetTextRenderMode(drawn) != UNSEEN)


def _pieces(characters: _Characters) -> Iterator[Piece]:
    """Give the pieces of a page's lines in their order, from its characters."""
    letters: list[str] = []
    gaps: list[float] = []
    left = right = base = size = 0.0
    turn = 0

    def piece(hyphen: bool = False) -> Iterator[Piece]:
        text = closed_up("".join(letters).strip(), gaps)
        letters.clear()
        gaps.clear()
        if text:
            yield Piece(text, left, right, base, size, hyphen, turn)

    for index, code in enumerate(characters.codes):
        if code in (HYPHEN, 2):
            yield from piece(hyphen=True)
        elif code in (10, 13):
            yield from piece()
        elif code == 32:
            letters.append(" ")
        elif code and code not in SURROGATES:
            place = characters.place(index, turn)
            if place is None:
                continue  # a matrix that is no place on the page
            moved = place.left - right > CELL_GAP * size or abs(place.base - base) > 0.6 * size
            if letters and (moved or place.left < left - size):
                yield from piece()
            if not "".join(letters[:2]).strip():
                letters.clear()
                size, turn = characters.drawn(index)
                place = characters.place(index, turn) or place
                left, base = place.left, place.base
            elif letters[-1] == " ":
                gaps.append(place.left - right)
            letters.append(chr(code))
            right = place.right
    yield from piece()


def _read(page: Any) -> tuple[list[Piece], bool]:
    """Give the pieces of a page, and whether its text is seen."""
    text = page.get_textpage()
    try:
        characters = _Characters(text)
        pieces = list(_pieces(characters))
        count = text.count_chars()
        return pieces, not count or any(map(characters.seen, {0, count // 2, count - 1}))
    finally:
        text.close()


def _covered(page: Any) -> float:
    """Give the share of a page that its pictures cover."""
    from pypdfium2 import raw

    boxes, form = [], None
    for part in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM]):
        if part.level == 0 and part.type == raw.FPDF_PAGEOBJ_FORM:
            form = part
        elif part.level == 0:
            boxes.append(part.get_bounds())
        elif part.type == raw.FPDF_PAGEOBJ_IMAGE and form is not None:
            boxes.append(form.get_bounds())
            form = None
    left, low, right, top = page.get_bbox()
    area = sum(
        max(0.0, min(right, box[2]) - max(left, box[0]))
        * max(0.0, min(top, box[3]) - max(low, box[1]))
        for box in boxes
    )
    return float(area / max(1.0, (right - left) * (top - low)))


def _is_picture(page: Any, pieces: Sequence[Piece], seen: bool) -> bool:
    """Tell a page whose text is only to be seen in its picture, but for a number or stamp."""
    letters = sum(c.isalnum() for piece in pieces for c in piece.text)
    if letters < LEAST:
        return _covered(page) >= SOME
    if letters > STAMP or not seen:
        return False
    small = max(piece.height for piece in pieces) < STAMP_SIZE * max(page.get_size())
    return small and _covered(page) >= ALL


def read(page: Any, number: int, known: KnownWord) -> Page:
    """Read a page as its text runs, whichever way the page itself is turned."""
    pieces, seen = _read(page)
    turns = Counter({0: 0})
    for piece in pieces:
        turns[piece.turn] += len(piece.text)
    main = max(turns, key=turns.__getitem__)
    if page.get_rotation() != 90 * main:  # pdfium puts lines in the order of the turned page
        own = page.get_rotation()
        page.set_rotation(90 * main)
        pieces, seen = _read(page)
        page.set_rotation(own)
    upright = [piece for piece in pieces if piece.turn == main]
    found = lines(upright, number, known)
    beside = [
        line
        for turn in sorted(turns)
        if turn != main
        for line in lines([piece for piece in pieces if piece.turn == turn], number, known)
    ]
    picture = _is_picture(page, pieces, seen)
    return Page(number, found, beside, picture, are_apart([line.text for line in found]))
