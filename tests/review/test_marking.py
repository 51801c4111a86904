"""Reviewed records as gold."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import GoldError, TargetError
from extractor.evaluation import gold
from extractor.evaluation.report import evaluate
from extractor.loaders.text import from_string
from extractor.pipeline import default_extractor
from extractor.records import Record
from extractor.review.archive import Item
from extractor.review.decisions import Correction, Decision
from extractor.review.marking import Undecided, export, gold_text

TEXT = "В 2012 году прошли 52 лекции, в общественный совет вошли 9 человек, принято 3 решения."


def read(text: str = TEXT, path: str = "in/a.txt") -> Item:
    found = default_extractor().extract(from_string(text, path))
    document = found.document
    return Item(path, document.sha256, "text", found.records, text, left=found.left)


def say(item: Item, text: str, verdict: Any, **correction: Any) -> tuple[str, Decision]:
    ids = {record.text: record.id for record in item.records}
    assert item.text is not None
    start = item.text.index(text)
    name = ids.get(text) if verdict != "add" else f"{start}:{start + len(text)}"
    right = Correction(**correction) if correction else None
    decision = Decision(document=item.sha256, record=str(name), verdict=verdict, correction=right)
    return decision.record, decision


def drawn(item: Item, *said: tuple[str, Decision], undecided: Undecided = "refuse") -> str:
    text = gold_text(item, dict(said), undecided)
    return gold.render(text.text, text.facts)


def test_accepted_corrected_rejected_and_added() -> None:
    item = read()
    lectures = say(item, "52", "accept")
    council = say(
        item, "9", "correct", type="council_size", value=Decimal("9"), modifier="at_least",
        period="2013", subject="член совета",
    )  # fmt: skip
    decisions = say(item, "3", "add", type="activity_count", value=Decimal(3), subject="решение")
    others = [say(item, r.text, "reject") for r in item.records if r.text not in ("52", "9")]
    assert drawn(item, lectures, council, decisions, *others) == (
        "В 2012 году прошли ⟦52|activity_count|52|period=2012;subject=лекция⟧ лекции, "
        "в общественный совет вошли "
        "⟦9|council_size|9|mod=at_least;period=2013;subject=член совета;body=общественный совет⟧ "
        "человек, принято ⟦3|activity_count|3|subject=решение⟧ решения."
    )


def test_a_corrected_type_loses_the_fields_of_the_old_one() -> None:
    item = read("В общественный совет вошли 9 человек.")
    said = say(item, "9", "correct", type="membership_count", value=Decimal(9))
    assert drawn(item, said) == "В общественный совет вошли ⟦9|membership_count|9⟧ человек."


def test_undecided_records_are_refused_kept_or_dropped() -> None:
    item = read("В 2012 году прошли 52 лекции, в совет вошли 9 человек.")
    said = say(item, "52", "reject")
    with pytest.raises(GoldError, match=r"in/a\.txt: 1 of 2 records are not decided; give --und"):
        drawn(item, said)
    assert drawn(item, said, undecided="drop") == item.text
    assert "⟦9|council_size|9" in drawn(item, said, undecided="keep")


def test_references_follow_what_stands(make: Callable[..., Record]) -> None:
    text = "5, 7, 3, 7"
    records = (
        make("probe", "5", 0, 1, text="5", id="a"),
        make("probe", "7", 3, 4, text="7", id="b", part_of="a"),
        make("probe", "3", 6, 7, text="3", id="c", part_of="b"),
        make("probe", "7", 9, 10, text="7", id="d", same_as="b"),
    )
    item = Item("a", "s", "text", records, text)
    verdicts = {"a": "reject", "b": "accept", "c": "accept", "d": "accept"}
    said = [
        (name, Decision.model_validate({"document": "s", "record": name, "verdict": verdict}))
        for name, verdict in verdicts.items()
    ]
    assert drawn(item, *said) == ("5, ⟦7|probe|7⟧, ⟦3|probe|3|part_of=1⟧, ⟦7|probe|7|same_as=1⟧")


def test_what_cannot_be_gold_is_told() -> None:
    with pytest.raises(GoldError, match="its text is not at hand; give --sources FOLDER"):
        gold_text(Item("a", "s", "text", ()), {})
    with pytest.raises(GoldError, match="holds brackets that open marks"):
        gold_text(Item("a", "s", "text", (), "⟦"), {})


def test_exported_gold_is_scored(tmp_path: Path) -> None:
    items = [read(), read(path="other/a.txt"), read(f"{TEXT} ", "b"), read("Тихо.", "c")]
    first = dict(say(items[0], record.text, "accept") for record in items[0].records)
    half = dict([say(items[2], "52", "accept")])
    written = export(items, {items[0].sha256: first, items[2].sha256: half}, tmp_path / "gold")
    assert (written.texts, written.facts) == (2, 2 * len(items[0].records))
    assert [line.split(":")[0] for line in written.told] == ["b"]
    names = sorted(path.name for path in (tmp_path / "gold").iterdir())
    assert names == ["a-2.marked.txt", "a.marked.txt"]
    total = evaluate([tmp_path / "gold"], default_extractor()).total.overall
    assert (total.found, total.missed, total.extra) == (written.facts, 0, 0)
    with pytest.raises(TargetError, match="is there already"):
        export(items, {items[0].sha256: first}, tmp_path / "gold")
