"""Name what a number counts: the pipeline's door to the ranker of nouns."""

from extractor.candidates import Named, Subject
from extractor.chooser.model import load
from extractor.chooser.nouns import is_plain, options, said_noun
from extractor.russian.attributes import Attributes
from extractor.russian.context import Paragraph
from extractor.russian.naming import shown
from extractor.russian.phrases import Phrase
from extractor.russian.subjects import phrase_at, with_own_adjective


def name(paragraph: Paragraph, index: int, k: int, type_: str, said: Subject) -> Named:
    """Name what a number of a type counts; ``said`` is what the rules say, and mostly stands."""
    ranker = load().ranker
    own = said_noun(said)
    if type_ not in ranker.usual or is_plain(paragraph.sentences[index], k, own):
        return Named(said)
    given = options(paragraph, index, k, type_, own, ranker.usual)
    best = ranker.best(given)
    if best is None or best.lemma == own:
        return Named(said)
    why = ranker.reasons(given, best)
    if best.spot is None:
        return Named(shown(best.lemma), why)
    tokens, j = best.spot.sentence.tokens, best.spot.j
    alone = Phrase(j, j + 1, j, best.lemma, "inherited", tokens)
    found = with_own_adjective(paragraph.sentences[index], k, phrase_at(tokens, j) or alone)
    return Named(Attributes.subject(found), why)
