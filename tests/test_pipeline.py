"""From a document to records: evidence, strangers' failures, and the numbers left out."""

import os
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.candidates import Claim, claim
from extractor.errors import PluginError, SourceError, UsageError
from extractor.hookspecs import hookimpl
from extractor.loaders.text import from_string
from extractor.manager import Manager
from extractor.pipeline import Extractor, default_extractor, extract, read
from extractor.records import Record

TEXT = "В 2009 году в городе действовали 15 общественных организаций и прошли 52 лекции."
Find = Callable[[Any], Iterable[Any]]


class Plugin:
    """A plugin of one record type that does what ``find`` does."""

    def __init__(self, find: Find, *types: type[Record]) -> None:
        self.find, self.types = find, types

    @hookimpl
    def extractor_record_types(self) -> Sequence[type[Record]]:
        return self.types

    @hookimpl
    def extractor_find(self, doc: Any) -> Iterable[Any]:
        return self.find(doc)


def reader(find: Find, *types: type[Record]) -> Extractor:
    return Extractor(Manager(extra=[("mine", Plugin(find, *types))], entry_points=False))


def every_number(doc: Any) -> Iterable[Claim]:
    for candidate in doc._.candidates:
        yield claim(candidate, "probe", "every number", 1.0)


def raises(doc: Any) -> Iterable[Claim]:
    raise ZeroDivisionError("oh")
    yield


def invalid(doc: Any) -> Iterable[Claim]:
    yield Claim("probe", 0, 1, Decimal(1), "test", fields={"modifier": "roughly"})


def owning(doc: Any) -> Iterable[Claim]:
    for candidate in doc._.candidates:
        yield claim(candidate, "probe", "test", value=1, evidence={})


def test_a_plugin_of_a_stranger_makes_records(probe_type: type[Record]) -> None:
    extraction = reader(every_number, probe_type).extract(from_string(TEXT, "a.txt"))
    found = [(r.type, str(r.value), r.start, r.end, r.text) for r in extraction.records]
    assert found == [("probe", "15", 33, 35, "15"), ("probe", "52", 70, 72, "52")]
    made = extraction.records[0]
    assert made.source.path == "a.txt"
    assert (made.produced_by.plugin, made.produced_by.rule) == ("mine", "every number")
    assert made.period == "2009"
    period = made.evidence["period"]
    assert TEXT[period.start : period.end] == period.text == "2009 году"


def test_numbers_left_out_have_a_reason(probe_type: type[Record]) -> None:
    left = reader(every_number, probe_type).extract(from_string(TEXT)).left
    assert [(item.text, item.reason) for item in left if item.text == "2009"] == [("2009", "date")]
    lost = [item for item in left if "mine is stronger" in item.reason]
    assert {item.text for item in lost} <= {"15", "52"}


@pytest.mark.parametrize(
    ("find", "message"),
    [
        (raises, "plugin 'mine' failed at test_pipeline.py:49: ZeroDivisionError: oh"),
        (lambda doc: ["15"], "plugin 'mine' gave str, not a Claim"),
        (lambda doc: 15, "plugin 'mine' gave int: extractor_find must yield claims"),
        (lambda doc: None, "plugin 'mine' gave NoneType: extractor_find must yield claims"),
        (
            lambda doc: Claim("probe", 0, 1, Decimal(1), "test"),
            "plugin 'mine' gave Claim: extractor_find must yield claims",
        ),
        (
            owning,
            "plugin 'mine' failed at test_pipeline.py:59: UsageError: evidence, value: no field of",
        ),
        (
            lambda doc: [Claim("none", 0, 1, Decimal(1), "test")],
            "plugin 'mine' claims the unknown record type 'none'",
        ),
        (invalid, "plugin 'mine' made an invalid probe: modifier: Input should be 'exact'"),
    ],
)
def test_a_failing_plugin_is_named(find: Find, message: str, probe_type: type[Record]) -> None:
    with pytest.raises(PluginError) as error:
        reader(find, probe_type).extract(from_string(TEXT))
    assert str(error.value).startswith(message)


def test_only_plugins_that_are_there_can_be_asked() -> None:
    with pytest.raises(PluginError, match="there is no plugin 'nope'; there are: activity_count, "):
        Extractor(Manager(entry_points=False), only=["nope"])


def test_a_text_that_is_not_russian_gives_nothing(probe_type: type[Record]) -> None:
    made = reader(every_number, probe_type).extract(from_string("There are 15 organizations."))
    assert (made.records, made.left) == ((), ())


@pytest.mark.parametrize("text", ["", "\n", "Тихо.", "№"])
def test_a_text_without_numbers_gives_nothing(text: str) -> None:
    assert extract(text) == ()


def test_read_and_extract_are_the_library(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="koi8-r")
    document = read(path)
    assert document.text == TEXT
    assert extract(document) == default_extractor().extract(document).records
    assert [r.value for r in extract(document)] == [r.value for r in extract(TEXT)]
    assert (extractor.read, extractor.extract) == (read, extract)


def test_a_file_name_may_be_no_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(TEXT)
    document = read(os.fsdecode(path))
    assert document.path == f"{tmp_path}/\\xff.txt"
    assert {record.source.path for record in extract(document)} == {document.path}


def test_what_cannot_be_read(tmp_path: Path) -> None:
    told = []
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(SourceError) as error:
            read(path)
        told.append(str(error.value))
    assert told == [f"{tmp_path}/none.txt: no such file", f"{tmp_path}: is a folder, not a file"]


@pytest.mark.parametrize("given", [Path("a.txt"), None, ["a.txt"], b"text", 5])
def test_what_is_no_document_is_told(given: Any) -> None:
    said = (
        f"a Document is wanted, not {type(given).__name__}: for a file use extractor.read(path), "
        "for a text extractor.extract(text)"
    )
    calls: tuple[Callable[[], object], ...] = (
        lambda: extract(given),
        lambda: default_extractor().extract(given),
        lambda: list(default_extractor().docs(given)),
    )
    for call in calls:
        with pytest.raises(UsageError) as error:
            call()
        assert str(error.value) == said


def test_an_extractor_takes_no_string_and_read_no_document() -> None:
    text: Any = TEXT
    with pytest.raises(UsageError, match="a Document is wanted, not str: for a file use"):
        default_extractor().extract(text)
    nothing: Any = None
    with pytest.raises(UsageError, match="None is NoneType, a path is wanted"):
        read(nothing)


def test_public_names() -> None:
    assert [name for name in extractor.__all__ if getattr(extractor, name) is None] == []
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        extractor.nonsense  # noqa: B018
