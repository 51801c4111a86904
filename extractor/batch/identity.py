"""What a pipeline is known by: the same print means the same records of the same bytes."""

import hashlib
import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from importlib import metadata
from pathlib import Path

import extractor
from extractor.extras import DISTRIBUTION
from extractor.loaders import Blob
from extractor.manager import Manager

NAME = re.compile(r"[\w.-]+")
CODE = (".py", ".txt", ".tsv", ".json", ".npz")


def key(blob: Blob) -> str:
    """Name a document by its bytes and the kind that its name claims."""
    ending = Path(blob.path).suffix.lower()
    return hashlib.sha256(blob.data).hexdigest() + ending


def _versions() -> Iterator[tuple[str, str]]:
    """Give the packages that the toolkit is built on, with their versions."""
    for line in metadata.requires(DISTRIBUTION) or ():
        name = NAME.match(line)
        if name and "extra ==" not in line:
            yield name[0], metadata.version(name[0])


def _files(place: Path) -> Iterable[Path]:
    if place.name != "__init__.py":
        return (place,)
    return (path for path in sorted(place.parent.rglob("*")) if path.suffix in CODE)


def _code(place: str | None) -> str:
    """Hash the code and data of a module, or of a package with all in it."""
    found = hashlib.sha256()
    for path in _files(Path(place)) if place else ():
        found.update(f"{path.name}:".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _place(plugin: object) -> str | None:
    """Give the file of a plugin, or of the module in which an object was made."""
    home = sys.modules.get(str(getattr(plugin, "__module__", "")))
    return getattr(plugin, "__file__", None) or getattr(home, "__file__", None)


def fingerprint(manager: Manager, only: Collection[str] | None = None) -> str:
    """Give the print of a pipeline: its plugins, their code, and the packages below it.

    ``only`` names those that are asked.
    """
    plugins = [(p.name, p.version, p.hooks) for p in manager.plugins()]
    strangers = [p.name for p in manager.plugins() if not manager.is_builtin(p.name)]
    code = [_code(_place(manager.plugin(name))) for name in strangers]
    house = [_code(extractor.__file__), manager.strict, only]
    told = [sorted(_versions()), plugins, code, *house]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
