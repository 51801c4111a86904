"""The index of an archive: its documents and failures, gathered one by one."""

from collections.abc import Sequence
from typing import Any

from extractor.batch.run import Failure
from extractor.review import payload
from extractor.review.archive import Item


class Index:
    """Gathers what the index shows; holds no text of a document that was added."""

    def __init__(self, types: Sequence[str], name: str = "extractor") -> None:
        self._types = list(types)
        self._name = name
        self._rows: list[dict[str, Any]] = []
        self._failed: list[dict[str, str]] = []

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self._rows)

    def add(self, item: Item, page: str) -> None:
        """Add a document and the address of its page."""
        self._types = payload.ordered(self._types, item.records)
        self._rows.append(payload.row(item, page))

    def failed(self, failure: Failure) -> None:
        """Add a file that could not be read."""
        self._failed.append(payload.failure(failure))

    def data(self) -> dict[str, Any]:
        """Give what the page of the index shows."""
        return {
            "kind": "index", "name": self._name, "types": self._types, "rows": self._rows,
            "failures": self._failed,
        }  # fmt: skip
