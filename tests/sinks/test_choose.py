"""A sink is chosen by the form of the target."""

import pytest

from extractor.errors import UsageError
from extractor.sinks import Sink, choose
from extractor.sinks.csv import extractor_sinks as csv_sinks
from extractor.sinks.jsonl import extractor_sinks as jsonl_sinks
from extractor.sinks.jsonl import open_lines

SINKS = (
    *jsonl_sinks(),
    *csv_sinks(),
    Sink("packed", (".jsonl.xz", ".xz"), open_lines),
    Sink("base", ("sql://",), open_lines),
    Sink("folder", ("/",), open_lines),
)


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("a.jsonl", "jsonl"),
        ("-", "jsonl"),
        ("folder/A.CSV", "csv"),
        ("a.jsonl.xz", "packed"),
        ("a.jsonl.gz", "jsonl"),
        ("sql://host/a.csv", "base"),
        ("folder/", "folder"),
        ("a.csv/", "folder"),
    ],
)
def test_choose(target: str, name: str) -> None:
    assert choose(SINKS, target).name == name


@pytest.mark.parametrize("target", ["a.xyz", "a-", "jsonl", ""])
def test_an_unknown_form_is_told_with_the_known(target: str) -> None:
    with pytest.raises(UsageError) as told:
        choose(SINKS[:2], target)
    known = "-, .csv, .jsonl, .jsonl.gz, .jsonl.zst"
    assert str(told.value) == f"{target}: no sink writes this form; known: {known}"
