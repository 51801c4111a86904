"""What an ODS hides, left out before kreuzberg reads it, and told; what a tag parts, parted."""

import re

from extractor.loaders.markup import attribute, repacked, tags, unescaped
from extractor.loaders.sheets import Found
from extractor.loaders.stand_ins import LINE, TAB

TAGS = tags(
    rb"style:style|style:table-properties"
    rb"|table:table|table:table-row|text:p|text:tab|text:line-break"
)
HIDDEN = ("collapse", "filter")
SIGNS = {b"text:tab": TAB.encode(), b"text:line-break": LINE.encode()}


def _hidden_styles(data: bytes) -> set[str]:
    """Give the names of the styles of sheets that are not shown."""
    found: set[str] = set()
    name = ""
    for tag in TAGS.finditer(data):
        if tag[2] == b"style:style":
            name = "" if tag[1] or tag[4] else attribute(tag[3], b"style:name")
        elif name and attribute(tag[3], b"table:display") == "false":
            found.add(name)
    return found


class _Content:
    """The content of an ODS as it is given again."""

    def __init__(self, hidden: set[str], found: Found) -> None:
        self._hidden = hidden
        self._found = found
        self._out: list[bytes] = []
        self._cut: tuple[bytes, int] | None = None
        self._filled = False

    def rewritten(self, data: bytes) -> bytes:
        """Give the content without what is hidden."""
        at = 0
        for tag in TAGS.finditer(data):
            name = tag[2]
            self._out.append(data[at : tag.start()])
            at = tag.end()
            if self._cut is None and name and not tag[1] and not tag[4] and self._hides(tag):
                self._cut, self._filled = (name, len(self._out)), False
            self._filled = self._filled or name == b"text:p"
            self._out.append(SIGNS[name] if name in SIGNS and tag[4] else tag.group())
            if self._cut is not None and tag[1] and self._cut[0] == name:
                del self._out[self._cut[1] :]
                self._found.rows += name == b"table:table-row" and self._filled
                self._cut = None
        self._out.append(data[at:])
        return b"".join(self._out)

    def _hides(self, tag: re.Match[bytes]) -> bool:
        """Tell the start of a hidden sheet, whose name is kept, or of a hidden row."""
        if tag[2] == b"table:table":
            hidden = attribute(tag[3], b"table:style-name") in self._hidden
            if hidden:
                name = unescaped(attribute(tag[3], b"table:name"))
                self._found.sheets.append(" ".join(name.split()))
            return hidden
        is_row = tag[2] == b"table:table-row"
        return is_row and attribute(tag[3], b"table:visibility") in HIDDEN


def _shows_none(data: bytes, hidden: set[str]) -> bool:
    """Tell a book that hides every sheet."""
    return not any(
        tag[2] == b"table:table"
        and not tag[1]
        and attribute(tag[3], b"table:style-name") not in hidden
        for tag in TAGS.finditer(data)
    )


def readable(data: bytes) -> tuple[bytes, list[str]]:
    """Give an ODS without its hidden sheets and rows, and the warnings that tell of it.

    Raises BadZipFile and its like where a part is damaged.
    """
    found = Found()

    def change(old: bytes) -> bytes:
        hidden = _hidden_styles(old)
        return _Content(set() if _shows_none(old, hidden) else hidden, found).rewritten(old)

    return repacked(data, {"content.xml": change}), list(found.lines())
