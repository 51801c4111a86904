"""Train the network that reads words in their order: backpropagation in numpy and scipy.

Lines are joined into long rows with gaps of zeros between them, so that no convolution looks
from one into another. Adam and the course of its steps are those of ``network``.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.convolution import (
    GAPS,
    Matrix,
    Weights,
    beside,
    normalized,
    opened,
)
from extractor.chooser.embeddings import Embeddings
from extractor.chooser.network import Moved, kept, rate
from extractor.chooser.symbols import Symbol

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

WIDTH, SHORT = 64, 32
"""Units of a row, and of a word's own short vector."""
EPOCHS = 7
BATCH = 1200
"""Symbols of a step, about."""
LEAST = 16
"""A word or form seen fewer times has no vector of its own."""
WORDS_DROPPED, ROWS_DROPPED, HIDDEN_DROPPED = 0.12, 0.2, 0.3

Places = NDArray[np.intp]


class Text(NamedTuple):
    """The symbols of a line, and the class of each of its numbers by place."""

    symbols: Sequence[Symbol]
    types: Sequence[tuple[int, int]]


class Coded(NamedTuple):
    """All lines as numbers: a row a symbol, then what each symbol is made of.

    ``borders`` are where lines begin and end; ``numbers`` the rows of numbers, ``types`` their
    classes, in order.
    """

    borders: Places
    vectors: NDArray[np.int8]
    words: "csr_matrix"
    signs: "csr_matrix"
    numbers: Places
    types: Places


class Vocabulary(NamedTuple):
    """The frequent words and the signs, in the order of their rows."""

    words: list[str]
    signs: list[str]


def vocabulary(texts: Sequence[Text]) -> Vocabulary:
    """Collect the words and forms seen often enough, and all signs."""
    counts = Counter(name for text in texts for s in text.symbols for name in s.names())
    signs = {sign for symbol in {s for t in texts for s in t.symbols} for sign in symbol.signs()}
    words = sorted(word for word, count in counts.items() if count >= LEAST and "\n" not in word)
    return Vocabulary(words, sorted(signs))


def code(texts: Sequence[Text], known: Vocabulary, embeddings: Embeddings) -> Coded:
    """Write lines as numbers."""
    from scipy.sparse import csr_matrix

    symbols = [symbol for text in texts for symbol in text.symbols]
    words = {word: i for i, word in enumerate(known.words)}
    signs = {sign: i for i, sign in enumerate(known.signs)}
    distinct = {symbol: i for i, symbol in enumerate(dict.fromkeys(symbols))}
    blank = np.zeros(embeddings.dimensions, np.int8)
    raw = [embeddings.raw(symbol.word) for symbol in distinct]
    table = np.stack([blank if row is None else row for row in raw])
    of = np.fromiter((distinct[symbol] for symbol in symbols), np.intp, len(symbols))

    def ones(rows: list[list[int]], width: int) -> "csr_matrix":
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter((c for row in rows for c in row), np.int32, int(ends[-1]))
        cells = np.ones(len(columns), np.float32)
        return csr_matrix((cells, columns, ends), shape=(len(rows), width))

    own = [[words[name] for name in s.names() if name in words] for s in distinct]
    marks = [[signs[sign] for sign in s.signs() if sign in signs] for s in distinct]
    borders = np.cumsum([0, *(len(text.symbols) for text in texts)])
    pairs = [
        (begin + place, type_)
        for begin, text in zip(borders.tolist(), texts, strict=False)
        for place, type_ in text.types
    ]
    numbers, types = np.array(pairs, np.intp).reshape(-1, 2).T
    return Coded(
        borders, table[of], ones(own, len(words))[of], ones(marks, len(signs))[of], numbers, types
    )


class _Batch(NamedTuple):
    """Lines joined with gaps: which symbol each row is, the mask, numbers and their classes."""

    rows: Places
    at: Places
    mask: Matrix
    numbers: Places
    types: Places


def _batches(coded: Coded, dice: np.random.Generator) -> Iterator[_Batch]:
    lines = dice.permutation(len(coded.borders) - 1)
    chosen: list[int] = []
    size = 0
    for line in lines.tolist():
        chosen.append(line)
        size += int(coded.borders[line + 1] - coded.borders[line])
        if size >= BATCH:
            yield _joined(coded, chosen)
            chosen, size = [], 0
    if chosen:
        yield _joined(coded, chosen)


def _joined(coded: Coded, lines: Sequence[int]) -> _Batch:
    gap = max(GAPS)
    rows, at, numbers, types = [], [], [], []
    count = 0
    for line in lines:
        begin, end = coded.borders[line], coded.borders[line + 1]
        low, high = np.searchsorted(coded.numbers, (begin, end))
        rows.append(np.arange(begin, end))
        at.append(np.arange(count, count + end - begin))
        numbers.append(coded.numbers[low:high] - begin + count)
        types.append(coded.types[low:high])
        count += int(end - begin) + gap
    mask = np.zeros((count, 1), np.float32)
    placed = np.concatenate(at)
    mask[placed] = 1
    return _Batch(
        np.concatenate(rows), placed, mask, np.concatenate(numbers), np.concatenate(types)
    )


class _Net:
    """The weights in training."""

    def __init__(self, coded: Coded, classes: int, seed: int) -> None:
        self.dice = np.random.default_rng(seed)
        vectors, words = coded.vectors.shape[1], coded.words.shape[1]
        self.vectors = self._start(vectors, WIDTH, vectors**-0.5)
        self.words = self._start(words, SHORT, 0.1)
        self.spread = self._start(SHORT, WIDTH, SHORT**-0.5)
        self.signs = self._start(coded.signs.shape[1], WIDTH, 0.3)
        self.gates = [self._start(3 * WIDTH, 2 * WIDTH, (3 * WIDTH) ** -0.5) for _ in GAPS]
        self.shifts = [self._start(1, 2 * WIDTH, 0) for _ in GAPS]
        self.hidden = self._start(2 * WIDTH, WIDTH, (2 * WIDTH) ** -0.5)
        self.bend = self._start(1, WIDTH, 0)
        self.top = self._start(WIDTH, classes, WIDTH**-0.5)
        self.silence = self._start(1, classes, 0)

    def _start(self, rows: int, columns: int, size: float) -> Moved:
        return Moved(self.dice.normal(0, size, (rows, columns)).astype(np.float32))

    def weights(self) -> Weights:
        """Give what was learnt."""
        return Weights(
            self.vectors.value, self.words.value, self.spread.value, self.signs.value,
            tuple(gate.value for gate in self.gates), tuple(s.value for s in self.shifts),
            self.hidden.value, self.bend.value, self.top.value, self.silence.value,
        )  # fmt: skip

    def step(self, coded: Coded, batch: _Batch, pace: float, step: int) -> None:
        """Learn from one batch."""
        dice = self.dice
        seen = kept((len(batch.rows), 1), WORDS_DROPPED, dice)
        dense = coded.vectors[batch.rows] * (seen / np.float32(127))
        words, signs = coded.words[batch.rows].multiply(seen).tocsr(), coded.signs[batch.rows]
        short = words @ self.words.value
        inner = dense @ self.vectors.value + short @ self.spread.value + signs @ self.signs.value
        dropped = kept(inner.shape, ROWS_DROPPED, dice)
        first = np.zeros((len(batch.mask), WIDTH), np.float32)
        first[batch.at] = inner * dropped
        rows, layers = first, []
        for gap, gate, shift in zip(GAPS, self.gates, self.shifts, strict=True):
            rows, layer = _forward(rows, batch.mask, gap, gate.value, shift.value, dice)
            layers.append(layer)
        both = np.hstack([first[batch.numbers], rows[batch.numbers]])
        back = self._top(both, batch.types, pace, step)
        away = np.zeros_like(rows)
        np.add.at(away, batch.numbers, back[:, WIDTH:])
        for layer, gate, shift in list(zip(layers, self.gates, self.shifts, strict=True))[::-1]:
            away = _backward(away, batch.mask, layer, gate, shift, pace, step)
        np.add.at(away, batch.numbers, back[:, :WIDTH])
        inward = away[batch.at] * dropped
        wordward = inward @ self.spread.value.T
        self.signs.move(signs.T @ inward, pace, step)
        self.spread.move(short.T @ inward, pace, step)
        self.words.move(words.T @ wordward, pace, step)
        self.vectors.move(dense.T @ inward, pace, step)

    def _top(self, both: Matrix, types: Places, pace: float, step: int) -> Matrix:
        """Learn the layers over the numbers; give the gradient of what they are told."""
        hidden = both @ self.hidden.value + self.bend.value
        mask = (hidden > 0) * kept(hidden.shape, HIDDEN_DROPPED, self.dice)
        hidden *= mask
        logits = hidden @ self.top.value + self.silence.value
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[np.arange(len(types)), types] -= 1
        shares /= np.float32(max(1, len(types)))
        back = (shares @ self.top.value.T) * mask
        given: Matrix = back @ self.hidden.value.T
        self.top.move(hidden.T @ shares, pace, step)
        self.silence.move(shares.sum(axis=0, keepdims=True), pace, step)
        self.hidden.move(both.T @ back, pace, step)
        self.bend.move(back.sum(axis=0, keepdims=True), pace, step)
        return given


class _Layer(NamedTuple):
    """What one convolution must remember to learn."""

    gap: int
    even: Matrix
    spread: Matrix
    joined: Matrix
    told: Matrix
    gate: Matrix
    dropped: Matrix


def _forward(
    rows: Matrix, mask: Matrix, gap: int, gate: Matrix, shift: Matrix, dice: np.random.Generator
) -> tuple[Matrix, _Layer]:
    even, spread = normalized(rows, mask)
    joined = beside(even, gap)
    sums = joined @ gate + shift
    told, wide = sums[:, :WIDTH], opened(sums[:, WIDTH:])
    dropped = kept(told.shape, ROWS_DROPPED, dice) * mask
    return rows + told * wide * dropped, _Layer(gap, even, spread, joined, told, wide, dropped)


def _backward(
    away: Matrix, mask: Matrix, layer: _Layer, gate: Moved, shift: Moved, pace: float, step: int
) -> Matrix:
    """Learn one convolution; give the gradient of the rows it was given."""
    out = away * layer.dropped
    sums = np.hstack([out * layer.gate, out * layer.told * layer.gate * (1 - layer.gate)])
    spoken = sums @ gate.value.T
    gap = layer.gap
    even = spoken[:, WIDTH : 2 * WIDTH].copy()
    even[:-gap] += spoken[gap:, :WIDTH]
    even[gap:] += spoken[:-gap, 2 * WIDTH :]
    even *= mask
    gate.move(layer.joined.T @ sums, pace, step)
    shift.move(sums.sum(axis=0, keepdims=True), pace, step)
    mean = even.mean(axis=1, keepdims=True)
    along = (even * layer.even).mean(axis=1, keepdims=True)
    given: Matrix = away + (even - mean - layer.even * along) / layer.spread * mask
    return given


def fit(coded: Coded, classes: int, seed: int = 0) -> Weights:
    """Fit the network to all lines; the same lines and seed give the same weights."""
    net = _Net(coded, classes, seed)
    total = int(coded.borders[-1])
    steps = EPOCHS * (total // BATCH + 1)
    step = 0
    for _ in range(EPOCHS):
        for batch in _batches(coded, net.dice):
            if len(batch.numbers):
                step += 1
                net.step(coded, batch, rate(min(step, steps), steps), step)
    return net.weights()
