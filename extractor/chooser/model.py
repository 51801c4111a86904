"""The trained chooser at run time: probabilities and reasons, in numpy alone."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp, log
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.convolution import Matrix, Reader, lines
from extractor.chooser.embeddings import Embeddings
from extractor.chooser.ranker import PREFIX, Ranker
from extractor.chooser.ready import Ready, Spoken
from extractor.errors import ModelError
from extractor.isolation import foreign

NONE = "none"
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
ROUNDING = 1e-4
"""Reasons nearer to each other are told in the order of their names."""

FAINT = 1e-9


class Activation(NamedTuple):
    """What speaks for one number: the features ``names``, and what was joined as ``more``.

    ``spoken`` are their rows; ``hidden`` the hidden units before the silent ones are cut off.
    """

    names: Sequence[str]
    spoken: Spoken
    hidden: Matrix
    more: "Activation | None" = None


class Chooser:
    """A network of one hidden layer over named features and mean word vectors.

    Beside it stands the ``reader`` of words in their order, made of the same arrays.
    ``arrays`` are those of ``model.npz``: ``classes`` and ``names`` as lines of UTF-8;
    ``weights`` of features on hidden units in steps, with the ``scales`` of their rows;
    ``vectors``, weights of word vectors slot by slot; ``hidden`` and ``silence``, what is
    added to hidden units and to classes; ``top``, weights of hidden units on classes.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], embeddings: Embeddings) -> None:
        self.classes = tuple(lines(arrays["classes"]))
        self.embeddings = embeddings
        self._ready = Ready(arrays, embeddings)
        self._hidden, self._silence, self._top = (
            arrays[name].astype(np.float32) for name in ("hidden", "silence", "top")
        )
        self._toward = self._top - self._top.mean(axis=1, keepdims=True)
        self._types = [name for name in self.classes if name != NONE]
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

    def activate(self, names: Sequence[str]) -> Activation:
        """Look up what speaks for one number by its features, each name once."""
        spoken = self._ready.spoken(names)
        hidden = self._hidden + spoken.weights @ self._ready.matrix(spoken)
        return Activation(names, spoken, hidden)

    def _pushes(self, active: Activation, toward: Matrix) -> NDArray[np.float64]:
        """Give how much each feature adds to a type."""
        names, spoken = active.names, active.spoken
        if not self._ready.holds(spoken):
            spoken = self._ready.spoken(names)
        pushes = (self._ready.matrix(spoken) @ toward * spoken.weights).astype(np.float64)
        pushes[spoken.worded] += pushes[len(names) :]
        return pushes[: len(names)]

    def joined(self, active: Activation, names: Sequence[str]) -> Activation:
        """Let more features speak for a number."""
        more = self.activate(names)
        return active._replace(hidden=active.hidden + more.hidden - self._hidden, more=more)

    def scores(self, active: Activation) -> dict[str, float]:
        """Give the probability of each class for one number."""
        logits = np.maximum(active.hidden, 0) @ self._top + self._silence
        return _shares(self.classes, logits.tolist())

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
        return max(self._types, key=scores.__getitem__)

    def reasons(
        self, active: Activation, type_: str, count: int = 5, words: Matrix | None = None
    ) -> tuple[str, ...]:
        """Name the features that spoke most for ``type_``, against the mean of the others.

        The hidden units that are silent for this number pass nothing on; through the
        others what a feature adds to the type is exact. What the ``words`` around the number
        say in their order is told as a whole.
        """
        toward = self._toward[:, self.classes.index(type_)] * (active.hidden > 0)
        names, pushes = [*active.names], self._pushes(active, toward)
        if active.more is not None:
            names += active.more.names
            pushes = np.concatenate((pushes, self._pushes(active.more, toward)))
        if words is not None:
            own = float(words[self.classes.index(type_)] - words.mean())
            names.append(IN_ORDER)
            pushes = np.append((1 - WORDS) * pushes, WORDS * own)
        least = max(LEAST_PUSH, float(np.sort(pushes)[-count:][0]) - ROUNDING)
        strong = np.flatnonzero(pushes > least).tolist()
        found = sorted((-round(float(pushes[i]), 4), names[i]) for i in strong)
        return tuple(f"{name} +{-push:.2f}" for push, name in found[:count])


def _shares(classes: Iterable[str], logits: Sequence[float]) -> dict[str, float]:
    """Give the probability of each class, the exponents of their logits being its shares."""
    most = max(logits)
    raised = [exp(logit - most) for logit in logits]  # so few are raised quicker one by one
    whole = sum(raised)
    return {name: share / whole for name, share in zip(classes, raised, strict=True)}


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
    both = zip(scores.values(), words.tolist(), strict=True)
    return _shares(scores, [(1 - WORDS) * log(own + FAINT) + WORDS * said for own, said in both])


@cache
def load() -> Chooser:
    """Load the model that ships with the package; raises ModelError where it is broken."""
    return read(files("extractor.chooser") / "model.npz")


def read(path: Traversable) -> Chooser:
    """Read a model; raises ModelError where it is missing, broken or lacks an array."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise ModelError(f"the chooser's {path.name} is missing: run `make train`") from error
    with file:
        found: Chooser = foreign(f"the chooser's {path.name}", ModelError, _stored, file)
    return found


def _stored(file: Any) -> Chooser:
    with np.load(file, allow_pickle=False) as stored:
        return Chooser.of({name: stored[name] for name in stored.files})
