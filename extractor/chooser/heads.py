"""What the ranker of nouns learns from: the heads of the gold's subjects, number by number."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from numpy.typing import NDArray

from extractor.candidates import Named, Subject
from extractor.chooser import ranking
from extractor.chooser.model import NONE
from extractor.chooser.nouns import Options, Usual, is_plain, joined, options, said_noun
from extractor.chooser.ranker import Ranker, packed
from extractor.chooser.ranking import Choice
from extractor.chooser.rows import fact_at
from extractor.evaluation import gold
from extractor.loaders.text import from_string
from extractor.pipeline import Extractor
from extractor.russian.context import Paragraph
from extractor.russian.dating import spot_of
from extractor.russian.layer import Scored
from extractor.russian.naming import head
from extractor.russian.subjects import COUNTED

USUAL = 14
"""Nouns of a type that are options wherever it is met."""
BORROWED = 8.0
"""How much a number counts of a text that was not written for training."""


class Head(NamedTuple):
    """A number of the gold, quantity ``k`` of a ``sentence`` (its index) of a paragraph.

    ``said`` is the noun of the rules, ``wanted`` that of the gold, ``weight`` what it counts.
    """

    paragraph: Paragraph
    sentence: int
    k: int
    type: str
    said: str
    wanted: str
    weight: float

    def options(self, usual: Usual) -> Options:
        """List what the number may count."""
        return options(self.paragraph, self.sentence, self.k, self.type, self.said, usual)


class _Reader:
    """Reads a text with the types of its gold, and notes what each number was said to count."""

    def __init__(self) -> None:
        self._facts: Sequence[gold.GoldFact] = ()
        self._heads: list[Head] = []
        self._weight = 1.0
        self._extractor = Extractor(score=self._score, name=self._note)

    def read(self, path: Path, weight: float) -> list[Head]:
        """Give the heads of one marked text."""
        marked = gold.read(path)
        self._facts, self._weight = marked.facts, weight
        self._heads = []
        self._extractor.extract(from_string(marked.text))
        return self._heads

    def _score(self, paragraph: Paragraph, index: int, k: int) -> Scored:
        fact = fact_at(self._facts, spot_of(paragraph, index, k))
        type_ = fact.type if fact else ""
        return Scored({type_ or NONE: 1.0}, type_, tuple)

    def _note(self, paragraph: Paragraph, index: int, k: int, type_: str, said: Subject) -> Named:
        fact = fact_at(self._facts, spot_of(paragraph, index, k))
        wanted = head(fact.attributes.get("subject")) if fact and not fact.optional else None
        own = said_noun(said)
        plain = is_plain(paragraph.sentences[index], k, own)
        if wanted is not None and type_ in COUNTED and not plain:
            self._heads.append(Head(paragraph, index, k, type_, own, wanted, self._weight))
        return Named(said)


def collect(paths: Sequence[Path]) -> list[Head]:
    """Read the heads of all gold below ``paths``; the first is what was written for training."""
    reader = _Reader()
    return [
        found
        for path in paths
        for file in gold.find([path])
        for found in reader.read(file, BORROWED if path != paths[0] else 1.0)
    ]


def usual(heads: Sequence[Head]) -> Usual:
    """Give the commonest nouns of each type, the commonest first."""
    counts: dict[str, Counter[str]] = {}
    for found in heads:
        counts.setdefault(found.type, Counter())[found.wanted] += 1
    return {
        type_: [noun for noun, _ in own.most_common(USUAL)] for type_, own in sorted(counts.items())
    }


def fit(heads: Sequence[Head]) -> dict[str, NDArray[Any]]:
    """Fit the ranker to the heads; give its arrays by name."""
    nouns = usual(heads)
    return packed(ranking.fit(choices(heads, nouns), nouns))


def differ(heads: Sequence[Head], ranker: Ranker, other: Ranker) -> int:
    """Count the numbers for which two rankers give other nouns."""
    return sum(
        ranker.best(own.options(ranker.usual)) != other.best(own.options(other.usual))
        for own in heads
    )


def choices(heads: Sequence[Head], nouns: Usual) -> list[Choice]:
    """Give what the ranker is fitted to."""
    found = []
    for own in heads:
        given = own.options(nouns)
        found.append(
            Choice(
                tuple(tuple(joined(given, option)) for option in given.every),
                tuple(option.lemma == own.wanted for option in given.every),
                own.weight,
            )
        )
    return found
