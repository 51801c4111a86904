"""Every record of the corpora stands where it says, and so does every field of it."""

from itertools import pairwise
from pathlib import Path

import pytest

from extractor.evaluation.gold import find, read
from extractor.loaders.text import from_string
from extractor.manager import default_manager
from extractor.pipeline import default_extractor
from extractor.records import Record

ROOT = Path(__file__).parent.parent
Found = list[tuple[str, Record]]


@pytest.fixture(scope="module")
def found() -> Found:
    made = default_extractor()
    return [
        (text.text, record)
        for path in find([ROOT / "corpora" / "reports"])
        for text in [read(path)]
        for record in made.extract(from_string(text.text, text.name)).records
    ]


def test_every_record_type_is_found(found: Found) -> None:
    assert {record.type for _, record in found} == set(default_manager().record_types)


def test_a_record_stands_where_it_says(found: Found) -> None:
    wrong = [record for text, record in found if text[record.start : record.end] != record.text]
    assert wrong == []


def test_a_field_stands_where_it_says(found: Found) -> None:
    wrong = [
        (record, name)
        for text, record in found
        for name, place in record.evidence.items()
        if text[place.start : place.end] != place.text or name not in type(record).model_fields
    ]
    assert wrong == []


def test_ids_are_unique_within_a_text(found: Found) -> None:
    ids = [(record.source.path, record.id) for _, record in found]
    assert len(ids) == len(set(ids))


def test_references_lead_to_a_record_of_the_same_text(found: Found) -> None:
    ids = {(record.source.path, record.id) for _, record in found}
    lost = [
        record
        for _, record in found
        for target in (record.part_of, record.same_as)
        if target is not None and (record.source.path, target) not in ids
    ]
    assert lost == []


def test_records_are_in_text_order_and_do_not_overlap(found: Found) -> None:
    pairs = pairwise(found)
    wrong = [
        (left, right)
        for (_, left), (_, right) in pairs
        if left.source.path == right.source.path and left.end > right.start
    ]
    assert wrong == []
