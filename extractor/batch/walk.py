"""From files to documents: archives are opened, what cannot be had is told of in its place."""

from collections.abc import Container, Iterator, Sequence

from extractor.batch.isolation import Isolated
from extractor.batch.results import Settings
from extractor.batch.sources import File
from extractor.batch.unpack import may_be_archive
from extractor.errors import ExtractorError
from extractor.loaders import Blob, Reading, inside

LARGEST = 1 << 20
"""Bytes of a batch of several documents."""


def documents(
    files: Sequence[File], settings: Settings, wanted: Container[int] | None = None
) -> Iterator[tuple[int, Blob | Reading]]:
    """Give the documents of files with the number of their file; archives are opened.

    What cannot be had is a Reading with its error. Only the files ``wanted`` are opened,
    all unless it is given. Archives are unpacked in a child process.
    """
    unpacking = Isolated.of(settings)
    try:
        for number, file in enumerate(files):
            if wanted is None or number in wanted:
                for found in _documents(file, settings, unpacking):
                    yield number, found
    finally:
        unpacking.close()


def _documents(file: File, settings: Settings, unpacking: Isolated) -> Iterator[Blob | Reading]:
    try:
        blob = file.open(settings.limits)
    except ExtractorError as error:
        yield Reading(file.path, error=error)
        return
    if file.member:
        yield from _of_member(unpacking.leaves(blob), file)
    elif may_be_archive(blob.data):
        yield from unpacking.leaves(blob)
    else:
        yield blob


def _of_member(leaves: Iterator[Blob | Reading], file: File) -> Iterator[Blob | Reading]:
    """Keep the file of an archive that is asked for, or all in it; else tell why it is not had."""
    told: Reading | None = Reading(file.member, error=inside.missing(file.member))
    for leaf in leaves:
        if inside.holds(file.member, leaf.path):
            told = None
            yield leaf
        elif told and isinstance(leaf, Reading) and inside.holds(leaf.path, file.member):
            told = leaf
    if told:
        yield told


def batches(blobs: Iterator[Blob], most: int) -> Iterator[tuple[Blob, ...]]:
    """Put documents into batches of at most ``most`` and not much over a megabyte."""
    batch: list[Blob] = []
    size = 0
    for blob in blobs:
        batch.append(blob)
        size += len(blob.data)
        if len(batch) >= most or size >= LARGEST:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
