"""The trained chooser at run time: probabilities and reasons, in numpy alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.convolution import Matrix, Reader, lines
from extractor.chooser.embeddings import SCALE, Embeddings
from extractor.chooser.ranker import PREFIX, Ranker
from extractor.chooser.steps import unpacked
from extractor.errors import ModelError

NONE = "none"
SLOTS = ("head", "vl", "vr", "vo", "comp", "adj", "L", "R", "s", "p", "cl", "cr")
"""Feature groups whose words also enter as mean vectors, in the order of the weights."""
CACHE_SIZE = 40_000
"""Rows of weights and of word vectors that are kept ready."""
THRESHOLD = 0.65
"""A number speaks where silence has less than ``1 - THRESHOLD``."""
EVEN = 0.5
"""The threshold of the first reading, by which neighbours speak to each other."""
SURE = 0.95
"""Silence of the first reading from which no second one brought a number back: of 7,500 in
gold and documents none."""
CLEAR = 0.98
"""Probability of a type from which the words around a number changed nothing for the better."""
WORDS = 0.4
"""How much the reading of words in their order counts beside that of features."""
IN_ORDER = "words in order"
"""What the reading of words is called among the reasons."""
LEAST_PUSH = 0.05
"""What a reason must add to the type, in logits above the mean of all types."""

FAINT = 1e-9


class Activation(NamedTuple):
    """What speaks for one number: the features ``names``, and what was joined as ``more``.

    ``hidden`` are the hidden units before the silent ones are cut off.
    """

    names: Sequence[str]
    hidden: Matrix
    more: "Activation | None" = None


class _Rows(NamedTuple):
    """Rows of weights and how much each counts: those of features, then those of words.

    ``worded`` are the places of the features that the words are of.
    """

    worded: list[int]
    rows: Matrix
    weights: Matrix


class Chooser:
    """A network of one hidden layer over named features and mean word vectors.

    Beside it stands the ``reader`` of words in their order, where the arrays hold one.
    ``arrays`` are those of ``model.npz``: ``classes`` and ``names`` as lines of UTF-8;
    ``weights`` of features on hidden units in steps, with the ``scales`` of their rows;
    ``vectors``, weights of word vectors slot by slot; ``hidden`` and ``silence``, what is
    added to hidden units and to classes; ``top``, weights of hidden units on classes.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], embeddings: Embeddings) -> None:
        self.classes = tuple(lines(arrays["classes"]))
        self._rows = {name: row for row, name in enumerate(lines(arrays["names"]))}
        self._weights = unpacked(arrays["weights"])
        self._scales = arrays["scales"].astype(np.float32)
        self._hidden, self._silence, self._top = (
            arrays[name].astype(np.float32) for name in ("hidden", "silence", "top")
        )
        self._toward = self._top - self._top.mean(axis=1, keepdims=True)
        width = embeddings.dimensions
        vectors = arrays["vectors"].astype(np.float32).reshape(len(SLOTS), width, -1)
        self._vectors = vectors / np.float32(SCALE)
        self._embeddings = embeddings
        self._ready = np.empty((CACHE_SIZE, self._weights.shape[1]), np.float32)
        self._ready[0] = 0
        self._used = 1
        """Row 0 is that of unknown features; rows not yet used take no memory."""
        self._places: dict[str, tuple[int, int, int]] = {}
        self.reader = Reader(arrays, embeddings)
        self._ranks = {name: found for name, found in arrays.items() if name.startswith(PREFIX)}

    @classmethod
    def of(cls, data: Mapping[str, NDArray[Any]]) -> Self:
        """Make one of a model's arrays, those of its word vectors among them."""
        return cls(data, Embeddings(lines(data["words"]), data["table"]))

    @cached_property
    def ranker(self) -> Ranker:
        """The ranker of what numbers count, made ready at first use."""
        return Ranker(self._ranks)

    def _make_room(self, count: int) -> None:
        """See to it that ``count`` rows more can be made ready."""
        if self._used + count > CACHE_SIZE:
            self._places.clear()
            self._used = 1

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

    def activate(self, names: Sequence[str]) -> Activation:
        """Look up what speaks for one number by its features, each name once."""
        spoken = self._spoken(names)
        return Activation(names, self._hidden + spoken.weights @ spoken.rows)

    def _spoken(self, names: Sequence[str]) -> _Rows:
        self._make_room(2 * len(names))
        known = self._places
        places = [known.get(name) or self._place(name) for name in names]
        rows = [place[0] for place in places]
        worded = [i for i, place in enumerate(places) if place[2] >= 0]
        slots = [places[i][2] for i in worded]
        counts = Counter(slots)
        shares = [1.0] * len(rows)
        shares += [1.0 / counts[slot] for slot in slots]
        rows += [places[i][1] for i in worded]
        return _Rows(worded, self._ready.take(rows, axis=0), np.array(shares, np.float32))

    def _pushes(self, names: Sequence[str], toward: Matrix) -> Iterator[tuple[float, str]]:
        """Yield how much each feature adds to a type, and its name."""
        spoken = self._spoken(names)
        pushes = (spoken.rows @ toward * spoken.weights).astype(np.float64)
        pushes[spoken.worded] += pushes[len(names) :]
        return zip(pushes.tolist(), names, strict=False)

    def joined(self, active: Activation, names: Sequence[str]) -> Activation:
        """Let more features speak for a number."""
        more = self.activate(names)
        return active._replace(hidden=active.hidden + more.hidden - self._hidden, more=more)

    def scores(self, active: Activation) -> dict[str, float]:
        """Give the probability of each class for one number."""
        logits = np.maximum(active.hidden, 0) @ self._top + self._silence
        shifted = np.exp(logits - logits.max())
        return dict(zip(self.classes, (shifted / shifted.sum()).tolist(), strict=True))

    def again(
        self, active: Activation, scores: dict[str, float], names: Iterable[str]
    ) -> tuple[Activation, dict[str, float]]:
        """Read a number once more with the features of its neighbours.

        They are not asked for where the first reading was sure of silence.
        """
        if scores[NONE] > SURE:
            return active, scores
        joined = self.joined(active, list(names))
        return joined, self.scores(joined)

    def choose(self, scores: Mapping[str, float], threshold: float = THRESHOLD) -> str:
        """Give the likeliest type, or an empty string where all types together reach less."""
        if 1.0 - scores[NONE] <= threshold:
            return ""
        return max((name for name in self.classes if name != NONE), key=scores.__getitem__)

    def reasons(
        self, active: Activation, type_: str, count: int = 5, words: Matrix | None = None
    ) -> tuple[str, ...]:
        """Name the features that spoke most for ``type_``, against the mean of the others.

        The hidden units that are silent for this number pass nothing on; through the
        others what a feature adds to the type is exact. What the ``words`` around the number
        say in their order is told as a whole.
        """
        toward = self._toward[:, self.classes.index(type_)] * (active.hidden > 0)
        told = list(self._pushes(active.names, toward))
        told += self._pushes(active.more.names, toward) if active.more else []
        told = [((1 - WORDS) * push, name) for push, name in told] if words is not None else told
        if words is not None:
            own = float(words[self.classes.index(type_)] - words.mean())
            told.append((WORDS * own, IN_ORDER))
        found = sorted((-round(push, 4), name) for push, name in told if push > LEAST_PUSH)
        return tuple(f"{name} +{-push:.2f}" for push, name in found[:count])


def is_open(scores: Mapping[str, float]) -> bool:
    """Tell whether the features of a number leave a doubt that its words could settle."""
    return scores[NONE] <= SURE and max(scores.values()) <= CLEAR


def mixed(scores: Mapping[str, float], words: Matrix | None) -> dict[str, float]:
    """Mix the probabilities of both readings: their weighted geometric mean.

    ``words`` are the logarithms of the reading of words, in the order of the classes; a
    number that was not read so keeps its scores.
    """
    if words is None:
        return dict(scores)
    logs = np.log(np.fromiter(scores.values(), np.float32, len(scores)) + np.float32(FAINT))
    logs = (1 - WORDS) * logs + WORDS * words
    shares = np.exp(logs - logs.max())
    return dict(zip(scores, (shares / shares.sum()).tolist(), strict=True))


@cache
def load() -> Chooser:
    """Load the model that ships with the package; raises ModelError where it is broken."""
    try:
        file = (files("extractor.chooser") / "model.npz").open("rb")
    except OSError as error:
        raise ModelError("the chooser's model.npz is missing: run `make train`") from error
    with file, np.load(file, allow_pickle=False) as stored:
        return Chooser.of({name: stored[name] for name in stored.files})
