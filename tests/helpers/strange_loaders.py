"""Loaders of a stranger, each wrong in one way; what they read begins with their name."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

from extractor.document import Block, Document
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader
from extractor.loaders.text import from_string

TEXT = from_string("Текст")


def refuse(blob: Blob) -> bool:
    raise ZeroDivisionError("oh")


def blocks(*spans: tuple[int, int]) -> Callable[[Blob], Document]:
    def load(blob: Blob) -> Document:
        document = from_string("Текст", blob.path)
        return replace(document, blocks=tuple(Block("paragraph", *span) for span in spans))

    return load


def named(name: str, load: Callable[[Blob], Any]) -> Loader:
    return Loader(name, 1, lambda blob: blob.data.startswith(name.encode()), load)


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    return (
        Loader("stumbling", 0, refuse, blocks()),
        named("nothing", lambda blob: None),
        named("outside", blocks((0, 3), (3, 99))),
        named("overlapping", blocks((0, 3), (2, 5))),
        named("titled", lambda blob: replace(TEXT, blocks=(Block(cast(Any, "title"), 0, 5),))),
        named(
            "lettered", lambda blob: replace(TEXT, blocks=(Block("heading", cast(Any, "0"), 5),))
        ),
        named("numbered", lambda blob: replace(TEXT, text=cast(Any, 5))),
        named("unhashed", lambda blob: replace(TEXT, sha256=cast(Any, None))),
        named("told", lambda blob: replace(TEXT, metadata=cast(Any, {"a": "b"}))),
        named("blank", lambda blob: from_string(" \n\t", blob.path)),
    )
