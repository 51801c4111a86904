"""What the index gathers of documents: rows, picture, sentences; and pages on the disk."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.batch.results import Failure
from extractor.errors import TargetError, UsageError
from extractor.loaders.text import from_string
from extractor.pipeline import default_extractor
from extractor.records import Record
from extractor.review import payload
from extractor.review.archive import Item
from extractor.review.index import Index
from extractor.review.sentences import cut
from extractor.review.writing import name, write
from extractor.values import Change, Evidence, Source

TEXT = "Отчёт города Орска за 2012 год. В городе действуют 15 организаций.\nПрошли 52 лекции."


def read(text: str, path: str = "a.txt") -> Item:
    found = default_extractor().extract(from_string(text, path))
    document = found.document
    return Item(
        path, document.sha256, "text", found.records, text, document.blocks, left=found.left
    )


def data(page: Path) -> dict[str, Any]:
    (found,) = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', page.read_text("utf-8")
    )
    read: dict[str, Any] = json.loads(found)
    return read


def test_the_sentence_of_each_record() -> None:
    assert cut(read(TEXT)) == (
        ("В городе действуют ", "15", " организаций."),
        ("Прошли ", "52", " лекции."),
    )


def test_without_a_text_the_sentence_is_what_the_record_remembers(
    make: Callable[..., Record],
) -> None:
    evidence = {
        "place": Evidence(start=0, end=4, text="Орск"),
        "subject": Evidence(start=9, end=15, text="лекции"),
    }
    record = make("activity_count", "52", 6, 8, text="52", evidence=evidence)
    assert cut(Item("a", "0", "text", (record,))) == (("Орск ⋯ ", "52", " ⋯ лекции"),)


def test_fields_are_shown_by_name_with_the_place_of_their_evidence(
    make: Callable[..., Record],
) -> None:
    evidence = {
        "place": Evidence(start=0, end=4, text="Орск"),
        "change": Evidence(start=9, end=15, text="больше"),
    }
    change = Change(delta=Decimal("4.2E+4"), base_period="2011")
    record = make(
        "campaign_sum", "52", 6, 8, text="52", place="Орск", unit="рубль", evidence=evidence,
        change=change, campaigns=("Твори добро", "Ромашка"),
    )  # fmt: skip
    assert payload.fields(record) == [
        ["place", "Орск", "place"],
        ["unit", "рубль", ""],
        ["campaigns", "Твори добро; Ромашка", ""],
        ["delta", "42000", "change"],
        ["base_period", "2011", "change"],
    ]


def test_an_index_holds_rows_points_and_counts() -> None:
    index = Index(("organization_count", "activity_count"))
    index.add(read(TEXT), "d/a.html")
    index.failed(Failure("b.txt", "empty", "b.txt: holds no text"))
    found = index.data()
    (row,) = found["rows"]
    assert (row["name"], row["place"], row["year"], row["records"], row["left"]) == (
        "a.txt", "Орск", 2012, 2, 1
    )  # fmt: skip
    assert row["types"] == {"organization_count": 1, "activity_count": 1}
    assert found["picture"]["counts"] == [
        ["Орск", 2012, "activity_count", 1],
        ["Орск", 2012, "organization_count", 1],
    ]
    assert [point[:5] for point in found["picture"]["points"]] == [[0, "Орск", 2012, "15", 0]]
    assert found["failures"] == [
        {"name": "b.txt", "outcome": "empty", "message": "b.txt: holds no text"}
    ]


def test_contradicting_documents_are_listed_with_both_sentences() -> None:
    index = Index(("organization_count",))
    index.add(read("В городе Орске в 2012 году действуют 15 клубов."), "d/a.html")
    index.add(read("В городе Орске в 2012 году работают 17 клубов.", "b.txt"), "d/b.html")
    (one,) = index.data()["contradictions"]
    assert (one["subject"], one["place"], one["period"]) == ("клуб", "Орск", "2012")
    assert [(said["row"], "".join(said["sentence"])) for said in one["said"]] == [
        (0, "В городе Орске в 2012 году действуют 15 клубов."),
        (1, "В городе Орске в 2012 году работают 17 клубов."),
    ]


def test_pages_are_written_into_a_folder(tmp_path: Path) -> None:
    items = [read(TEXT), read(TEXT, "../../b.txt")]
    target = tmp_path / "out"
    written = write([*items, Failure("c", "empty", "c: holds no text")], target, ("probe",))
    assert (written.start, written.documents, written.failed, written.told) == (
        target / "index.html", 2, 1, ("c: holds no text",)
    )  # fmt: skip
    pages = [row["page"] for row in data(written.start)["rows"]]
    assert pages == [name(item) for item in items]
    assert sorted(p.relative_to(target).as_posix() for p in target.rglob("*.html")) == sorted(
        ["index.html", *pages]
    )
    assert data(target / pages[1])["name"] == "../../b.txt"


def test_the_name_of_a_page_is_of_hex_digits_whatever_the_document_says() -> None:
    source = Source(path="/etc\n<", sha256="../../x", loader="text")
    assert re.fullmatch(r"d/[0-9a-f]{16}\.html", name(Item(source.path, source.sha256, "text", ())))


def test_one_page_shows_one_document(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a page shows one document; give a folder"):
        write([read(TEXT), read(TEXT, "b.txt")], tmp_path / "a.html", ())
    assert write([Failure("c", "empty", "why")], tmp_path / "a.html", ()).documents == 0
    assert not (tmp_path / "a.html").exists()


def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TargetError, match="cannot be written"):
        write([read(TEXT)], tmp_path / "file" / "a.html", ())
