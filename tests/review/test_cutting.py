"""Texts cut at their marks, and what records remember where there is no text."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extractor.candidates import LeftOut
from extractor.document import Block
from extractor.records import Record
from extractor.review.archive import Item
from extractor.review.cutting import Mark, Piece, blocks, pieces
from extractor.values import Evidence, Producer, Source

SOURCE = Source(path="a.txt", sha256="0" * 64, loader="text")
BY = Producer(plugin="probe", version="1", rule="test")


def record(start: int, end: int, text: str, **evidence: tuple[int, int, str]) -> Record:
    return Record(
        type="probe", id=f"{start}", value=Decimal(1), start=start, end=end, text=text,
        evidence={k: Evidence(start=a, end=b, text=t) for k, (a, b, t) in evidence.items()},
        source=SOURCE, produced_by=BY,
    )  # fmt: skip


def item(text: str | None, *records: Record, **more: Any) -> Item:
    return Item("a.txt", "0" * 64, "text", records, text, **more)


def plain(piece: Piece) -> str:
    return piece if isinstance(piece, str) else str(piece["t"])


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_pieces_joined_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    found = [
        Mark(min(place), min(max(place), len(text)), "fact", i)
        for i, place in enumerate(places)
        if min(place) < min(max(place), len(text))
    ]
    made = pieces(text, 0, len(text), found)
    assert "".join(map(plain, made)) == text
    marked = {piece["f"] for piece in made if isinstance(piece, dict)}
    assert marked <= {mark.of for mark in found}
    at = 0
    for piece in made:
        covers = any(mark.start <= at < mark.end for mark in found)
        assert isinstance(piece, dict) == covers
        at += len(plain(piece))


def test_a_block_knows_its_marks_and_its_page() -> None:
    text = "😀 Глава\nВ 2012 году прошли 52 лекции."
    shown = item(
        text,
        record(27, 29, "52", period=(10, 19, "2012 году"), subject=(30, 36, "лекции")),
        blocks=(Block("heading", 0, 7), Block("paragraph", 8, 37)),
        turns=((0, 1), (8, 2)),
        left=(LeftOut(10, 14, "2012", "date"),),
    )
    assert blocks(shown) == [
        {"k": "heading", "s": ["😀 Глава"], "p": 1},
        {
            "k": "paragraph",
            "s": [
                "В ",
                {"t": "2012", "e": [[0, "period"]], "n": 0},
                {"t": " году", "e": [[0, "period"]]},
                " прошли ",
                {"t": "52", "f": 0},
                " ",
                {"t": "лекции", "e": [[0, "subject"]]},
                ".",
            ],
            "p": 2,
        },
    ]


def test_text_outside_of_blocks_is_shown_too() -> None:
    shown = item("раз\nдва\nтри", blocks=(Block("paragraph", 4, 7),))
    assert [block["s"] for block in blocks(shown)] == [["раз\n"], ["два"], ["\nтри"]]


def test_without_a_text_the_places_that_records_know_are_shown() -> None:
    shown = item(
        None,
        record(100, 102, "15", subject=(103, 114, "организаций")),
        record(900, 902, "52", place=(100, 102, "15"), subject=(910, 916, "лекции")),
    )
    assert blocks(shown) == [
        {
            "k": "fragment",
            "s": [
                {"t": "15", "f": 0, "e": [[1, "place"]]},
                " ⋯ ",
                {"t": "организаций", "e": [[0, "subject"]]},
            ],
        },
        {
            "k": "fragment",
            "s": [{"t": "52", "f": 1}, " ⋯ ", {"t": "лекции", "e": [[1, "subject"]]}],
        },
    ]


def test_nothing_to_show(make: Callable[..., Record]) -> None:
    assert blocks(item("")) == blocks(item(None)) == []
