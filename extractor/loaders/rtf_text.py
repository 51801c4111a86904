"""The text of an RTF, written so that kreuzberg reads what is shown: token by token, by groups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.loaders.stand_ins import LINE, ROW, TAB, raised

NEEDED = re.compile(
    rb"\}(?![ {}]|\Z)|\\[~_\-]|[\x80-\xff\t]|\\(?:tab|super|up[1-9]|deleted|intbl)(?![a-z])",
    re.IGNORECASE,
)
TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]+)(?P<number>-?\d{1,10})? ?"
    rb"|(?P<text>(?:\\'[0-9a-fA-F]{2}|[^\\{}])+)|\\(?P<sign>.)|[{}]|\\",
    re.DOTALL,
)
RAW = re.compile(rb"[\x80-\xff\t]")
PIECE = re.compile(rb"(\\'[0-9a-fA-F]{2})|([\x80-\xff])|\d+|\t")
CHARACTERS = frozenset(
    {b"tab", b"line", b"emdash", b"endash", b"bullet", b"lquote", b"rquote", b"ldblquote"}
    | {b"rdblquote", b"emspace", b"enspace", b"qmspace"}
)
"""Words that stand for a character."""


@dataclass(frozen=True, slots=True)
class _State:
    """How the text of a group is shown, and how many characters stand in for one of Unicode.

    ``row`` is where the row of a table in a cell ends, for readers that know no such tables.
    """

    raised: bool = False
    deleted: bool = False
    cell: bool = False
    row: bool = False
    instead: int = 1


def _unicode(text: str, instead: int) -> bytes:
    """Write characters by their numbers, each with as many to stand in as are passed over."""
    units = (ord(c) - 0x10000 if ord(c) > 0x7FFF else ord(c) for c in text)
    end = "?" * instead or " "
    return "".join(f"\\u{unit}{end}" for unit in units).encode()


def _shown(text: bytes, state: _State) -> bytes:
    """Give plain text: its bytes escaped, and raised digits as such."""

    def written(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return found[1]
        if found[2]:
            return b"\\'%02x" % found[2][0]
        told = found.group().decode()
        if told == "\t":
            return _unicode(TAB, state.instead)
        return _unicode(raised(told), state.instead) if state.raised else found.group()

    return PIECE.sub(written, text)


def _changed(word: bytes, number: bytes | None, state: _State) -> _State:
    """Give the state behind a word that changes it."""
    is_on = number is None or int(number) != 0
    match word:
        case b"super" | b"up":
            return replace(state, raised=is_on)
        case b"nosupersub" | b"sub" | b"dn":
            return replace(state, raised=False)
        case b"deleted":
            return replace(state, deleted=is_on)
        case b"plain":
            return replace(state, raised=False, deleted=False)
        case b"intbl":
            return replace(state, cell=is_on)
        case b"nonesttables":
            return replace(state, row=True)
        case b"pard":
            return replace(state, cell=False)
        case b"uc":
            return replace(state, instead=min(int(number or 1), 9) if is_on else 0)
    return state


class _Body:
    """An RTF as it is given again."""

    def __init__(self) -> None:
        self._states: list[_State] = []
        self._state = _State()
        self._passed = 0

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Give the RTF piece by piece."""
        at = 0
        while found := TOKEN.match(data, at):
            at = found.end()
            if found["word"] == b"bin" and found["number"]:
                at = min(len(data), at + max(0, int(found["number"])))
                yield data[found.start() : at]
            elif found["word"]:
                yield self._word(found["word"], found["number"], found.group())
            elif found["text"]:
                yield self._text(found["text"])
            elif found["sign"]:
                yield self._sign(found["sign"], found.group())
            else:
                yield self._brace(found.group())
                if found.group() == b"}" and data[at : at + 1] not in (b"{", b"}", b" ", b""):
                    yield b"{}"  # else kreuzberg puts a blank between a group and what follows
        yield data[at:]

    def _brace(self, brace: bytes) -> bytes:
        if brace == b"{":
            self._states.append(self._state)
        elif self._states:
            self._state = self._states.pop()
        self._passed = 0
        return brace

    def _text(self, text: bytes) -> bytes:
        """Give text, past what stands in for a character of Unicode."""
        stands_in = b""
        while self._passed and text:
            width = 4 if text.startswith(b"\\'") else 1
            if text[:1] not in b"\r\n":
                self._passed -= 1
            stands_in, text = stands_in + text[:width], text[width:]
        if self._state.deleted:
            return b""
        if not self._state.raised and not RAW.search(text):
            return stands_in + text
        return stands_in + _shown(text, self._state)

    def _word(self, word: bytes, number: bytes | None, token: bytes) -> bytes:
        self._state = _changed(word, number, self._state)
        if word == b"u" and number:
            self._passed = self._state.instead
        if self._state.deleted and (word == b"u" or word in CHARACTERS):
            return b""
        if word == b"par" and self._state.row:
            return _unicode(ROW, self._state.instead)
        if word in (b"tab", b"nestcell"):
            return _unicode(TAB, self._state.instead)
        if word in (b"par", b"line") and self._state.cell:
            return _unicode(LINE, self._state.instead) + token
        return token

    def _sign(self, sign: bytes, token: bytes) -> bytes:
        if sign not in b"~_-" and sign[0] < 0x80:
            return b"" if self._state.deleted and sign in b"\\{}" else token
        if sign == b"-" or self._state.deleted:
            return b""
        if sign == b"~":
            return _unicode("\xa0", self._state.instead)
        return b"-" if sign == b"_" else b"\\'%02x" % sign[0]


def readable(data: bytes) -> bytes:
    """Give an RTF of which kreuzberg reads what is shown, and fuses nothing."""
    return b"".join(_Body().pieces(data)) if NEEDED.search(data) else data
