"""What became of each number."""

from collections.abc import Callable

from extractor.candidates import LeftOut
from extractor.loaders.text import from_string
from extractor.pipeline import Extraction
from extractor.records import Record
from extractor.review.explain import Fate, fates, marked, pieces


def extraction(make: Callable[..., Record]) -> Extraction:
    text = "В 2009 году 52 лекции, «Забота»"
    records = (
        make("activity_count", "52", 12, 14, text="52"),
        make("program_adoption", None, 24, 30, text="Забота"),
    )
    return Extraction(from_string(text), records, (LeftOut(2, 6, "2009", "date"),))


def test_pieces_joined_are_the_text(make: Callable[..., Record]) -> None:
    made = extraction(make)
    found = [(piece.text, piece.record and piece.record.type) for piece in pieces(made)]
    assert found == [
        ("В 2009 году ", None),
        ("52", "activity_count"),
        (" лекции, «", None),
        ("Забота", "program_adoption"),
        ("»", None),
    ]


def test_marked(make: Callable[..., Record]) -> None:
    assert marked(extraction(make)) == (
        "В 2009 году ⟦52|activity_count|52⟧ лекции, «⟦Забота|program_adoption|⟧»"
    )


def test_fates(make: Callable[..., Record]) -> None:
    assert fates(extraction(make)) == (
        Fate(2, 6, "2009", False, "date"),
        Fate(12, 14, "52", True, "activity_count 52, by probe: test"),
        Fate(24, 30, "Забота", True, "program_adoption, by probe: test"),
    )


def test_nothing_to_show() -> None:
    empty = Extraction(from_string("Тихо"), (), ())
    assert (marked(empty), fates(empty)) == ("Тихо", ())
