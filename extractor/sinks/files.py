"""Files and folders that appear whole or not at all."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from extractor.errors import TargetError


@contextmanager
def told(target: str) -> Iterator[None]:
    """Turn what the system says of a target into one line."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or " ".join(str(error).split())
        raise TargetError(f"{target}: cannot be written: {reason}") from error


@contextmanager
def replacing_bytes(target: str) -> Iterator[IO[bytes]]:
    """Open a file beside ``target`` that takes its place when all went well.

    A target that is no regular file (a pipe, a device) is written directly. Raises
    TargetError where the target cannot be written.
    """
    path = Path(os.path.realpath(target))
    direct = os.path.exists(path) and not os.path.isfile(path)
    part = path if direct else path.with_name(f".{path.name}.part")
    with told(target):
        try:
            with open(part, "wb") as stream:
                yield stream
            if not direct:
                os.replace(part, path)
        finally:
            if not direct and os.path.exists(part):
                part.unlink()


@contextmanager
def replacing(target: str, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """Do as :func:`replacing_bytes` for text; line ends are written as given."""
    with replacing_bytes(target) as stream, text(stream, encoding) as wrapped:
        yield wrapped


@contextmanager
def text(stream: IO[bytes], encoding: str = "utf-8") -> Iterator[IO[str]]:
    """Write text to a stream of bytes, which is left open."""
    wrapped = TextIOWrapper(stream, encoding, newline="")
    try:
        yield wrapped
        wrapped.flush()
    finally:
        if not stream.closed:
            _let_go(wrapped)


def _let_go(wrapped: TextIOWrapper) -> None:
    """Part a wrapper from its stream; what it could not write was told of already."""
    try:
        wrapped.detach()
    except OSError:
        return


@contextmanager
def replacing_folder(target: str, ours: Callable[[str], bool]) -> Iterator[Path]:
    """Make a folder beside ``target`` that takes its place when all went well.

    A folder that is there already gives way only when all files in it are ``ours`` by
    their names; raises TargetError where it holds others. One that an interrupted call
    has set aside comes back first.
    """
    path = Path(os.path.realpath(target))
    part, old = path.with_name(f".{path.name}.part"), path.with_name(f".{path.name}.old")
    with told(target):
        _put_back(old, path)
        if os.path.lexists(path) and not path.is_dir():
            raise TargetError(f"{target}: is there already and is no folder")
        for name in sorted(os.listdir(path)) if path.is_dir() else ():
            if not ours(name):
                raise TargetError(f"{target}: is a folder with other files in it: {name}")
        for leftover in (part, old):
            shutil.rmtree(leftover, ignore_errors=True)
        part.mkdir()
        try:
            yield part
            if path.exists():
                path.rename(old)
            part.rename(path)
        finally:
            _put_back(old, path)
            for leftover in (part, old):
                shutil.rmtree(leftover, ignore_errors=True)


def _put_back(old: Path, path: Path) -> None:
    """Undo the first of the two renamings of a folder, where the second did not come."""
    if old.exists() and not os.path.lexists(path):
        old.rename(path)
