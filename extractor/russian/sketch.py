"""What a Doc carries for a plugin, without spaCy: the built-ins look at nothing else.

Making a Doc costs more than reading a paragraph, and importing spaCy more than all other
imports together; both are saved where no plugin of a stranger is installed.
"""

from collections.abc import Callable

from extractor.candidates import Candidate, SentenceView
from extractor.russian.context import Paragraph


class Underscore:
    """The attributes that a Doc carries under ``doc._``."""

    candidates: tuple[Candidate, ...] = ()
    make_numbers: Callable[[], tuple[Candidate, ...]] = tuple
    make_sentences: Callable[[], tuple[SentenceView, ...]] = tuple

    def __init__(self, paragraph: Paragraph) -> None:
        self.source = paragraph.text
        self.offset = paragraph.start

    @property
    def numbers(self) -> tuple[Candidate, ...]:
        """Every number of the paragraph."""
        return self.make_numbers()

    @property
    def sentences(self) -> tuple[SentenceView, ...]:
        """The sentences of the paragraph, where a trigger asked for it."""
        return self.make_sentences()


class Sketch:
    """A paragraph with its numbers and sentences under ``_``, as a Doc has them."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._ = Underscore(paragraph)
