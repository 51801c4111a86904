"""Where in a stranger's code an error came up."""

from itertools import dropwhile
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

HOUSE = str(Path(__file__).parent) + "/"
CALLERS = tuple(
    f"{HOUSE}{name}"
    for name in ("isolation.py", "pipeline.py", "making.py", "manager.py", "claims.py",
                 "declarations.py", "loaders/reading.py", "loaders/checking.py", "sinks/direct.py",
                 "batch/", "testing/")
)  # fmt: skip
"""What of the toolkit calls strangers; other code of it is the culprit itself."""
BETWEEN = frozenset({
    "contextlib.py", "functools.py", "importlib", "importlib_metadata", "pluggy", "pydantic",
    "spacy",
})  # fmt: skip
"""Libraries through which strangers are called."""


def place(trace: TracebackType | None) -> str:
    """Give ``at FILE:LINE`` of the stranger's line that failed; empty where there is none.

    It is the last line in the file where the stranger's code begins: what it calls is not
    to blame.
    """
    lines = [(frame.f_code.co_filename, number) for frame, number in walk_tb(trace)]
    strange = list(dropwhile(lambda line: _calls(line[0]), lines))
    if not strange or strange[0][0].startswith(HOUSE):
        return ""
    file = strange[0][0]
    number = [number for name, number in strange if name == file][-1]
    path = Path(file)
    name = f"{path.parent.name}/{path.name}" if path.name == "__init__.py" else path.name
    return f"at {name}:{number}"


def _calls(file: str) -> bool:
    return file.startswith((*CALLERS, "<frozen")) or not BETWEEN.isdisjoint(Path(file).parts)
