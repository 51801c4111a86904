"""Which noun a number counts: the options around it ranked by a small trained network."""

from collections.abc import Mapping
from itertools import accumulate, chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.convolution import Matrix, lines, stored
from extractor.chooser.nouns import Option, Options
from extractor.chooser.steps import rounded, unpacked

PREFIX = "ranker."
"""What the ranker's arrays are called by in the model."""


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
        features = unpacked(found["weights"]) * found["scales"].astype(np.float32)[:, None]
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
        bend, spoken = len(self._weights) - 1, self._spoken(options)
        rows = [
            [bend, *self._speaking(option), *spoken.get(option.lemma, ())]
            for option in options.every
        ]
        starts = list(accumulate(map(len, rows), initial=0))[:-1]
        taken = self._weights.take(list(chain.from_iterable(rows)), axis=0)
        hidden: Matrix = np.add.reduceat(taken, starts)
        return options.every[int(np.argmax(np.maximum(hidden, 0) @ self._top))]

    def reasons(self, options: Options, option: Option, count: int = 3) -> tuple[str, ...]:
        """Name the features that spoke most for an option, without the type they begin with.

        What a feature adds is exact for a given option: a hidden unit passes on or is silent.
        """
        spoken = self._spoken(options).get(option.lemma, {})
        rows = [*self._speaking(option).items(), *spoken.items()]
        taken = self._weights[[row for row, _ in rows]]
        silent = taken.sum(axis=0) + self._weights[-1] <= 0
        pushes = (taken @ np.where(silent, 0, self._top)).tolist()
        found = sorted(
            (-round(push, 4), name) for push, (_, name) in zip(pushes, rows, strict=True)
        )
        prefix = f"{options.type}|"
        return tuple(f"{name.removeprefix(prefix)} +{-push:.2f}" for push, name in found[:count])

    def _speaking(self, option: Option) -> dict[int, str]:
        """Give the rows of an option's own features, and their names."""
        return {self._rows[name]: name for name in option.names if name in self._rows}

    def _spoken(self, options: Options) -> dict[str, dict[int, str]]:
        """Give the same of what stands around, by the usual noun that it speaks for."""
        spoken: dict[str, dict[int, str]] = {}
        for name in options.around:
            for noun, row in self._around.get(f"{options.type}|{name}", ()):
                spoken.setdefault(noun, {})[row] = name
        return spoken


def packed(weights: Weights) -> dict[str, NDArray[Any]]:
    """Give the arrays that a :class:`Ranker` is made of."""
    steps, scales = rounded(weights.features)
    usual = (f"{type_}\t{' '.join(nouns)}" for type_, nouns in weights.usual.items())
    arrays: dict[str, NDArray[Any]] = {
        "names": stored(weights.names),
        "weights": steps,
        "scales": scales,
        "bend": weights.bend.astype(np.float16),
        "top": weights.top.astype(np.float16),
        "usual": stored(usual),
    }
    return {PREFIX + name: array for name, array in arrays.items()}
