"""Pages written to the disk: one file for one document, or a folder with an index."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.results import Failure
from extractor.errors import TargetError, UsageError
from extractor.review import payload
from extractor.review.archive import Entry, Item
from extractor.review.index import Index
from extractor.review.pages import page

PAGE = ".html"
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file to open, how many documents and failures, lines to tell."""

    start: Path
    documents: int
    failed: int
    told: tuple[str, ...]


def write(entries: Iterable[Entry], target: Path, types: Sequence[str]) -> Written:
    """Write a page (a target that ends in ``.html``), or a folder of them with an index.

    Raises UsageError for more than one document in one page, and TargetError.
    """
    if target.suffix.lower() == PAGE:
        return _one(entries, target, types)
    return _many(entries, target, types)


def name(item: Item) -> str:
    """Name the page of a document; the same path and bytes give the same name."""
    key = f"{item.path}\0{item.sha256}".encode("utf-8", "surrogatepass")
    return f"d/{hashlib.sha256(key).hexdigest()[:16]}{PAGE}"


def _one(entries: Iterable[Entry], target: Path, types: Sequence[str]) -> Written:
    found: Item | None = None
    told: list[str] = []
    for entry in entries:
        if isinstance(entry, Failure):
            told.append(entry.message)
        elif found is not None:
            raise UsageError(f"{target}: a page shows one document; give a folder: -o review")
        else:
            found = entry
    if found is not None:
        put(target, page(payload.document(found, types)))
    return Written(target, int(found is not None), len(told), tuple(told))


def _many(entries: Iterable[Entry], target: Path, types: Sequence[str]) -> Written:
    index = Index(types)
    told: list[str] = []
    for entry in entries:
        if isinstance(entry, Failure):
            told.append(entry.message)
            index.failed(entry)
            continue
        shown = {**payload.document(entry, types), "index": f"../{INDEX}"}
        put(target / name(entry), page(shown))
        index.add(entry, name(entry))
    if index.documents:
        put(target / INDEX, page(index.data()))
    return Written(target / INDEX, index.documents, len(told), tuple(told))


def put(path: Path, text: str) -> None:
    """Write a page; raises TargetError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise TargetError(f"{path}: cannot be written: {error.strerror}") from error
