"""From the parts of a file to a document: the text is built once, and judged before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.document import Block, BlockKind, Document, fingerprint
from extractor.errors import EmptyDocument, GarbledDocument
from extractor.loaders import Blob, piecewise, too_large
from extractor.loaders.decoding import foreign
from extractor.loaders.mending import is_noise, tell, told, undo, undone
from extractor.loaders.signs import Signs

NOT_RUSSIAN = "not Russian text"
BETWEEN = "\n\n"
BULLET = "- "
PROBE = 20_000
APART = re.compile(r"(?<=\d)[^\S\n\t]*[\n\t]\s*(?=\d)")
"""What parts two numbers in a cell; as one blank it would be that within a number."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text that a loader found: what it is, and the page on which it begins.

    ``turns`` are the offsets in its text at which a further page begins.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    turns: tuple[tuple[int, int], ...] = ()


def one_line(cell: str) -> str:
    """Put a cell on one line; where a line end or tab parts two numbers, two blanks do."""
    return "  ".join(" ".join(piece.split()) for piece in APART.split(cell))


def row(cells: Iterable[str]) -> Part:
    """Make the part of a table's row: its cells between tabs, each on one line."""
    line = "\t".join(map(one_line, cells))
    return Part("table_row", line.rstrip("\t"))


def _mended(blob: Blob, parts: list[Part], learnt: dict[str, str]) -> list[Part]:
    """Undo a wrong decoding in every part, or refuse what is no text."""
    probe = " ".join(part.text for part in parts[: PROBE // 100])[:PROBE]
    wrong = undo(probe)
    if wrong is not None and not piecewise.is_partly_sound([part.text for part in parts]):
        tell(learnt, told(*wrong))
        return [_part_undone(part, wrong, blob.path) for part in parts]
    if is_noise(probe):
        raise GarbledDocument(f"{blob.path}: its letters make no words: the text layer is wrong")
    pieces = piecewise.find([part.text for part in parts])
    tell(learnt, pieces.repair())
    pieces.unread[:] = [n for n in pieces.unread if parts[n].kind != "boilerplate"]
    if pieces.unread:
        first = pieces.unread[0]
        page = parts[first].page
        warn(learnt, pieces.warning(f"number {first + 1}" + (f", page {page}" if page else "")))
    return [
        _part_undone(part, pieces.wrong[number], blob.path) if number in pieces.wrong else part
        for number, part in enumerate(parts)
    ]


def _part_undone(part: Part, wrong: tuple[str, str], path: str) -> Part:
    """Undo a wrong decoding in a part; its pages turn where they did before."""

    def moved(offset: int) -> int:
        return len(undone(part.text[:offset], *wrong, path, errors="ignore"))

    turns = tuple((moved(offset), page) for offset, page in part.turns)
    return replace(part, text=undone(part.text, *wrong, path), turns=turns)


def warn(learnt: dict[str, str], *lines: str) -> None:
    """Add warnings to what is learnt of a document; empty ones are none."""
    learnt["warning"] = "; ".join(filter(None, (learnt.get("warning", ""), *lines)))


def _put_right(part: Part, signs: Signs) -> Part:
    """Put the signs of a part right; pages turn where they did."""
    text = signs.put_right(part.text)
    if text == part.text:
        return part
    turns = tuple((len(Signs().put_right(part.text[:at])), page) for at, page in part.turns)
    return replace(part, text=text, turns=turns)


def document(blob: Blob, loader: str, parts: Iterable[Part], learnt: dict[str, str]) -> Document:
    """Build a document of parts; blank ones are left out.

    Raises EmptyDocument, TooLarge and GarbledDocument.
    """
    kept = [part for part in parts if part.text.strip()]
    if not kept:
        raise EmptyDocument(f"{blob.path}: holds no text")
    size = sum(len(part.text) for part in kept)
    if size > blob.limits.text:
        told = f"has {size} characters, more than {blob.limits.text}"
        raise too_large(blob.path, told, "--max-text")
    signs = Signs()
    kept = [_put_right(part, signs) for part in _mended(blob, kept, learnt)]
    tell(learnt, *signs.told())
    pieces: list[str] = []
    blocks: list[Block] = []
    pages: list[tuple[int, int]] = []
    at = 0
    for part in kept:
        lead = len(BETWEEN) if pieces else 0
        if pieces:
            pieces.append(BETWEEN)
        blocks.append(Block(part.kind, at + lead, at + lead + len(part.text), part.page))
        if part.page is not None:
            for offset, page in ((0, part.page), *part.turns):
                if not pages or pages[-1][1] != page:
                    pages.append((at + lead + offset, page))
        pieces.append(part.text)
        at += lead + len(part.text)
    text = "".join(pieces)
    if reason := foreign(text):
        earlier = learnt.pop("warning", "")
        warn(learnt, f"{NOT_RUSSIAN}: {reason}", earlier)
    metadata = tuple((name, value) for name, value in learnt.items() if value)
    return Document(
        text, tuple(blocks), blob.path, fingerprint(blob.data), loader, metadata, tuple(pages)
    )
