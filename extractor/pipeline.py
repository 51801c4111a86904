"""The whole order, known only here: document → annotated paragraphs → claims → records."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from extractor.candidates import Claim, LeftOut
from extractor.checks import link, parts
from extractor.chooser.score import score
from extractor.document import Document
from extractor.errors import PluginError, SourceError, UnsupportedDocument
from extractor.loaders import Blob
from extractor.loaders.text import from_string, is_russian
from extractor.manager import Manager, default_manager
from extractor.records import Record, record_id
from extractor.russian import layer
from extractor.settle import Settled, settle
from extractor.values import Evidence, Producer, Source


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: its records in text order, and the numbers left out."""

    document: Document
    records: tuple[Record, ...]
    left: tuple[LeftOut, ...]


class Extractor:
    """Reads documents with one set of plugins. Holds no state between documents."""

    def __init__(self, manager: Manager | None = None) -> None:
        self.manager = manager or default_manager()
        triggers = [t for _, found in self.manager.results("extractor_triggers") for t in found]
        factories = [c for _, found in self.manager.results("extractor_components") for c in found]
        finders = [str(i.plugin_name) for i in self.manager.implementations("extractor_find")]
        thorough = bool(factories) or any(not self.manager.is_builtin(name) for name in finders)
        self._layer = layer.Layer(tuple(triggers), tuple(factories), score, thorough)

    def extract(self, document: Document) -> Extraction:
        """Read every record of a document; raises PluginError where a plugin fails."""
        claims: list[tuple[str, Claim]] = []
        left: list[LeftOut] = []
        if not is_russian(document):
            return Extraction(document, (), ())
        finders = self.manager.implementations("extractor_find")
        for annotated in self._layer.annotate(document):
            left += annotated.left
            for finder in finders if annotated.doc is not None else ():
                name = str(finder.plugin_name)
                claims += [(name, c) for c in self._claims(name, finder.function, annotated.doc)]
        settled = settle(claims)
        records = [self._record(document, name, found) for name, found in settled.won]
        return Extraction(document, tuple(link(parts(records))), _left_out(document, left, settled))

    @staticmethod
    def _claims(name: str, function: object, doc: object) -> list[Claim]:
        try:
            found = list(function(doc))  # type: ignore[operator]
        except Exception as error:  # a plugin may do anything: it is named, and ends here
            raise PluginError(f"plugin {name!r} failed: {type(error).__name__}: {error}") from error
        for item in found:
            if not isinstance(item, Claim):
                raise PluginError(f"plugin {name!r} gave {type(item).__name__}, not a Claim")
        return found

    def _record(self, document: Document, plugin: str, found: Claim) -> Record:
        type_ = self.manager.record_types.get(found.type)
        if type_ is None:
            raise PluginError(f"plugin {plugin!r} claims the unknown record type {found.type!r}")
        text = document.text
        evidence = {
            name: Evidence(start=start, end=end, text=text[start:end])
            for name, (start, end) in sorted(found.evidence.items())
        }
        source = Source(
            path=document.path, sha256=document.sha256, loader=document.loader,
            page=document.page_at(found.start),
        )  # fmt: skip
        producer = Producer(plugin=plugin, version=self.manager.version(plugin), rule=found.rule)
        try:
            return type_(
                type=found.type,
                id=record_id(document.sha256, found.type, found.start, found.end),
                value=found.value, start=found.start, end=found.end,
                text=text[found.start : found.end], evidence=evidence, source=source,
                produced_by=producer, **found.fields,
            )  # fmt: skip
        except ValidationError as error:
            reason = error.errors()[0]
            field = ".".join(map(str, reason["loc"]))
            raise PluginError(
                f"plugin {plugin!r} made an invalid {found.type}: {field}: {reason['msg']}"
            ) from error


def _left_out(document: Document, left: Iterable[LeftOut], settled: Settled) -> tuple[LeftOut, ...]:
    """List the numbers that became no record: set aside, not chosen, or lost to another."""
    taken = [(found.start, found.end) for _, found in settled.won]
    lost = [
        LeftOut(
            found.start,
            found.end,
            document.text[found.start : found.end],
            f"claimed by {name} ({found.rule}), but {winner} is stronger",
        )
        for name, found, winner in settled.lost
    ]
    free = [
        item
        for item in left
        if not any(start < item.end and item.start < end for start, end in taken)
    ]
    return tuple(sorted([*free, *lost], key=lambda item: (item.start, item.end, item.reason)))


@cache
def default_extractor() -> Extractor:
    """Give the extractor of this process with every installed plugin."""
    return Extractor()


def read(path: str | Path, manager: Manager | None = None) -> Document:
    """Read a file into a document; raises SourceError or a DocumentError."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(f"{path}: no such file") from error
    except IsADirectoryError as error:
        raise SourceError(f"{path}: is a folder, not a file") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error
    name = os.fsencode(path).decode("utf-8", errors="backslashreplace")
    return read_bytes(Blob(name, data), manager)


def read_bytes(blob: Blob, manager: Manager | None = None) -> Document:
    """Turn the bytes of a file into a document; raises a DocumentError."""
    for loader in (manager or default_manager()).loaders():
        if loader.accepts(blob):
            return loader.load(blob)
    raise UnsupportedDocument(f"{blob.path}: no loader reads this kind of file")


def extract(source: str | Document, extractor: Extractor | None = None) -> tuple[Record, ...]:
    """Extract the records of a text or document.

    A string is the text itself, not a path; use :func:`read` for files.
    """
    document = from_string(source) if isinstance(source, str) else source
    return (extractor or default_extractor()).extract(document).records
