"""Whether what a loader gives is a document that every later stage can take."""

from collections.abc import Callable
from typing import Any, get_args

from extractor.document import Block, BlockKind, Document, LateBlocks
from extractor.errors import EmptyDocument, PluginError
from extractor.kinds import Kind, is_text, is_whole, misfit, shown
from extractor.loaders import Blob, Loader

BLOCKS = frozenset(get_args(BlockKind))


def _pairs(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Give the test of a tuple of pairs."""

    def test(found: object) -> bool:
        return isinstance(found, tuple | list) and all(
            isinstance(pair, tuple | list) and len(pair) == 2 and all(map(fits, pair))
            for pair in found
        )

    return test


DOCUMENT: tuple[Kind, ...] = (
    ("text", is_text, "a string"),
    ("path", is_text, "a string"),
    ("sha256", is_text, "a string"),
    ("loader", is_text, "a string"),
    ("blocks", lambda found: isinstance(found, tuple | list | LateBlocks), "a tuple of Blocks"),
    ("metadata", _pairs(is_text), "a tuple of pairs of strings"),
    ("turns", _pairs(is_whole), "a tuple of (offset, page)"),
)
BLOCK: tuple[Kind, ...] = (
    (
        "kind",
        lambda found: is_text(found) and found in BLOCKS,
        f"one of {', '.join(get_args(BlockKind))}",
    ),
    ("start", is_whole, "a whole number"),
    ("end", is_whole, "a whole number"),
    ("page", lambda found: found is None or is_whole(found), "a whole number or None"),
)
"""What the parts of a document and of a block must be."""


def loaded(loader: Loader, blob: Blob) -> Document:
    """Load a document; raises PluginError where it is none, or its blocks do not fit its text.

    Raises EmptyDocument where it holds no text.
    """
    found: Any = loader.load(blob)
    wrong = _fault(found)
    if wrong:
        raise PluginError(f"{blob.path}: loader {loader.name!r} gave {wrong}")
    document: Document = found
    if not document.text or document.text.isspace():
        raise EmptyDocument(f"{blob.path}: holds no text")
    return document


def _fault(found: object) -> str:
    """Say what is wrong with a document, or give an empty string."""
    if not isinstance(found, Document):
        return f"{type(found).__name__}, not a Document"
    wrong = misfit(found, DOCUMENT)
    if wrong:
        return f"a Document whose {wrong}"
    if found.is_plain:
        return ""
    last, size = 0, len(found.text)
    for block in found.blocks:
        if not _fits(block, last, size):
            return _block_fault(block)
        last = block.end
    return ""


def _fits(block: Any, last: int, size: int) -> bool:
    """Tell quickly what most blocks are: as they should be."""
    return (
        type(block) is Block
        and type(block.start) is type(block.end) is int
        and last <= block.start <= block.end <= size
        and block.kind in BLOCKS
        and (block.page is None or type(block.page) is int)
    )


def _block_fault(block: object) -> str:
    if not isinstance(block, Block):
        return f"{shown(block)} among the blocks"
    wrong = misfit(block, BLOCK)
    if wrong:
        return f"a block whose {wrong}"
    return (
        f"a block at {block.start}:{block.end} that overlaps the one before or lies "
        f"outside the text"
    )
