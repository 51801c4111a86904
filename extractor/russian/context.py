"""What stands around each number of a paragraph: sentences, phrases, verbs, prepositions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.russian import phrases
from extractor.russian.phrases import Phrase
from extractor.russian.quantities import Quantity, quantities
from extractor.russian.sentences import paragraphs, sentences
from extractor.russian.tokens import Token, tokenize

VERB_POS = frozenset({"VERB", "PRTS", "INFN", "GRND"})
CLAUSE_MARKS = frozenset({";", ".", "!", "?"})


@dataclass(frozen=True)
class Sentence:
    """A sentence of ``text[start:end]`` with its tokens and quantities."""

    text: str
    start: int
    end: int

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens, their offsets counted in the whole text."""
        return tokenize(self.text, self.start, self.end)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Every number of the sentence, set aside or not."""
        return quantities(self.text, self.tokens)

    @cached_property
    def phrases(self) -> list[Phrase | None]:
        """What each quantity counts, in the order of :attr:`quantities`."""
        return _phrases(self)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its sentences, the paragraph before it and the headings above."""

    text: str
    start: int
    end: int
    before: "Paragraph | None" = field(default=None, repr=False)
    headings: tuple[str, ...] = ()

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences in order."""
        return [
            Sentence(self.text, start, end)
            for block in paragraphs(self.text, self.start, self.end)
            for start, end in sentences(self.text, *block)
        ]


HEADING_LENGTH = 160


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[Paragraph]:
    """Split a text into paragraphs, each knowing the one before and the heading above."""
    before: Paragraph | None = None
    heading = ""
    for begin, stop in paragraphs(text, start, end):
        paragraph = Paragraph(text, begin, stop, before, (heading,) if heading else ())
        yield paragraph
        before = paragraph
        if stop - begin <= HEADING_LENGTH and text[stop - 1] not in ".;,:!?":
            heading = text[begin:stop]


def _phrases(sentence: Sentence) -> list[Phrase | None]:
    """Find what each number counts: right of it, in its label, as a subject, or earlier."""
    tokens = sentence.tokens
    found: list[Phrase | None] = []
    last: Phrase | None = None
    for quantity in sentence.quantities:
        phrase: Phrase | None = None
        if quantity.open:
            numeral = quantity.numeral
            phrase = (
                phrases.right(tokens, numeral.last)
                or phrases.label(tokens, numeral.first)
                or phrases.subject(tokens, numeral.first)
            )
            if phrase is None and last is not None:
                phrase = last._replace(how="inherited")
            elif phrase is not None and _bare_adjective(tokens, phrase) and last is not None:
                phrase = phrase._replace(lemma=last.lemma, how="elided")
            last = phrase or last
        found.append(phrase)
    return found


def _bare_adjective(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Tell a phrase without a noun of its own (``10 средних``)."""
    token = tokens[phrase.head]
    return token.reading.pos in ("ADJF", "PRTF") and not phrases.is_noun(token)


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


def clause(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Give the token range of the clause around ``tokens[first:last]``.

    Its borders are semicolons, sentence ends, and commas before a relative word or a
    conjunction that opens a clause.
    """
    begin = first
    while begin > 0 and not _opens(tokens, begin):
        begin -= 1
    end = last
    while end < len(tokens) and not _opens(tokens, end):
        end += 1
    return begin, end


def _opens(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a clause begins at token ``i``."""
    before = tokens[i - 1].text
    if before in CLAUSE_MARKS and not (
        before == "." and i < len(tokens) and tokens[i].text[:1].islower()
    ):
        return True
    token = tokens[i] if i < len(tokens) else None
    if token is None or before != ",":
        return False
    return token.lower.startswith("котор") or token.lower in (
        "где", "а", "но", "что", "чтобы", "если", "когда", "причем", "причём", "хотя", "тогда",
    )  # fmt: skip


def verbs(tokens: Sequence[Token], begin: int, end: int) -> list[tuple[int, str]]:
    """List the verbs, short participles and infinitives of a range: index and lemma."""
    found = []
    for i in range(begin, end):
        token = tokens[i]
        if token.kind == "word" and token.reading.pos in VERB_POS:
            lemma = token.reading.lemma
            if lemma == "принять" and any(
                tokens[k].lemma == "участие" for k in range(i + 1, min(i + 4, len(tokens)))
            ):
                lemma = "принять-участие"
            found.append((i, lemma))
    return found
