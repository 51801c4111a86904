"""Marked text: what is read, drawn back, and refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from extractor.errors import GoldError
from extractor.evaluation.gold import find, parse, read, render

ROOT = Path(__file__).parent.parent.parent
MARKED = (
    "Прочитано\r\n⟦52|activity_count|52|period=2009;subject=лекция; беседа⟧ лекции, "
    "принята «⟦Забота|program_adoption|⟧», собрано ⟦1,5 тыс.|campaign_sum|-1500.5|same_as=1⟧"
)


def test_parse() -> None:
    text = parse(MARKED)
    assert text.text == "Прочитано\r\n52 лекции, принята «Забота», собрано 1,5 тыс."
    assert [(f.index, f.type, f.value, f.start, f.end, f.text) for f in text.facts] == [
        (1, "activity_count", Decimal(52), 11, 13, "52"),
        (2, "program_adoption", None, 31, 37, "Забота"),
        (3, "campaign_sum", Decimal("-1500.5"), 48, 56, "1,5 тыс."),
    ]
    assert [dict(fact.attributes) for fact in text.facts] == [
        {"period": "2009", "subject": "лекция; беседа"},
        {},
        {"same_as": "1"},
    ]
    assert [text.text[fact.start : fact.end] for fact in text.facts] == [
        fact.text for fact in text.facts
    ]


def test_render_is_the_inverse() -> None:
    text = parse(MARKED)
    assert render(text.text, reversed(text.facts)) == MARKED


def test_marks_cannot_nest() -> None:
    facts = parse("⟦52|a|52⟧").facts * 2
    with pytest.raises(GoldError, match="facts overlap at 0"):
        render("52", facts)


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("⟦52|activity_count⟧", "text: broken mark near"),
        ("⟦52|activity_count|пять⟧", "text: broken mark near"),
        ("⟦52|activity_count|-⟧", "text: broken mark near"),
        ("⟦|activity_count|5⟧", "text: broken mark near"),
        ("52⟧", "text: broken mark near"),
        ("⟦5|a|5|colour⟧", r"text: fact 1 \('5'\): 'colour' is no key with a value"),
        ("⟦5|a|5|period=2009;Colour=red⟧", r"text: fact 1 \('5'\): 'Colour=red' is no key with"),
        ("⟦5|a|5|same_as=2⟧", "text: fact 1: same_as=2 names no other fact"),
        ("⟦5|a|5|part_of=1⟧", "text: fact 1: part_of=1 names no other fact"),
    ],
)
def test_what_breaks_the_rules_is_told(marked: str, message: str) -> None:
    with pytest.raises(GoldError, match=f"^{message}"):
        parse(marked)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "b.marked.txt").write_bytes(b"\xff")
    with pytest.raises(GoldError, match="cannot be read"):
        read(tmp_path / "a.marked.txt")
    with pytest.raises(GoldError, match="is not UTF-8 at byte 0"):
        read(tmp_path / "b.marked.txt")


def test_the_corpora_keep_the_rules() -> None:
    texts = [read(path) for path in find([ROOT / "corpora"])]
    assert len(texts) >= 14
    for text in texts:
        assert [text.text[f.start : f.end] for f in text.facts] == [f.text for f in text.facts]
