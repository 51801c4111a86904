"""What a plugin that reads or writes files must hold to."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.batch.targets import probe
from extractor.document import fingerprint
from extractor.errors import ExtractorError
from extractor.isolation import Opened, contained
from extractor.loaders import Blob, Loader, checking
from extractor.loaders.reading import Unpacked, choose, members, open_file
from extractor.records import Record
from extractor.sinks import Sink, Types

FOREIGN = (Blob("empty", b""), Blob("foreign", bytes(range(256)) * 4))
"""Files that every loader is asked about."""


def asked(loaders: Sequence[Loader]) -> Iterator[str]:
    """Give a line for each loader that fails when asked about a file of another kind."""
    for loader in loaders:
        for blob in FOREIGN:
            try:
                contained(loader.name, blob.path, loader.accepts, blob)
            except ExtractorError as error:
                yield str(error)


def samples(folder: Path | None) -> list[Blob]:
    """Give the files of a folder of samples, or of none."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    return [open_file(path) for path in paths]


def loaded(loaders: Sequence[Loader], blobs: Sequence[Blob]) -> Iterator[str]:
    """Give a line for each sample that no loader takes, or that is not read as it should be."""
    if loaders and not blobs:
        yield "give files that the loaders read, in a folder samples or by --samples"
    for blob in blobs:
        try:
            yield from _sample(choose(blob, loaders, []), blob)
        except ExtractorError as error:
            yield str(error)


def _sample(loader: Loader, blob: Blob) -> Iterator[str]:
    if loader.members is not None:
        one, two = (list(members(blob, loader, 0, Unpacked())) for _ in range(2))
        if one != two:
            yield f"{blob.path}: loader {loader.name!r} gave other files the second time"
        return
    document = contained(loader.name, blob.path, checking.loaded, loader, blob)
    said = f"{blob.path}: loader {loader.name!r} gave"
    if document != contained(loader.name, blob.path, checking.loaded, loader, blob):
        yield f"{said} another document the second time"
    if document.sha256 != fingerprint(blob.data):
        yield f"{said} another hash than fingerprint(blob.data)"
    if document.path != blob.path:
        yield f"{said} another path than blob.path"
    if not document.blocks:
        yield f"{said} no blocks: say where the paragraphs are"


def written(sinks: Sequence[Sink], types: Types, records: Sequence[Record]) -> Iterator[str]:
    """Give a line for each form of file to which a sink fails to write records."""
    for sink in sinks:
        for form in (one for one in sink.forms if one[0] in "./" and "://" not in one):
            with TemporaryDirectory() as folder:
                target = f"{Path(folder) / 'target'}{form}"
                try:
                    probe(sink, target, types)
                    if os.path.lexists(target):
                        yield f"target{form}: sink {sink.name!r} left a target that nobody wrote"
                    with Opened(sink.name, target, sink.open, types) as writer:
                        writer.write(records)
                    if not os.path.lexists(target):
                        yield f"target{form}: sink {sink.name!r} wrote no target"
                except ExtractorError as error:
                    yield str(error).replace(target, f"target{form}")
