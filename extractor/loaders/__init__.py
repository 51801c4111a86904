"""Loaders: from the bytes of a file to a document. Chosen by the bytes, not by the name."""

from collections.abc import Callable
from dataclasses import dataclass

from extractor.document import Document


@dataclass(frozen=True, slots=True)
class Blob:
    """The bytes of one file and the path they came from."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Loader:
    """A way to read one kind of file.

    ``accepts`` tells from the bytes whether ``load`` can read them; loaders are asked
    by rising ``order``. ``load`` raises a :class:`~extractor.errors.DocumentError`.
    """

    name: str
    order: int
    accepts: Callable[[Blob], bool]
    load: Callable[[Blob], Document]
