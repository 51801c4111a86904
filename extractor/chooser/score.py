"""Score one number of a paragraph: the pipeline's door to the chooser."""

from bisect import bisect_left
from functools import lru_cache

from extractor.chooser.beside import Spot, neighbours, open_numbers, told
from extractor.chooser.convolution import Matrix
from extractor.chooser.features import features
from extractor.chooser.model import EVEN, NONE, Activation, is_open, load, mixed
from extractor.chooser.symbols import line_of
from extractor.russian import work
from extractor.russian.context import Paragraph
from extractor.russian.counted import is_uncounted
from extractor.russian.giving import is_budget
from extractor.russian.layer import Scored
from extractor.russian.scan import reason_beside

BLOCK = 32
"""Numbers of a paragraph whose words are read at once."""
KEPT = 4 * BLOCK
"""Numbers of which it is kept for their neighbours whether and how they are first read."""
BLOCKS = 4
"""Blocks whose reading is kept."""

BUDGETS = Scored({NONE: 1.0}, "", lambda: ("no drive or giving is spoken of",))
THINGS = Scored({NONE: 1.0}, "", lambda: ("its noun is none that is counted",))
TOLD = Scored({NONE: 1.0}, "", lambda: ("the words next to it tell",))


@lru_cache(KEPT)
def _alone(paragraph: Paragraph, index: int, k: int) -> tuple[Activation, dict[str, float]]:
    """Read a number by the features of its own surroundings."""
    work.done["numbers"] += 1
    active = load().activate(features(paragraph, index, k))
    return active, load().scores(active)


@lru_cache(KEPT)
def _aside(paragraph: Paragraph, index: int, k: int) -> Scored | None:
    """Tell a number that is not read at all.

    Money of which no word of a drive or of giving stands around is that of budgets and
    prices: in the gold 8 such sums of 2,268 are facts. Right before some nouns (cows, cars,
    contracts) no number is one, nor where the words next to it tell a rank, a rate or a
    formula.
    """
    if is_budget(paragraph, index, k):
        return BUDGETS
    sentence = paragraph.sentences[index]
    if is_uncounted(sentence.phrases[k]):
        return THINGS
    at = sentence.tokens[sentence.quantities[k].numeral.first].start
    return TOLD if reason_beside(sentence.text, at, sentence.start, sentence.end) else None


@lru_cache(BLOCKS)
def _block(paragraph: Paragraph, block: int) -> dict[Spot, Matrix]:
    """Read some numbers of a paragraph by the words around them in their order.

    Those that their features leave no doubt of are passed over.
    """
    spots = [
        spot
        for spot in open_numbers(paragraph)[block * BLOCK : (block + 1) * BLOCK]
        if _aside(paragraph, *spot) is None and is_open(_alone(paragraph, *spot)[1])
    ]
    if not spots:
        return {}
    work.done["read"] += len(spots)
    line = line_of(paragraph, spots[0][0], spots[-1][0])
    found = load().reader.read(line, [line.places[spot] for spot in spots])
    return dict(zip(spots, found, strict=True))


def _words(paragraph: Paragraph, index: int, k: int) -> Matrix | None:
    """Give what the words around a number say, if it was read by them."""
    if not is_open(_alone(paragraph, index, k)[1]):
        return None
    at = bisect_left(open_numbers(paragraph), (index, k))
    return _block(paragraph, at // BLOCK)[index, k]


@lru_cache(KEPT)
def _type(paragraph: Paragraph, index: int, k: int) -> str:
    """Give what the first reading makes of a number."""
    if _aside(paragraph, index, k) is not None:
        return NONE
    scores = mixed(_alone(paragraph, index, k)[1], _words(paragraph, index, k))
    return load().choose(scores, EVEN) or NONE


def score(paragraph: Paragraph, index: int, k: int) -> Scored:
    """Score a number by its surroundings and by what its neighbours were first taken for."""
    aside = _aside(paragraph, index, k)
    if aside is not None:
        return aside
    chooser = load()
    phrase = paragraph.sentences[index].phrases[k]
    types = ((n.where, n.near, _type(*n[2:])) for n in neighbours(paragraph, index, k))
    beside = told(types, phrase.how if phrase else NONE)
    active, own = chooser.again(*_alone(paragraph, index, k), beside)
    words = _words(paragraph, index, k)
    scores = mixed(own, words)
    choice = chooser.choose(scores)
    return Scored(scores, choice, lambda: chooser.reasons(active, choice or NONE, words=words))
