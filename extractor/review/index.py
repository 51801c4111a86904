"""The index of an archive: its documents, failures, picture and contradictions."""

from collections.abc import Sequence
from typing import Any

from extractor.batch.results import Failure
from extractor.review import payload
from extractor.review.archive import Item
from extractor.review.contradictions import Contradictions, Said, Total, totals
from extractor.review.explain import number
from extractor.review.picture import Picture
from extractor.review.sentences import cut

MOST = 1000
"""How many contradictions, and how many totals, an index lists."""


class Index:
    """Gathers what the index shows; holds no text of a document but its facts' sentences."""

    def __init__(self, types: Sequence[str], name: str = "extractor") -> None:
        self._types = list(types)
        self._name = name
        self._rows: list[dict[str, Any]] = []
        self._failed: list[dict[str, str]] = []
        self._totals: list[Total] = []
        self._picture = Picture()
        self._contradictions = Contradictions()

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self._rows)

    def add(self, item: Item, page: str) -> None:
        """Add a document and the address of its page."""
        at = len(self._rows)
        self._types = payload.ordered(self._types, item.records)
        self._rows.append(payload.row(item, page))
        self._picture.add(at, item)
        sentences = cut(item)
        for record, sentence in zip(item.records, sentences, strict=True):
            self._contradictions.add(at, record, sentence)
        self._totals += totals(at, item.records, sentences)

    def failed(self, failure: Failure) -> None:
        """Add a file that could not be read."""
        self._failed.append(payload.failure(failure))

    def data(self) -> dict[str, Any]:
        """Give what the page of the index shows."""
        found = self._contradictions.found()
        return {
            "kind": "index", "name": self._name, "types": self._types, "rows": self._rows,
            "failures": self._failed, "picture": self._picture.data(),
            "contradictions": [
                {
                    "type": one.type, "subject": one.subject, "place": one.place,
                    "period": one.period, "said": [_said(said) for said in one.said],
                }
                for one in found[:MOST]
            ],
            "totals": [
                {
                    "type": one.whole.record.type, "over": number(one.over),
                    "said": [_said(said) for said in (one.whole, *one.parts)],
                }
                for one in self._totals[:MOST]
            ],
            "more": max(0, len(found) - MOST) + max(0, len(self._totals) - MOST),
        }  # fmt: skip


def _said(said: Said) -> dict[str, Any]:
    return {
        "row": said.row, "id": said.record.id, "value": number(said.value),
        "modifier": "exact" if said.implied else said.record.modifier,
        "sentence": list(said.sentence),
        "implied": said.implied, "subject": said.record.subject or "",
    }  # fmt: skip
