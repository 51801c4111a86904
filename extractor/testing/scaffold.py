"""Write a new plugin package: its code, words, gold, tests, CI file and README."""

import keyword
import re
from importlib.resources import files
from pathlib import Path
from string import Template

from extractor.errors import UsageError

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
RESERVED = frozenset({
    "all", "none", "record", "Any", "Claim", "ClassVar", "Iterator", "Record", "Sequence",
})  # fmt: skip
"""What a type, or its class, cannot be called: what the toolkit and the template call so."""
FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".ci/run": "run",
    "{module}/__init__.py": "plugin.py",
    "{module}/words.txt": "words.txt",
    "gold/facts.marked.txt": "facts.marked.txt",
    "gold/silent.marked.txt": "silent.marked.txt",
    "tests/test_{name}.py": "test_plugin.py",
}
"""Where each template goes in the new package."""


def create(name: str, parent: Path) -> tuple[Path, ...]:
    """Write the package of the record type ``name`` into a new folder of ``parent``.

    Gives the files written. Raises UsageError for a name that cannot be a record type,
    or where the folder is there already.
    """
    class_ = "".join(part.capitalize() for part in name.split("_"))
    _check(name, class_)
    module = f"extractor_{name}"
    package = module.replace("_", "-")
    values = {"name": name, "module": module, "package": package, "class_": class_}
    folder = parent / package
    templates = files("extractor.testing") / "template"
    written = []
    try:
        folder.mkdir(parents=True)
        for target, template in FILES.items():
            path = folder / target.format(**values)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = (templates / f"{template}.tmpl").read_text(encoding="utf-8")
            path.write_bytes(Template(text).substitute(values).encode("utf-8"))
            written.append(path)
        (folder / ".ci/run").chmod(0o755)
    except FileExistsError as error:
        raise UsageError(f"{folder}: is there already") from error
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {error.strerror}") from error
    return tuple(written)


def _check(name: str, class_: str) -> None:
    """Raise UsageError where a type cannot have a name, or its class that of the type."""
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name of a record type: give one like tree_count")
    if {name, class_} & RESERVED or any(map(keyword.iskeyword, (name, class_))):
        raise UsageError(f"the name {name!r} is reserved: give one like tree_count")
