"""Which body a number is the size of, or a part of: by its clause, else by what was said before."""

from collections.abc import Callable, Sequence

from extractor.candidates import Field
from extractor.russian import appointing, bodies
from extractor.russian.context import Paragraph, Sentence
from extractor.russian.dating import in_sentence, sources, spot_of
from extractor.russian.named import Named
from extractor.russian.opening import Heading

LINES = 2
"""Sentences of the paragraph before that may name a body."""
DEPUTY = "депутат"


class Bodies:
    """Finds bodies within one document; ``named`` gives what a sentence of it names."""

    def __init__(self, document: Heading, named: Callable[[Sentence], Named]) -> None:
        self._document = document
        self._named = named

    def of(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the body a number is the size of: in the clause, else before it.

        One that is named in short (``палата``, ``Общественная палата``) takes the name it had
        before, one of the region that of its region; one may be named by its sphere alone.
        Those that name members of another come last, but deputies are of the body that they sit
        in, whomever they name.
        """
        sentence = paragraph.sentences[index]
        phrase = sentence.phrases[k]
        deputies = phrase is not None and phrase.meaning == DEPUTY
        sized = None if deputies else self._nearest(paragraph, index, k, self._sized)
        found = sized or self._nearest(paragraph, index, k, self._every)
        if found is None:
            return None
        first = sentence.quantities[k].numeral.first
        own = bodies.sphere(paragraph.text, sentence.tokens, first, found)
        full = own or bodies.in_full(paragraph.text, found)
        region = self._document.meant("регион")
        return full if region is None else bodies.of_region(full, region.value)

    def member(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Name a member of the body nearest to a number, whomever it names.

        The ranker of nouns has learnt from what this says.
        """
        found = self._nearest(paragraph, index, k, self._every)
        return found and bodies.member(bodies.in_full(paragraph.text, found))

    def _nearest(
        self, paragraph: Paragraph, index: int, k: int, named: Callable[[Sentence], Sequence[Field]]
    ) -> Field | None:
        spot = spot_of(paragraph, index, k)
        own = in_sentence(named(spot.sentence), spot)
        if own:
            return own
        earlier = (found for s in sources(paragraph, index, LINES) for found in named(s)[:1])
        return next(earlier, None)

    def _every(self, sentence: Sentence) -> Sequence[Field]:
        return self._named(sentence).bodies

    def _sized(self, sentence: Sentence) -> Sequence[Field]:
        return appointing.sized(sentence.tokens, self._every(sentence))
