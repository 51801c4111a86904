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
        self._weights = weights
        self._dense = dense_weights
        self._intercept = intercept
        self._embeddings = embeddings

    def scores(self, names: Sequence[str]) -> dict[str, float]:
        """Give the probability of each class for one number's features."""
        rows, values = [], []
        for name in names:
            row = self._rows.get(name)
            if row is not None:
                rows.append(row)
                values.append(weight(name))
        logits = self._intercept + np.asarray(values, np.float32) @ self._weights[rows]
        logits = logits + dense(names, self._embeddings) @ self._dense
        shifted = np.exp(logits - logits.max())
        shares = shifted / shifted.sum()
        return dict(zip(self.classes, map(float, shares), strict=True))

    def choose(self, scores: dict[str, float]) -> str:
        """Give the likeliest type, or an empty string where silence is likelier."""
        if 1.0 - scores[NONE] <= THRESHOLD:
            return ""
        return max((name for name in self.classes if name != NONE), key=scores.__getitem__)

    def reasons(self, names: Sequence[str], type_: str, count: int = 5) -> tuple[str, ...]:
        """Name the features that spoke most for ``type_``, against the mean of the others."""
        column = self.classes.index(type_)
        found = []
        for name in names:
            row = self._rows.get(name)
            if row is not None:
                own = self._weights[row]
                push = weight(name) * float(own[column] - own.mean())
                if push > 0.05:
                    found.append((-round(push, 4), name))
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
