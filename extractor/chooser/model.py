"""The trained chooser at run time: probabilities and reasons, in numpy alone."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.embeddings import SCALE, Embeddings
from extractor.errors import ModelError

NONE = "none"
SLOTS = ("head", "vl", "vr", "vo", "comp", "adj", "L", "R", "s", "p", "cl", "cr")
"""Feature groups whose words also enter as mean vectors, in the order of the weights."""
CACHE_SIZE = 65_536
"""Rows of weights and of word vectors that are kept ready."""
THRESHOLD = 0.5
"""A number speaks where silence has less than ``1 - THRESHOLD``."""
LEAST_PUSH = 0.05
"""What a reason must add to the type, in logits above the mean of all types."""

Matrix = NDArray[np.float32]


class Chooser:
    """A network of one hidden layer over named features and mean word vectors.

    ``arrays`` are those of ``model.npz``: ``classes`` and ``names`` as lines of UTF-8;
    ``weights`` of features on hidden units, a byte each with the ``scales`` of their rows;
    ``vectors``, weights of word vectors slot by slot; ``hidden`` and ``silence``, what is
    added to hidden units and to classes; ``top``, weights of hidden units on classes.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], embeddings: Embeddings) -> None:
        self.classes = tuple(_lines(arrays["classes"]))
        self._rows = {name: row for row, name in enumerate(_lines(arrays["names"]))}
        self._weights, self._scales = arrays["weights"], arrays["scales"].astype(np.float32)
        self._hidden, self._silence, self._top = (
            arrays[name].astype(np.float32) for name in ("hidden", "silence", "top")
        )
        width = embeddings.dimensions
        vectors = arrays["vectors"].astype(np.float32).reshape(len(SLOTS), width, -1)
        self._vectors = vectors / np.float32(SCALE)
        self._embeddings = embeddings
        self._ready = np.zeros((1024, self._weights.shape[1]), np.float32)
        self._used = 1
        """Row 0 is that of unknown features: zeros."""
        self._places: dict[str, tuple[int, int, int]] = {}

    @classmethod
    def of(cls, data: Mapping[str, NDArray[Any]]) -> Self:
        """Make one of a model's arrays, those of its word vectors among them."""
        return cls(data, Embeddings(_lines(data["words"]), data["table"]))

    def _make_room(self, count: int) -> None:
        """See to it that ``count`` rows more can be made ready."""
        if self._used + count > CACHE_SIZE:
            self._places.clear()
            self._used = 1
        while self._used + count > len(self._ready):
            self._ready = np.concatenate([self._ready, np.empty_like(self._ready)])

    def _keep(self, row: Matrix) -> int:
        self._ready[self._used] = row
        self._used += 1
        return self._used - 1

    def _place(self, name: str) -> tuple[int, int, int]:
        """Make a feature ready: the rows of its weights and of its word's, and its slot or -1."""
        group, equals, word = name.partition("=")
        slot = SLOTS.index(group) if equals and group in SLOTS else -1
        vector = self._embeddings.raw(word) if slot >= 0 else None
        if vector is None:
            slot, cell = -1, 0
        else:
            cell = self._keep(vector @ self._vectors[slot])
        row = self._rows.get(name)
        own = 0 if row is None else self._keep(self._weights[row] * self._scales[row])
        found = self._places[name] = own, cell, slot
        return found

    def _look_up(self, names: Sequence[str]) -> tuple[Matrix, Matrix, list[str]]:
        """Give what speaks for one number: rows of weights, their shares, whose the last are.

        The first ``len(names)`` are of the features themselves, the others of their words.
        """
        self._make_room(2 * len(names))
        known = self._places
        places = [known.get(name) or self._place(name) for name in names]
        rows = [place[0] for place in places]
        worded = [place for place in places if place[2] >= 0]
        counts = [0] * len(SLOTS)
        for place in worded:
            counts[place[2]] += 1
        shares = [1.0] * len(rows)
        shares += [1.0 / counts[place[2]] for place in worded]
        rows += [place[1] for place in worded]
        whose = [name for name, place in zip(names, places, strict=True) if place[2] >= 0]
        return self._ready.take(rows, axis=0), np.array(shares, np.float32), whose

    def scores(self, names: Sequence[str]) -> dict[str, float]:
        """Give the probability of each class for one number's features."""
        rows, shares, _ = self._look_up(names)
        hidden = self._hidden + shares @ rows
        logits = np.maximum(hidden, 0) @ self._top + self._silence
        shifted = np.exp(logits - logits.max())
        return dict(zip(self.classes, (shifted / shifted.sum()).tolist(), strict=True))

    def choose(self, scores: Mapping[str, float]) -> str:
        """Give the likeliest type, or an empty string where silence is likelier."""
        if 1.0 - scores[NONE] <= THRESHOLD:
            return ""
        return max((name for name in self.classes if name != NONE), key=scores.__getitem__)

    def reasons(self, names: Sequence[str], type_: str, count: int = 5) -> tuple[str, ...]:
        """Name the features that spoke most for ``type_``, against the mean of the others.

        The hidden units that are silent for this number pass nothing on; through the
        others what a feature adds to the type is exact.
        """
        rows, shares, whose = self._look_up(names)
        speaks = self._hidden + shares @ rows > 0
        toward = (self._top[:, self.classes.index(type_)] - self._top.mean(axis=1)) * speaks
        pushes: dict[str, float] = {}
        for name, push in zip([*names, *whose], (rows @ toward * shares).tolist(), strict=True):
            pushes[name] = pushes.get(name, 0.0) + push
        found = sorted((-round(p, 4), name) for name, p in pushes.items() if p > LEAST_PUSH)
        return tuple(f"{name} +{-push:.2f}" for push, name in found[:count])


def _lines(stored: NDArray[np.uint8]) -> list[str]:
    return bytes(stored).decode("utf-8").split("\n")


@cache
def load() -> Chooser:
    """Load the model that ships with the package; raises ModelError where it is broken."""
    try:
        data = (files("extractor.chooser") / "model.npz").read_bytes()
    except OSError as error:
        raise ModelError("the chooser's model.npz is missing: run `make train`") from error
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        return Chooser.of({name: stored[name] for name in stored.files})
