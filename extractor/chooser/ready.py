"""Rows of weights made ready for use: those of features, and those of the words in them."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.convolution import Matrix, lines
from extractor.chooser.embeddings import SCALE, Embeddings
from extractor.chooser.steps import unpacked

SLOTS = ("head", "vl", "vr", "vo", "comp", "adj", "L", "R", "s", "p", "cl", "cr")
"""Feature groups whose words also enter as mean vectors, in the order of the weights."""
CACHE_SIZE = 40_000
"""Rows of weights and of word vectors that are kept ready."""
CELL, SLOT = 16, 32
"""Bits of a place at which the row of a feature's word and its slot, from 1, begin."""
ROW = (1 << CELL) - 1


class Spoken(NamedTuple):
    """Which rows speak for a number, and how much each counts: of features, then of words.

    ``worded`` are the places of the features that the words are of. The rows are good until
    the room for them is cleared once more than ``cleared`` times.
    """

    worded: NDArray[np.intp]
    rows: NDArray[np.int64]
    weights: Matrix
    cleared: int


class Ready:
    """Makes rows ready at their first use, and keeps :data:`CACHE_SIZE` of them.

    ``arrays`` are those of the model: ``names`` of features, their ``weights`` in steps and
    the ``scales`` of these, ``vectors``, the weights of word vectors slot by slot.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], embeddings: Embeddings) -> None:
        self._names = {name: row for row, name in enumerate(lines(arrays["names"]))}
        self._weights = unpacked(arrays["weights"])
        self._scales = arrays["scales"].astype(np.float32)[:, None]
        vectors = arrays["vectors"].astype(np.float32)
        self._vectors = vectors.reshape(len(SLOTS), embeddings.dimensions, -1) / np.float32(SCALE)
        self._slots = {name: slot for slot, name in enumerate(SLOTS)}
        self._embeddings = embeddings
        self._rows = np.empty((CACHE_SIZE, self._weights.shape[1]), np.float32)
        self._rows[0] = 0
        self._used = 1
        """Row 0 is that of unknown features; rows not yet used take no memory."""
        self._places: dict[str, int] = {}
        self._ones = np.ones(CACHE_SIZE, np.float32)
        self._cleared = 0

    def spoken(self, names: Sequence[str]) -> Spoken:
        """Look up the rows of some features, each name once."""
        try:
            places = self._found(names)
        except TypeError:  # a name that is not ready has no place
            places = self._made(names)
        (worded,) = (places >> SLOT).nonzero()
        if not len(worded):
            return Spoken(worded, places, self._ones[: len(places)], self._cleared)
        words = places[worded]
        slots = words >> SLOT
        shares = self._ones[: len(places) + len(words)].copy()
        shares[len(places) :] = 1.0 / np.bincount(slots)[slots]
        rows = np.concatenate((places & ROW, words >> CELL & ROW))
        return Spoken(worded, rows, shares, self._cleared)

    def holds(self, spoken: Spoken) -> bool:
        """Tell whether the rows that were found still stand where they did."""
        return spoken.cleared == self._cleared

    def matrix(self, spoken: Spoken) -> Matrix:
        """Give the weights of the rows on the hidden units."""
        return self._rows.take(spoken.rows, axis=0, mode="clip")

    def _found(self, names: Sequence[str]) -> NDArray[np.int64]:
        """Give the places of features; raises TypeError where one is not ready."""
        return np.fromiter(map(self._places.get, names), np.int64, len(names))

    def _made(self, names: Sequence[str]) -> NDArray[np.int64]:
        """Give the places of features of which some are not ready yet."""
        if self._used + 2 * len(names) > CACHE_SIZE:
            self._places.clear()
            self._used = 1
            self._cleared += 1
        self._make_ready([name for name in names if name not in self._places])
        return self._found(names)

    def _make_ready(self, missing: Sequence[str]) -> None:
        """Make the rows of features ready that are not, and those of the words in them."""
        places = dict.fromkeys(missing, 0)
        known = [(name, row) for name in missing if (row := self._names.get(name)) is not None]
        rows, end = [row for _, row in known], self._used + len(known)
        own = self._weights.take(rows, axis=0)
        np.multiply(own, self._scales.take(rows, axis=0), out=self._rows[self._used : end])
        for place, (name, _) in enumerate(known, self._used):
            places[name] = place
        words = [(name, *told) for name in missing if (told := self._word(name)) is not None]
        vectors = self._embeddings.rows([row for *_, row in words])
        for place, (name, slot, _), vector in zip(count(end), words, vectors, strict=False):
            np.dot(vector, self._vectors[slot], out=self._rows[place])
            places[name] |= place << CELL | (slot + 1) << SLOT
        self._used = end + len(words)
        self._places.update(places)

    def _word(self, name: str) -> tuple[int, int] | None:
        """Give the slot of a feature's word and the row of its vector, if it has one."""
        group, _, word = name.partition("=")
        slot = self._slots.get(group)
        row = None if slot is None else self._embeddings.row(word)
        return None if slot is None or row is None else (slot, row)
