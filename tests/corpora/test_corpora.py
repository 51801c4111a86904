"""The gold of the project: well formed, of the promised size, each report accounted for."""

from pathlib import Path

import pytest

from extractor.evaluation.gold import find, parse, read, render

ROOT = Path(__file__).resolve().parents[2] / "corpora"
FILES = find([ROOT])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marked_files_render_back(path: Path) -> None:
    marked = path.read_bytes().decode("utf-8")
    gold = read(path)
    assert render(gold.text, gold.facts) == marked
    assert [gold.text[f.start : f.end] for f in gold.facts] == [f.text for f in gold.facts]


def test_the_promised_size() -> None:
    reports = [read(path) for path in FILES if path.parent.name == "reports"]
    long = [gold.name for gold in reports if len(gold.text) >= 3000]
    assert len(long) >= 30
    assert sum(len(read(path).facts) for path in FILES) >= 1000


def test_silent_passages_hold_no_fact() -> None:
    silent = [path for path in FILES if path.parent.name == "silent"]
    texts = [read(path) for path in silent]
    assert [fact for gold in texts for fact in gold.facts] == []
    assert sum(len(gold.text.strip().split("\n\n")) for gold in texts) >= 400


def test_the_readme_names_every_report() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    reports = [path for path in FILES if path.parent.name == "reports"]
    stems = [path.name.removesuffix(".marked.txt") for path in reports]
    assert [stem for stem in stems if f"`{stem}`" not in readme] == []


def test_values_agree_with_plain_digits() -> None:
    odd = []
    for path in FILES:
        for fact in read(path).facts:
            digits = "".join(fact.text.split()).replace(",", ".")
            said_once = (1, 1000, 10**6)  # the unit may stand at another number
            if digits.isdigit() and fact.value not in (None, *(int(digits) * k for k in said_once)):
                odd.append((path.name, fact.text, fact.value))
    assert odd == []


def test_a_mark_that_is_broken_is_named() -> None:
    with pytest.raises(Exception, match="broken mark"):
        parse("⟦15|organization_count", "x")
