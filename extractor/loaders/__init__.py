"""Loaders: from the bytes of a file to a document. Chosen by the bytes, not by the name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from extractor.document import Document
from extractor.errors import EncryptedDocument, ExtractorError, TooLarge
from extractor.loaders.sniff import sniff

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost; each can be set for a run.

    ``seconds`` and ``memory`` (bytes) hold in a child process only; ``size`` is of a
    file or member, ``text`` counts characters of a document. Of an archive: ``ratio``
    of unpacked to packed bytes, ``members``, ``depth`` of nesting, ``unpacked`` bytes
    in total. ``ocr`` allows the recognition of pictures.
    """

    seconds: float = 60
    memory: int = 2048 * MEGABYTE
    size: int = 256 * MEGABYTE
    text: int = 20_000_000
    ratio: int = 200
    members: int = 10_000
    depth: int = 4
    unpacked: int = 2048 * MEGABYTE
    ocr: bool = False


def too_large(path: str, what: str, option: str) -> TooLarge:
    """Make the error of a limit that is passed; it names the option that raises it."""
    return TooLarge(f"{path}: {what}; {option} allows more")


def locked(path: str) -> EncryptedDocument:
    """Make the error of what is closed with a password."""
    return EncryptedDocument(f"{path}: is closed with a password; save it without one")


@dataclass(frozen=True)
class Blob:
    """The bytes of one file, the path they came from, and what reading may cost."""

    path: str
    data: bytes
    limits: Limits = Limits()

    @cached_property
    def kind(self) -> str:
        """What the bytes are (``pdf``, ``docx``, ``html``…), empty where nothing shows."""
        return sniff(self.data)


@dataclass(frozen=True, slots=True)
class Reading:
    """How reading one file or member ended: a document, or the error that says why not."""

    path: str
    document: Document | None = None
    error: ExtractorError | None = None


@dataclass(frozen=True, slots=True)
class Loader:
    """A way to read one kind of file.

    ``accepts`` tells from the bytes whether ``load`` can read them; loaders are asked
    by rising ``order``. ``load`` raises a :class:`~extractor.errors.DocumentError`.
    An archive has ``members`` besides, which gives its files one after the other, or a
    Reading where one of them cannot be had.
    """

    name: str
    order: int
    accepts: Callable[[Blob], bool]
    load: Callable[[Blob], Document]
    members: Callable[[Blob], Iterator[Blob | Reading]] | None = None
