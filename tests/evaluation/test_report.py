"""A report over folders of gold: figures, names of folders, mistakes in their sentences."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.document import Document
from extractor.errors import GoldError
from extractor.evaluation.report import draw, evaluate
from extractor.evaluation.scores import Count
from extractor.pipeline import Extraction
from extractor.records import Record

Make = Callable[..., Record]


class Reader:
    """Reads one fact a text: 52 lectures at its start, whatever the text says."""

    def __init__(self, make: Make) -> None:
        self.record = make("activity_count", "52", 0, 2, text="52")

    def extract(self, document: Document) -> Extraction:
        return Extraction(document, (self.record,), ())


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    texts = {
        "one/reports/b.marked.txt": "⟦52|activity_count|52⟧ лекции. Было ⟦3|council_size|3⟧ члена.",
        "one/reports/a.marked.txt": "53 лекции\nпрочитаны.",
        "two/reports/c.marked.txt": "⟦52|activity_count|52⟧ лекции",
        "news/d.marked.txt": "⟦52|activity_count|52|optional=yes⟧ лекции",
        "news/ignored.txt": "⟦",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_report(gold: Path, make: Make) -> None:
    report = evaluate([gold], Reader(make))
    assert [(one.name, one.texts, one.overall) for one in report.folders] == [
        ("news", 1, Count()),
        ("one/reports", 2, Count(found=1, missed=1, extra=1)),
        ("two/reports", 1, Count(found=1)),
    ]
    assert (report.total.name, report.total.texts) == ("total", 4)
    assert report.total.overall == Count(found=2, missed=1, extra=1)
    assert [
        (Path(one.path).name, one.kind, one.type, str(one.value), one.start, one.sentence)
        for one in report.mistakes
    ] == [
        ("a.marked.txt", "extra", "activity_count", "52", 0, "⟦52|activity_count|52⟧ лекции"),
        ("b.marked.txt", "missed", "council_size", "3", 16, "Было ⟦3|council_size|3⟧ члена."),
    ]


def test_the_order_of_paths_does_not_matter(gold: Path, make: Make) -> None:
    paths = [gold / "two", gold / "one" / "reports" / "b.marked.txt", gold / "one", gold / "news"]
    reader = Reader(make)
    assert evaluate(paths, reader) == evaluate(paths[::-1], reader) == evaluate([gold], reader)


def test_folders_go_by_their_name(gold: Path, make: Make) -> None:
    report = evaluate([gold / "one", gold / "news"], Reader(make))
    assert [one.name for one in report.folders] == ["news", "reports"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("none", "none: no such file or folder"), ("empty", "no .marked.txt file in ")],
)
def test_gold_that_is_not_there(tmp_path: Path, make: Make, name: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(GoldError, match=message):
        evaluate([tmp_path / name], Reader(make))


TEXT = "Было 3 члена. В 2009 г. прочитано\n52 лекции.\n\nИ  все"


@pytest.mark.parametrize(
    ("start", "end", "drawn"),
    [
        (5, 6, "Было ⟦x|probe|1⟧ члена."),
        (34, 36, "⟦x|probe|1⟧ лекции."),
        (46, 47, "⟦x|probe|1⟧ все"),
    ],
)
def test_draw(make: Make, start: int, end: int, drawn: str) -> None:
    assert draw(TEXT, make("probe", "1", start, end, text="x")) == drawn
