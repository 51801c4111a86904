"""The trained chooser at run time: probabilities and reasons, in numpy alone."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.embeddings import Embeddings, Vectors
from extractor.errors import ModelError

NONE = "none"
SLOTS = ("head", "vl", "vr", "vo", "comp", "adj", "L", "R", "s", "p", "cl", "cr")
"""Feature groups whose words also enter as mean vectors, in the order of the weights."""
DENSE_SCALE = 3.0
CACHE_SIZE = 100_000
"""Features whose places are kept."""
GROUP_WEIGHTS = {"s": 0.4, "p": 0.25, "h": 0.3, "L": 0.7, "R": 0.7}
"""Weights of wide groups, so that many far words do not outvote the near ones."""


def weight(name: str) -> float:
    """Give the weight of a feature by its group."""
    return GROUP_WEIGHTS.get(name.partition("=")[0], 1.0)


def dense(names: Iterable[str], embeddings: Embeddings) -> Vectors:
    """Give the mean vectors of the slots, joined: ``len(SLOTS) * dimensions`` numbers."""
    words: dict[str, list[str]] = {slot: [] for slot in SLOTS}
    for name in names:
        group, equals, word = name.partition("=")
        if equals and group in words:
            words[group].append(word)
    return np.concatenate([embeddings.mean(words[slot]) for slot in SLOTS]) * np.float32(
        DENSE_SCALE
    )


THRESHOLD = 0.5
"""A number speaks where silence has less than ``1 - THRESHOLD``."""


class Chooser:
    """A multinomial logistic model over named features and word vectors."""

    def __init__(
        self,
        classes: Sequence[str],
        names: Sequence[str],
        weights: NDArray[np.float32],
        dense_weights: NDArray[np.float32],
        intercept: NDArray[np.float32],
        embeddings: Embeddings,
    ) -> None:
        self.classes = tuple(classes)
        self._rows = {name: row for row, name in enumerate(names)}
        groups = np.fromiter(map(weight, names), np.float32, len(names))
        self._weights = weights * groups[:, None]
        self._intercept = intercept
        self._embeddings = embeddings
        self._cells = self._project(dense_weights)
        self._places: dict[str, tuple[int, int]] = {}

    def _project(self, dense_weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give what each word says in each slot: a row of classes for ``word * slots + slot``.

        The mean of vectors times weights is the mean of these rows: nothing else is left
        to multiply for a number.
        """
        width, classes = self._embeddings.dimensions, len(self.classes)
        by_slot = dense_weights.reshape(len(SLOTS), width, classes).transpose(1, 0, 2)
        said = self._embeddings.vectors() @ by_slot.reshape(width, -1) * np.float32(DENSE_SCALE)
        return np.ascontiguousarray(said.reshape(-1, classes))

    def _place(self, name: str) -> tuple[int, int]:
        """Give the row of a feature's weights and the cell of its word, -1 where it has none."""
        group, equals, word = name.partition("=")
        row = self._embeddings.row(word) if equals and group in SLOTS else None
        cell = -1 if row is None else row * len(SLOTS) + SLOTS.index(group)
        if len(self._places) >= CACHE_SIZE:
            self._places.clear()
        found = self._places[name] = self._rows.get(name, -1), cell
        return found

    def scores(self, names: Sequence[str]) -> dict[str, float]:
        """Give the probability of each class for one number's features."""
        known, slots = self._places, len(SLOTS)
        places = [known.get(name) or self._place(name) for name in names]
        rows = [row for row, _ in places if row >= 0]
        cells = [cell for _, cell in places if cell >= 0]
        counts = [0] * slots
        for cell in cells:
            counts[cell % slots] += 1
        shares = [1.0 / counts[cell % slots] for cell in cells]
        logits = self._intercept + self._weights[rows].sum(axis=0)
        if cells:
            logits = logits + np.asarray(shares, np.float32) @ self._cells[cells]
        shifted = np.exp(logits - logits.max())
        return dict(zip(self.classes, (shifted / shifted.sum()).tolist(), strict=True))

    def choose(self, scores: dict[str, float]) -> str:
        """Give the likeliest type, or an empty string where silence is likelier."""
        if 1.0 - scores[NONE] <= THRESHOLD:
            return ""
        return max((name for name in self.classes if name != NONE), key=scores.__getitem__)

    def reasons(self, names: Sequence[str], type_: str, count: int = 5) -> tuple[str, ...]:
        """Name the features that spoke most for ``type_``, against the mean of the others."""
        known = [name for name in names if name in self._rows]
        own = self._weights[[self._rows[name] for name in known]]
        pushes = (own[:, self.classes.index(type_)] - own.mean(axis=1)).tolist()
        found = [
            (-round(push, 4), name) for push, name in zip(pushes, known, strict=True) if push > 0.05
        ]
        return tuple(f"{name} +{-push:.2f}" for push, name in sorted(found)[:count])


@cache
def load() -> Chooser:
    """Load the model that ships with the package; raises ModelError where it is broken."""
    try:
        data = (files("extractor.chooser") / "model.npz").read_bytes()
    except OSError as error:
        raise ModelError("the chooser's model.npz is missing: run `make train`") from error
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        words = bytes(stored["words"]).decode("utf-8").split("\n")
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        classes = bytes(stored["classes"]).decode("utf-8").split("\n")
        return Chooser(
            classes, names, stored["weights"].astype(np.float32),
            stored["dense"].astype(np.float32), stored["intercept"].astype(np.float32),
            Embeddings(words, stored["table"]),
        )  # fmt: skip
