"""From the parts of a file to a document: the text is built once, and judged before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.document import Block, BlockKind, Document, fingerprint
from extractor.errors import EmptyDocument, GarbledDocument, TooLarge
from extractor.loaders import Blob
from extractor.loaders.decoding import foreign
from extractor.loaders.mending import COMPOSED, composed, is_noise, tell, told, undo, undone

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
    if wrong is not None:
        learnt["repair"] = told(*wrong)
        return [_part_undone(part, wrong, blob.path) for part in parts]
    if is_noise(probe):
        raise GarbledDocument(f"{blob.path}: its letters make no words: the text layer is wrong")
    return parts


def _part_undone(part: Part, wrong: tuple[str, str], path: str) -> Part:
    """Undo a wrong decoding in a part; its pages turn where they did before."""

    def moved(offset: int) -> int:
        return len(undone(part.text[:offset], *wrong, path, errors="ignore"))

    turns = tuple((moved(offset), page) for offset, page in part.turns)
    return replace(part, text=undone(part.text, *wrong, path), turns=turns)


def warn(learnt: dict[str, str], line: str) -> None:
    """Add a warning to what is learnt of a document."""
    learnt["warning"] = "; ".join(filter(None, (learnt.get("warning", ""), line)))


def _composed(part: Part) -> Part:
    """Put letters that were taken apart together; pages turn where they did."""
    text = composed(part.text)
    if text == part.text:
        return part
    turns = tuple((len(composed(part.text[:offset])), page) for offset, page in part.turns)
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
        raise TooLarge(f"{blob.path}: has {size} characters, more than {blob.limits.text}")
    mended = _mended(blob, kept, learnt)
    kept = [_composed(part) for part in mended]
    if kept != mended:
        tell(learnt, COMPOSED)
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
        warn(learnt, f"{NOT_RUSSIAN}: {reason}")
        warn(learnt, earlier)
    metadata = tuple((name, value) for name, value in learnt.items() if value)
    return Document(
        text, tuple(blocks), blob.path, fingerprint(blob.data), loader, metadata, tuple(pages)
    )
