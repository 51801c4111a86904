"""Web pages: the text of their blocks; navigation is kept but marked as boilerplate."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from extractor.document import BlockKind, Document
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader
from extractor.loaders.build import BULLET, Part, document, row
from extractor.loaders.decoding import decode
from extractor.loaders.mending import mend

SILENT = frozenset({"script", "style", "template", "noscript", "object", "svg", "iframe"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})
BREAKS = (
    frozenset(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
            "hr",
            "html",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "option",
            "p",
            "pre",
            "section",
            "select",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "title",
            "tr",
            "ul",
        ]
    )
    | HEADINGS
)
FURNITURE = frozenset({"nav", "footer", "aside", "menu", "form", "button", "select", "header"})
FURNITURE_NAME = re.compile(
    r"\b(?:nav|navbar|navigation|menu|topmenu|breadcrumbs?|sidebar|footer|copyright|pager|banner|header)\b",
    re.IGNORECASE,
)
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
HEAD = 4096
SPACES = re.compile(r"[ \t\r\n\f]+")
"""What a browser shows as one blank; no-break and thin spaces stay."""


class _Page(HTMLParser):
    """Collects the parts of a page; knows nothing of nesting but furniture and cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.title = ""
        self._text: list[str] = []
        self._cells: list[str] | None = None
        self._kind: BlockKind = "paragraph"
        self._silent: str | None = None
        self._furniture: tuple[str, int] | None = None
        self._in_title = self._pre = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent is None and tag in SILENT:
            self._silent = tag
        if tag in BREAKS or (tag in CELLS and self._cells is None):
            self._break()
        if self._furniture and self._furniture[0] == tag:
            self._furniture = (tag, self._furniture[1] + 1)
        elif self._furniture is None and tag not in VOID and _is_furniture(tag, attrs):
            self._break()
            self._furniture = (tag, 1)
        if tag == "tr":
            self._cells = []
        elif tag in CELLS and self._cells is not None:
            self._cell()
        elif tag in HEADINGS:
            self._kind = "heading"
        elif tag == "li":
            self._kind = "list_item"
        self._in_title = self._in_title or tag == "title"
        self._pre = self._pre or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        if tag in CELLS and self._cells is not None:
            self._cell()
        elif tag in ("tr", "table"):
            self._row()
        elif tag in BREAKS:
            self._break()
        if tag == "li" or tag in HEADINGS:
            self._kind = "paragraph"
        if tag == "title":
            self._in_title = False
        elif tag == "pre":
            self._pre = False
        if self._furniture and self._furniture[0] == tag:
            self._break()
            depth = self._furniture[1] - 1
            self._furniture = (tag, depth) if depth else None

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = f"{self.title} {data}".strip()[:500]
        elif self._silent is None:
            self._text.append(data)

    def _taken(self) -> str:
        text = "".join(self._text)
        self._text.clear()
        return text

    def _cell(self) -> None:
        text = SPACES.sub(" ", self._taken()).strip()
        if self._cells is not None and text:
            self._cells.append(text)

    def _row(self) -> None:
        if self._cells is None:
            return self._break()
        self._cell()
        cells, self._cells = self._cells, None
        if len(cells) > 1:
            self._add(Part("boilerplate", row(cells).text) if self._furniture else row(cells))
        elif cells:
            self._add(Part("paragraph", cells[0]))
        return None

    def _break(self) -> None:
        """End a block; within a table's row a break is a blank between words."""
        if self._cells is not None:
            self._text.append(" ")
            return
        text, kind = self._taken(), self._kind
        for line in text.splitlines() if self._pre else (text,):
            line = SPACES.sub(" ", line).strip()
            if line:
                self._kind = "paragraph"
                self._add(Part(kind, BULLET + line if kind == "list_item" else line))

    def _add(self, part: Part) -> None:
        self.parts.append(Part("boilerplate", part.text) if self._furniture else part)

    def finish(self) -> list[Part]:
        """End what is open and give the parts; the boilerplate follows the text."""
        self.close()
        self._row()
        self._break()
        return sorted(self.parts, key=lambda part: part.kind == "boilerplate")


def _is_furniture(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    if tag in FURNITURE:
        return True
    names = (value or "" for name, value in attrs if name in ("class", "id", "role", "title"))
    return any(FURNITURE_NAME.search(value) for value in names)


def declared(data: bytes) -> str:
    """Give the encoding that a page claims in its head, or an empty string."""
    match = CHARSET.search(data[:HEAD])
    return match[1].decode("ascii", "ignore") if match else ""


def load(blob: Blob) -> Document:
    """Read a web page; raises the DocumentErrors of decoding and building."""
    found = mend(decode(blob.data, blob.path, declared(blob.data)), blob.path)
    page = _Page()
    page.feed(found.text)
    parts = page.finish()
    claimed = declared(blob.data)
    learnt = {"encoding": found.encoding, "repair": found.repair, "declared": claimed}
    return document(blob, "html", parts, {**learnt, "title": SPACES.sub(" ", page.title)})


def accepts(blob: Blob) -> bool:
    """Tell whether the bytes begin like a page."""
    return blob.kind == "html"


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    """Give the loader of web pages."""
    return (Loader("html", 300, accepts, load),)
