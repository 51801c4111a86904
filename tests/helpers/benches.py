"""A plugin that is an object with a state of its own, and a loader in another."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from extractor.candidates import Claim, claim
from extractor.document import Document
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader
from extractor.loaders.text import from_string
from extractor.records import Record


class BenchCount(Record):
    """How many benches there are."""

    TYPE: ClassVar[str] = "bench_count"


class Benches:
    """Counts what it is told to count."""

    def __init__(self, head: str = "скамейка") -> None:
        self.head = head

    @hookimpl
    def extractor_record_types(self) -> Sequence[type[Record]]:
        return [BenchCount]

    @hookimpl
    def extractor_find(self, doc: Any) -> Iterable[Claim]:
        for number in doc._.candidates:
            if number.head == self.head:
                yield claim(number, "bench_count", "head", 1.0)


def accepts(blob: Blob) -> bool:
    return blob.data.startswith(b"#benches\n")


def load(blob: Blob) -> Document:
    return from_string(blob.data.decode()[len("#benches\n") :], blob.path)


class Loading:
    """Has a loader, which lies in this module."""

    @hookimpl
    def extractor_loaders(self) -> Sequence[Loader]:
        return [Loader("benches", 1, accepts, load)]
