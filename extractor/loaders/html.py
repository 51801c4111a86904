"""Web pages: the text of their blocks; navigation is kept but marked as boilerplate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from extractor.document import BlockKind, Document
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader
from extractor.loaders.build import BULLET, Part, document, warn
from extractor.loaders.decoding import decode
from extractor.loaders.headings import NUMBER, Grid
from extractor.loaders.hidden import Hidden
from extractor.loaders.mending import mend
from extractor.loaders.stand_ins import above

SILENT = frozenset({"script", "style", "template", "noscript", "object", "svg", "iframe"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})
BREAKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "li",
    "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "table", "tbody",
    "tfoot", "thead", "title", "tr", "ul",
}  # fmt: skip
FURNITURE = frozenset({"nav", "footer", "aside", "menu", "button", "select", "header"})
FURNITURE_NAMES = frozenset({
    "nav", "navbar", "navigation", "menu", "topmenu", "breadcrumb", "breadcrumbs", "sidebar",
    "footer", "copyright", "pager", "banner", "header",
})  # fmt: skip
STATES = frozenset({
    "has", "no", "not", "with", "without", "is", "hide", "show", "open", "opened", "close",
    "closed", "collapsed", "expanded", "hidden", "shown", "visible", "active", "fixed", "sticky",
    "enabled", "disabled", "on", "off",
})  # fmt: skip
"""With one of these a name tells what a page has, not what a part is (``has-sidebar``)."""

WHOLE = frozenset({"html", "body", "main"})
OFFICE_TITLES = ("header", "footer")
"""What LibreOffice calls the running heads of the pages of a document saved as a web page."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"}
    | {"wbr"}
)
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
LONGEST_CELL = 300
"""Characters of a cell of a table of data; longer ones lay out a page."""

HEAD = 4096
SPACES = re.compile(r"[ \t\r\n\f]+")
"""What a browser shows as one blank; no-break and thin spaces stay."""


ALL_FURNITURE = "all of the page is marked as navigation and is read as text"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a page, whether it is furniture, and the number of its form (0: in none)."""

    part: Part
    furniture: bool
    form: int


class _Page(HTMLParser):
    """Collects the pieces of a page; knows nothing of nesting but furniture, forms and cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self._pieces: list[_Piece] = []
        self._text: list[str] = []
        self._cells: list[list[_Piece]] | None = None
        self._grid = Grid()
        self._kind: BlockKind = "paragraph"
        self._silent: str | None = None
        self._furniture: tuple[str, int] | None = None
        self._form = self._forms = 0
        self._in_title = self._pre = False
        self._hidden = Hidden(BREAKS | CELLS)
        self._raised: int | None = None
        self._before = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent is None and tag in SILENT:
            self._silent = tag
        if tag in BREAKS or (tag in CELLS and self._cells is None):
            self._break()
        if tag not in VOID:
            self._hidden.opened(tag, attrs)
        if tag == "sup":
            self._raised = len(self._text)
            self._before = self._text[-1][-1:] if self._text else ""
        if self._furniture and self._furniture[0] == tag:
            self._furniture = (tag, self._furniture[1] + 1)
        elif self._furniture is None and tag not in VOID and _is_furniture(tag, attrs):
            self._break()
            self._furniture = (tag, 1)
        if tag == "form":
            self._form = self._forms = self._forms + 1
        if tag == "table":
            self._row()
            self._grid = Grid()
        elif tag == "tr":
            self._row()
            self._cells = [[]]
        elif tag in CELLS and self._cells is not None:
            self._break()
            self._cells.append([])
            self._grid.opened(attrs)
        elif tag in HEADINGS:
            self._kind = "heading"
        elif tag == "li" and not self._hidden:
            self._kind = "list_item"
        self._in_title = self._in_title or tag == "title"
        self._pre = self._pre or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        if tag in ("tr", "table"):
            self._row()
            self._grid = Grid() if tag == "table" else self._grid
        elif tag in BREAKS or tag in CELLS:
            self._break()
        self._hidden.closed(tag)
        if tag == "sup" and self._raised is not None:
            self._text[self._raised :] = [above("".join(self._text[self._raised :]), self._before)]
            self._raised = None
        if tag == "li" or tag in HEADINGS:
            self._kind = "paragraph"
        if tag == "title":
            self._in_title = False
        elif tag == "pre":
            self._pre = False
        elif tag == "form":
            self._form = 0
        if self._furniture and self._furniture[0] == tag:
            self._break()
            depth = self._furniture[1] - 1
            self._furniture = (tag, depth) if depth else None

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = f"{self.title} {data}".strip()[:500]
        elif self._silent is None and not self._hidden:
            self._text.append(data)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over ``<![…]>`` as browsers do; the parser would fail at a damaged one."""
        return self.parse_bogus_comment(i, bool(report))

    def _taken(self) -> str:
        text = "".join(self._text)
        self._text.clear()
        self._raised = None
        return text

    def _row(self) -> None:
        """End a table's row; one that only lays out a page gives its parts one by one."""
        self._break()
        if self._cells is None:
            return
        cells, self._cells = self._cells, None
        texts = ["\n".join(piece.part.text for piece in cell) for cell in cells]
        columns = [*filter(None, texts[:1]), *self._grid.columns(texts[1:])]
        counted = any(map(NUMBER.fullmatch, texts)) and any(map(bool, columns[:-1]))
        data = sum(map(bool, texts)) > 1 or (counted and sum(map(bool, columns)) > 1)
        if data and max(map(len, texts)) <= LONGEST_CELL:
            self._add(self._grid.part(columns))
        elif self._furniture:
            for piece in (piece for cell in cells for piece in cell):
                self._add(piece.part)
        else:
            self._pieces += (piece for cell in cells for piece in cell)

    def _break(self) -> None:
        """End a block, or a part of a cell."""
        text, kind = self._taken(), self._kind
        for line in text.splitlines() if self._pre else (text,):
            line = SPACES.sub(" ", line).strip()
            if line:
                self._kind = "paragraph"
                self._add(Part(kind, BULLET + line if kind == "list_item" else line))

    def _add(self, part: Part) -> None:
        piece = _Piece(part, self._furniture is not None, self._form)
        (self._pieces if self._cells is None else self._cells[-1]).append(piece)

    def finish(self) -> list[Part]:
        """End what is open and give the parts; the boilerplate follows the text."""
        self.close()
        self._row()
        around = self._around()
        text: list[Part] = []
        boilerplate: list[Part] = []
        for piece in self._pieces:
            if piece.furniture or piece.form not in (0, around):
                boilerplate.append(Part("boilerplate", piece.part.text))
            else:
                text.append(piece.part)
        return text + boilerplate

    def _around(self) -> int:
        """Give the form that holds most of the text: it lies around the page (ASP.NET)."""
        sizes = [0] * (self._forms + 1)
        for piece in self._pieces:
            if not piece.furniture:
                sizes[piece.form] += len(piece.part.text)
        largest = max(range(len(sizes)), key=sizes.__getitem__)
        return largest if 2 * sizes[largest] > sum(sizes) else 0

    def all_parts(self) -> list[Part]:
        """Give the parts of a finished page as if none were furniture."""
        return [piece.part for piece in self._pieces]


def _is_furniture(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    if tag in FURNITURE:
        return True
    if tag in WHOLE:
        return False
    if tag == "div" and dict(attrs).get("title") in OFFICE_TITLES:
        return True
    names = (value or "" for name, value in attrs if name in ("class", "id", "role"))
    return any(_names_furniture(name.lower()) for value in names for name in value.split())


def _names_furniture(name: str) -> bool:
    words = set(name.split("-"))
    return not words.isdisjoint(FURNITURE_NAMES) and words.isdisjoint(STATES)


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
    learnt["title"] = SPACES.sub(" ", page.title)
    if parts and all(part.kind == "boilerplate" for part in parts):
        parts = page.all_parts()
        warn(learnt, ALL_FURNITURE)
    return document(blob, "html", parts, learnt)


def accepts(blob: Blob) -> bool:
    """Tell whether the bytes begin like a page."""
    return blob.kind == "html"


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    """Give the loader of web pages."""
    return (Loader("html", 300, accepts, load),)
