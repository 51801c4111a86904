"""Plain text in any Cyrillic encoding: a document, its blocks, and where it came from."""

import re
from collections.abc import Sequence

from extractor.document import Block, BlockKind, Document, LateBlocks, fingerprint
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader, piecewise, too_large
from extractor.loaders.build import NOT_RUSSIAN, warn
from extractor.loaders.decoding import CYRILLIC_LEADS, decode, foreign, is_binary
from extractor.loaders.mending import mend, tell, undone
from extractor.loaders.signs import Signs

LIST_ITEM = re.compile(r"(?:[-–—−](?!\d)|[•●·∙*▪■□◦‣⁃\uf0b7\uf02d]|\d{1,3}\)|[а-яa-z]\))\s*\S")
SECTION = re.compile(
    r"(?:[IVXLC]+\.?|\d{1,2}(?:\.\d{1,2})*\.|\d{1,2}(?:\.\d{1,2})+)\s+[«\"A-ZА-ЯЁ]"
)
DIVISION = re.compile(r"(?:раздел|глава|часть|приложение)\b", re.IGNORECASE)
CLOSING = tuple(".,;:!?…")
DIGIT = re.compile(r"[0-9]")
NUMERIC = b"0123456789,.%-+/"
SAMPLE = 2000
"""Characters by which a line is told to be of a table."""

UNNAMED = "<text>"
"""What stands for the path of a text that is no file."""

HEADING_LENGTH = 160
"""A heading is no longer than this many characters."""


def _is_table_row(line: str) -> bool:
    """Tell cells: tabs between words, two bars, or mostly digits."""
    if "\t" in line or line.count("|") >= 2:
        return True
    if DIGIT.search(line, 0, SAMPLE) is None:
        return False
    sample = line[:SAMPLE]
    data = sample.encode("utf-8", errors="surrogatepass")
    numeric = len(data) - len(data.translate(None, NUMERIC)) + sample.count("–")
    letters = len(data) - len(data.translate(None, CYRILLIC_LEADS))
    if numeric <= 0.6 * (numeric + letters):  # most lines; blanks need no count
        return False
    return numeric > 0.6 * len("".join(sample.split()))


def _looks_like_heading(line: str) -> bool:
    """Tell the shape of a heading: short, open at its end, upper-case or numbered."""
    if len(line) > HEADING_LENGTH or (line.endswith(CLOSING) and not DIVISION.match(line)):
        return False
    if not (line.isupper() or SECTION.match(line) or DIVISION.match(line)):
        return False
    return sum(map(str.isalpha, line)) >= 3


def _shape(line: str) -> BlockKind:
    if _looks_like_heading(line) and "\t" not in line:
        return "heading"
    if LIST_ITEM.match(line):
        return "list_item"
    return "table_row" if _is_table_row(line) else "paragraph"


def blocks(text: str) -> tuple[Block, ...]:
    """Cut a text into blocks, one a line that is not blank, without outer blanks.

    What looks like a heading is one where the next line of another shape is a longer
    paragraph or list item.
    """
    found: list[Block] = []
    at = 0
    for whole in text.splitlines(keepends=True):
        line = whole.strip()
        if line:
            start = at + len(whole) - len(whole.lstrip())
            found.append(Block(_shape(line), start, start + len(line)))
        at += len(whole)
    body: Block | None = None
    for i in range(len(found) - 1, -1, -1):
        block = found[i]
        if block.kind != "heading":
            body = block
        elif (
            body is None
            or body.kind == "table_row"
            or body.end - body.start <= block.end - block.start
        ):
            found[i] = Block("paragraph", block.start, block.end)
    return tuple(found)


def _document(text: str, path: str, sha256: str, learnt: dict[str, str]) -> Document:
    if reason := foreign(text):
        earlier = learnt.pop("warning", "")
        warn(learnt, f"{NOT_RUSSIAN}: {reason}", earlier)
    return Document(text, LateBlocks(text, blocks), path, sha256, "text", tuple(learnt.items()))


def is_russian(document: Document) -> bool:
    """Tell whether a document is Russian as far as its loader saw; others give no records."""
    return not dict(document.metadata).get("warning", "").startswith(NOT_RUSSIAN)


def from_string(text: str, path: str = UNNAMED) -> Document:
    """Make a document of a string; its fingerprint is that of the string in UTF-8."""
    data = text.encode("utf-8", errors="surrogatepass")
    return _document(text, path, fingerprint(data), {"encoding": "utf-8"})


def load(blob: Blob) -> Document:
    """Decode the bytes of a text file; raises the DocumentErrors of ``decode``."""
    found = mend(decode(blob.data, blob.path), blob.path)
    if len(found.text) > blob.limits.text:
        size = len(found.text)
        told = f"has {size} characters, more than {blob.limits.text}"
        raise too_large(blob.path, told, "--max-text")
    learnt = {"encoding": found.encoding}
    signs = Signs()
    lines = found.text.split("\n")
    pieces = piecewise.find(lines)
    for number, way in pieces.wrong.items():
        lines[number] = undone(lines[number], *way, blob.path)
    if pieces.unread:
        learnt["warning"] = pieces.warning(f"line {pieces.unread[0] + 1}")
    whole = signs.put_right("\n".join(lines))
    tell(learnt, found.repair, pieces.repair(), *signs.told())
    return _document(whole, blob.path, fingerprint(blob.data), learnt)


def accepts(blob: Blob) -> bool:
    """Tell whether the bytes can be text."""
    return not is_binary(blob.data)


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    """Give the loader of plain text; it is asked last."""
    return (Loader("text", 900, accepts, load),)
