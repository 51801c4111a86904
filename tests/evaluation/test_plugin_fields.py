"""A plugin's own fields in gold: read, compared, shown, pinned, drawn and turned."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import Field
from typer.testing import CliRunner

from extractor import Record, hookimpl
from extractor.candidates import Claim, claim
from extractor.cli import app
from extractor.errors import GoldError
from extractor.evaluation import fitting, gate, gold, keys
from extractor.evaluation.formats import named
from extractor.evaluation.intervals import intervals
from extractor.evaluation.premarked import premarked
from extractor.evaluation.report import Report, evaluate
from extractor.loaders.text import from_string
from extractor.manager import Manager
from extractor.pipeline import Extractor
from extractor.review.archive import Item
from extractor.review.decisions import Correction, Decision
from extractor.review.marking import gold_text
from extractor.values import Number, Source


class PlaygroundCount(Record):
    TYPE: ClassVar[str] = "playground_count"

    kind: Literal["playground", "sports ground"] | None = None
    area: Number | None = None
    swings: Annotated[int, Field(ge=0)] | None = None
    lit: bool | None = None
    owner: str | None = None
    tags: tuple[str, ...] = ()
    seen: Source | None = None


FIELDS: dict[str, Any] = {
    "kind": "playground", "area": Decimal("1.50"), "swings": 3, "lit": False, "owner": "Школа № 1",
    "tags": ("а", "б"),
}  # fmt: skip


def _types() -> list[type[Record]]:
    return [PlaygroundCount]


def _find(doc: Any) -> Iterator[Claim]:
    for number in doc._.candidates:
        if number.head == "площадка":
            yield claim(number, "playground_count", "head", 0.9, **FIELDS)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    plugin = SimpleNamespace(
        extractor_record_types=hookimpl(specname="extractor_record_types")(_types),
        extractor_find=hookimpl(specname="extractor_find")(_find),
    )
    return Extractor(Manager(extra=[("playgrounds", plugin)]))


SHIPPED = Manager(entry_points=False).record_types
TEXT = "В 2013 году построено 14 площадок.\n"
OWN = "kind=playground;area=1.5;swings=3;lit=no;owner=Школа № 1"
DRAWN = TEXT.replace("14", f"⟦14|playground_count|14|period=2013;subject=площадка;{OWN}⟧")


def test_the_keys_of_a_type_are_its_scalar_fields() -> None:
    assert keys.own(PlaygroundCount) == ("kind", "area", "swings", "lit", "owner")
    assert keys.own(Record) == ()
    there = Manager(entry_points=False).record_types
    assert [name for name, type_ in there.items() if keys.own(type_)] == []


def _score(folder: Path, marked: str, extractor: Extractor) -> Report:
    folder.mkdir(exist_ok=True)
    (folder / "a.marked.txt").write_text(marked, encoding="utf-8")
    return evaluate([folder], extractor, known=extractor.manager.record_types)


def test_what_gold_gives_is_compared_shown_and_pinned(tmp_path: Path, extractor: Extractor) -> None:
    wrong = (
        DRAWN.replace("kind=playground", "kind=sports ground")
        .replace("swings=3", "swings=4")
        .replace("lit=no", "lit=yes")
    )
    report = _score(tmp_path / "gold", wrong, extractor)
    own = {name: share.accuracy for name, share in list(report.total.attributes.items())[-5:]}
    assert own == {"area": 1.0, "kind": 0.0, "lit": 0.0, "owner": 1.0, "swings": 0.0}
    assert [(one.attribute, one.gold, one.said) for one in report.wrong] == [
        ("kind", "sports ground", "playground"),
        ("lit", "yes", "no"),
        ("swings", "4", "3"),
    ]
    rates = gate.rates(report)
    assert {name: rates[f"attribute/{name}"] for name in own} == own
    assert intervals(report.documents)["attribute/kind"] == (0.0, 0.0)


def test_what_gold_leaves_out_is_not_compared(tmp_path: Path, extractor: Extractor) -> None:
    report = _score(tmp_path / "gold", DRAWN.replace(f";{OWN}", ";swings=03"), extractor)
    assert report.wrong == ()
    assert list(report.total.attributes)[-2:] == ["subject_head", "swings"]


def test_annotate_draws_them(extractor: Extractor) -> None:
    extraction = extractor.extract(from_string(TEXT, "a.txt"))
    assert premarked(extraction) == DRAWN


def test_a_field_that_would_be_read_as_two_is_told(extractor: Extractor) -> None:
    extraction = extractor.extract(from_string(TEXT, "a.txt"))
    (record,) = extraction.records
    torn = record.model_copy(update={"owner": "Школа;x=1"})
    with pytest.raises(GoldError, match=r"playground_count has no key 'x'; it has: mod, status"):
        premarked(replace(extraction, records=(torn,)))


def test_decisions_keep_them(extractor: Extractor) -> None:
    extraction = extractor.extract(from_string(TEXT, "a.txt"))
    (record,) = extraction.records
    document = extraction.document
    item = Item("a.txt", document.sha256, "text", extraction.records, TEXT, left=extraction.left)

    def drawn(type_: str) -> str:
        right = Correction(type=type_, value=Decimal(15), period="2013")
        said = Decision(
            document=document.sha256, record=record.id, verdict="correct", correction=right
        )
        text = gold_text(item, {record.id: said})
        return gold.render(text.text, text.facts)

    assert drawn("playground_count") == TEXT.replace(
        "14", f"⟦14|playground_count|15|period=2013;{OWN}⟧"
    )
    assert drawn("council_size") == TEXT.replace("14", "⟦14|council_size|15|period=2013⟧")


@pytest.mark.parametrize("form", ["brat", "label-studio", "docbin", "marked"])
def test_every_form_keeps_them(tmp_path: Path, form: str) -> None:
    text = gold.parse(DRAWN, "a")
    named(form).write([text], tmp_path / "out.json")
    assert named(form).read(tmp_path / "out.json") == (text,)


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ("tags=а", "playground_count has no key 'tags'; it has: mod, status, period, place, sub"),
        ("kind=pool", "kind=pool: is none of playground, sports ground"),
        ("lit=да", "lit=да: is none of yes, no"),
        ("area=1,5", "area=1,5: is no decimal: write 1.5"),
        ("swings=1.5", "swings=1.5: is no whole number: write digits, such as 42"),
        ("swings=-1", "swings=-1: Input should be greater than or equal to 0"),
        ("seen=а", "playground_count has no key 'seen'; it has: mod, "),
        ("body=совет", "playground_count has no key 'body'; it has: mod, "),
        (
            "colour=red",
            r"playground_count has no key 'colour'; it has: .*, lit, owner, same_as",
        ),
    ],
)
def test_a_key_or_value_that_the_type_has_not_is_told(attributes: str, message: str) -> None:
    text = gold.parse(f"Есть ⟦14|playground_count|14|{attributes}⟧ площадок.", "a")
    with pytest.raises(GoldError, match=rf"^a:1: fact 1 \('14'\): {message}"):
        fitting.check(text, {"playground_count": PlaygroundCount})


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ("⟦14|council_size|⟧", "council_size needs a value behind its name: |council_size|42"),
        ("⟦14|program_adoption|14⟧", r"program_adoption has no value: leave it empty, \|program_a"),
        ("⟦14|membership_count|14|body=совет⟧", "membership_count has no key 'body'; it has: mod,"),
        ("⟦14|organization_count|14|measure=new⟧", "measure=new: is none of existing, created, cl"),
        ("⟦14|program_beneficiaries|14|amount=5 руб⟧", "amount=5 руб: is no decimal: write digits"),
        ("⟦14|campaign_sum|14|change=нет⟧", "change=нет: is no decimal: write digits"),
    ],
)
def test_the_types_that_ship_are_held_to_their_fields(mark: str, message: str) -> None:
    with pytest.raises(GoldError, match=rf"^a:2: fact 1 \('14'\): {message}"):
        fitting.check(gold.parse(f"Есть\n{mark}.", "a"), SHIPPED)


@pytest.mark.parametrize(
    "mark",
    [
        "⟦14|campaign_sum|14|campaigns=А, Б;change=-12.5;base_period=2012;base_value=26.5⟧",
        "⟦14|program_adoption||body=дума⟧",
        "⟦14|organization_count|14|measure=closed;unit=единица⟧",
        "⟦14|program_beneficiaries|14|amount=5000;program=Жильё⟧",
    ],
)
def test_what_fits_is_let_through(mark: str) -> None:
    fitting.check(gold.parse(mark), SHIPPED)


def test_gold_is_read_without_the_plugin() -> None:
    text = gold.parse(DRAWN, "a")
    fitting.check(text, {}, every=False)
    assert gold.render(text.text, text.facts) == DRAWN
    with pytest.raises(GoldError, match="there is no record type 'playground_count'; there are: "):
        fitting.check(text, Manager(entry_points=False).record_types)


def test_convert_tells_a_key_that_the_type_lacks(tmp_path: Path) -> None:
    (tmp_path / "a.marked.txt").write_text("⟦5|council_size|5|boddy=совет⟧ ⟦1|none|1|x=1⟧", "utf-8")
    done = CliRunner().invoke(app, ["convert", str(tmp_path), str(tmp_path / "out.json")])
    told = r": a:1: fact 1 \('5'\): council_size has no key 'boddy'; it has: mod, .*, body"
    assert (done.exit_code, (tmp_path / "out.json").exists()) == (2, False)
    assert re.search(told, done.stderr)
