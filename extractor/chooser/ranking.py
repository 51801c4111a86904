"""Train the ranker of nouns: the right option of each number against the others.

Listwise softmax (Cao et al. 2007) over the options of a number, where every option with the
right lemma counts as right; the network is that of :mod:`extractor.chooser.network`, with
one output. The same choices and seed give the same weights. Only training needs scipy.
"""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.convolution import Matrix
from extractor.chooser.network import (
    BATCH,
    Moved,
    batches,
    frequent,
    kept,
    move_seen,
    rate,
    sparse,
)
from extractor.chooser.nouns import Usual
from extractor.chooser.ranker import Weights

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

HIDDEN = 16
EPOCHS = 12
DROPPED = 0.3
LEAST = 40
"""A feature seen at fewer options is left out."""


class Choice(NamedTuple):
    """The options of one number by their features, which are right, and how much it counts."""

    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float


class _Table(NamedTuple):
    """The options of all choices one below the other; a choice begins at each of ``starts``."""

    rows: "csr_matrix"
    right: NDArray[np.bool_]
    starts: NDArray[np.intp]
    weights: Matrix

    def some(self, chosen: NDArray[np.intp]) -> "_Table":
        """Give some choices with their options."""
        counts = self.starts[chosen + 1] - self.starts[chosen]
        spans = [np.arange(self.starts[i], self.starts[i + 1]) for i in chosen]
        places = np.concatenate(spans)
        starts = np.concatenate([[0], np.cumsum(counts)])
        return _Table(self.rows[places], self.right[places], starts, self.weights[chosen])


def fit(choices: Sequence[Choice], usual: Usual) -> Weights:
    """Fit the ranker to the choices that have a right option."""
    known = [choice for choice in choices if any(choice.right)]
    names = frequent((option for choice in known for option in choice.options), LEAST)
    table = _table(known, names)
    dice = np.random.default_rng(0)
    features = Moved(dice.normal(0, 0.05, (len(names), HIDDEN)).astype(np.float32))
    bend = Moved(np.zeros(HIDDEN, np.float32))
    top = Moved(dice.normal(0, HIDDEN**-0.5, HIDDEN).astype(np.float32))
    steps, step = EPOCHS * -(-len(known) // BATCH), 0
    for _ in range(EPOCHS):
        for chosen in batches(len(known), dice):
            step += 1
            some = table.some(chosen)
            some.rows.data *= kept(some.rows.data.shape, DROPPED, dice)
            hidden = some.rows @ features.value + bend.value
            hidden *= hidden > 0
            away = _away(hidden @ top.value, some)
            back = np.outer(away, top.value) * (hidden > 0)
            pace = rate(step, steps)
            move_seen(features, some.rows, back, pace, step)
            top.move(hidden.T @ away, pace, step)
            bend.move(back.sum(axis=0), pace, step)
    by_type = {type_: tuple(nouns) for type_, nouns in usual.items()}
    return Weights(tuple(names), features.value, bend.value, top.value, by_type)


def _table(choices: Sequence[Choice], names: Sequence[str]) -> _Table:
    every = (option for choice in choices for option in choice.options)
    rows = sparse(every, names, np.ones(len(names), np.float32))
    right = np.fromiter(chain.from_iterable(c.right for c in choices), np.bool_)
    starts = np.cumsum([0, *(len(choice.options) for choice in choices)])
    return _Table(rows, right, starts, np.array([c.weight for c in choices], np.float32))


def _away(ranks: Matrix, table: _Table) -> Matrix:
    """Give how far the shares of the options are from those that the right ones would have."""
    starts = table.starts[:-1]
    sizes = np.diff(table.starts)
    grown = np.exp(ranks - np.repeat(np.maximum.reduceat(ranks, starts), sizes))
    shares = grown / np.repeat(np.add.reduceat(grown, starts), sizes)
    right = grown * table.right
    wanted = right / np.repeat(np.add.reduceat(right, starts), sizes)
    weights = np.repeat(table.weights / len(sizes), sizes)
    found: Matrix = ((shares - wanted) * weights).astype(np.float32)
    return found
