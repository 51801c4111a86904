"""What a plugin that reads or writes files must hold to."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.errors import ExtractorError
from extractor.isolation import Opened, contained
from extractor.loaders import Blob, Loader
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


def written(sinks: Sequence[Sink], types: Types, records: Sequence[Record]) -> Iterator[str]:
    """Give a line for each form of file to which a sink fails to write records."""
    for sink in sinks:
        for form in (one for one in sink.forms if one[0] in "./" and "://" not in one):
            with TemporaryDirectory() as folder:
                target = f"{Path(folder) / 'target'}{form}"
                try:
                    with Opened(sink.name, target, sink.open, types) as writer:
                        writer.write(records)
                except ExtractorError as error:
                    yield str(error).replace(target, f"target{form}")
