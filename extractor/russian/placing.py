"""The territory that a number holds for: of its clause, the sentences before, the heading."""

import re
from collections.abc import Callable

from extractor.candidates import Field
from extractor.russian.context import Paragraph, Sentence
from extractor.russian.dating import before, spot_of
from extractor.russian.morphology import lemma
from extractor.russian.named import Named, in_clause, nearest
from extractor.russian.opening import CAPITALS, Heading
from extractor.russian.towns import IN, WORDS

HEADED = 600
"""Characters below a heading that it still names the event or the place of."""
_TOWN = r"(?:г(?:\.|орода) ?)?[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?"
FROM = re.compile(r"(?<![а-яё])из (?:г(?:\.|орода) ?)?$", re.IGNORECASE)
BESIDE = re.compile(rf"(?<![а-яё])из (?:{_TOWN}(?: ?, | и ))+(?:г(?:\.|орода) ?)?$")
AND = re.compile(rf"(?: ?, | и ){_TOWN}")
"""What stands before and behind one of the towns that people came from together."""
WITHIN = re.compile(rf"(?<![а-яё])(?:{'|'.join(sorted(IN))}) $", re.IGNORECASE)
"""What stands before a place that something was in."""
UNIT = re.compile(r"район|округ|област|край|республик", re.IGNORECASE)
"""The nouns of territories larger than a settlement."""
FAR = frozenset(
    {*CAPITALS, *CAPITALS.values(), *(v.removeprefix("Республика ") for v in CAPITALS.values())}
)
"""Subjects of the Federation and their chief towns, from which guests and helpers come."""
LISTED = 80
"""Characters before a place among which a list of those that people came from begins."""
SUBJECTS = {"областной": "область", "краевой": "край", "республиканский": "республика"}
"""Adjectives of what belongs to a subject of the Federation, and the noun that means it."""
MARK = 2
"""Characters behind a place that is a line of its own."""


class Placing:
    """Tells places within one document; ``named`` gives what a sentence of it names."""

    def __init__(self, document: Heading, named: Callable[[Sentence], Named]) -> None:
        self._document = document
        self._named = named

    def place(self, paragraph: Paragraph, index: int, k: int) -> Field | None:
        """Give the territory a number holds for."""
        spot = spot_of(paragraph, index, k)
        sentence, start, end = spot.sentence, spot.start, spot.end
        label = next((f for f in self._named(sentence).labels if 0 < start - f.end <= 4), None)
        if label is not None:
            return label
        named = [f for f in self._named(sentence).places if not _from_afar(sentence.text, f)]
        inside = in_clause(named, sentence.tokens, spot.begin, spot.stop)
        own = nearest(inside, sentence, start, end)
        own = own or nearest([f for f in named if f.end <= start], sentence, start, end)
        if own:
            said = sentence.text[own.start : own.end]
            return own if own.value else self._document.meant(said)
        return self._before(paragraph, index) or self._above(paragraph) or self._document.place

    def _above(self, paragraph: Paragraph) -> Field | None:
        """Give the subject of the Federation that a heading is about: ``Областная Дума``."""
        heading = heading_of(paragraph)
        tokens = self._named(heading).sentence.tokens if heading else ()
        nouns = (SUBJECTS.get(token.lemma, token.lemma) for token in tokens)
        meant = (self._document.meant(noun) for noun in nouns if _is_subject(noun))
        return next((found for found in meant if found), None)

    def _before(self, paragraph: Paragraph, index: int) -> Field | None:
        """Give the territory that the sentences before are about.

        Below a heading with a place it is one that a sentence opens with, or is about.
        """
        for earlier in before(paragraph, index):
            for found in self._named(earlier).places:
                if found.value:
                    told = not self._document.headed or _opens(earlier, found)
                    return found if told or self._leads(paragraph, earlier, found) else None
                said = earlier.text[found.start : found.end]
                meant = self._document.meant(said) if _is_subject(said) else None
                if meant is not None:
                    return meant
        return None

    def _leads(self, paragraph: Paragraph, sentence: Sentence, place: Field) -> bool:
        """Tell the one place that a sentence says something was in, and others then tell of.

        A village is one where it opens the paragraph: reports name many by the way.
        """
        if len(self._named(sentence).places) > 1 or not WITHIN.search(
            sentence.text, sentence.start, place.start
        ):
            return False
        return sentence is paragraph.sentences[0] or UNIT.search(place.value) is not None


def heading_of(paragraph: Paragraph) -> Sentence | None:
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
