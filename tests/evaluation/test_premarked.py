"""``extractor annotate``: what is drawn parses back to the records it was drawn from."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.errors import GoldError
from extractor.evaluation import gold
from extractor.evaluation.attributes import compare
from extractor.evaluation.premarked import premarked
from extractor.loaders.text import from_string
from extractor.pipeline import default_extractor

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "corpora/reports").glob("*.marked.txt"))[:6]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_report_marked_and_parsed_is_the_same_records(path: Path) -> None:
    text = gold.read(path).text
    extraction = default_extractor().extract(from_string(text))
    parsed = gold.parse(premarked(extraction))
    assert parsed.text == text
    assert [(f.type, f.value, f.start, f.end) for f in parsed.facts] == [
        (r.type, r.value, r.start, r.end) for r in extraction.records
    ]
    partner = {i: record.id for i, record in enumerate(extraction.records, 1)}
    wrong = [
        (fact.text, name)
        for fact, record in zip(parsed.facts, extraction.records, strict=True)
        for name, right in compare(fact, record, partner).items()
        if not right
    ]
    assert wrong == []
    assert any(fact.attributes for fact in parsed.facts)


def test_line_ends_are_kept_and_nothing_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "В 2009 году в городе\r\nдействуют более 15 общественных организаций.\r\n"
    Path("a.txt").write_bytes(text.encode())
    done = CliRunner().invoke(app, ["annotate", "a.txt", "-o", "a.marked.txt"])
    assert (done.exit_code, done.output) == (0, "")
    assert Path("a.marked.txt").read_bytes().decode() == text.replace(
        "15",
        "⟦15|organization_count|15|mod=more_than;period=2009;subject=общественная организация⟧",
    )
    assert CliRunner().invoke(app, ["annotate", "a.txt"]).stdout_bytes == (
        Path("a.marked.txt").read_bytes()
    )
    again = CliRunner().invoke(app, ["annotate", "a.txt", "-o", "a.marked.txt"])
    assert (again.exit_code, again.stderr) == (2, "extractor: a.marked.txt: is there already\n")


def test_a_text_with_brackets_of_marks() -> None:
    extraction = default_extractor().extract(from_string("В городе ⟦15⟧ организаций.", "a.txt"))
    with pytest.raises(GoldError, match=r"a\.txt: holds '⟦', which opens marks"):
        premarked(extraction)
