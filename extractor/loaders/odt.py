"""What kreuzberg loses of an ODT or puts elsewhere, put right in its parts before it reads them.

Blanks, tabs and line ends become text, a cell becomes one paragraph, notes stand behind the
text, raised digits are written as such; what is hidden is left out.
"""

import re
from html import escape

from extractor.loaders.markup import attribute, part, repacked, tags, unescaped
from extractor.loaders.stand_ins import LINE, ROW, TAB, raised

TAGS = tags(rb"[A-Za-z][\w.-]*:[\w.-]+")
WRITTEN_OUT = re.compile(rb"<(text:(?:s|tab|line-break))(\s[^<>]*)?></\1>")
"""An empty element with an end of its own."""

UNSHOWN = frozenset(
    {b"office:annotation", b"text:tracked-changes", b"text:note-citation", b"svg:title"}
    | {b"svg:desc", b"table:shapes", b"office:forms", b"text:ruby-text"}
)
WRAPPING = frozenset({b"table:table-rows", b"table:table-row-group"})
"""Groups of rows, which kreuzberg would pass over with the rows."""

STYLED = frozenset({b"text:span", b"text:p", b"text:h"})
LINES = frozenset({b"text:p", b"text:h"})
BLOCKS = LINES | {
    b"text:list", b"text:list-item", b"text:list-header", b"text:section",
    b"text:note", b"text:note-body",
}  # fmt: skip
"""What stands in a line, in a box or note of it, and is more than a part of its text."""

BLANKS = re.compile(rb"[ \t\r\n]+")
WIDEST = 9
"""Blanks in a row that are kept."""

Styles = dict[str, tuple[bool, bool]]


def _styles(data: bytes) -> Styles:
    """Give the styles that raise or hide text: name, whether raised, whether hidden."""
    found: Styles = {}
    name = ""
    for tag in TAGS.finditer(data):
        if tag[2] == b"style:style":
            name = "" if tag[1] or tag[4] else attribute(tag[3], b"style:name")
        elif tag[2] == b"style:text-properties" and name:
            above = re.match(r"super|[1-9]", attribute(tag[3], b"style:text-position"))
            hidden = attribute(tag[3], b"text:display") == "none"
            if above or hidden:
                found[name] = bool(above), hidden
    return found


class _Content:
    """The content of an ODT as it is given again."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._out: list[bytes] = []
        self._cuts: list[tuple[bytes, int]] = []
        self._spans: list[tuple[bool, bool, int]] = []
        self._notes: list[bytes] = []
        self._bodies: list[int] = []
        self._cells = self._lines = 0
        self._first_cell = False

    def rewritten(self, data: bytes) -> bytes:
        """Give the content with all changes."""
        data = WRITTEN_OUT.sub(rb"<\1\2/>", data)
        at = 0
        for tag in TAGS.finditer(data):
            self._out.append(self._shown(data[at : tag.start()]))
            at = tag.end()
            if not tag[2]:
                self._out += [] if tag.group().startswith(b"<!--") else [tag.group()]
            elif tag[1]:
                self._closed(tag[2], tag.group())
            elif tag[4]:
                self._out.append(self._empty(tag[2], tag[3], tag.group()))
            else:
                self._opened(tag[2], tag)
        self._out.append(data[at:])
        return b"".join(self._out)

    def _shown(self, text: bytes) -> bytes:
        if self._lines <= 0 or not text:
            return text
        text = BLANKS.sub(b" ", text)
        if self._spans and self._spans[-1][0]:
            return escape(raised(unescaped(text.decode("utf-8", "replace"))), False).encode()
        return text

    def _is_flat(self) -> bool:
        """Whether what is read now stands in a cell, and in no note."""
        return self._cells > 0 and not self._bodies

    def _is_kept(self, name: bytes) -> bool:
        """Whether a tag stays: none does in a cell, and in a line none that marks text."""
        if self._is_flat() or name in WRAPPING:
            return False
        return self._lines <= 0 or not name.startswith(b"text:") or name in BLOCKS

    def _opened(self, name: bytes, tag: re.Match[bytes]) -> None:
        start = len(self._out)
        if name in UNSHOWN:
            self._cuts.append((name, start))
        if name in STYLED:
            above, hidden = self._styles.get(attribute(tag[3], b"text:style-name"), (False, False))
            above = above or (name == b"text:span" and bool(self._spans) and self._spans[-1][0])
            self._spans.append((above, hidden, start))
        self._lines += name in LINES
        if name == b"table:table-cell":
            self._cells += not self._bodies
            if self._cells == 1 and not self._bodies:
                self._out += [tag.group(), b"<text:p>"]
                self._lines += 1
                return
            if self._is_flat():
                self._out.append((ROW if self._first_cell else TAB).encode())
                self._first_cell = False
        elif name == b"table:table-row":
            self._first_cell = True
        if self._is_kept(name):
            self._out.append(tag.group())
        if name == b"text:note-body":
            self._bodies.append(len(self._out))

    def _closed(self, name: bytes, tag: bytes) -> None:
        if name == b"text:note-body" and self._bodies:
            start = self._bodies.pop()
            self._notes.append(b"".join(self._out[start:]))
            del self._out[start:]
        elif name == b"office:text":
            self._out += self._notes
        self._end_of_cell(name)
        if self._is_kept(name):
            self._out.append(tag)
        elif self._is_flat() and name in LINES:
            self._out.append(LINE.encode())
        elif self._is_flat() and name == b"table:table":
            self._out.append(ROW.encode())
        self._lines -= name in LINES
        if name in STYLED and self._spans:
            _, hidden, start = self._spans.pop()
            if hidden:
                del self._out[start:]
        if self._cuts and self._cuts[-1][0] == name:
            del self._out[self._cuts.pop()[1] :]

    def _end_of_cell(self, name: bytes) -> None:
        if name == b"table:table-cell" and self._is_flat():
            self._cells -= 1
            if not self._cells:
                self._out.append(b"</text:p>")
                self._lines -= 1

    def _empty(self, name: bytes, attributes: bytes, tag: bytes) -> bytes:
        if name == b"text:s":
            count = attribute(attributes, b"text:c")
            return b" " * (min(int(count), WIDEST) if re.fullmatch("[0-9]{1,9}", count) else 1)
        if name == b"text:tab":
            return TAB.encode()
        if name == b"text:line-break":
            return LINE.encode()
        if self._is_kept(name):
            return tag
        return TAB.encode() if self._is_flat() and name == b"table:table-cell" else b""


def readable(data: bytes) -> bytes:
    """Give an ODT of which kreuzberg reads what is shown, and fuses nothing.

    Raises BadZipFile and its like where a part is damaged.
    """
    common = _styles(part(data, "styles.xml"))

    def change(old: bytes) -> bytes:
        return _Content({**common, **_styles(old)}).rewritten(old)

    return repacked(data, {"content.xml": change})
