"""Attributes of a number from its surroundings: status, period, place, subject, body.

Each is looked for from the clause outward: sentence, the sentences before, headings,
the document. Nothing is guessed: what is not said stays empty.
"""

from collections.abc import Sequence
from itertools import chain

from extractor.candidates import Field, SentenceView
from extractor.russian import event_acts
from extractor.russian.body_of import Bodies
from extractor.russian.columns import Columns
from extractor.russian.context import Paragraph, Sentence
from extractor.russian.dating import (
    REACH,
    Dating,
    Spot,
    before,
    in_sentence,
    sources,
    spot_of,
)
from extractor.russian.event_kinds import EVENT, SORTS_OF_HELP
from extractor.russian.events import Event
from extractor.russian.extent import spread
from extractor.russian.members import of_whom
from extractor.russian.naming import nominative
from extractor.russian.opening import Heading
from extractor.russian.phrases import Phrase
from extractor.russian.placing import Placing, heading_of
from extractor.russian.sheets import Sheets
from extractor.russian.status import status
from extractor.values import Status

BACK = 3
"""Sentences before the own one that may name an event or what helped."""
LINES = 2
"""Sentences of the paragraph before that may name a drive."""
WEAK = frozenset({"помощь", "матпомощь", "поддержка"})
"""What a drive or programme gives: its title says more."""


class Attributes:
    """Reads attributes within one document; what sentences name is read once."""

    def __init__(self, document: Heading, sheets: Sequence[int] = ()) -> None:
        self._document = document
        self._columns = Columns(document.text)
        self._sheets = Sheets(document.text, sheets)
        self._dating = Dating(document)
        self.named = self._dating.named
        self._placing = Placing(document, self.named)
        self._bodies = Bodies(document, self.named)

    def period(self, paragraph: Paragraph, index: int, k: int, type_: str = "") -> Field | None:
        """Give the time a number holds for; the year of a plan is none of what already is."""
        spot = spot_of(paragraph, index, k)
        column = self._columns.period(spot.start, self._document.year)
        if column is not None:
            return column[0]
        found = self._sheets.period(self._dating.period(paragraph, index, k, type_), spot.start)
        of_plan = found is not None and found is self._document.period and self._document.ahead
        return None if of_plan and self.status(paragraph, index, k) == "actual" else found

    def place(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the territory a number holds for."""
        return self._placing.place(paragraph, index, k)

    def occasion(self, paragraph: Paragraph, index: int, k: int, kind: str) -> Field | None:
        """Give what of a kind is named nearest to a number, as :class:`Candidate` asks for it."""
        if kind == "body":
            return self._bodies.of(paragraph, index, k)
        if kind == "body_member":
            return self._bodies.member(paragraph, index, k)
        if kind == "members_of":
            return of_whom(paragraph.sentences[index], k)
        return self.event(paragraph, index, k, kind)

    def event(self, paragraph: Paragraph, index: int, k: int, kind: str) -> Field | None:
        """Give what of a ``kind`` (``event``, ``drive``, ``help``) a number belongs to.

        A drive, or help, that is named by its noun alone takes the title that the paragraph
        gives it, or the fuller name it had before; help without one is not named.
        """
        found = self._nearest_event(paragraph, index, k, kind)
        if found is None or kind == "event" or found.titled:
            return found and found.field
        bare = " " not in found.field.value
        if bare or found.noun in WEAK:
            charity = kind == "help" and "state" not in SORTS_OF_HELP[found.noun]
            title = self._titled(paragraph, index, ("drive", "help") if charity else (kind,))
            if title is not None:
                return title
        if not bare:
            return found.field
        named = kind == "drive" or "name" in SORTS_OF_HELP[found.noun]
        return self._fuller(paragraph, index, found, kind) or (found.field if named else None)

    def _fuller(self, paragraph: Paragraph, index: int, found: Event, kind: str) -> Field | None:
        """Give the title, or longer name, that a drive or help had before: ``субсидии СОНКО``."""
        earlier = (
            event.field
            for sentence in sources(paragraph, index, REACH)
            for event in self._happening(sentence, kind)
            if event.noun == found.noun and (event.titled or " " in event.field.value)
        )
        return next(earlier, None)

    def _titled(self, paragraph: Paragraph, index: int, kinds: Sequence[str]) -> Field | None:
        """Give the title of these kinds, by the first one first, that a paragraph stands under."""
        named = (
            event.field
            for sentence in (paragraph.sentences[index], *before(paragraph, index))
            for kind in kinds
            for event in self._happening(sentence, kind)
            if event.titled and event.noun
        )
        headed = (
            event.field for kind in kinds if (event := self._headed(paragraph, kind)) is not None
        )
        return next(chain(named, headed), None)

    def _nearest_event(self, paragraph: Paragraph, index: int, k: int, kind: str) -> Event | None:
        spot = spot_of(paragraph, index, k)
        named = self._happening(spot.sentence, kind)
        fields = [event.field for event in named]
        own = in_sentence(fields, spot)
        if own:
            return named[fields.index(own)]
        acted = self._acted(spot, k) if kind == "event" else None
        if acted is not None:
            return acted
        drive = kind == "drive"
        earlier = sources(paragraph, index, LINES) if drive else before(paragraph, index)[:BACK]
        found = next((named[-1] for s in earlier if (named := self._happening(s, kind))), None)
        return found or (None if drive else self._headed(paragraph, kind))

    def _headed(self, paragraph: Paragraph, kind: str) -> Event | None:
        """Give the event, or what helps, that the heading above a paragraph names."""
        heading = heading_of(paragraph)
        found = self._happening(heading, kind) if heading else []
        return next((event for event in found if event.titled or kind == "event"), None)

    @staticmethod
    def _acted(spot: Spot, k: int) -> Event | None:
        """Give the event that a verb of the number's clause tells of."""
        sentence = spot.sentence
        first = sentence.quantities[k].numeral.first
        found = event_acts.told(sentence.tokens, spot.begin, spot.stop, first, sentence.phrases[k])
        return None if found is None else Event(found, EVENT, "", False)

    def _happening(self, sentence: Sentence, kind: str) -> list[Event]:
        """List the events of a kind in a sentence; of drives and help the titles before others."""
        found = [event for event in self.named(sentence).events if kind in event.kinds]
        titled = [event for event in found if event.titled]
        return titled if titled and kind != "event" else found

    def view(self, paragraph: Paragraph, index: int) -> SentenceView:
        """Give what a sentence names, for plugins that read more than numbers."""
        sentence = paragraph.sentences[index]

        def read(kind: str) -> tuple[Field, ...]:
            named, document = self.named(sentence), self._document
            if kind == "titles":
                return tuple(named.titles)
            if kind == "acts":
                return tuple(named.acts)
            if kind == "body":
                return tuple(named.bodies)
            if kind == "period":
                return (*named.periods, *filter(None, [document.period]))
            told = (f for f in (*named.places, *named.places_in_titles) if f.value)
            return (*told, *filter(None, [document.place]))

        return SentenceView(sentence.start, sentence.end, read)

    def status(self, paragraph: Paragraph, index: int, k: int) -> Status:
        """Tell plan from fact."""
        sentence = paragraph.sentences[index]
        numeral = sentence.quantities[k].numeral
        column = self._columns.status(sentence.tokens[numeral.first].start)
        if column is not None:
            return column
        begin, end = sentence.clause(numeral)
        heading = paragraph.heading
        if paragraph.opener is not None:
            first, last = paragraph.opener
            heading += " " + paragraph.text[max(first, last - 200) : last]
        return status(sentence.tokens, begin, end, numeral.first, heading)[0]

    @staticmethod
    def subject(phrase: Phrase | None) -> Field | None:
        """Name what is counted, in the nominative."""
        if phrase is None:
            return None
        named = phrase.how != "elided" and phrase.meaning != phrase.lemma
        shown = phrase.above if named and phrase.above is not None else phrase
        tokens = shown.tokens
        last, beside = spread(shown)
        last = beside.last if beside is not None else last
        return Field(nominative(phrase), tokens[shown.first].start, tokens[last - 1].end)
