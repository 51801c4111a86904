"""Train the chooser's networks: named features and word vectors, one hidden layer, classes.

Plain gradient descent by Adam (Kingma and Ba 2015), of which only the rows that a batch
touches are moved, with dropout of features and of hidden units (Srivastava et al. 2014).
The same rows and seed give the same weights. Several networks that differ by their seed
are joined into one whose logits are the means of theirs (Hansen and Salamon 1990): what one
of them decides by chance weighs less. Only training needs scipy.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

HIDDEN = 48
EPOCHS = 7
BATCH = 256
RATE = 3e-3
"""The largest step; it grows over the first tenth of the steps and falls to nothing."""
FEATURES_DROPPED, HIDDEN_DROPPED = 0.3, 0.3
DECAY = 1e-4
FIRST, SECOND, TINY = 0.9, 0.999, 1e-8
"""Adam's memory of gradients, of their squares, and what keeps it from dividing by zero."""
NETWORKS = 3

Matrix = NDArray[np.float32]


class Rows(NamedTuple):
    """What is learnt from: rows of features, word vectors of ``slots`` slots, and types.

    ``vectors`` and ``types`` may be fewer: then they go on from their first again, for the
    same numbers seen with other features.
    """

    features: "csr_matrix"
    vectors: Matrix
    types: NDArray[np.intp]
    classes: int
    slots: int


class Weights(NamedTuple):
    """Weights of features and of word vectors on hidden units, and of these on classes."""

    features: Matrix
    vectors: Matrix
    hidden: Matrix
    classes: Matrix
    silence: Matrix


class Moved:
    """One array that is trained, with Adam's moments."""

    def __init__(self, start: Matrix) -> None:
        self.value = start
        self._mean, self._square = np.zeros_like(start), np.zeros_like(start)

    def move(self, gradient: Matrix, rate: float, step: int, rows: Any = slice(None)) -> None:
        """Take one step, of some rows only where they are given."""
        mean = FIRST * self._mean[rows] + (1 - FIRST) * gradient
        square = SECOND * self._square[rows] + (1 - SECOND) * gradient * gradient
        self._mean[rows], self._square[rows] = mean, square
        away = np.sqrt(square / (1 - SECOND**step)) + TINY
        shrunk = self.value[rows] * np.float32(1 - rate * DECAY)
        self.value[rows] = shrunk - np.float32(rate / (1 - FIRST**step)) * mean / away


def rate(step: int, steps: int) -> float:
    """Give the size of a step: up over a tenth of them, then down along a cosine."""
    rise = max(1, steps // 10)
    if step <= rise:
        return RATE * step / rise
    return float(RATE * (1 + np.cos(np.pi * (step - rise) / max(1, steps - rise))) / 2)


def batches(rows: int, dice: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    """Yield the places of rows in an order of chance, :data:`BATCH` at a time."""
    order = dice.permutation(rows)
    for begin in range(0, rows, BATCH):
        yield order[begin : begin + BATCH]


def kept(shape: tuple[int, ...], share: float, dice: np.random.Generator) -> Matrix:
    """Give a mask that drops a share at random and makes up for it in the rest."""
    return (dice.random(shape, dtype=np.float32) >= share).astype(np.float32) / np.float32(
        1 - share
    )


def move_seen(weights: Moved, rows: "csr_matrix", back: Matrix, rate: float, step: int) -> None:
    """Move the weights of the columns that some rows touch, and of no other."""
    touched, places = np.unique(rows.indices, return_inverse=True)
    shape = (rows.shape[0], len(touched))
    seen = type(rows)((rows.data, places, rows.indptr), shape=shape)
    weights.move(seen.T @ back, rate, step, touched)


def frequent(rows: Iterable[Iterable[str]], least: int) -> list[str]:
    """List the names that stand in at least so many rows."""
    counts = Counter(chain.from_iterable(rows))
    return sorted(name for name, count in counts.items() if count >= least)


def sparse(rows: Iterable[Iterable[str]], names: Sequence[str], weights: Matrix) -> "csr_matrix":
    """Give rows of names as a matrix with a column for each of ``names``, of its weight.

    A row's names are summed in the order of their columns, whatever order they came in.
    """
    from scipy.sparse import csr_matrix

    column = {name: i for i, name in enumerate(names)}
    places = [sorted(column[name] for name in row if name in column) for row in rows]
    ends = np.cumsum([0, *map(len, places)])
    joined = np.fromiter(chain.from_iterable(places), np.int32, int(ends[-1]))
    return csr_matrix((weights[joined], joined, ends), shape=(len(places), len(names)))


def fit(rows: Rows) -> Weights:
    """Fit :data:`NETWORKS` networks to the same rows and join them side by side."""
    nets = [_fit(rows, seed) for seed in range(NETWORKS)]
    return Weights(
        np.hstack([net.features for net in nets]),
        np.hstack([net.vectors for net in nets]),
        np.hstack([net.hidden for net in nets]),
        np.vstack([net.classes for net in nets]) / np.float32(NETWORKS),
        np.mean([net.silence for net in nets], axis=0, dtype=np.float32),
    )


def _fit(rows: Rows, seed: int) -> Weights:
    features, vectors, types, classes, slots = rows
    dice = np.random.default_rng(seed)
    width = vectors.shape[1]

    def start(rows: int, columns: int, size: float) -> Moved:
        return Moved(dice.normal(0, size, (rows, columns)).astype(np.float32))

    named, dense = start(features.shape[1], HIDDEN, 0.05), start(width, HIDDEN, width**-0.5)
    top = start(HIDDEN, classes, HIDDEN**-0.5)
    inner = Moved(np.zeros((1, HIDDEN), np.float32))
    outer = Moved(np.zeros((1, classes), np.float32))
    steps = EPOCHS * -(-features.shape[0] // BATCH)
    step = 0
    for _ in range(EPOCHS):
        for chosen in batches(features.shape[0], dice):
            step += 1
            some = features[chosen]
            some.data *= kept(some.data.shape, FEATURES_DROPPED, dice)
            spoken = kept((len(chosen), slots), FEATURES_DROPPED, dice)
            same = chosen % len(types)
            seen = vectors[same] * np.repeat(spoken, width // slots, axis=1)
            hidden = some @ named.value + seen @ dense.value + inner.value
            mask = (hidden > 0) * kept(hidden.shape, HIDDEN_DROPPED, dice)
            hidden *= mask
            logits = hidden @ top.value + outer.value
            shares = np.exp(logits - logits.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            shares[np.arange(len(chosen)), types[same]] -= 1
            shares /= np.float32(len(chosen))
            back = (shares @ top.value.T) * mask
            pace = rate(step, steps)
            move_seen(named, some, back, pace, step)
            dense.move(seen.T @ back, pace, step)
            top.move(hidden.T @ shares, pace, step)
            inner.move(back.sum(axis=0, keepdims=True), pace, step)
            outer.move(shares.sum(axis=0, keepdims=True), pace, step)
    return Weights(named.value, dense.value, inner.value, top.value, outer.value)
