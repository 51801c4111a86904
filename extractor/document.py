"""A document as every later stage sees it: the text as decoded, and where its parts lie."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, overload

from extractor.lazy import Once

BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a text: a heading, paragraph, list item, table row or boilerplate.

    ``start``/``end`` are characters of the document's text, half-open; ``page`` counts
    from 1 and is ``None`` where a format has no pages.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None


class LateBlocks(Sequence[Block]):
    """Blocks that have no page and are no boilerplate, cut at the first look at any.

    To extract from a plain text nobody looks: cutting takes a fortieth of the time.
    """

    def __init__(self, text: str, cut: Callable[[str], tuple[Block, ...]]) -> None:
        self._cut = Once(partial(cut, text))

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, at: int | slice) -> Block | tuple[Block, ...]:
        """Give a block, or several as a tuple."""
        return self._cut()[at]

    def __len__(self) -> int:
        """Count the blocks."""
        return len(self._cut())

    def __eq__(self, other: object) -> bool:
        """Compare block by block, with a tuple too."""
        return isinstance(other, tuple | LateBlocks) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Hash as the tuple of the blocks does."""
        return hash(self._cut())

    def __repr__(self) -> str:
        """Show the tuple of the blocks."""
        return repr(self._cut())


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded text, never edited, with its blocks in order and its origin.

    ``metadata`` holds what a loader learnt (encoding, title, date, repairs) as strings;
    ``problems`` a line for each loader that failed before another read it;
    ``turns`` the offsets at which a page begins or goes on, and its number, in order.
    """

    text: str
    blocks: Sequence[Block]
    path: str
    sha256: str
    loader: str
    metadata: tuple[tuple[str, str], ...] = field(default=())
    turns: tuple[tuple[int, int], ...] = field(default=())
    problems: tuple[str, ...] = field(default=())

    @property
    def is_plain(self) -> bool:
        """Whether no block has a page or is boilerplate, known without a look at them."""
        return isinstance(self.blocks, LateBlocks)

    def block_at(self, offset: int) -> Block | None:
        """Give the block that holds the character ``offset``, if any."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if index >= 0 and offset < self.blocks[index].end:
            return self.blocks[index]
        return None

    def page_at(self, offset: int) -> int | None:
        """Give the page of the character ``offset``, from 1, where pages are known.

        A paragraph may go on over a page's end: its block tells only where it begins.
        """
        index = bisect_right(self.turns, offset, key=lambda turn: turn[0]) - 1
        if index >= 0:
            return self.turns[index][1]
        block = self._marked_at(offset)
        return block.page if block else None

    def is_boilerplate_at(self, offset: int) -> bool:
        """Tell a character in a menu, running head or page number: no report says it."""
        block = self._marked_at(offset)
        return block is not None and block.kind == "boilerplate"

    def _marked_at(self, offset: int) -> Block | None:
        """Give the block of a character where blocks may have a page or be boilerplate."""
        return None if self.is_plain else self.block_at(offset)


def fingerprint(data: bytes) -> str:
    """Hash the bytes of a document: the same bytes are the same document."""
    return hashlib.sha256(data).hexdigest()
