"""What an RTF needs before it is parsed: depth checked, running heads cut out, its code page."""

import re

from extractor.errors import CorruptDocument, TooLarge
from extractor.loaders import Blob

DEPTH = 1000
"""Groups nested deeper than any program writes them."""

MARKS = re.compile(rb"\\.|[{}]|\\bin\d+ ?", re.DOTALL)
FURNITURE = re.compile(rb"\{\\(?:header|footer)[lrf]?\b")
CODE_PAGE = re.compile(rb"\\ansicpg\d+")
FONT_CHARSET = re.compile(rb"\\fcharset(?!2\b)\d+")
SYSTEM = re.compile(rb"\\(mac|pca?)(?![a-z])")
PAGES = {b"mac": "mac_cyrillic", b"pc": "cp866", b"pca": "cp866"}
"""Which Russian code page the word for a system stands for."""

HEAD = 1024
LETTER = re.compile(rb"\\'([89a-fA-F][0-9a-fA-F])")
ESCAPED = re.compile(rb"\\'[89a-fA-F][0-9a-fA-F]|[\x80-\xff]")


def checked(blob: Blob) -> bytes:
    """Give the bytes of an RTF whose groups close; raises a DocumentError."""
    opened, closed = (blob.data.count(mark) for mark in (b"{", b"}"))
    if opened == closed and opened <= DEPTH:
        return blob.data
    depth = deepest = 0
    for match in MARKS.finditer(blob.data):
        mark = match.group()
        depth += (mark == b"{") - (mark == b"}")
        deepest = max(deepest, depth)
    if deepest > DEPTH:
        raise TooLarge(f"{blob.path}: has {deepest} groups in one another, more than {DEPTH}")
    if depth > 0:
        raise CorruptDocument(f"{blob.path}: ends in the middle: {depth} groups are not closed")
    return blob.data


def _end(data: bytes, start: int) -> int:
    """Give where the group that opens at ``start`` ends."""
    depth = 0
    for match in MARKS.finditer(data, start):
        depth += (match.group() == b"{") - (match.group() == b"}")
        if depth == 0:
            return match.end()
    return len(data)


def without_furniture(data: bytes) -> tuple[bytes, str]:
    """Cut the running heads and feet out; give the rest, and their text."""
    from striprtf.striprtf import rtf_to_text

    kept, heads, at = [], [], 0
    while match := FURNITURE.search(data, at):
        end = _end(data, match.start())
        kept.append(data[at : match.start()])
        heads.append(b"{" + data[match.end() : end])
        at = end
    if not heads:
        return data, ""
    opening = b"{\\rtf1" + (CODE_PAGE.search(data) or [b"\\ansicpg1251"])[0]
    group = (opening + b"\\par ".join(heads) + b"}").decode("latin-1")
    try:
        text = str(rtf_to_text(group, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, LookupError):  # a number that is no character's
        text = ""
    lines = dict.fromkeys(" ".join(line.split()) for line in text.splitlines())
    return b"".join([*kept, data[at:]]), " ".join(line for line in lines if line)


def other_pages(data: bytes) -> dict[str, bytes]:
    """Give an RTF as the code pages of Russian would have it, by their names.

    The page of its system is among them where its head names an old one.
    """
    pages = {"cp1251": as_cp1251(data)}
    if claimed := SYSTEM.search(data[:HEAD]):
        page = PAGES[claimed[1]]
        pages[page] = as_cp1251(_recoded(data, page))
    return pages


def _recoded(data: bytes, page: str) -> bytes:
    """Write the escaped letters of a code page as those of the page 1251."""

    def letter(found: re.Match[bytes]) -> bytes:
        told = bytes.fromhex(found[1].decode()).decode(page, errors="replace")
        return b"\\'%02x" % told.encode("cp1251", errors="replace")[0]

    return LETTER.sub(letter, data)


def has_bytes_beyond_ascii(data: bytes) -> bool:
    """Tell letters that hang on the code page, rather than on Unicode escapes."""
    return ESCAPED.search(data) is not None


def as_cp1251(data: bytes) -> bytes:
    """Claim the Russian code page, for the file and for each of its fonts."""
    data = FONT_CHARSET.sub(rb"\\fcharset204", data)
    if CODE_PAGE.search(data):
        return CODE_PAGE.sub(rb"\\ansicpg1251", data)
    return data.replace(b"{\\rtf1", b"{\\rtf1\\ansi\\ansicpg1251", 1)
