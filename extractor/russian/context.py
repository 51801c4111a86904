"""What stands around each number of a paragraph: sentences, phrases, verbs, prepositions."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.lazy import Lazy
from extractor.russian.counted import own_phrase, phrases_of
from extractor.russian.morphology import VERB_POS
from extractor.russian.numerals import Numeral
from extractor.russian.phrases import Phrase
from extractor.russian.quantities import Quantity, quantities
from extractor.russian.scales import carried
from extractor.russian.scan import Closed, closed
from extractor.russian.sentences import paragraphs, sentences
from extractor.russian.tokens import Token, tokenize

CLAUSE_MARKS = frozenset({";", ".", "!", "?"})
PARTING = CLAUSE_MARKS | {","}


@dataclass(eq=False)
class Sentence:
    """A sentence of ``text[start:end]`` with its tokens and quantities."""

    text: str
    start: int
    end: int
    before: "Sentence | None" = field(default=None, repr=False)

    @Lazy
    def tokens(self) -> list[Token]:
        """The tokens, their offsets counted in the whole text."""
        return tokenize(self.text, self.start, self.end)

    @Lazy
    def lemmas(self) -> tuple[str, ...]:
        """The lemmas of the tokens."""
        return tuple([token.reading.lemma for token in self.tokens])

    @Lazy
    def closed(self) -> tuple[Closed, ...] | None:
        """The numbers of a sentence whose signs tell that none counts anything, else ``None``."""
        return closed(self.text, self.start, self.end)

    @Lazy
    def quantities(self) -> list[Quantity]:
        """Every number of the sentence, set aside or not."""
        found = quantities(self.text, self.tokens) if self.closed != () else []
        if self.before is None or all(q.kind != "decimal" for q in found):
            return found
        return carried(self.tokens, found, (self.before.tokens, self.before.quantities))

    @Lazy
    def open(self) -> list[int]:
        """The places in :attr:`quantities` of those that may become a record."""
        found = self.quantities if self.closed is None else []
        return [k for k, quantity in enumerate(found) if quantity.open]

    @Lazy
    def _borders(self) -> list[int]:
        """The tokens that open a clause, the first one left out."""
        tokens = self.tokens
        marks = [i for i, token in enumerate(tokens, 1) if token.text in PARTING]
        hard = [i for i in marks if _opens(tokens, i)]
        return sorted({*hard, *_asyndetic(tokens, hard)})

    def clause(self, numeral: Numeral) -> tuple[int, int]:
        """Give the token range of the clause around a number.

        Its borders are semicolons, sentence ends, commas before a relative word or a
        conjunction that opens a clause, and commas between two stretches that have each a
        verb of its own.
        """
        borders = self._borders
        begin = bisect_right(borders, numeral.first)
        end = bisect_left(borders, numeral.last)
        return (
            borders[begin - 1] if begin else 0,
            borders[end] if end < len(borders) else len(self.tokens),
        )

    @Lazy
    def _verbs(self) -> list[tuple[int, str]]:
        """Every verb of the sentence."""
        found, tokens = [], self.tokens
        for i, token in enumerate(tokens):
            reading = token.reading
            if reading.pos in VERB_POS and token.kind == "word":
                lemma = reading.lemma
                if lemma == "принять" and any(t.lemma == "участие" for t in tokens[i + 1 : i + 4]):
                    lemma = "принять-участие"
                found.append((i, lemma))
        return found

    def verbs(self, begin: int, end: int) -> list[tuple[int, str]]:
        """List the verbs, short participles and infinitives of a range: index and lemma."""
        found = self._verbs
        return found[bisect_left(found, (begin, "")) : bisect_left(found, (end, ""))]

    @Lazy
    def own_phrases(self) -> list[Phrase | None]:
        """What each quantity counts by its own surroundings alone."""
        return [own_phrase(self.tokens, q) if q.open else None for q in self.quantities]

    @Lazy
    def phrases(self) -> list[Phrase | None]:
        """What each quantity counts, in the order of :attr:`quantities`."""
        return phrases_of(self)

    @property
    def knows_phrases(self) -> bool:
        """Whether :attr:`phrases` are made."""
        return "phrases" in self.__dict__


@dataclass(eq=False)
class Paragraph:
    """A paragraph with its sentences, the paragraph before it and the heading above.

    ``lead`` is where the stretch begins that it goes on with: under the same heading, and
    :data:`LEAD` characters at most. ``opener`` is the line with a colon that opened the list
    it is a line of.
    """

    text: str
    start: int
    end: int
    before: "Paragraph | None" = field(default=None, repr=False)
    heading: str = ""
    heading_start: int = 0
    lead: int = 0
    opener: tuple[int, int] | None = None

    def forget(self) -> None:
        """Let go of what stood before, so that a long text is not held as one chain."""
        self.before = None
        if "sentences" in self.__dict__ and self.sentences:
            self.sentences[0].before = None

    @Lazy
    def sentences(self) -> list[Sentence]:
        """The sentences in order."""
        found: list[Sentence] = []
        last = self.before.sentences[-1] if self.before and self.before.sentences else None
        whole = [(self.start, self.end)]
        lines = self.text.find("\n", self.start, self.end) >= 0
        for block in paragraphs(self.text, self.start, self.end) if lines else whole:
            for start, end in sentences(self.text, *block):
                last = Sentence(self.text, start, end, last)
                found.append(last)
        return found


HEADING_LENGTH = 160
LEAD = 1200


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[Paragraph]:
    """Split a text into paragraphs, each knowing the one before and the heading above."""
    before: Paragraph | None = None
    heading, at, under = "", 0, start
    opener: tuple[int, int] | None = None
    for begin, stop in paragraphs(text, start, end):
        lead = max(under, begin - LEAD)
        paragraph = Paragraph(text, begin, stop, before, heading, at, lead)
        opener = paragraph.opener = opener if _goes_on(text, before, begin) else None
        yield paragraph
        paragraph.forget()
        before = paragraph
        if stop - begin <= HEADING_LENGTH and text[stop - 1] not in ".;,:!?":
            heading, at, under = text[begin:stop], begin, stop
        if text[stop - 1] == ":":
            opener = begin, stop


BULLET = re.compile(r"[-–—•●·*✓▪]|\d{1,2}[.)]")


def _goes_on(text: str, before: Paragraph | None, begin: int) -> bool:
    """Tell whether a line goes on with the list that the one before opened or stands in."""
    return before is not None and (
        text[before.end - 1] in ":;," or BULLET.match(text, begin) is not None
    )


TAKES_OVER = frozenset({"inherited", "elided", "by_place", "dash"})
"""Ways of counting in which a number leans on an earlier one."""
PARTS = re.compile(
    r"(?:из|среди) (?:них|которых)|в том числе|в т\. ?ч|включая|остальн", re.IGNORECASE
)


def anchor(paragraph: "Paragraph", index: int, k: int) -> tuple[int, int] | None:
    """Give the earlier number that an elliptic one, or a part, leans on: sentence and place.

    An elliptic number has no noun of its own; a part is announced (``из них``, ``среди
    них``). A verb of its own behind the number makes it stand alone.
    """
    sentence = paragraph.sentences[index]
    tokens, numeral = sentence.tokens, sentence.quantities[k].numeral
    phrase = sentence.phrases[k]
    begin, end = sentence.clause(numeral)
    nearest = max((q.numeral.last for q in sentence.quantities[:k] if q.open), default=begin)
    start = tokens[nearest].start if nearest < len(tokens) else sentence.start
    gap = sentence.text[min(start, tokens[numeral.first].start) : tokens[numeral.first].start]
    part = PARTS.search(gap) is not None
    elliptic = phrase is not None and phrase.how in TAKES_OVER
    if not (part or elliptic):
        return None
    stop = next((q.numeral.first for q in sentence.quantities[k + 1 :] if q.open), end)
    own = sentence.verbs(max(begin, nearest), numeral.first)
    own += sentence.verbs(numeral.last, min(stop, end))
    if own:
        return None
    for j in range(k - 1, -1, -1):
        other = sentence.phrases[j]
        if sentence.quantities[j].open and other is not None and other.how not in TAKES_OVER:
            return index, j
    if index:
        return _last_counted(paragraph.sentences[index - 1], index - 1)
    return None


def _last_counted(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Give the last number of a sentence that has a noun of its own."""
    if sentence.closed is not None:
        return None
    for j in range(len(sentence.quantities) - 1, -1, -1):
        phrase = sentence.phrases[j]
        if sentence.quantities[j].kind == "count" and phrase and phrase.how == "right":
            return index, j
    return None


def preposition(tokens: Sequence[Token], first: int) -> str:
    """Give the preposition that governs the number at ``first``, over its approximators."""
    j = first - 1
    while j >= 0 and first - j <= 4:
        token = tokens[j]
        if token.reading.pos == "PREP" and token.lower not in ("около", "порядка", "свыше"):
            return token.lower
        if token.kind != "word" or token.reading.pos in ("NOUN", "VERB", "PRTS"):
            return ""
        j -= 1
    return ""


def _opens(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a clause begins at token ``i``, behind a mark of :data:`PARTING`."""
    before = tokens[i - 1].text
    token = tokens[i] if i < len(tokens) else None
    if before in CLAUSE_MARKS:
        # Within a sentence a stop mostly ends an abbreviation or parts a date.
        return before != "." or token is None or token.text[0].isupper()
    if token is None or before != ",":
        return False
    return token.lower.startswith("котор") or token.lower in (
        "где", "а", "но", "что", "чтобы", "если", "когда", "причем", "причём", "хотя", "тогда",
    )  # fmt: skip


FINITE = frozenset({"VERB", "PRTS", "INFN"})


def _asyndetic(tokens: Sequence[Token], hard: Sequence[int]) -> Iterator[int]:
    """Yield the tokens that open a clause without a conjunction.

    ``прошли 3 тыс. горожан, концерт смотрели 7 тыс.``: a number and a verb stand before the
    comma, and a verb before the next one.
    """
    depth, number, verb = 0, False, False
    borders = frozenset(hard)
    for i, token in enumerate(tokens):
        if i in borders:
            number = verb = False
        depth += (token.text == "(") - (token.text == ")")
        number = number or token.kind == "number"
        verb = verb or token.reading.pos in FINITE
        if (
            token.text == ","
            and depth == 0
            and number
            and verb
            and _own_verb(tokens, i + 1, borders)
        ):
            yield i + 1
            number = verb = False


def _own_verb(tokens: Sequence[Token], i: int, borders: frozenset[int]) -> bool:
    """Tell whether a verb stands between token ``i`` and the next comma or border."""
    while i < len(tokens) and i not in borders and tokens[i].text != ",":
        if tokens[i].reading.pos in FINITE:
            return True
        i += 1
    return False
