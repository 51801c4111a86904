"""Score one number of a paragraph: the pipeline's door to the chooser."""

from extractor.chooser.features import features
from extractor.chooser.model import NONE, load
from extractor.russian.context import Paragraph


def score(
    paragraph: Paragraph, index: int, k: int
) -> tuple[dict[str, float], str, tuple[str, ...]]:
    """Give probabilities by type, the choice (empty for silence), and what spoke for it."""
    chooser = load()
    names = features(paragraph, index, k)
    scores = chooser.scores(names)
    choice = chooser.choose(scores)
    return scores, choice, chooser.reasons(names, choice or NONE)
