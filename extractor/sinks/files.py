"""A file that appears whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from extractor.errors import TargetError


@contextmanager
def replacing(target: str, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """Open a text file beside ``target`` that takes its place when all went well.

    Line ends are written as given. A target that is no regular file (a pipe, a device)
    is written directly. Raises TargetError where the target cannot be written.
    """
    path = Path(os.path.realpath(target))
    direct = os.path.exists(path) and not os.path.isfile(path)
    part = path if direct else path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "w", encoding=encoding, newline="") as stream:
            yield stream
        if not direct:
            os.replace(part, path)
    except OSError as error:
        raise TargetError(f"{target}: cannot be written: {error.strerror}") from error
    finally:
        if not direct and os.path.exists(part):
            part.unlink()
