"""What the docs show is true."""

import re
from pathlib import Path

from extractor.evaluation import gold

DOCS = Path(__file__).resolve().parents[1] / "docs"


def test_the_marked_example_parses() -> None:
    text = (DOCS / "marked-text.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```marked\n(.*?)```", text, re.DOTALL)
    facts = gold.parse(example).facts
    assert [(f.text, f.type, f.value) for f in facts] == [
        ("52", "activity_count", 52),
        ("8,4 тыс.", "membership_count", 8400),
        ("Эстафета Памяти", "program_adoption", None),
    ]


def test_every_key_is_documented() -> None:
    text = (DOCS / "marked-text.md").read_text(encoding="utf-8")
    assert [key for key in gold.KEYS if f"`{key}`" not in text] == []
