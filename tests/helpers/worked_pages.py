"""Run a page of the docs: its commands, its code, its data; and write its output anew.

A page is worked through from top to bottom in an empty folder that holds ``corpora`` and
``examples``. A block is ``console`` (commands behind ``$``, then what they print), ``python``
(run; a doctest where it has ``>>>``), a data format (parsed), ``text`` (not looked at), or any of
these with ``file=PATH`` behind it: then it is written there.
"""

import doctest
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from surroundings import OFFLINE, OUTER, SETTINGS

from extractor.evaluation import gold

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CHANGING = (
    (re.compile(r"\bin \d+\.\d+s"), "in 1.00s"),
    (re.compile(r"takes +\d+\.\d+ ms"), "takes 1.0 ms"),
    (re.compile(r"no type: none \d\.\d\d"), "no type: none 0.99"),
    (re.compile(r"^extractor: \d+ of \d+ documents, .*\n", re.MULTILINE), ""),
    (re.compile(r", in \d+\.\d+s$", re.MULTILINE), ", in 1.00s"),
)
"""What differs from run to run, and how it is shown."""


class Block(NamedTuple):
    """A block of a page: language, file to write, content, and where it stands."""

    language: str
    file: str | None
    content: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """Give the blocks of a page in order."""
    text = page.read_text("utf-8")
    for match in BLOCK.finditer(text):
        yield Block(match[1], match[2], match[3], text.count("\n", 0, match.start()) + 1)


class Session:
    """A reader who does what a page says, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.here = folder
        self.names: dict[str, Any] = {"__name__": "page"}
        site = folder / ".site"
        for shared in ("corpora", "examples"):
            (folder / shared).symlink_to(ROOT / shared)
        self.settings = {
            **{name: value for name, value in os.environ.items() if name not in OUTER},
            **SETTINGS,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "PYTHONPATH": str(site), "PYTHONUTF8": "1", "PIP_TARGET": str(site),
            "PIP_UPGRADE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_ROOT_USER_ACTION": "ignore", "PIP_NO_CACHE_DIR": "1", **OFFLINE,
        }  # fmt: skip

    def console(self, content: str) -> str:
        """Run the commands of a block; give the block with what they print now."""
        shown = []
        for line in content.splitlines():
            if not line.startswith("$ "):
                continue
            shown.append(line)
            if line.startswith("$ cd "):
                self.here = (self.here / line[5:]).resolve()
                continue
            done = subprocess.run(
                line[2:], shell=True, cwd=self.here, env=self.settings, text=True,
                encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            printed = done.stdout
            for pattern, stable in CHANGING:
                printed = pattern.sub(stable, printed)
            shown += [one.rstrip() for one in printed.splitlines()]
        return "\n".join(shown) + "\n"

    def python(self, block: Block, page: Path) -> None:
        """Run code, or the examples of a doctest."""
        if ">>>" not in block.content:
            exec(compile(block.content, f"{page.name}:{block.line}", "exec"), self.names)
            return
        example = doctest.DocTestParser().get_doctest(
            block.content, self.names, f"{page.name}:{block.line}", str(page), block.line
        )
        failed, tried = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(
            example, clear_globs=False
        )
        self.names.update(example.globs)
        assert (failed, tried > 0) == (0, True), f"{page.name}:{block.line}"

    def work(self, page: Path) -> Iterator[tuple[str, str]]:
        """Work through a page; give each console block as it stands, and as it should."""
        for block in blocks(page):
            if block.file:
                path = self.here / block.file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.content, "utf-8")
            elif block.language == "console":
                yield block.content, self.console(block.content)
            elif block.language == "python":
                self.python(block, page)
            elif block.language == "json":
                json.loads(block.content)
            elif block.language == "toml":
                tomllib.loads(block.content)
            elif block.language == "marked":
                gold.parse(block.content)
            else:
                assert block.language == "text", f"{page.name}:{block.line}: {block.language}"


def update(page: Path, folder: Path) -> None:
    """Write the current output of a page's commands into it."""
    text = page.read_text("utf-8")
    here = Path.cwd()
    try:
        os.chdir(folder)
        for stands, current in Session(folder).work(page):
            text = text.replace(f"```console\n{stands}```", f"```console\n{current}```")
    finally:
        os.chdir(here)
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    import tempfile

    for page in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            update(page.resolve(), Path(folder))
