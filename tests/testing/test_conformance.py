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
    "deterministic": GOOD.replace(LOOP, "    SEEN.append(1)\n" + LOOP).replace(
        '"bush", 1.0)', 'f"bush {len(SEEN)}", 1.0)'
    ) + "\nSEEN = []\n",
    "silent": GOOD.replace('number.head == "куст"', 'number.head in ("куст", "лекция")'),
    "speed": GOOD.replace(LOOP, "    sum(range(10 ** 6))\n" + LOOP),
    "immutable": GOOD.replace(LOOP, "    doc[0].lemma_ = 'иное'\n" + LOOP),
    "rules": GOOD.replace('RULES = ("bush",)', 'RULES = ("bush", "tree")'),
    "gold": GOOD.replace('"куст"', '"пень"'),
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
    conformance = Conformance(lay(check, BROKEN[check]), ["a.marked.txt"])
    assert conformance.check(check).passed is False


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
    with pytest.raises(PluginError, match=f"plugin '{name}' cannot be imported: ZeroDivisionErr"):
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
from extractor.loaders import Loader
from extractor.sinks import Sink

class Lines:
    def __init__(self, path): self.path = path
    def write(self, records): self.path.write_text(str(len(records)))

@contextmanager
def opened(target, types):
    yield Lines(Path(target))

@hookimpl
def extractor_loaders():
    return [Loader("odd", 1, lambda blob: blob.data[:1] == b"#", lambda blob: None)]

@hookimpl
def extractor_sinks():
    return [Sink("odd", (".odd", "odd://"), opened)]
"""


def test_of_loaders_and_sinks_alone_only_they_are_checked() -> None:
    conformance = Conformance(lay("files", FILES))
    assert conformance.all() == (Finding("runs", True, "runs without an error"),)
    assert [check for check in CHECKS if conformance.suits(check)] == ["runs"]

    class Suite(PluginSuite):
        plugin = conformance.name

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
    code = FILES.replace('blob.data[:1] == b"#"', "blob.data[0]").replace("len(records)", "1 / 0")
    conformance = Conformance(lay("failing", code))
    assert list(conformance.runs()) == [
        "empty: loader 'odd' failed: IndexError: index out of range",
        "target.odd: sink 'odd' failed: ZeroDivisionError: division by zero",
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
