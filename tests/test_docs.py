"""The docs are worked through: commands print what is shown, code runs, nothing is left out."""

import inspect
import re
from pathlib import Path

import pytest
import typer.main
from worked_pages import BLOCK, Session, blocks

from extractor import hookspecs
from extractor.cli import app
from extractor.evaluation import gold, keys
from extractor.manager import Manager
from extractor.records import Record

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_true(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    stale = [(stands, now) for stands, now in Session(tmp_path).work(page) if stands != now]
    assert stale == [], f"stale; run: make docs, and look at the diff of {page.name}"


def test_every_fence_is_a_block() -> None:
    for page in PAGES:
        fences = re.findall(r"^```", page.read_text("utf-8"), re.MULTILINE)
        assert len(fences) == 2 * len(BLOCK.findall(page.read_text("utf-8"))), page.name


def test_the_pages_name_each_other() -> None:
    named = set(re.findall(r"\(([\w-]+\.md)\)", text("README.md")))
    assert named == {page.name for page in PAGES} - {"README.md"}


def signature(hook: str) -> str:
    """Write the signature of a hook as its heading does."""
    found = inspect.signature(getattr(hookspecs, hook))
    takes = ", ".join(f"{p.name}: {_type(p.annotation)}" for p in found.parameters.values())
    return f"## `{hook}({takes}) -> {_type(found.return_annotation)}`"


def _type(annotation: object) -> str:
    shown = annotation if isinstance(annotation, str) else str(annotation)
    return re.sub(r"\b(?:[a-z_]+\.)+", "", shown)


def test_every_hook_is_a_heading_with_its_signature() -> None:
    hooks = [name for name in vars(hookspecs) if name.startswith("extractor_")]
    headings = re.findall(r"^## .*", text("hooks.md"), re.MULTILINE)
    assert headings == [signature(hook) for hook in hooks]


def test_every_field_of_a_record_is_a_row() -> None:
    table = text("records.md").partition("## The types")[0]
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", table, re.MULTILINE)
    assert re.findall(r"\w+", " ".join(rows)) == sorted(
        Record.model_fields, key=lambda name: re.findall(r"\w+", " ".join(rows)).index(name)
    )


def test_every_type_is_a_row_with_its_own_fields() -> None:
    table = text("records.md").partition("## The types")[2]
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", table, re.MULTILINE)
    assert {name: set(re.findall(r"\w+", fields)) for name, fields in rows} == {
        name: set(type_.model_fields) - set(Record.model_fields)
        for name, type_ in Manager(entry_points=False).record_types.items()
    }


def test_every_command_and_option_is_there() -> None:
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]
    sections = re.split(r"^## `extractor ([\w-]+)`$", text("cli.md"), flags=re.MULTILINE)[1:]
    told = dict(zip(sections[::2], sections[1::2], strict=True))
    assert list(told) == list(commands)
    for name, command in commands.items():
        options = {o for p in command.params if p.param_type_name == "option" for o in p.opts}
        listed = re.findall(r"^\| (.*?) \|", told[name], re.MULTILINE)
        assert set(re.findall(r"`(-[\w-]+)`", " ".join(listed))) == options, name


def test_every_key_is_documented() -> None:
    assert [key for key in keys.KEYS if f"`{key}`" not in text("marked-text.md")] == []


def test_the_marked_example_parses() -> None:
    (example,) = [b for b in blocks(DOCS / "marked-text.md") if b.language == "marked"]
    facts = gold.parse(example.content).facts
    assert [(f.text, f.type, f.value) for f in facts] == [
        ("52", "activity_count", 52),
        ("8,4 тыс.", "membership_count", 8400),
        ("Эстафета Памяти", "program_adoption", None),
    ]
