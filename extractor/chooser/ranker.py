"""Which noun a number counts: the options around it ranked by a small trained network."""

from collections.abc import Mapping
from itertools import accumulate, chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.convolution import Matrix, lines
from extractor.chooser.nouns import Option, Options

PREFIX = "ranker."
"""What the ranker's arrays are called by in the model."""
LEVELS, TINY = 7, 1e-4
"""Steps of a stored weight to either side; few, so that the file packs well."""


class Weights(NamedTuple):
    """What is learnt.

    ``names`` of features with their weights on hidden units (``features``), the hidden
    units' own ``bend``, and their weights on the rank (``top``); ``usual`` nouns by type.
    """

    names: tuple[str, ...]
    features: Matrix
    bend: Matrix
    top: Matrix
    usual: Mapping[str, tuple[str, ...]]


class Ranker:
    """A network of one hidden layer that ranks the options of a number.

    ``arrays`` are those of ``model.npz`` that begin with :data:`PREFIX`.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        found = {name: arrays[PREFIX + name] for name in ("weights", "scales", "bend", "top")}
        features = found["weights"] * found["scales"].astype(np.float32)[:, None]
        self._weights = np.vstack([features, found["bend"].astype(np.float32)[None]])
        self._top = found["top"].astype(np.float32)
        self._rows: dict[str, int] = {}
        self._around: dict[str, list[tuple[str, int]]] = {}
        for row, name in enumerate(lines(arrays[PREFIX + "names"])):
            type_, *rest = name.split("|")
            if len(rest) == 2:
                noun, around = rest
                self._around.setdefault(f"{type_}|{around}", []).append((noun, row))
            else:
                self._rows[name] = row
        self.usual = {
            type_: tuple(nouns.split())
            for type_, _, nouns in (
                line.partition("\t") for line in lines(arrays[PREFIX + "usual"])
            )
        }  # fmt: skip

    def best(self, options: Options) -> Option | None:
        """Give the likeliest option, the first of equals; nothing where there is none."""
        if not options.every:
            return None
        bend, spoken, known = len(self._weights) - 1, self._spoken(options), self._rows
        rows = [
            [
                bend,
                *(known[name] for name in option.names if name in known),
                *spoken.get(option.lemma, ()),
            ]
            for option in options.every
        ]
        starts = list(accumulate(map(len, rows), initial=0))[:-1]
        taken = self._weights.take(list(chain.from_iterable(rows)), axis=0)
        hidden: Matrix = np.add.reduceat(taken, starts)
        return options.every[int(np.argmax(np.maximum(hidden, 0) @ self._top))]

    def _spoken(self, options: Options) -> dict[str, list[int]]:
        """Give the rows of what stands around by the usual noun that it speaks for."""
        spoken: dict[str, list[int]] = {}
        for name in options.around:
            for noun, row in self._around.get(f"{options.type}|{name}", ()):
                spoken.setdefault(noun, []).append(row)
        return spoken


def packed(weights: Weights) -> dict[str, NDArray[Any]]:
    """Give the arrays that a :class:`Ranker` is made of."""
    scales = (np.abs(weights.features).max(axis=1) / LEVELS + TINY).astype(np.float16)
    steps = np.rint(weights.features / scales.astype(np.float32)[:, None]).astype(np.int8)
    usual = "\n".join(f"{type_}\t{' '.join(nouns)}" for type_, nouns in weights.usual.items())
    arrays = {
        "names": np.frombuffer("\n".join(weights.names).encode(), np.uint8),
        "weights": steps,
        "scales": scales,
        "bend": weights.bend.astype(np.float16),
        "top": weights.top.astype(np.float16),
        "usual": np.frombuffer(usual.encode(), np.uint8),
    }
    return {PREFIX + name: array for name, array in arrays.items()}
