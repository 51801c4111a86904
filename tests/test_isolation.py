"""A plugin that fails is named in one line and the others go on; ``--strict`` makes it fatal."""

import csv
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from odd_plugins import HEAD, TYPES, lay
from typer.testing import CliRunner, Result

from extractor import isolation
from extractor.cli import app
from extractor.errors import PluginError, PluginWarning
from extractor.loaders.text import from_string
from extractor.manager import Manager
from extractor.pipeline import Extractor

TEXT = "В городе действуют 15 общественных организаций, прошли 52 лекции.\n"
FIND = "@hookimpl\ndef extractor_find(doc):\n    "
FOUND = TYPES + FIND
LOADER = (
    "from extractor.loaders import Loader\n@hookimpl\ndef extractor_loaders(): return [Loader({})]"
)
SINK = "from extractor.sinks import Sink\n@hookimpl\ndef extractor_sinks(): return [Sink({})]"

BAD = {
    "import": (
        "import no_such_module",
        "cannot be imported: ModuleNotFoundError: No module named 'no_such_module'",
    ),
    "syntax": ("def (", "cannot be imported: SyntaxError: invalid syntax (odd_syntax.py, line 1)"),
    "exit": ("raise SystemExit(3)", "cannot be imported: SystemExit: 3"),
    "hook": (HEAD + "@hookimpl\ndef extractor_fnid(doc): ...", "there is no hook 'extractor_fnid'"
             "; is it 'extractor_find'?"),
    "unmarked": (FOUND.replace("@hookimpl\ndef extractor_find", "def extractor_find") + "return []",
                 "extractor_find is not marked: put @hookimpl above it"),
    "hookless": (HEAD + "def find(doc): return []",
                 "has no hooks: give it one, marked by @hookimpl"),
    "mark": (HEAD + "@hookimpl\ndef find(doc): ...", "there is no hook 'find'"),
    "argument": (
        HEAD + "@hookimpl\ndef extractor_find(text): ...",
        "does not fit: Plugin 'odd_argument' for hook 'extractor_find'",
    ),
    "taken": (
        HEAD + 'Odd.TYPE = "council_size"\n@hookimpl\ndef extractor_record_types(): return [Odd]',
        "'council_size' and 'odd_taken' both claim the record type 'council_size'",
    ),
    "types": (HEAD + "@hookimpl\ndef extractor_record_types(): return Odd",
              "extractor_record_types gave ModelMetaclass, not a list or tuple"),
    "nameless": (TYPES.replace('"odd"', '"record"'),
                 "Odd.TYPE must be a name of its own in small letters: 'record'"),
    "trigger": (HEAD + "@hookimpl\ndef extractor_triggers(): return ['(']", "is not a regular"),
    "endless": (HEAD + "@hookimpl\ndef extractor_triggers(): return ['a{9' + '9' * 30 + '}']",
                "is not a regular"),
    "failures": (TYPES.replace('"odd"', '"failures"'), "Odd.TYPE is the name of the table"),
    "unseen": ("import sys\nclass Odd:\n    def __dir__(self): 1 / 0\n"
                 "sys.modules[__name__] = Odd()",
                 "cannot be looked through: ZeroDivisionError: division by zero"),
    "number": (TYPES.replace('"odd"', "5"), "Odd.TYPE is 5 (int), a string is wanted"),
    "order": (HEAD + LOADER.format('"zzz", "1", bool, bool'),
              "Loader 'zzz': order is '1' (str), a whole number is wanted"),
    "noname": (HEAD + LOADER.format("None, 1, bool, bool"),
               "Loader None: name is None (NoneType), a string is wanted"),
    "accepts": (HEAD + LOADER.format('"zzz", 1, b"#", bool'),
                "Loader 'zzz': accepts is b'#' (bytes), a function of a Blob is wanted"),
    "load": (HEAD + LOADER.format('"zzz", 1, bool, None'),
             "Loader 'zzz': load is None (NoneType), a function of a Blob is wanted"),
    "members": (HEAD + LOADER.format('"zzz", 1, bool, bool, []'),
                "Loader 'zzz': members is [] (list), a function of a Blob, or None, is wanted"),
    "form": (HEAD + SINK.format("'x', '.x', bool"),
             "Sink 'x': forms is '.x' (str), a tuple of endings in small letters, as ('.values',),"
             " is wanted"),
    "noform": (HEAD + SINK.format("'x', (), bool"), "Sink 'x': forms is () (tuple), a tuple of"),
    "blank": (HEAD + SINK.format("'x', ('',), bool"), "Sink 'x': forms is ('',) (tuple), a tuple"),
    "large": (HEAD + SINK.format("'x', ('.XY',), bool"), "Sink 'x': forms is ('.XY',) (tuple), a"),
    "opens": (HEAD + SINK.format("'x', ('.x',), 'w'"),
              "Sink 'x': open is 'w' (str), a function of target and types is wanted"),
    "bytes": (HEAD + "@hookimpl\ndef extractor_triggers(): return [b'a']", "is not a regular"),
    "sink": (HEAD + "@hookimpl\ndef extractor_sinks(): return ['.x']", "'.x' is not a Sink"),
    "loader": (HEAD + "@hookimpl\ndef extractor_loaders(): return [1]", "1 is not a Loader"),
    "component": (HEAD + "@hookimpl\ndef extractor_components(): return ['no_such']\n" + FIND
                  + "return []", "has no component: ValueError: [E002] Can't find factory"),
    "declares": (HEAD + "@hookimpl\ndef extractor_sinks(): 1 / 0",
                 "failed in extractor_sinks: ZeroDivisionError: division by zero"),
    "raises": (FOUND + "raise KeyError('oh\\nno')", r"failed: KeyError: 'oh\nno'"),
    "late": (FOUND + "yield claim(doc._.candidates[0], 'odd', 'first')\n    1 / 0",
             "failed: ZeroDivisionError: division by zero"),
    "exits": (FOUND + "raise SystemExit", "failed: SystemExit"),
    "loops": (FOUND + "while True:\n        try: len(doc)\n        except Exception: pass",
              "failed: no end after 0.2 seconds"),
    "waits": (FOUND + "import threading; threading.Event().wait()",
              "failed: no end after 0.2 seconds"),
    "regex": (FOUND + "import re; re.match('(a+)+$', 'a' * 64 + 'b')",
              "failed: no end after 0.2 seconds"),
    "none": (FOUND + "return None", "gave NoneType: extractor_find must yield claims"),
    "wrong": (FOUND + "return [15]", "gave int, not a Claim"),
    "unknown": (FOUND + "return [Claim('nothing', 0, 1, 1, 'x')]",
                "claims the unknown record type 'nothing'"),
    "outside": (FOUND + "return [Claim('odd', 5, 5000, 1, 'x')]",
                "characters 5:5000 are not in the text"),
    "evidence": (FOUND + "return [Claim('odd', 0, 1, 1, 'x', evidence={'place': (3, 2)})]",
                 "characters 3:2 of place are not in the text"),
    "rule": (FOUND + "return [claim(n, 'odd', 0.9) for n in doc._.candidates]",
             "claim at 19:21: rule is 0.9 (float), a string is wanted"),
    "ruleless": (FOUND + "return [Claim('odd', 0, 1, 1, None)]",
                 "claim at 0:1: rule is None (NoneType), a string is wanted"),
    "start": (FOUND + "return [Claim('odd', '31', 33, 1, 'x')]",
              "claim at 31:33: start is '31' (str), a whole number is wanted"),
    "end": (FOUND + "return [Claim('odd', 31, None, 1, 'x')]",
            "claim at 31:None: end is None (NoneType), a whole number is wanted"),
    "list": (FOUND + "return [Claim(['x'], 31, 33, 1, 'x')]",
             "claim at 31:33: type is ['x'] (list), a string is wanted"),
    "sure": (FOUND + "return [Claim('odd', 0, 1, 1, 'x', 'very')]",
             "claim at 0:1: strength is 'very' (str), a number from 0 to 1 is wanted"),
    "unsure": (FOUND + "return [Claim('odd', 0, 1, 1, 'x', float('nan'))]",
               "strength nan is not from 0 to 1"),
    "fields": (FOUND + "return [Claim('odd', 0, 1, 1, 'x', fields=['place'])]",
               "claim at 0:1: fields is ['place'] (list), a mapping of values by name is wanted"),
    "spans": (FOUND + "return [Claim('odd', 0, 1, 1, 'x', evidence={'place': 3})]",
              "claim at 0:1: evidence is {'place': 3} (dict), a mapping of (start, end)"),
    "strength": (FOUND + "return [Claim('odd', 0, 1, 1, 'x', 7)]", "strength 7 is not from 0 to 1"),
    "invalid": (FOUND + "return [Claim('odd', 0, 1, 1, 'x', fields={'modifier': 'so'})]",
                "made an invalid odd: modifier: Input should be 'exact'"),
    "reserved": (FOUND + "return [Claim('odd', 0, 1, 1, 'x', fields={'id': 'so'})]",
                 "failed: UsageError: id: no field of a claim"),
}  # fmt: skip
"""A plugin of each kind that goes wrong, and what is said of it behind its name."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(isolation, "LIMIT", 0.2)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("odd_") and name != "odd_plugins"]:
        del sys.modules[name]


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give what a run prints without strangers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("clean"))
        Path("a.txt").write_text(TEXT, encoding="utf-8")
        printed = call("run", "a.txt").stdout
    assert len(printed.splitlines()) == 2
    return printed


def placeless(lines: str) -> list[str]:
    """Give lines without the document and the place in the plugin."""
    plain = re.sub(r" at \S+\.py:\d+(?=: )", "", lines)
    return [line.replace("a.txt: ", "") for line in plain.splitlines()]


@pytest.mark.parametrize("kind", BAD)
def test_one_line_names_it_and_the_others_go_on(kind: str, clean: str) -> None:
    code, said = BAD[kind]
    name = lay(kind, code)
    result = call("run", "a.txt")
    assert (result.exit_code, result.stdout) == (1, clean)
    (line,) = placeless(result.stderr)
    assert name in line
    assert said in line
    strict = call("run", "a.txt", "--strict")
    assert (strict.exit_code, strict.stdout) == (2, "")
    shown = [one for one in placeless(strict.stderr) if said in one]
    assert shown == [line]
    blocked = call("run", "a.txt", "--block", name)
    assert (blocked.exit_code, blocked.stdout, blocked.stderr) == (0, clean, "")


def test_a_good_plugin_beside_bad_ones_is_heard() -> None:
    lay("raises", BAD["raises"][0])
    lay("import", BAD["import"][0])
    good = (
        TYPES.replace('"odd"', '"fine"')
        + FIND
        + ("return [claim(c, 'fine', 'all', 1.0) for c in doc._.candidates]")
    )
    lay("fine", good)
    result = call("run", "a.txt", "--block", "council_size")
    assert result.stdout.count('"type": "fine"') == 2
    assert len(result.stderr.splitlines()) == 2


STRENGTH = (
    TYPES
    + FIND
    + ("return [claim(c, 'activity_count', 'mine', {}) for c in doc._.candidates if c.value == 52]")
)


@pytest.mark.parametrize(("strength", "rule"), [("1.0", "mine"), ("0.0", "chooser")])
def test_a_claim_of_anothers_type_settles_by_strength(strength: str, rule: str) -> None:
    lay("strength", STRENGTH.format(strength))
    found = Extractor(Manager()).extract(from_string(TEXT)).records
    assert [(r.type, str(r.value), r.produced_by.rule.split(":")[0]) for r in found] == [
        ("organization_count", "15", "chooser"), ("activity_count", "52", rule),
    ]  # fmt: skip


def test_a_stranger_may_stand_in_for_a_blocked_built_in() -> None:
    code = TYPES.replace('"odd"', '"activity_count"') + FIND
    name = lay("instead", code + "return [claim(doc._.candidates[1], 'activity_count', 'i')]")
    found = Extractor(Manager(block=["activity_count"])).extract(from_string(TEXT)).records
    assert [(r.type, str(r.value), r.produced_by.plugin) for r in found] == [
        ("organization_count", "15", "organization_count"), ("activity_count", "52", name),
    ]  # fmt: skip


NUMBERS = TYPES + FIND + ("return [claim(n, 'odd', f'{n.kind} {n.unit}') for n in doc._.numbers]")


def test_a_plugin_may_see_every_number() -> None:
    lay("numbers", NUMBERS)
    text = (
        "Закон от 06.10.2003 действует. В 2012 году на субботнике вывезено 12,5 тонны мусора "
        "и прошли 52 лекции."
    )
    found = Extractor(Manager()).extract(from_string(text)).records
    assert [(r.type, str(r.value), r.produced_by.rule) for r in found if r.type == "odd"] == [
        ("odd", "6.10", "date "), ("odd", "2012", "date "), ("odd", "12.5", "weight тонна"),
    ]  # fmt: skip


def test_the_library_warns_and_goes_on() -> None:
    name = lay("raises", BAD["raises"][0])
    with pytest.warns(PluginWarning, match=rf"plugin '{name}' failed at odd_\w+\.py:\d+: Key"):
        found = Extractor(Manager(strict=False)).extract(from_string(TEXT))
    assert [record.type for record in found.records] == ["organization_count", "activity_count"]
    (line,) = found.problems
    assert line.startswith(f"plugin '{name}' failed at {name}.py:")


def test_the_timer_of_the_caller_is_put_back() -> None:
    numbers = (signal.SIGALRM, signal.SIGPROF)
    before = [signal.getsignal(number) for number in numbers]
    with pytest.raises(
        PluginError, match=r"plugin 'mine' failed at test_isolation\.py:\d+: no end"
    ):
        isolation.guarded("mine", "failed", lambda: [1 for _ in iter(int, 1)])
    assert [signal.getsignal(number) for number in numbers] == before
    timers = (signal.ITIMER_REAL, signal.ITIMER_PROF)
    assert [signal.getitimer(timer) for timer in timers] == [(0.0, 0.0)] * 2


WHERE = {
    "here": ("return {}['x']", "LAST: KeyError: 'x'"),
    "below": ("return inner()\ndef inner():\n    return {}['x']", "LAST: KeyError: 'x'"),
    "library": ("import json\n    return json.loads('x')", "LAST: JSONDecodeError: Expecting "
                "value: line 1 column 1 (char 0)"),
    "ours": ("yield Claim('odd', 0, 1, 1, 'x', fields={'id': 'so'})", "LAST: UsageError: id: no "
             "field of a claim, which has its own; claim another number: "
             "dataclasses.replace(number, value=...)"),
}  # fmt: skip


@pytest.mark.parametrize("workers", ["0", "1"])
@pytest.mark.parametrize("kind", WHERE)
def test_a_line_names_the_document_and_the_place(
    kind: str, workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    code, said = WHERE[kind]
    name = lay(kind, FOUND + code)
    last = len((FOUND + code).splitlines())
    line = f"a.txt: plugin '{name}' failed at {name}.py:{said.replace('LAST', str(last))}"
    Path("b.txt").write_text(TEXT, encoding="utf-8")
    found = call("run", "a.txt", "b.txt", "-o", "o.jsonl", "--workers", workers)
    assert found.stderr.splitlines()[:-1] == [f"extractor: {line}"]  # the second says the same
    rows = list(csv.reader(Path("o.jsonl.failures.csv").read_text("utf-8").splitlines()))
    assert rows[1:] == [
        ["a.txt", "plugin_error", line],
        ["b.txt", "plugin_error", line.replace("a.txt", "b.txt")],
    ]
    for command in ("show", "annotate"):
        shown = call(command, "a.txt")
        assert (shown.exit_code, shown.stderr) == (1, f"extractor: {line}\n")
        assert "⟦15|organization_count|15" in shown.stdout


FIELDS = {
    "colour": "'colour' is no field of Odd; it has: new, kind",
    "subjekt": "'subjekt' is no field of Odd; is it 'subject'?",
}


@pytest.mark.parametrize("field", FIELDS)
def test_an_unknown_field_is_told_with_those_there_are(field: str) -> None:
    types = TYPES.replace('"odd"\n', '"odd"\n    new: bool = False\n    kind: str = ""\n')
    code = f"return [claim(doc._.candidates[0], 'odd', 'x', new=True, {field}=1)]"
    name = lay("field", types + FIND + code)
    (line,) = call("run", "a.txt").stderr.splitlines()
    said = f"plugin '{name}' made an invalid odd: {FIELDS[field]}"
    assert line == f"extractor: a.txt: {said}"


COMMANDS = (
    ["run", "a.txt"], ["show", "a.txt"], ["annotate", "a.txt"], ["plugins"],
    ["load", "r.jsonl", "-o", "-"], ["schemas"], ["evaluate", "a.marked.txt", "--json"],
    ["review", "a.txt", "-o", "a.html"],
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_plugin_that_cannot_be_used_makes_it_done_in_part(command: list[str]) -> None:
    Path("a.marked.txt").write_text(TEXT.replace("15", "⟦15|organization_count|15⟧"), "utf-8")
    assert call("run", "a.txt", "-o", "r.jsonl").exit_code == 0
    name = lay("import", BAD["import"][0])
    done = call(*command)
    told = "cannot be imported at odd_import.py:1: ModuleNotFoundError: No module named"
    assert done.stderr.startswith(f"extractor: plugin '{name}' {told}")
    assert done.exit_code == 1
    assert call(*command, "--block", name).exit_code == 0
