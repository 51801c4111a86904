"""Features of a number in its sentence: words, classes, order, form. Names are readable,
for ``show --why`` prints the ones that decided."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, chain

from extractor.chooser.relations import (
    acts,
    head,
    is_content,
    leaning,
    verb_classes,
    verbs_around,
    with_classes,
)
from extractor.russian import giving, stems
from extractor.russian.context import Paragraph, Sentence, preposition
from extractor.russian.morphology import lemma as lemma_of
from extractor.russian.numerals import FORMS
from extractor.russian.quantities import Quantity
from extractor.russian.tokens import Token
from extractor.russian.wordlists import noun_classes

PARTS = frozenset({"из них", "в том", "том числе", "из которых", "включая", "в т"})
WINDOW = 6
OPENING = 300
"""Characters of the line that opened a list that still speak of its items."""
KEPT = 8
"""Sentences whose own features are kept for their next number."""


def _size(value: Decimal) -> str:
    """Bucket a value by magnitude."""
    for bound in (1, 4, 10, 30, 100, 1000, 10_000, 1_000_000):
        if value <= bound:
            return str(bound)
    return "huge"


def _form(quantity: Quantity, tokens: Sequence[Token]) -> Iterator[str]:
    numeral = quantity.numeral
    yield f"size={_size(numeral.value)}"
    yield f"form={numeral.form}"
    word = FORMS.get(tokens[numeral.first].lower)
    if word is not None:
        yield f"word={word.lemma}"
        yield f"wordc={word.kind}"
    yield f"kind={quantity.kind}"
    yield f"mod={quantity.modifier}"
    if numeral.scale > 1:
        yield "scaled"
    if quantity.unit:
        yield f"unit={quantity.unit}"
    if numeral.first == 0:
        yield "at_start"
    if numeral.last >= len(tokens):
        yield "at_end"


def _near(sentence: Sentence, quantity: Quantity) -> Iterator[str]:
    tokens, lemmas = sentence.tokens, sentence.lemmas
    first, last = quantity.numeral.first, quantity.numeral.last
    prep = preposition(tokens, first)
    yield f"prep={prep}"
    for k in range(1, 4):
        yield f"l{k}={lemmas[first - k] if first >= k else '^'}"
    for k in range(2):
        yield f"r{k + 1}={lemmas[last + k] if last + k < len(tokens) else '$'}"
    if first >= 2:
        yield f"ll={lemmas[first - 2]} {lemmas[first - 1]}"
    for side, begin, end in (("L", max(0, first - WINDOW), first), ("R", last, last + WINDOW)):
        for token in tokens[begin:end]:
            if is_content(token):
                yield from with_classes(side, token.lemma)
    window = " ".join(token.lower for token in tokens[max(0, first - 8) : first])
    for part in PARTS:
        if part in window:
            yield "part"
            break


@lru_cache(KEPT)
def _words(sentence: Sentence) -> tuple[list[int], list[str]]:
    """List the places of the content words of a sentence, and these words as features."""
    found = [(i, f"s={t.reading.lemma}") for i, t in enumerate(sentence.tokens) if is_content(t)]
    return [i for i, _ in found], [name for _, name in found]


@lru_cache(KEPT)
def _depths(sentence: Sentence) -> list[int]:
    """Give how many brackets are open before each token."""
    texts = [token.text for token in sentence.tokens]
    if "(" not in texts:
        return [0] * (len(texts) + 1)
    steps = ((text == "(") - (text == ")") for text in texts)
    return list(accumulate(steps, initial=0))


def _wide(sentence: Sentence, quantity: Quantity) -> Iterator[str]:
    numeral = quantity.numeral
    places, names = _words(sentence)
    yield from names[: bisect_left(places, numeral.first)]
    yield from names[bisect_left(places, numeral.last) :]
    if _depths(sentence)[numeral.first] > 0:
        yield "bracketed"
    yield from _shape(sentence)


@lru_cache(KEPT)
def _shape(sentence: Sentence) -> tuple[str, ...]:
    tokens = sentence.tokens
    kinds = [token.kind for token in tokens]
    tabular = kinds.count("number") > kinds.count("word")
    named = (("tabular", tabular), ("short", len(tokens) < 6))
    return tuple(name for name, holds in named if holds)


@lru_cache(KEPT)
def _around(paragraph: Paragraph, index: int) -> tuple[str, ...]:
    """Give the words of the sentence before, the heading, and what the sentence opens with."""
    return tuple(_context(paragraph, index))


def _context(paragraph: Paragraph, index: int) -> Iterator[str]:
    sentence = paragraph.sentences[index]
    before: Sentence | None = paragraph.sentences[index - 1] if index else None
    if before is None and paragraph.before is not None and paragraph.before.sentences:
        before = paragraph.before.sentences[-1]
        yield "first_sentence"
    if before is not None:
        for token in before.tokens[:60]:
            if is_content(token):
                yield f"p={token.lemma}"
        for _, lemma in before.verbs(0, len(before.tokens))[-2:]:
            for cls in verb_classes(lemma):
                yield f"pvc={cls}"
    if paragraph.heading:
        yield from _headed(paragraph.heading)
    for token in sentence.tokens[:2]:
        yield f"open={token.lemma}"
    if paragraph.opener is not None:
        yield from _opener(paragraph.text, *paragraph.opener)


@lru_cache(KEPT)
def _headed(heading: str) -> tuple[str, ...]:
    """Give the first words of a heading."""
    words = heading.lower().split()[:12]
    return tuple(f"h={lemma_of(word.strip('.,:;«»()'))}" for word in words)


@lru_cache(KEPT)
def _opener(text: str, start: int, end: int) -> tuple[str, ...]:
    """Give the words of the line that opened the list, and the classes of its last nouns."""
    return tuple(_opening(Sentence(text, max(start, end - OPENING), end)))


def _opening(sentence: Sentence) -> Iterator[str]:
    yield "listed"
    for token in sentence.tokens:
        if is_content(token):
            yield from with_classes("o", token.lemma)
    for _, lemma in sentence.verbs(0, len(sentence.tokens)):
        for cls in verb_classes(lemma):
            yield f"ovc={cls}"


def _sums(paragraph: Paragraph, index: int, k: int) -> Iterator[str]:
    """Yield where a drive is spoken of, and what kind of sum the number can be of it."""
    for name in stems.LISTS:
        for where in giving.around(paragraph, index, name):
            yield f"{name}={where}"
    kind = _sum(paragraph.sentences[index], k)
    if kind:
        yield f"sum={kind}"
        for where in giving.around(paragraph, index, "charity"):
            yield f"sum={kind}&charity={where}"


def _sum(sentence: Sentence, k: int) -> str:
    """Tell money by its unit, or a number that may be money whose unit was said before."""
    quantity, phrase = sentence.quantities[k], sentence.phrases[k]
    if quantity.kind == "money":
        return "money"
    if phrase is not None and phrase.how == "right":
        return ""
    money = any(other.kind == "money" for other in sentence.quantities[:k])
    scaled = "scaled" if quantity.numeral.scale >= 1000 else "bare"
    return f"{scaled}-behind" if money else scaled


@lru_cache(KEPT)
def _topic(paragraph: Paragraph, index: int) -> tuple[str, ...]:
    """Give the noun classes of the two sentences before: what the text is about."""
    return tuple(_classes_before(paragraph, index))


def _classes_before(paragraph: Paragraph, index: int) -> Iterator[str]:
    earlier = paragraph.sentences[max(0, index - 2) : index]
    if len(earlier) < 2 and paragraph.before is not None:
        earlier = paragraph.before.sentences[-(2 - len(earlier)) :] + earlier
    for back, sentence in enumerate(reversed(earlier), 1):
        for name in _topics(sentence):
            yield f"t{back}c={name}"


@lru_cache(KEPT)
def _topics(sentence: Sentence) -> dict[str, None]:
    """Give the noun classes of a sentence, each once, in order."""
    nouns = (t for t in sentence.tokens[:60] if t.kind == "word" and t.reading.pos == "NOUN")
    return dict.fromkeys(name for token in nouns for name in noun_classes(token.lemma))


def _counted(sentence: Sentence) -> list[tuple[str, str]]:
    """List what the open numbers of a sentence count: lemma and where it stood."""
    found = (sentence.phrases[k] for k in sentence.open)
    return [(phrase.meaning, phrase.how) for phrase in found if phrase is not None]


def _neighbours(paragraph: Paragraph, index: int, k: int) -> Iterator[str]:
    """Yield what the numbers before and after this one count, and the head of its chain."""
    sentence = paragraph.sentences[index]
    for step, name in ((-1, "prev"), (1, "next")):
        j = k + step
        while 0 <= j < len(sentence.quantities) and not sentence.quantities[j].open:
            j += step
        if 0 <= j < len(sentence.quantities):
            other = sentence.phrases[j]
            lemma = other.meaning if other else "none"
            yield f"{name}={lemma}"
            for cls in noun_classes(lemma) or ("?",):
                yield f"{name}c={cls}"
        else:
            yield f"{name}=$"
    earlier = [
        (phrase.meaning, phrase.how)
        for quantity, phrase in zip(sentence.quantities[:k], sentence.phrases[:k], strict=True)
        if quantity.open and phrase is not None
    ]
    if not earlier and index:
        earlier = _counted(paragraph.sentences[index - 1])
        yield "chain_before"
    elif not earlier and paragraph.before is not None and paragraph.before.sentences:
        earlier = _counted(paragraph.before.sentences[-1])
        yield "chain_paragraph"
    anchors = [lemma for lemma, how in earlier if how == "right"]
    if anchors:
        yield from with_classes("chain", anchors[-1])
        for cls in noun_classes(anchors[0]):
            yield f"chain0c={cls}"


def features(paragraph: Paragraph, index: int, k: int) -> list[str]:
    """Give the features of quantity ``k`` of sentence ``index``, each name once."""
    sentence = paragraph.sentences[index]
    quantity, phrase = sentence.quantities[k], sentence.phrases[k]
    tokens = sentence.tokens
    groups = (
        _form(quantity, tokens), head(phrase, quantity, tokens),
        verbs_around(sentence, quantity, phrase),
        acts(sentence, quantity, phrase), leaning(sentence, k),
        _near(sentence, quantity), _wide(sentence, quantity), _around(paragraph, index),
        _neighbours(paragraph, index, k), _topic(paragraph, index),
        _sums(paragraph, index, k),
    )  # fmt: skip
    return list(dict.fromkeys(chain.from_iterable(groups)))
