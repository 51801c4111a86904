"""The rules of the house that no other tool checks."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from extractor.extras import DISTRIBUTION

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extractor"
MODULES = sorted(PACKAGE.rglob("*.py"))
ISOLATING = {"extractor/isolation.py"}
"""Where a stranger's code is run, so that any exception may come."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def body_lines(function: Function) -> int:
    """Count a function from its ``def``, its docstring left out."""
    whole = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        whole -= (first.end_lineno or 0) - first.lineno + 1
    return whole


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 30


def test_modules_are_short() -> None:
    assert [(name(p), lines(p)) for p in MODULES if lines(p) > 300] == []


def test_plugins_are_shorter() -> None:
    plugins = [path for path in MODULES if path.parent.name == "plugins"]
    assert [(name(p), lines(p)) for p in plugins if lines(p) > 150] == []


def test_functions_are_short() -> None:
    long = [
        (name(path), function.name, body_lines(function))
        for path in MODULES
        for function in functions(path)
        if body_lines(function) > 40
    ]
    assert long == []


def test_only_the_isolating_place_catches_everything() -> None:
    found = {
        name(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)))
    }
    assert found <= ISOLATING


def test_word_lists_tell_their_source() -> None:
    lists = [p for suffix in ("*.txt", "*.tsv") for p in PACKAGE.rglob(suffix)]
    assert len(lists) > 5
    silent = []
    for path in sorted(lists):
        head = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                break
            head.append(line)
        if "Source:" not in " ".join(head):
            silent.append(name(path))
    assert silent == []


def test_the_contracts_name_every_room() -> None:
    """A new room must not slip by: plugins come in by hooks, models by the Russian layer."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {c["id"]: c for c in settings["tool"]["importlinter"]["contracts"]}
    rooms = {f"extractor.{p.name}" for p in PACKAGE.iterdir() if (p / "__init__.py").exists()}
    modules = {f"extractor.{p.stem}" for p in PACKAGE.glob("[!_]*.py")}
    doors = set(contracts["doors"]["source_modules"])
    models = set(contracts["models"]["source_modules"])
    assert rooms - doors == {"extractor.plugins"}
    assert rooms | modules == models | {"extractor.russian", "extractor.chooser"}


def test_commands_are_one_file_each() -> None:
    """Each file in ``cli`` but the frame holds one command, and its name says which."""
    frame = {"__init__", "app", "common"}
    files = {path.stem for path in (PACKAGE / "cli").glob("*.py")} - frame
    holding = {
        path.stem
        for path in (PACKAGE / "cli").glob("*.py")
        for function in functions(path)
        if function.name == "command"
    }
    assert files == holding
    assert len(files) >= 7


def test_the_distribution_has_one_name_of_its_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    own = [one for extra in extras.values() for one in extra if "extractor" in one]
    plugins = (
        PACKAGE / "testing/template/pyproject.toml.tmpl",
        ROOT / "examples/extractor-subbotnik-waste/pyproject.toml",
    )
    named = re.compile(r'^dependencies = \["([\w-]+)', re.MULTILINE)
    needed = [one for path in plugins for one in named.findall(path.read_text("utf-8"))]
    names = [project["name"], *(one.partition("[")[0] for one in own), *needed]
    assert names == [DISTRIBUTION] * 5
    texts = [*MODULES, *ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    other = re.compile(r"(?<![\w-])extractor\[|pip install '?extractor\b")
    assert [name(path) for path in texts if other.search(path.read_text("utf-8"))] == []
