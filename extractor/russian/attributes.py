"""Attributes of a number from its surroundings: status, period, place, subject, body.

Each is looked for from the clause outward: sentence, the sentences before, headings,
the document. Nothing is guessed: what is not said stays empty.
"""

from extractor.candidates import Field, SentenceView
from extractor.russian import bodies
from extractor.russian.context import Paragraph, Sentence
from extractor.russian.dating import Dating, before, spot_of
from extractor.russian.named import in_clause, nearest
from extractor.russian.naming import nominative
from extractor.russian.opening import Heading
from extractor.russian.phrases import Phrase
from extractor.russian.status import status
from extractor.russian.towns import IN
from extractor.values import Status

MARK = 2
"""Characters behind a place that is a line of its own."""


class Attributes:
    """Reads attributes within one document; what sentences name is read once."""

    def __init__(self, document: Heading) -> None:
        self._document = document
        self._dating = Dating(document)
        self.named = self._dating.named
        self.period = self._dating.period
        self._full: dict[str, Field] = {}

    def place(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the territory a number holds for."""
        spot = spot_of(paragraph, index, k)
        sentence, start, end = spot.sentence, spot.start, spot.end
        label = next((f for f in self.named(sentence).labels if 0 < start - f.end <= 4), None)
        if label is not None:
            return label
        named = self.named(sentence).places
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, start, end)
        own = own or nearest([f for f in named if f.end <= start], sentence, start, end)
        if own:
            said = sentence.text[own.start : own.end]
            return own if own.value else self._document.meant(said)
        return self._place_before(paragraph, index) or self._document.place

    def _place_before(self, paragraph: Paragraph, index: int) -> Field | None:
        """Give the territory that the sentences before are about.

        Below a heading with a place it is one that a sentence opens with.
        """
        for earlier in before(paragraph, index):
            found = next((f for f in self.named(earlier).places if f.value), None)
            if found is not None:
                return found if not self._document.headed or _opens(earlier, found) else None
        return None

    def body(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the body a number is the size of: in the clause, else before it.

        One that is named by its noun alone (``палата``) takes the name it had before.
        """
        found = self._nearest_body(paragraph, index, k)
        if found is None:
            return None
        noun = bodies.noun_of(found)
        if " " in found.value:
            self._full[noun] = found
            return found
        return self._full.get(noun, found)

    def _nearest_body(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        spot = spot_of(paragraph, index, k)
        sentence, start, end = spot.sentence, spot.start, spot.end
        named = self.named(sentence).bodies
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, start, end) or nearest(named, sentence, start, end)
        if own:
            return own
        sources = before(paragraph, index)
        if paragraph.before is not None:
            sources = sources + paragraph.before.sentences[-2:][::-1]
        return next((found[0] for s in sources if (found := self.named(s).bodies)), None)

    def event(self, paragraph: Paragraph, index: int, k: int, drive: bool = False) -> Field | None:
        """Give the event, or the charity ``drive``, that a number belongs to."""
        spot = spot_of(paragraph, index, k)
        sentence = spot.sentence
        named = [e.field for e in self.named(sentence).events if e.drive or not drive]
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, spot.start, spot.end)
        own = own or nearest(named, sentence, spot.start, spot.end)
        if own:
            return own
        sources = before(paragraph, index)
        if drive and paragraph.before is not None:
            sources = sources + paragraph.before.sentences[-2:][::-1]
        for earlier in sources if drive else sources[:1]:
            found = [e.field for e in self.named(earlier).events if e.drive or not drive]
            if found:
                return found[-1]
        return None

    def view(self, paragraph: Paragraph, index: int) -> SentenceView:
        """Give what a sentence names, for plugins that read more than numbers."""
        sentence = paragraph.sentences[index]

        def read(kind: str) -> tuple[Field, ...]:
            named, document = self.named(sentence), self._document
            if kind == "titles":
                return tuple(named.titles)
            if kind == "body":
                return tuple(named.bodies)
            if kind == "period":
                return (*named.periods, *filter(None, [document.period]))
            return (*(f for f in named.places if f.value), *filter(None, [document.place]))

        return SentenceView(sentence.start, sentence.end, read)

    def status(self, paragraph: Paragraph, index: int, k: int) -> Status:
        """Tell plan from fact."""
        sentence = paragraph.sentences[index]
        numeral = sentence.quantities[k].numeral
        begin, end = sentence.clause(numeral)
        heading = paragraph.headings[0] if paragraph.headings else ""
        if paragraph.before is not None and paragraph.before.text[paragraph.before.end - 1] == ":":
            before = paragraph.before
            heading += " " + paragraph.text[max(before.start, before.end - 200) : before.end]
        return status(sentence.tokens, begin, end, numeral.first, heading)[0]

    @staticmethod
    def subject(phrase: Phrase | None) -> Field | None:
        """Name what is counted, in the nominative."""
        if phrase is None:
            return None
        named = phrase.how != "elided" and phrase.meaning != phrase.lemma
        shown = phrase.above if named and phrase.above is not None else phrase
        tokens = shown.tokens
        last = max(shown.last, shown.head + 1)
        return Field(nominative(phrase), tokens[shown.first].start, tokens[last - 1].end)


def _opens(sentence: Sentence, place: Field) -> bool:
    """Tell a sentence that opens with a place (``В Юрьевце собирали``) or is one (``с. Ухта.``)."""
    opening = sentence.text[sentence.start : place.start].strip().lower()
    return opening in IN or (not opening and sentence.end - place.end <= MARK)
