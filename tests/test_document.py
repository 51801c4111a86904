"""Blocks are found by offset."""

import pytest

from extractor.document import Block, Document, LateBlocks, fingerprint

BLOCKS = (
    Block("heading", 0, 5, page=1),
    Block("paragraph", 7, 20, page=2),
    Block("paragraph", 20, 30),
)
DOCUMENT = Document("x" * 40, BLOCKS, "a.txt", "0", "text")


@pytest.mark.parametrize(
    ("offset", "block", "page"),
    [(0, 0, 1), (4, 0, 1), (5, None, None), (7, 1, 2), (19, 1, 2), (20, 2, None), (35, None, None)],
)
def test_block_and_page_at(offset: int, block: int | None, page: int | None) -> None:
    assert DOCUMENT.block_at(offset) == (None if block is None else BLOCKS[block])
    assert DOCUMENT.page_at(offset) == page


def test_late_blocks_are_cut_at_the_first_look_and_once() -> None:
    cut = []

    def by_words(text: str) -> tuple[Block, ...]:
        cut.append(text)
        return Block("paragraph", 0, 3), Block("paragraph", 4, 7)

    document = Document("one two", LateBlocks("one two", by_words), "a.txt", "0", "text")
    assert (document.is_plain, document.page_at(5), cut) == (True, None, [])
    assert document.block_at(5) == Block("paragraph", 4, 7)
    assert document.blocks == by_words("") and by_words("") == document.blocks
    assert document.blocks != (Block("paragraph", 0, 3),)
    assert document.blocks[:1] == (Block("paragraph", 0, 3),)
    assert (len(document.blocks), hash(document.blocks)) == (2, hash(by_words("")))
    assert cut.count("one two") == 1
    assert not DOCUMENT.is_plain


def test_fingerprint() -> None:
    assert fingerprint(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
