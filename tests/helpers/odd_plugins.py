"""Plugins laid down as an installed package would be: a module and its entry point."""

import importlib
from pathlib import Path

HEAD = """
from typing import ClassVar
from extractor import Record, hookimpl
from extractor.candidates import Claim, claim

class Odd(Record):
    TYPE: ClassVar[str] = "odd"

"""
TYPES = HEAD + "@hookimpl\ndef extractor_record_types(): return [Odd]\n"


def lay(kind: str, code: str) -> str:
    """Write the plugin ``odd_KIND`` into the current folder, which must be on the path."""
    name = f"odd_{kind}"
    Path(f"{name}.py").write_text(code, encoding="utf-8")
    info = Path(f"{name}-1.0.dist-info")
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[extractor]\n{name} = {name}\n")
    importlib.invalidate_caches()
    return name
