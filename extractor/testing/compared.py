"""What must be the same before and after a plugin is asked, and in another process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def state(doc: Any) -> tuple[object, ...]:
    """Give all of a Doc that a plugin could change, in a form that can be compared."""
    own = {key: id(value) for key, value in doc.user_data.items()}
    return doc.to_bytes(exclude=["user_data"]), own


def digests(name: str, paths: tuple[Path, ...]) -> Iterator[str]:
    """Hash the records in two processes whose sets have other orders."""
    code = (
        "import sys; from extractor.testing.conformance import Conformance;"
        "print(Conformance(sys.argv[1], sys.argv[2:]).digest())"
    )
    command = [sys.executable, "-c", code, name, *map(str, paths)]
    running = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]
    for process in running:
        yield process.communicate()[0].strip()
