"""Gold goes to every other form and back, and is the same to the byte."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab
from typer.testing import CliRunner

from extractor.cli import app
from extractor.errors import GoldError, TargetError
from extractor.evaluation import gold
from extractor.evaluation.formats import named
from extractor.evaluation.formats.docbin import from_doc, to_doc
from extractor.evaluation.gold import GoldText

ROOT = Path(__file__).resolve().parents[3]
CORPORA = [path for path in (ROOT / "corpora", ROOT.parent / "shared/dev") if path.is_dir()]
FORMS = ("brat", "label-studio", "docbin", "marked")

ODD = {
    "crlf": "Было\r\n⟦15|council_size|15⟧\r\nчленов.\r\n",
    "cr": "Было\r⟦15|council_size|15⟧ членов.\r",
    "nbsp": "Собрано\u00a0⟦1\u00a0250,5\u00a0тыс.|campaign_sum|1250500⟧\u00a0руб.\u202f!",
    "emoji": "👩‍👩‍👧 ⟦15|council_size|15⟧👍🏽 членов 🇷🇺 и ⟦3|council_size|3|part_of=1⟧ 🎉",
    "combining": "Бы\u0301ло ⟦52|activity_count|52⟧ ле\u0301кции и\u0306",
    "glued": "32человека: в совете⟦32|council_size|32⟧человека",
    "lines": "«⟦Программа\r\nна\n\n2012 год|program_adoption||period=2012⟧»",
    "blanks": "  \n\n\t ⟦15|council_size|15⟧  членов \n\n",
    "separators": "Было\u2028⟦15|council_size|15⟧\u0085членов\x0b\x0c.",
    "nothing": "Ничего.",
    "empty": "",
    "keys": "⟦5|campaign_sum|5|campaigns=«А»; «Б»;same_as=2;mod=approx⟧ и ⟦5|campaign_sum|5⟧",
    "slashes": "⟦5|council_size|5|body=совет\\n|новый\tи\nстарый\\⟧ членов",
    "first": "⟦5|council_size|5⟧⟦6|council_size|6⟧",
    "decimal": "⟦0,10|campaign_sum|0.10⟧",
}


def texts(marked: Mapping[str, str]) -> tuple[GoldText, ...]:
    return tuple(gold.parse(text, name) for name, text in sorted(marked.items()))


def target(form: str, folder: Path) -> Path:
    return folder / {"label-studio": "all.json", "docbin": "all.spacy"}.get(form, "all")


def back(form: str, members: tuple[GoldText, ...], folder: Path) -> dict[str, str]:
    """Write texts in a form, read them, and draw what was read."""
    path = target(form, folder)
    named(form).write(members, path)
    return {text.name: gold.render(text.text, text.facts) for text in named(form).read(path)}


@pytest.mark.parametrize("form", FORMS)
def test_odd_characters(form: str, tmp_path: Path) -> None:
    members = texts(ODD)
    assert back(form, members, tmp_path) == {
        text.name: gold.render(text.text, text.facts) for text in members
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_every_gold_text(form: str, corpus: Path, tmp_path: Path) -> None:
    members = named("marked").read(corpus)
    marked = {
        path.relative_to(corpus).as_posix().removesuffix(gold.SUFFIX): path.read_bytes().decode()
        for path in gold.find([corpus])
    }
    assert len(members) == len(marked) > 50
    assert back(form, members, tmp_path) == marked


PIECE = st.text(st.characters(exclude_characters="⟦⟧|", exclude_categories=("Cs",)), min_size=1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PIECE, PIECE), max_size=4), PIECE)
@example([("0", " ")], "0")
@example([("в", " 15 ")], "лет")
def test_any_text_is_held_by_a_doc(pairs: list[tuple[str, str]], tail: str) -> None:
    marked = "".join(f"{before}⟦{fact}|council_size|5⟧" for before, fact in pairs) + tail
    text = gold.parse(marked, "any")
    doc = to_doc(text, Vocab())
    assert doc.text == text.text
    assert from_doc(doc, "") == text


def test_offsets_are_characters(tmp_path: Path) -> None:
    members = texts({"emoji": ODD["emoji"]})
    (fact, part) = members[0].facts
    assert (fact.start, part.start) == (6, 23)
    back("brat", members, tmp_path)
    assert (tmp_path / "all/emoji.ann").read_text("utf-8").splitlines()[0] == (
        "T1\tcouncil_size 6 8\t15"
    )
    back("label-studio", members, tmp_path)
    (task,) = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert task["annotations"][0]["result"][0]["value"] == {
        "start": 6, "end": 8, "text": "15", "labels": ["council_size"],
    }  # fmt: skip


def test_a_phrase_over_lines_is_in_fragments(tmp_path: Path) -> None:
    back("brat", texts({"lines": ODD["lines"]}), tmp_path)
    line = (tmp_path / "all/lines.ann").read_text("utf-8").splitlines()[0]
    assert line == "T1\tprogram_adoption 1 10;12 14;16 24\tПрограмма на 2012 год"


def test_brat_facts_may_come_in_any_order_and_with_relations(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Было 15, стало 16.".encode())
    (tmp_path / "a.ann").write_text(
        "T7\tcouncil_size 15 17\t16\n#1\tAnnotatorNotes T7\t16\n"
        "T2\tcouncil_size 5 7\t15\n#2\tAnnotatorNotes T2\t15|period=2009\n"
        "R1\tpart_of Arg1:T2 Arg2:T7\n",
        encoding="utf-8",
    )
    (text,) = named("brat").read(tmp_path)
    assert gold.render(text.text, text.facts) == (
        "Было ⟦15|council_size|15|period=2009;part_of=2⟧, стало ⟦16|council_size|16⟧."
    )


BAD = [
    ("T1\tcouncil_size 5 7\t15\n", "T1: has no note with its value"),
    ("T1\tcouncil_size 5 99\t15\n#1\tAnnotatorNotes T1\t15\n", "characters 5:99 are not in"),
    ("T1\tcouncil_size 6 8\t15\n#1\tAnnotatorNotes T1\t15\n", "says '15', but the text there is"),
    ("T1\tcouncil_size 5 7\t15\n#1\tAnnotatorNotes T1\tмного\n", "value 'много' is no decimal"),
    ("T1\tcouncil_size 5 7\t15\n#1\tAnnotatorNotes T1\t15|when\n", "'when' is no key with a value"),
    ("T1\tcouncil_size\t15\n#1\tAnnotatorNotes T1\t15\n", "is no annotation with a type"),
    ("\tfoo\n", "'' is no annotation of brat"),
    ("T1\n", "'T1' is no annotation of brat"),
    ("R1\tsame_as Arg1:T1\n", "R1: is no relation of two annotations"),
    ("#1\t\tcouncil\n", "#1: is no note of an annotation"),
]


@pytest.mark.parametrize(("annotations", "message"), BAD)
def test_what_is_wrong_in_brat_is_named(annotations: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Было 15, стало 16.".encode())
    (tmp_path / "a.ann").write_text(annotations, encoding="utf-8")
    with pytest.raises(GoldError, match=message) as error:
        named("brat").read(tmp_path)
    assert "\n" not in str(error.value)


def test_label_studio_without_values_or_tasks(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    region = {"id": "x", "type": "labels", "value": {"start": 0, "end": 2, "labels": ["a"]}}
    task = {"data": {"text": "15"}, "annotations": [{"result": [region]}]}
    for content, message in (
        (json.dumps([task]), "region x: has no text with its value"),
        ("{", "is no list of Label Studio tasks"),
        ("[1]", "is no list of Label Studio tasks"),
    ):
        path.write_text(content)
        with pytest.raises(GoldError, match=message):
            named("label-studio").read(path)


def test_a_file_that_is_no_docbin(tmp_path: Path) -> None:
    path = tmp_path / "a.spacy"
    path.write_bytes(b"nonsense")
    with pytest.raises(GoldError, match="is no DocBin"):
        named("docbin").read(path)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_written_over(form: str, tmp_path: Path) -> None:
    members = texts({"a": ODD["crlf"]})
    named(form).write(members, target(form, tmp_path))
    with pytest.raises(TargetError, match="is there already"):
        named(form).write(members, target(form, tmp_path))


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gold/deep").mkdir(parents=True)
    (tmp_path / "gold/deep/a.marked.txt").write_bytes(ODD["crlf"].encode())
    steps = [
        ("gold", "b", "--to", "brat"),
        ("b", "c.json"),
        ("c.json", "d.spacy"),
        ("d.spacy", "e"),
    ]
    for step in steps:
        done = CliRunner().invoke(app, ["convert", *step])
        assert (done.exit_code, done.stdout) == (0, f"{step[1]}: 1 texts, 1 facts\n")
    assert (tmp_path / "e/deep/a.marked.txt").read_bytes() == ODD["crlf"].encode()
    wrong = CliRunner().invoke(app, ["convert", "gold", "x", "--to", "paper"])
    assert (wrong.exit_code, wrong.stderr) == (
        2, "extractor: there is no form 'paper'; there are: brat, docbin, label-studio, marked\n",
    )  # fmt: skip
