"""Each check passes for a good plugin, and fails for one that breaks just it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import SkipTest

import pytest
from odd_plugins import TYPES, lay
from typer.testing import CliRunner

from extractor.cli import app
from extractor.errors import PluginError
from extractor.testing import Conformance, Finding, PluginSuite
from extractor.testing.conformance import CHECKS, SLOWEST

GOLD = "Высажено ⟦40|odd|40⟧ кустов.\nСобрано 3 тонны листьев.\nВесной прошло 15 лекций.\n"
BODY = """
RULES = ("bush",)

@hookimpl
def extractor_find(doc):
    for number in doc._.candidates:
        if number.head == "куст":
            yield claim(number, "odd", "bush", 1.0)
"""
GOOD = TYPES + BODY
LOOP = "    for number in doc._.candidates:\n"
BROKEN = {
    "runs": GOOD.replace(LOOP, "    1 / 0\n" + LOOP),
    "junk": GOOD.replace(
        LOOP, "    if '2009' in doc.text: yield Claim('odd', 0, 2, 1, 'bush', 1.0)\n" + LOOP
    ),
    "evidence": GOOD.replace(
        'claim(number, "odd", "bush", 1.0)',
        'Claim("odd", number.start, number.end, 1, "bush", 1.0, {}, {"nowhere": (0, 1)})',
    ),
    "evidence ": GOOD.replace(
        'claim(number, "odd", "bush", 1.0)',
        'Claim("odd", number.start + 30, number.end + 30, number.value, "bush", 1.0)',
    ),
    "deterministic": GOOD.replace(LOOP, "    SEEN.append(1)\n" + LOOP).replace(
        '"bush", 1.0)', 'f"bush {len(SEEN)}", 1.0)'
    ) + "\nSEEN = []\n",
    "silent": GOOD.replace('number.head == "куст"', 'number.head in ("куст", "лекция")'),
    "speed": GOOD.replace(LOOP, "    sum(range(10 ** 6))\n" + LOOP),
    "immutable": GOOD.replace(LOOP, "    doc[0].lemma_ = 'иное'\n" + LOOP),
    "rules": GOOD.replace('RULES = ("bush",)', 'RULES = ("bush", "tree")'),
    "gold": GOOD.replace('"куст"', '"пень"'),
    "gold ": GOOD.replace(
        'claim(number, "odd", "bush", 1.0)',
        'Claim("odd", number.start, number.end, number.value + 1, "bush", 1.0)',
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    Path("a.marked.txt").write_text(GOLD, encoding="utf-8")
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("odd_") and name != "odd_plugins"]:
        del sys.modules[name]


def test_a_good_plugin_passes_every_check() -> None:
    findings = Conformance(lay("good", GOOD), ["a.marked.txt"]).all()
    assert [(one.check, one.passed, one.detail) for one in findings if not one.passed] == []
    assert tuple(one.check for one in findings) == CHECKS


@pytest.mark.parametrize("check", sorted(BROKEN))
def test_a_plugin_that_breaks_a_check_fails_it(check: str) -> None:
    conformance = Conformance(lay(check.strip(), BROKEN[check]), ["a.marked.txt"])
    assert conformance.check(check.strip()).passed is False


OFFSET = GOOD.replace(
    'yield claim(number, "odd", "bush", 1.0)',
    'yield Claim("odd", AT, AT + 2, VALUE, "bush", 1.0)',
)
SECOND = f"Весной прошло 15 лекций.\n\n{GOLD}"
REMEDY = "offsets count in the document: add doc._.offset"


@pytest.mark.parametrize(
    ("at", "value", "said"),
    [
        ("number.start", "number.value", ""),
        ("number.start + 3", "None", ""),
        ("number.start - doc._.offset", "40",
         f"claim of odd at 9:11 is outside of its paragraph, 26:45; {REMEDY}"),
        ("number.start + 3", "40",
         f"claim of odd at 38:40 has a value, and there is no number; {REMEDY}"),
        ("number.end + 900", "None",
         f"claim of odd at 937:939 is outside of its paragraph, 26:45; {REMEDY}"),
    ],
)  # fmt: skip
def test_claims_must_lie_on_numbers_of_their_paragraph(at: str, value: str, said: str) -> None:
    Path("a.marked.txt").write_text(SECOND, encoding="utf-8")
    code = OFFSET.replace("AT", at).replace("VALUE", value)
    code = code.replace(
        'TYPE: ClassVar[str] = "odd"', 'TYPE: ClassVar[str] = "odd"\n    value: object'
    )
    finding = Conformance(lay("offset", code), ["a.marked.txt"]).check("evidence")
    assert finding.passed is not bool(said)
    assert said in finding.detail


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("number.start, number.end, 40", ""),
        ("number.start - 1, number.end + 1, 40", ""),
        ("number.start, number.end, 41", "odd 41 at 9:11"),
        ("number.start + 5, number.end + 5, 40", "odd 40 at 14:16"),
    ],
)
def test_a_fact_is_found_where_evaluate_finds_it(made: str, said: str) -> None:
    code = GOOD.replace('claim(number, "odd", "bush", 1.0)', f'Claim("odd", {made}, "bush", 1.0)')
    finding = Conformance(lay("found", code), ["a.marked.txt"]).check("gold")
    told = f"none of the 1 facts of the gold is found; found instead: {said}"
    assert (finding.passed, finding.detail) == (False, told) if said else finding.passed


def test_a_stale_schema_is_told() -> None:
    Path("schemas").mkdir()
    Path("schemas/odd.schema.json").write_text("{}")
    Path("schemas/council_size.schema.json").write_text("another plugin's")
    finding = Conformance(lay("schema", GOOD), ["a.marked.txt"], "schemas").check("schema")
    stale = "schemas/odd.schema.json is stale: write it with extractor schemas --type"
    assert (finding.passed, finding.detail) == (False, stale)


def test_a_plugin_that_is_not_there_or_cannot_be_used() -> None:
    with pytest.raises(PluginError, match="there is no plugin 'nothing'; there are: activity_cou"):
        Conformance("nothing")
    name = lay("broken", "1 / 0")
    with pytest.raises(PluginError, match=rf"plugin '{name}' cannot be imported at \S+: Zero"):
        Conformance(name)


def test_the_suite_says_what_the_checks_say() -> None:
    class Suite(PluginSuite):
        plugin = lay("suite", BROKEN["silent"])
        gold = "a.marked.txt"

    tests = [name for name in dir(Suite) if name.startswith("test_")]
    assert len(tests) == len(CHECKS)
    told = []
    for name in tests:
        try:
            getattr(Suite(), name)()
        except AssertionError as error:
            told.append((name, str(error).splitlines()[0]))
    assert told == [
        (
            "test_silent_lines_are_silent",
            "plugin 'odd_suite': a.marked.txt: odd '15' in 'Весной прошло 15 лекций.'",
        )
    ]


FILES = """
from contextlib import contextmanager
from pathlib import Path
from extractor import hookimpl
from dataclasses import replace
from extractor.document import Block, Document, fingerprint
from extractor.loaders import Loader
from extractor.loaders.text import from_string
from extractor.sinks import Sink

class Lines:
    def __init__(self, path): self.path = path
    def write(self, records): self.path.write_text(str(len(records)))

@contextmanager
def opened(target, types):
    lines = Lines(Path(target))
    yield lines

def load(blob):
    made = from_string(blob.data[1:].decode(), blob.path)
    return replace(made, sha256=fingerprint(blob.data))

@hookimpl
def extractor_loaders():
    return [Loader("odd", 1, lambda blob: blob.data[:1] == b"#", load)]

@hookimpl
def extractor_sinks():
    return [Sink("odd", (".odd", "odd://"), opened)]
"""


def lay_samples(*texts: str) -> None:
    Path("samples/below").mkdir(parents=True)
    for number, text in enumerate(texts):
        Path(f"samples/below/{number}").write_text(text, encoding="utf-8")


BLOCK = 'blocks=(Block("{}", 0, {}),)'
LOADS = {
    "": "",
    "replace(made, sha256=fingerprint(blob.data))": "",
    "made": "gave another hash than fingerprint(blob.data)",
    "None": "gave NoneType, not a Document",
    'replace(made, sha256=fingerprint(blob.data), path="x")': "gave another path than blob.path",
    "replace(made, sha256=fingerprint(blob.data), blocks=())":
        "gave no blocks: say where the paragraphs are",
    "SEEN.append(1) or replace(made, sha256=fingerprint(blob.data), metadata=((str(SEEN), 'x'),))":
        "gave another document the second time",
    f"replace(made, {BLOCK.format('title', 3)})":
        "gave a block whose kind is 'title' (str), one of heading, paragraph, list_item, table_row"
        ", boilerplate is wanted",
    "Document(made.text, [(0, 3)], made.path, made.sha256, 'odd')":
        "gave (0, 3) (tuple) among the blocks",
    "1 / 0": "failed at odd_loads.py:22: ZeroDivisionError: division by zero",
}  # fmt: skip


@pytest.mark.parametrize("made", LOADS)
def test_a_loader_is_called_with_its_samples(made: str) -> None:
    lay_samples("#Прошло 15 лекций.", "#Ещё 3.")
    good = "replace(made, sha256=fingerprint(blob.data))"
    assert good in FILES
    code = FILES.replace(f"return {good}", f"return {made or good}") + "\nSEEN = []\n"
    told = list(Conformance(lay("loads", code), samples="samples").runs())
    names = [f"samples/below/{number}: loader 'odd' {LOADS[made]}" for number in (0, 1)]
    assert told == (names if LOADS[made] else [])


def test_samples_that_are_blank_foreign_or_not_there_are_told() -> None:
    name = lay("samples", FILES)
    lay_samples("# \n", "Прошло 15 лекций.")
    assert list(Conformance(name, samples="samples").runs()) == [
        "samples/below/0: holds no text",
        "samples/below/1: no loader reads this kind of file",
    ]
    given = "give files that the loaders read, in a folder samples or by --samples"
    assert list(Conformance(name).runs()) == [given]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    yield lines", "    Path(target).touch()\n    yield lines",
         "left a target that nobody wrote"),
        ("self.path.write_text(str(len(records)))", "pass", "wrote no target"),
    ],
)  # fmt: skip
def test_a_sink_writes_its_target_and_not_before(old: str, new: str, said: str) -> None:
    lay_samples("#Прошло 15 лекций.")
    conformance = Conformance(lay("sink", FILES.replace(old, new)), samples="samples")
    assert list(conformance.runs()) == [f"target.odd: sink 'odd' {said}"]


def test_of_loaders_and_sinks_alone_only_they_are_checked() -> None:
    lay_samples("#Прошло 15 лекций.")
    conformance = Conformance(lay("files", FILES), samples="samples")
    assert conformance.all() == (Finding("runs", True, "runs without an error"),)
    assert [check for check in CHECKS if conformance.suits(check)] == ["runs"]

    class Suite(PluginSuite):
        plugin = conformance.name
        samples = "samples"

    Suite().test_it_runs()
    with pytest.raises(SkipTest, match="plugin 'odd_files' has loaders and sinks alone"):
        Suite().test_there_is_gold()
    done = CliRunner().invoke(app, ["check-plugin", "odd_files"])
    assert (done.exit_code, done.stdout.splitlines()[-2:]) == (
        0,
        [
            "odd_files has loaders and sinks alone: the checks of records are left out",
            "odd_files: 1 checks passed",
        ],
    )


def test_loaders_and_sinks_that_fail_are_told() -> None:
    lay_samples("#Прошло 15 лекций.")
    code = FILES.replace('blob.data[:1] == b"#"', "blob.data[0]").replace("len(records)", "1 / 0")
    conformance = Conformance(lay("failing", code), samples="samples")
    lines = code.splitlines()
    ask = next(i for i, line in enumerate(lines, 1) if "blob.data[0]" in line)
    write = next(i for i, line in enumerate(lines, 1) if "1 / 0" in line)
    assert list(conformance.runs()) == [
        f"empty: loader 'odd' failed at odd_failing.py:{ask}: IndexError: index out of range",
        f"target.odd: sink 'odd' failed at odd_failing.py:{write}: ZeroDivisionError: division by "
        "zero",
    ]
    assert conformance.check("runs").passed is False


def test_the_limit_is_for_people_to_notice() -> None:
    assert 0.1 <= SLOWEST <= 10


def test_a_built_in_conforms_too() -> None:
    root = Path(__file__).resolve().parents[2]
    gold = root / "corpora/silent/02-budget.marked.txt"
    findings = Conformance("council_size", [gold], root / "tests/none").all()
    assert {one.check for one in findings if not one.passed} == {"gold", "schema"}


def test_broken_gold_fails_the_test_of_the_gold_alone() -> None:
    name = lay("broken", GOOD)
    Path("a.marked.txt").write_text(GOLD.replace("|40⟧", "|40|mod=morethan⟧"), encoding="utf-8")
    told = "a.marked.txt:1: fact 1 ('40'): mod=morethan: is none of exact, approx, more_than"

    class Suite(PluginSuite):
        plugin = name
        gold = "a.marked.txt"

    skipped, failed = [], []
    for test in [test for test in dir(Suite) if test.startswith("test_")]:
        try:
            getattr(Suite(), test)()
        except SkipTest as skip:
            skipped.append(str(skip))
        except pytest.fail.Exception as error:
            failed.append((test, str(error).startswith(told), error.pytrace))
    assert failed == [("test_there_is_gold", True, False)]
    assert skipped == ["the gold cannot be read: see the test of the gold"] * (len(CHECKS) - 1)
    (finding,) = Conformance(name, ["a.marked.txt"]).all()
    assert (finding.check, finding.passed, finding.detail[: len(told)]) == ("gold", False, told)


def test_gold_with_a_key_that_the_type_lacks_is_broken() -> None:
    name = lay("lacks", GOOD)
    Path("a.marked.txt").write_text(GOLD.replace("|40⟧", "|40|kind=куст⟧"), encoding="utf-8")
    assert Conformance(name, ["a.marked.txt"]).broken.startswith(
        "a.marked.txt:1: fact 1 ('40'): odd has no key 'kind'; it has: mod"
    )
    assert Conformance(name).broken == ""
