"""Attributes of a number from its surroundings: status, period, place, subject, body.

Each is looked for from the clause outward: sentence, the sentences before, headings,
the document. Nothing is guessed: what is not said stays empty.
"""

import re
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
from extractor.russian.morphology import lemma
from extractor.russian.named import in_clause, nearest
from extractor.russian.naming import nominative
from extractor.russian.opening import CAPITALS, Heading
from extractor.russian.phrases import Phrase
from extractor.russian.sheets import Sheets
from extractor.russian.status import status
from extractor.russian.towns import IN, WORDS
from extractor.values import Status

BACK = 3
"""Sentences before the own one that may name an event or what helped."""
HEADED = 600
"""Characters below a heading that it still names the event or the place of."""
LINES = 2
"""Sentences of the paragraph before that may name a drive."""
_TOWN = r"(?:г(?:\.|орода) ?)?[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?"
FROM = re.compile(r"(?<![а-яё])из (?:г(?:\.|орода) ?)?$", re.IGNORECASE)
BESIDE = re.compile(rf"(?<![а-яё])из (?:{_TOWN}(?: ?, | и ))+(?:г(?:\.|орода) ?)?$")
AND = re.compile(rf"(?: ?, | и ){_TOWN}")
"""What stands before and behind one of the towns that people came from together."""
FAR = frozenset(
    {*CAPITALS, *CAPITALS.values(), *(v.removeprefix("Республика ") for v in CAPITALS.values())}
)
"""Subjects of the Federation and their chief towns, from which guests and helpers come."""
WEAK = frozenset({"помощь", "матпомощь", "поддержка"})
"""What a drive or programme gives: its title says more."""
LISTED = 80
"""Characters before a place among which a list of those that people came from begins."""
SUBJECTS = {"областной": "область", "краевой": "край", "республиканский": "республика"}
"""Adjectives of what belongs to a subject of the Federation, and the noun that means it."""
MARK = 2
"""Characters behind a place that is a line of its own."""


class Attributes:
    """Reads attributes within one document; what sentences name is read once."""

    def __init__(self, document: Heading, sheets: Sequence[int] = ()) -> None:
        self._document = document
        self._columns = Columns(document.text)
        self._sheets = Sheets(document.text, sheets)
        self._dating = Dating(document)
        self.named = self._dating.named
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
        spot = spot_of(paragraph, index, k)
        sentence, start, end = spot.sentence, spot.start, spot.end
        label = next((f for f in self.named(sentence).labels if 0 < start - f.end <= 4), None)
        if label is not None:
            return label
        named = [f for f in self.named(sentence).places if not _from_afar(sentence.text, f)]
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, start, end)
        own = own or nearest([f for f in named if f.end <= start], sentence, start, end)
        if own:
            said = sentence.text[own.start : own.end]
            return own if own.value else self._document.meant(said)
        return (
            self._place_before(paragraph, index)
            or self._place_above(paragraph)
            or self._document.place
        )

    def _place_above(self, paragraph: Paragraph) -> Field | None:
        """Give the subject of the Federation that a heading is about: ``Областная Дума``."""
        heading = _heading(paragraph)
        tokens = self.named(heading).sentence.tokens if heading else ()
        nouns = (SUBJECTS.get(token.lemma, token.lemma) for token in tokens)
        meant = (self._document.meant(noun) for noun in nouns if _is_subject(noun))
        return next((found for found in meant if found), None)

    def _place_before(self, paragraph: Paragraph, index: int) -> Field | None:
        """Give the territory that the sentences before are about.

        Below a heading with a place it is one that a sentence opens with.
        """
        for earlier in before(paragraph, index):
            for found in self.named(earlier).places:
                if found.value:
                    return found if not self._document.headed or _opens(earlier, found) else None
                said = earlier.text[found.start : found.end]
                meant = self._document.meant(said) if _is_subject(said) else None
                if meant is not None:
                    return meant
        return None

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
        heading = _heading(paragraph)
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


def _heading(paragraph: Paragraph) -> Sentence | None:
    """Give the heading above a paragraph that is not far from it."""
    start = paragraph.heading_start
    if not paragraph.heading or paragraph.start - start > HEADED:
        return None
    return Sentence(paragraph.text, start, start + len(paragraph.heading))


def _is_subject(noun: str) -> bool:
    """Tell a noun that means a subject of the Federation: ``в области``."""
    return WORDS.get(lemma(noun)) == "subject"


def _from_afar(text: str, place: Field) -> bool:
    """Tell where somebody came from: ``туристы из Москвы``, ``гости из Ухты и Усинска``.

    One from a single village is of the place.
    """
    if FROM.search(text, max(0, place.start - 12), place.start):
        return place.value in FAR or AND.match(text, place.end) is not None
    return BESIDE.search(text, max(0, place.start - LISTED), place.start) is not None


def _opens(sentence: Sentence, place: Field) -> bool:
    """Tell a sentence that opens with a place (``В Юрьевце собирали``) or is one (``с. Ухта.``)."""
    opening = sentence.text[sentence.start : place.start].strip().lower()
    return opening in IN or (not opening and sentence.end - place.end <= MARK)
