"""The pure function of a run: a document that was read in, its outcome and records out."""

import gc
from collections.abc import Collection
from contextlib import suppress

from extractor.batch.results import Result, failed
from extractor.document import Document
from extractor.errors import EmptyDocument, ExtractorError
from extractor.isolation import about
from extractor.loaders import Reading
from extractor.loaders.text import from_string
from extractor.manager import Manager
from extractor.pipeline import Extractor
from extractor.sinks.jsonl import line

FIRST = "В городе действуют 15 общественных организаций."
"""Reading it loads the models and fills the caches that every document needs."""
RARELY = 10_000
"""Objects made from one look for garbage to the next: words that are kept are never any."""


def warning(document: Document) -> str:
    """Give what a loader warned of, as one line, or an empty string."""
    text = dict(document.metadata).get("warning", "")
    return f"{document.path}: {text}" if text else ""


def extracted(reading: Reading, extractor: Extractor) -> Result:
    """Extract the records of a document that was read."""
    document = reading.document
    if document is None:
        return failed(reading.path, reading.error or EmptyDocument(f"{reading.path}: no text"))
    try:
        found = extractor.extract(document)
    except ExtractorError as error:
        return failed(reading.path, error)
    return Result(
        reading.path, "ok", "", warning(document), tuple(map(about, found.problems)),
        tuple(line(record) for record in found.records),
    )  # fmt: skip


def warm(manager: Manager, only: Collection[str] | None = None) -> Extractor:
    """Make an extractor whose models are loaded; what plugins say is in the results.

    This process looks for garbage more rarely from now on, and not among what is loaded.
    """
    extractor = Extractor(manager, lambda line: None, only)
    with suppress(ExtractorError):  # a plugin that fails fails again, at a document
        extractor.extract(from_string(FIRST))
    gc.freeze()
    gc.set_threshold(RARELY)
    return extractor
