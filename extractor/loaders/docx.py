"""What kreuzberg loses of a DOCX or takes for text, put right in its parts before it reads them.

Tabs, hyphens and symbols become text, the cells of inner tables and the lines of cells are
parted, raised digits are written as such; hidden and moved text is left out.
"""

import re

from extractor.loaders.markup import attribute, part, repacked, tags, unescaped
from extractor.loaders.stand_ins import LINE, ROW, TAB, raised, signed

PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
TAGS = tags(
    rb"w:(?:t|r|p|pPr|rPrChange|tab|ptab|noBreakHyphen|sym|br|cr|moveFrom|vanish|vertAlign|rStyle"
    rb"|tbl|tr|tc|txbxContent|footnoteReference|endnoteReference)|mc:(?:AlternateContent|Fallback)"
)
WRITTEN_OUT = re.compile(rb"<(w:(?!p\b|r\b|t\b|tc\b)\w+)(\s[^<>]*)?></\1>")
"""An empty element with an end of its own."""

STYLE_TAGS = tags(rb"w:(?:style|vanish|vertAlign|pPr)")
OFF = ("0", "false", "off")
ASIDE = frozenset({b"w:pPr", b"w:rPrChange"})
"""Formats of a paragraph's mark, and formats that no longer hold."""

SYMBOL = dict(
    zip(
        b"\"$'*-@\xa3\xa5\xae\xb0\xb1\xb2\xb3\xb4\xb7\xb8\xb9\xbb\xbc\xd7\xe5",
        "∀∃∋∗–≅≤∞→°±″≥×•÷≠≈…⋅∑",
        strict=True,
    )
)
"""Signs of the font Symbol that are no ASCII; its minus stands where a dash is meant."""

Styles = dict[str, tuple[bool, bool]]


def _text(text: str) -> bytes:
    return f'<w:t xml:space="preserve">{text}</w:t>'.encode()


def _paragraph(text: str) -> bytes:
    return b"<w:p><w:r>" + _text(text) + b"</w:r></w:p>"


def _symbol(attributes: bytes) -> str:
    """Give the character of a symbol, or a blank where only its font knows it."""
    code = attribute(attributes, b"w:char")
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return " "
    at = int(code, 16)
    if attribute(attributes, b"w:font") == "Symbol":
        sign = SYMBOL.get(at & 0xFF) or (chr(at & 0xFF) if 0x20 < at & 0xFF < 0x7F else " ")
        sign = " " if sign.isalpha() else sign  # the letters of Symbol are Greek
    else:
        known = at >= 0x20 and not 0xD800 <= at < 0xF900
        sign = chr(at) if known else " "
    return signed(sign)


def _is_on(attributes: bytes) -> bool:
    return attribute(attributes, b"w:val") not in OFF


def _is_raised(attributes: bytes) -> bool:
    return attribute(attributes, b"w:val") == "superscript"


class _Run:
    """A run of text: how much, and how many boxes, stand before it, and how it is shown."""

    def __init__(self, start: int, boxes: int) -> None:
        self.start, self.boxes = start, boxes
        self.hidden = self.raised = False


class _Part:
    """A part of a DOCX as it is given again."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._out: list[bytes] = []
        self._runs: list[_Run] = []
        self._cuts: list[tuple[bytes, int, int]] = []
        self._boxes: list[bytes] = []
        self._choices: list[int] = []
        self._aside = self._paragraphs = self._tables = 0
        self._first_cell = False

    def rewritten(self, data: bytes) -> bytes:
        """Give the part with all changes."""
        data = WRITTEN_OUT.sub(rb"<\1\2/>", data)
        at, in_text = 0, False
        for tag in TAGS.finditer(data):
            between = data[at : tag.start()]
            self._out.append(self._shown(between) if in_text else between)
            at, in_text = tag.end(), False
            name = tag[2]
            if not name:
                self._out.append(tag.group())
            elif tag[1]:
                self._closed(name, tag.group())
            elif tag[4]:
                self._out.append(self._empty(name, tag[3], tag.group()))
            else:
                self._opened(name, tag)
                in_text = name == b"w:t"
        self._out.append(data[at:])
        return b"".join(self._out)

    def _shown(self, text: bytes) -> bytes:
        is_raised = bool(self._runs) and self._runs[-1].raised
        if not is_raised and b"&" not in text and b"\t" not in text:
            return text
        told = signed(unescaped(text.decode("utf-8", "replace")))
        return (raised(told) if is_raised else told).encode()

    def _opened(self, name: bytes, tag: re.Match[bytes]) -> None:
        here = name, len(self._out), len(self._boxes)
        if name == b"w:r":
            self._runs.append(_Run(*here[1:]))
        elif name in (b"w:moveFrom", b"w:txbxContent"):
            self._cuts.append(here)
        elif name == b"mc:AlternateContent":
            self._choices.append(len(self._boxes))
        elif name == b"mc:Fallback" and self._choices and len(self._boxes) > self._choices[-1]:
            self._cuts.append(here)  # the box that was chosen, once more
        self._aside += name in ASIDE
        self._paragraphs += name == b"w:p"
        self._tables += name == b"w:tbl"
        self._out.append(tag.group())
        if name == b"w:tr":
            self._first_cell = True
        elif name == b"w:tc" and self._tables > 1:
            self._out.append(_paragraph(ROW if self._first_cell else TAB))
            self._first_cell = False

    def _closed(self, name: bytes, tag: bytes) -> None:
        if name == b"w:p" and self._tables:
            self._out.append(b"<w:r>" + _text(LINE) + b"</w:r>")
        self._out.append(tag)
        self._aside -= name in ASIDE
        if name == b"w:r" and self._runs:
            run = self._runs.pop()
            if run.hidden:
                del self._out[run.start :], self._boxes[run.boxes :]
        elif name == b"mc:AlternateContent" and self._choices:
            self._choices.pop()
        elif self._cuts and self._cuts[-1][0] == name:
            _, start, boxes = self._cuts.pop()
            if name == b"w:txbxContent":
                self._boxes.append(b"".join(self._out[start + 1 : -1]))
            else:
                del self._boxes[boxes:]
            del self._out[start:]
        elif name == b"w:tbl":
            self._tables -= 1
            if self._tables > 0:
                self._out.append(_paragraph(ROW))
        elif name == b"w:p":
            self._paragraphs -= 1
            if self._paragraphs <= 0 and self._boxes:
                self._out += self._boxes  # kreuzberg would end the paragraph at that of the box
                self._boxes.clear()

    def _empty(self, name: bytes, attributes: bytes, tag: bytes) -> bytes:
        run = self._runs[-1] if self._runs and not self._aside else None
        if run is None:
            return tag
        if name in (b"w:tab", b"w:ptab"):
            return _text(TAB)
        if name in (b"w:br", b"w:cr"):
            return _text(LINE)
        if name == b"w:noBreakHyphen":
            return _text("-")
        if name == b"w:sym":
            return _text(_symbol(attributes))
        if name in (b"w:footnoteReference", b"w:endnoteReference"):
            return b""
        if name == b"w:vanish":
            run.hidden = _is_on(attributes)
        elif name == b"w:vertAlign":
            run.raised = _is_raised(attributes)
        elif name == b"w:rStyle":
            of_style = self._styles.get(attribute(attributes, b"w:val"), (False, False))
            run.hidden, run.raised = of_style
        return tag


def _styles(data: bytes) -> Styles:
    """Give the styles that hide or raise text: name, whether hidden, whether raised."""
    found: Styles = {}
    name, aside = "", 0
    for tag in STYLE_TAGS.finditer(data):
        if tag[2] == b"w:style":
            name = "" if tag[1] else attribute(tag[3], b"w:styleId")
        elif tag[2] == b"w:pPr":
            aside += 0 if tag[4] else -1 if tag[1] else 1
        elif name and not aside and not tag[1]:
            hidden, is_raised = found.get(name, (False, False))
            if tag[2] == b"w:vanish":
                hidden = _is_on(tag[3])
            elif tag[2] == b"w:vertAlign":
                is_raised = _is_raised(tag[3])
            found[name] = hidden, is_raised
    return found


def readable(data: bytes) -> bytes:
    """Give a DOCX of which kreuzberg reads what is shown, and fuses nothing.

    Raises BadZipFile and its like where a part is damaged.
    """
    styles = _styles(part(data, "word/styles.xml"))

    def change(old: bytes) -> bytes:
        return _Part(styles).rewritten(old)

    return repacked(data, dict.fromkeys(PARTS, change))
