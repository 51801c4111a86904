"""A stranger's loader that is wrong is named, and the others are asked."""

from pathlib import Path

import pytest
import strange_loaders

from extractor.batch.run import run
from extractor.errors import EmptyDocument, PluginError
from extractor.loaders import Blob
from extractor.manager import Manager
from extractor.pipeline import Extractor, read_bytes

TEXT = "В городе действуют 15 общественных организаций.\n"
STUMBLED = "loader 'stumbling' failed at strange_loaders.py:16: ZeroDivisionError: oh"
WRONG = {
    "nothing": "gave NoneType, not a Document",
    "outside": "gave a block at 3:99 that overlaps the one before or lies outside the text",
    "overlapping": "gave a block at 2:5 that overlaps the one before or lies outside the text",
    "titled": "gave a block whose kind is 'title' (str), one of heading, paragraph, list_item, "
    "table_row, boilerplate is wanted",
    "lettered": "gave a block whose start is '0' (str), a whole number is wanted",
    "numbered": "gave a Document whose text is 5 (int), a string is wanted",
    "unhashed": "gave a Document whose sha256 is None (NoneType), a string is wanted",
    "told": "gave a Document whose metadata is {'a': 'b'} (dict), a tuple of pairs of strings "
    "is wanted",
}


def manager(strict: bool = False) -> Manager:
    return Manager(extra=[("mine", strange_loaders)], entry_points=False, strict=strict)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("a", "b"):
        Path(f"in/{name}.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_document_is_told(name: str) -> None:
    with pytest.raises(PluginError) as error:
        read_bytes(Blob("a", name.encode()), manager())
    assert str(error.value) == f"a: loader {name!r} {WRONG[name]}"


def test_a_blank_text_is_no_document() -> None:
    with pytest.raises(EmptyDocument) as error:
        read_bytes(Blob("a", b"blank"), manager())
    assert str(error.value) == "a: holds no text"


def test_where_one_stumbles_the_others_are_asked() -> None:
    told: list[str] = []
    document = read_bytes(Blob("a.txt", TEXT.encode()), manager())
    found = Extractor(manager(), tell=told.append).extract(document)
    line = f"a.txt: {STUMBLED}"
    assert (document.loader, document.problems, told) == ("text", (STUMBLED,), [line])
    assert ([r.text for r in found.records], found.problems) == (["15"], (line,))
    with pytest.raises(PluginError) as error:
        Extractor(manager(strict=True)).extract(document)
    assert str(error.value) == f"a.txt: {STUMBLED}"


def test_where_no_loader_is_left_the_one_that_stumbled_is_told() -> None:
    with pytest.raises(PluginError) as error:
        read_bytes(Blob("a", b"\0\1\2"), manager())
    assert str(error.value) == f"a: {STUMBLED}"


def test_a_run_tells_of_both_and_goes_on(folder: Path) -> None:
    Path("in/c").write_bytes(b"nothing")
    told: list[str] = []
    reader = Extractor(manager(), tell=told.append)
    outcome = run(["in"], "out.jsonl", reader, told.append, modules=["strange_loaders"])
    assert (outcome.documents, outcome.records) == (2, 2)
    assert sorted({(f.path, f.outcome, f.message) for f in outcome.failures}) == [
        ("in/a.txt", "plugin_error", f"in/a.txt: {STUMBLED}"),
        ("in/b.txt", "plugin_error", f"in/b.txt: {STUMBLED}"),
        ("in/c", "plugin_error", f"in/c: loader 'nothing' {WRONG['nothing']}"),
    ]
    assert told.count(f"in/c: loader 'nothing' {WRONG['nothing']}") == 1
