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
        (
            "⟦52|council_size⟧",
            "fact 1 ('52'): ⟦52|council_size⟧ has no value: write ⟦phrase|type|val",
        ),
        ("⟦52⟧", "fact 1 ('52'): ⟦52⟧ has no type and value"),
        (
            "⟦5|Council|5⟧",
            "fact 1 ('5'): 'Council' is no record type: write one like activity_count",
        ),
        ("⟦40|a|сорок⟧", "fact 1 ('40'): value 'сорок' is no decimal: write digits, such as 42000"),
        ("⟦5|a|1,2⟧", "fact 1 ('5'): value '1,2' is no decimal: write 1.2"),
        ("⟦5|a|1 200⟧", "fact 1 ('5'): value '1 200' is no decimal: write 1200"),
        ("⟦5|a|-⟧", "fact 1 ('5'): value '-' is no decimal: write digits"),
        ("⟦5|a|+5⟧", "fact 1 ('5'): value '+5': write 5"),
        ("⟦|a|5⟧", "⟦|a|5⟧ holds no number phrase: write ⟦52|activity_count|52⟧"),
        ("52⟧", "broken mark: '52⟧' closes no mark"),
        ("⟦5|a|5 ⟦6|a|6⟧", "broken mark: '⟦5|a|5 ⟦6|a|6⟧ конец' is not closed by ⟧"),
        ("⟦5|a|5|colour⟧", "fact 1 ('5'): 'colour' is no key with a value: write period=2009"),
        ("⟦5|a|5|period=2009;Colour=red⟧", "fact 1 ('5'): 'Colour=red' is no key with a value"),
        ("⟦5|a|5|subject=а;subject=б⟧", "fact 1 ('5'): says subject twice"),
        ("⟦5|a|5|same_as=2⟧", "fact 1 ('5'): same_as=2 names no other fact"),
        ("⟦5|a|5|part_of=1⟧", "fact 1 ('5'): part_of=1 names no other fact"),
        ("⟦5|a|5|mod=morethan⟧", "fact 1 ('5'): mod=morethan: is none of exact, approx, more_than"),
        ("⟦5|a|5|status=done⟧", "fact 1 ('5'): status=done: is none of actual, planned"),
        (
            "⟦5|a|5|period=2013 год⟧",
            "fact 1 ('5'): period=2013 год: is no period: write 2013, 2013",
        ),
        ("⟦5|a|5|period=2013-13⟧", "fact 1 ('5'): period=2013-13: is no period: write 2013"),
        (
            "⟦5|a|5|period=2013, subject=дерево⟧",
            "fact 1 ('5'): period=2013, subject=дерево: divide keys by a semicolon: ;subject=",
        ),
        ("⟦5|a|5|optional=да⟧", "fact 1 ('5'): optional=да: write optional=yes, or leave it out"),
        ("⟦5|a|5|upper=6,5⟧", "fact 1 ('5'): upper=6,5: is no decimal: write 6.5"),
        ("⟦40|a|40|upper=30⟧", "fact 1 ('40'): upper=30: is less than the value 40"),
    ],
)
def test_what_breaks_the_rules_is_told_with_its_line(marked: str, message: str) -> None:
    with pytest.raises(GoldError) as error:
        parse(f"Первая\r\nвторая\rтретья\n{marked} конец", "a.marked.txt")
    assert str(error.value).startswith(f"a.marked.txt:4: {message}")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "marked",
    [
        "⟦5|a|5|mod=range;upper=5⟧",
        "⟦5|a|.5|upper=7.25⟧",
        "⟦5|a|5|status=planned;period=2013-05-31/2014⟧",
        "⟦5|a|5|subject=дерево, куст;place=село Мир, 2-й квартал|б;optional=yes⟧",
        "⟦5|a|-5|change=+12;base_value=-3;base_period=2012-01⟧",
        "⟦5|a|5|body=совет; комитет;any_field=что угодно, year=2013⟧",
        "⟦5|a|⟧ ⟦6|b|6|part_of=1;same_as=1⟧",
    ],
)
def test_what_keeps_the_rules_is_read(marked: str) -> None:
    text = parse(marked)
    assert parse(render(text.text, text.facts)) == text


def test_a_phrase_over_line_ends_counts_as_its_lines() -> None:
    with pytest.raises(GoldError, match=r"^a:5: fact 2 \('5'\): value 'x' is no decimal"):
        parse("\n⟦Помощь\r\nдетям\n|program_adoption|⟧\n⟦5|a|x⟧", "a")


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
