"""The Russian layer as spaCy components over ``spacy.blank("ru")``.

Each fills the standard attributes or ``doc.spans`` from the paragraph that the tokenizer
left in ``doc.user_data``. A spaCy user may add them one by one::

    nlp = spacy.blank("ru")
    nlp.tokenizer = RussianTokenizer(nlp.vocab)
    nlp.add_pipe("russian_sentences")
    nlp.add_pipe("russian_morphology")
"""

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extractor.candidates import Field
from extractor.russian import bodies, periods, places, titles
from extractor.russian.context import Paragraph
from extractor.russian.tokens import Token

KEY = "extractor.paragraph"
FACTORIES = (
    "russian_sentences", "russian_morphology", "russian_quantities", "russian_periods",
    "russian_titles", "russian_places", "russian_bodies",
)  # fmt: skip
POS = {
    "NOUN": "NOUN", "ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADV", "VERB": "VERB", "INFN": "VERB",
    "PRTF": "VERB", "PRTS": "VERB", "GRND": "VERB", "NUMR": "NUM", "ADVB": "ADV", "NPRO": "PRON",
    "PRED": "ADV", "PREP": "ADP", "CONJ": "CCONJ", "PRCL": "PART", "INTJ": "INTJ",
}  # fmt: skip
FEATURES = {
    "case": {
        "nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc",
    },
    "number": {"sing": "Sing", "plur": "Plur"},
    "gender": {"masc": "Masc", "femn": "Fem", "neut": "Neut"},
    "tense": {"past": "Past", "pres": "Pres", "futr": "Fut"},
}  # fmt: skip

for _name, _default in (
    ("candidates", ()), ("offset", 0), ("source", ""), ("make_numbers", tuple),
    ("make_sentences", tuple),
):  # fmt: skip
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)
if not Doc.has_extension("numbers"):  # made when asked for: most plugins need candidates only
    Doc.set_extension("numbers", getter=lambda doc: doc._.make_numbers())
    Doc.set_extension("sentences", getter=lambda doc: doc._.make_sentences())


class RussianTokenizer:
    """Makes a Doc of a paragraph or of a plain text; blanks beyond one are space tokens."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, source: "str | Paragraph") -> Doc:
        """Tokenize; the paragraph stays in ``doc.user_data`` for the components."""
        paragraph = Paragraph(source, 0, len(source)) if isinstance(source, str) else source
        words: list[str] = []
        spaces: list[bool] = []
        at = paragraph.start

        def fill(upto: int) -> None:
            gap = paragraph.text[at:upto]
            if gap and spaces and gap[0] == " ":
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)

        for sentence in paragraph.sentences:
            for token in sentence.tokens:
                fill(token.start)
                words.append(token.text)
                spaces.append(False)
                at = token.end
        fill(paragraph.end)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[KEY] = paragraph
        doc._.offset = paragraph.start
        doc._.source = paragraph.text
        return doc


def _paragraph(doc: Doc) -> Paragraph:
    found = doc.user_data.get(KEY)
    if not isinstance(found, Paragraph):
        found = doc.user_data[KEY] = Paragraph(doc.text, 0, len(doc.text))
    return found


def _pairs(doc: Doc, paragraph: Paragraph) -> list[tuple[int, Token]]:
    """Pair the Doc's tokens with ours by offset: index in the Doc and our token."""
    index = {token.idx + paragraph.start: token.i for token in doc}
    return [
        (index[token.start], token)
        for sentence in paragraph.sentences
        for token in sentence.tokens
        if token.start in index
    ]


def _spans(doc: Doc, name: str, fields: Sequence[tuple[int, int]]) -> Doc:
    """Store ranges as a span group; a range that cuts a token is widened to it."""
    offset = doc._.offset
    spans = []
    for start, end in fields:
        span = doc.char_span(start - offset, end - offset, label=name, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[name] = spans
    return doc


@Language.component("russian_sentences")
def russian_sentences(doc: Doc) -> Doc:
    """Set sentence starts."""
    paragraph = _paragraph(doc)
    starts = {sentence.start - paragraph.start for sentence in paragraph.sentences}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


@Language.component("russian_morphology")
def russian_morphology(doc: Doc) -> Doc:
    """Set lemma, part of speech and morphology (Universal Dependencies' names)."""
    paragraph = _paragraph(doc)
    for i, token in _pairs(doc, paragraph):
        target, reading = doc[i], token.reading
        target.lemma_ = reading.lemma
        target.pos_ = (
            "NUM"
            if token.kind == "number"
            else POS.get(reading.pos, "PUNCT" if token.kind == "mark" else "X")
        )
        features = [
            f"{name.capitalize()}={values[value]}"
            for name, values in FEATURES.items()
            if (value := getattr(reading, name)) in values
        ]
        if features:
            target.set_morph("|".join(sorted(features)))  # type: ignore[attr-defined]
    return doc


@Language.component("russian_quantities")
def russian_quantities(doc: Doc) -> Doc:
    """Set ``doc.spans["quantities"]``: every number, labelled ``count``, ``money`` or why not."""
    paragraph = _paragraph(doc)
    spans: list[Span] = []
    for sentence in paragraph.sentences:
        for quantity in sentence.quantities:
            start = sentence.tokens[quantity.numeral.first].start - paragraph.start
            end = sentence.tokens[quantity.numeral.last - 1].end - paragraph.start
            span = doc.char_span(start, end, label=quantity.kind, alignment_mode="expand")
            if span is not None:
                spans.append(span)
    doc.spans["quantities"] = spans
    return doc


def _named(doc: Doc, name: str, find: Callable[[Paragraph], list[Field]]) -> Doc:
    return _spans(doc, name, [(f.start, f.end) for f in find(_paragraph(doc))])


@Language.component("russian_periods")
def russian_periods(doc: Doc) -> Doc:
    """Set ``doc.spans["periods"]``."""
    return _named(doc, "periods", lambda p: periods.find(p.text, p.start, p.end))


@Language.component("russian_titles")
def russian_titles(doc: Doc) -> Doc:
    """Set ``doc.spans["titles"]``: what stands in quotes."""
    return _named(doc, "titles", lambda p: titles.find(p.text, p.start, p.end))


@Language.component("russian_places")
def russian_places(doc: Doc) -> Doc:
    """Set ``doc.spans["places"]``: territories."""
    return _named(doc, "places", lambda p: [f for s in p.sentences for f in places.find(s.tokens)])


@Language.component("russian_bodies")
def russian_bodies(doc: Doc) -> Doc:
    """Set ``doc.spans["bodies"]``: councils, chambers, commissions."""
    return _named(
        doc, "bodies", lambda p: [f for s in p.sentences for f in bodies.find(p.text, s.tokens)]
    )
