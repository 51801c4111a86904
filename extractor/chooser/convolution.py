"""A network that reads the words around a number in their order, in numpy alone.

Symbols become vectors; gated convolutions with growing gaps (Dauphin et al. 2017, van den
Oord et al. 2016) carry what stands up to ``REACH`` symbols away to the number, each added to
what was there (He et al. 2016) and behind a normalization (Ba et al. 2016).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.embeddings import SCALE, Embeddings
from extractor.chooser.symbols import REACH, Line, Symbol

GAPS = (1, 2, 4, 8, 1)
"""How far to either side each convolution looks; together they look ``REACH`` far."""
TINY = np.float32(1e-5)
KEPT = 60_000
"""Symbols whose vectors are kept ready."""
Matrix = NDArray[np.float32]


class Weights(NamedTuple):
    """What is learnt.

    ``vectors`` project word vectors, ``words`` has a short vector of each frequent word and
    form that ``spread`` projects, ``signs`` one of each sign; ``gates`` and ``shifts`` are the
    convolutions, ``hidden`` and ``bend`` the hidden layer over a number's own vector and what
    was carried to it, ``top`` and ``silence`` its classes.
    """

    vectors: Matrix
    words: Matrix
    spread: Matrix
    signs: Matrix
    gates: tuple[Matrix, ...]
    shifts: tuple[Matrix, ...]
    hidden: Matrix
    bend: Matrix
    top: Matrix
    silence: Matrix


def normalized(rows: Matrix, mask: Matrix) -> tuple[Matrix, Matrix]:
    """Give rows of mean 0 and variance 1, zeros where ``mask`` is 0, and their old spread."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + TINY)
    return centred / spread * mask, spread


def beside(rows: Matrix, gap: int) -> Matrix:
    """Give each row between those ``gap`` before and behind it; zeros stand outside."""
    count, width = rows.shape
    joined = np.zeros((count, 3 * width), np.float32)
    joined[gap:, :width] = rows[: count - gap]
    joined[:, width : 2 * width] = rows
    joined[: count - gap, 2 * width :] = rows[gap:]
    return joined


def opened(gate: Matrix) -> Matrix:
    """Give how far gates stand open, from 0 to 1."""
    return np.float32(1) / (np.float32(1) + np.exp(-np.clip(gate, -30, 30)))


def carried(weights: Weights, rows: Matrix, mask: Matrix) -> Matrix:
    """Carry what stands around each row to it; ``mask`` is 0 between texts."""
    for gap, gate, shift in zip(GAPS, weights.gates, weights.shifts, strict=True):
        told = beside(normalized(rows, mask)[0], gap) @ gate + shift
        width = rows.shape[1]
        rows = rows + told[:, :width] * opened(told[:, width:]) * mask
    return rows


def log_shares(weights: Weights, own: Matrix, around: Matrix) -> Matrix:
    """Give the logarithm of each class's probability for numbers."""
    hidden = np.maximum(np.hstack([own, around]) @ weights.hidden + weights.bend, 0)
    logits = hidden @ weights.top + weights.silence
    logits -= logits.max(axis=1, keepdims=True)
    shares: Matrix = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return shares


class Reader:
    """Reads numbers by the words around them.

    ``arrays`` are those of :func:`packed`; ``embeddings`` the word vectors.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], embeddings: Embeddings) -> None:
        self._weights = unpacked(arrays)
        self._words = {word: row for row, word in enumerate(lines(arrays["reader.known"]))}
        self._signs = {sign: row for row, sign in enumerate(lines(arrays["reader.named"]))}
        self._embeddings = embeddings
        self._rows: dict[Symbol, Matrix] = {}

    def _row(self, symbol: Symbol) -> Matrix:
        """Make the vector of a symbol ready."""
        weights = self._weights
        row = np.zeros(weights.signs.shape[1], np.float32)
        vector = self._embeddings.raw(symbol.word)
        if vector is not None:
            row += vector @ weights.vectors / np.float32(SCALE)
        for name in symbol.names():
            word = self._words.get(name)
            if word is not None:
                row += weights.words[word] @ weights.spread
        for sign in symbol.signs():
            place = self._signs.get(sign)
            if place is not None:
                row += weights.signs[place]
        if len(self._rows) >= KEPT:
            self._rows.clear()
        self._rows[symbol] = row
        return row

    def read(self, line: Line, wanted: Sequence[int]) -> Matrix:
        """Give the log-probability of each class for the numbers at places of a line."""
        if not wanted:
            return np.zeros((0, self._weights.top.shape[1]), np.float32)
        known = self._rows
        width = self._weights.signs.shape[1]
        gap = max(GAPS)
        kept: list[Matrix] = []
        mask: list[float] = []
        at: dict[int, int] = {}
        for begin, end in _stretches(wanted, len(line.symbols)):
            inside = [place for place in wanted if begin <= place < end]
            at.update((place, len(mask) + place - begin) for place in inside)
            for symbol in line.symbols[begin:end]:
                row = known.get(symbol)
                kept.append(self._row(symbol) if row is None else row)
            kept += [np.zeros(width, np.float32)] * gap
            mask += [1.0] * (end - begin) + [0.0] * gap
        own = np.stack(kept)
        rows = carried(self._weights, own, np.array(mask, np.float32)[:, None])
        places = [at[place] for place in wanted]
        return log_shares(self._weights, own[places], rows[places])


def _stretches(places: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line that numbers are read with, joined where they meet."""
    begin = end = -1
    for place in sorted(places):
        low, high = max(0, place - REACH), min(length, place + REACH + 1)
        if end < 0:
            begin = low
        elif low > end:
            yield begin, end
            begin = low
        end = high
    yield begin, end


def packed(weights: Weights, words: Sequence[str], signs: Sequence[str]) -> dict[str, Any]:
    """Give the arrays of a model's file by name, a byte a weight of the larger ones."""
    arrays: dict[str, Any] = {
        "reader.known": stored(words),
        "reader.named": stored(signs),
    }
    for name, value in weights._asdict().items():
        parts = value if isinstance(value, tuple) else (value,)
        for i, part in enumerate(parts):
            scale = (np.abs(part).max(axis=0, initial=0) / np.float32(127) + TINY).astype(
                np.float16
            )
            arrays[f"reader.{name}{i}"] = np.rint(part / scale.astype(np.float32)).astype(np.int8)
            arrays[f"reader.{name}{i}.scale"] = scale
    return arrays


def unpacked(arrays: Mapping[str, NDArray[Any]]) -> Weights:
    """Give the weights of a model's arrays."""

    def part(name: str) -> Matrix:
        scale = arrays[f"reader.{name}.scale"].astype(np.float32)
        found: Matrix = arrays[f"reader.{name}"].astype(np.float32) * scale
        return found

    layers = range(len(GAPS))
    single = {name: part(f"{name}0") for name in Weights._fields if name not in ("gates", "shifts")}
    gates = tuple(part(f"gates{i}") for i in layers)
    shifts = tuple(part(f"shifts{i}") for i in layers)
    return Weights(**single, gates=gates, shifts=shifts)


def stored(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Store lines of text as bytes, as an array of a model."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def lines(array: NDArray[np.uint8]) -> list[str]:
    """Give the lines of text that are :func:`stored`."""
    return bytes(array).decode("utf-8").split("\n")
