"""Features of a number in its sentence: words, classes, order, form. Names are readable,
for ``show --why`` prints the ones that decided."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.russian.context import Paragraph, Sentence, clause, preposition, verbs
from extractor.russian.morphology import lemma as lemma_of
from extractor.russian.phrases import Phrase, announced, is_noun
from extractor.russian.quantities import Quantity
from extractor.russian.tokens import Token
from extractor.russian.wordlists import sections

PARTS = frozenset({"из них", "в том", "том числе", "из которых", "включая", "в т"})
WINDOW = 6


def _noun_classes(lemma: str) -> frozenset[str]:
    found = sections("noun_classes").get(lemma)
    if found is None and "-" in lemma:
        found = sections("noun_classes").get(lemma.rpartition("-")[2])
    return found or frozenset()


def _verb_classes(lemma: str) -> frozenset[str]:
    return sections("verb_classes").get(lemma, frozenset())


def _deverbal(lemma: str) -> frozenset[str]:
    return sections("deverbal_nouns").get(lemma, frozenset())


def _size(value: Decimal) -> str:
    """Bucket a value by magnitude."""
    for bound in (1, 4, 10, 30, 100, 1000, 10_000, 1_000_000):
        if value <= bound:
            return str(bound)
    return "huge"


def _content(token: Token) -> bool:
    return token.kind == "word" and token.reading.pos not in ("PREP", "CONJ", "PRCL")


def _form(quantity: Quantity, tokens: Sequence[Token]) -> Iterator[str]:
    numeral = quantity.numeral
    yield f"size={_size(numeral.value)}"
    yield f"form={numeral.form}"
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


def _head(phrase: Phrase | None, tokens: Sequence[Token]) -> Iterator[str]:
    if phrase is None:
        yield "head=none"
        return
    yield f"head={phrase.lemma}"
    yield f"how={phrase.how}"
    yield f"hend={phrase.lemma[-4:]}"
    names = _noun_classes(phrase.lemma)
    for name in names or ("?",):
        yield f"hc={name}"
        yield f"hc={name}&how={phrase.how}"
    if phrase.above is not None:
        yield f"above={phrase.above.lemma}"
        for name in _noun_classes(phrase.above.lemma):
            yield f"abovec={name}"
    if phrase.how == "inherited":
        return
    for token in tokens[phrase.first : phrase.head]:
        if token.kind == "word":
            yield f"adj={token.lemma}"
    for token in tokens[phrase.head + 1 : phrase.head + 5]:
        if token.kind == "word" and is_noun(token):
            yield f"comp={token.lemma}"
            for name in _noun_classes(token.lemma):
                yield f"compc={name}"
                for own in names:
                    yield f"hc={own}&compc={name}"
            break


def _verbs(tokens: Sequence[Token], quantity: Quantity, phrase: Phrase | None) -> Iterator[str]:
    numeral = quantity.numeral
    begin, end = clause(tokens, numeral.first, numeral.last)
    found = verbs(tokens, begin, end)
    names = _noun_classes(phrase.lemma) if phrase else frozenset()
    left = [item for item in found if item[0] < numeral.first]
    right = [item for item in found if item[0] >= numeral.last]
    if not found:
        yield "verb=none"
        outside = [item for item in verbs(tokens, 0, begin)]
        if outside:
            yield f"vo={outside[-1][1]}"
            for cls in _verb_classes(outside[-1][1]):
                yield f"voc={cls}"
                for name in names:
                    yield f"voc={cls}&hc={name}"
    for side, near in (("l", left[-1:]), ("r", right[:1])):
        for index, lemma in near:
            reading = tokens[index].reading
            yield f"v{side}={lemma}"
            yield f"v={lemma}"
            yield f"tense={reading.tense}{'s' if reading.pos == 'PRTS' else ''}"
            if reading.pos == "INFN":
                yield "infinitive"
            distance = min(numeral.first - index if side == "l" else index - numeral.last, 9) // 3
            yield f"v{side}d={distance}"
            for cls in _verb_classes(lemma) or ("?",):
                yield f"v{side}c={cls}"
                for name in names or ("?",):
                    yield f"vc={cls}&hc={name}"
                    yield f"v{side}c={cls}&hc={name}"
    for _, lemma in found:
        yield f"va={lemma}"
    yield from _clause(tokens, begin, end, numeral.first, numeral.last)


def _clause(tokens: Sequence[Token], begin: int, end: int, first: int, last: int) -> Iterator[str]:
    """Yield the nouns of the clause by side: its likely subject, objects, their classes."""
    nominative = True
    for i in range(begin, end):
        token = tokens[i]
        if first <= i < last or not _content(token):
            continue
        side = "l" if i < first else "r"
        yield f"c{side}={token.lemma}"
        if is_noun(token):
            for name in _noun_classes(token.lemma):
                yield f"c{side}c={name}"
            if nominative and token.reading.case == "nomn" and i < first:
                nominative = False
                yield f"subj={token.lemma}"
                for name in _noun_classes(token.lemma):
                    yield f"subjc={name}"


def _acts(tokens: Sequence[Token], quantity: Quantity, phrase: Phrase | None) -> Iterator[str]:
    """Yield the nearest noun of action left and right of the number, and their classes."""
    numeral = quantity.numeral
    begin, end = clause(tokens, numeral.first, numeral.last)
    names = _noun_classes(phrase.lemma) if phrase else frozenset()
    left = range(numeral.first - 1, begin - 1, -1)
    skip = phrase.head if phrase is not None and phrase.how == "right" else numeral.last
    right = range(max(numeral.last, skip + 1), end)
    for side, indexes in (("l", left), ("r", right)):
        for i in indexes:
            found = _deverbal(tokens[i].lemma) if tokens[i].kind == "word" else frozenset()
            if found:
                yield f"act{side}={tokens[i].lemma}"
                for cls in found:
                    yield f"act{side}c={cls}"
                    for name in names or ("?",):
                        yield f"act{side}c={cls}&hc={name}"
                break


def _anchor(sentence: Sentence, k: int) -> Iterator[str]:
    """Yield the verbs of the number whose noun an elliptic one takes over, and its announcement."""
    phrase, tokens = sentence.phrases[k], sentence.tokens
    announcement = announced(tokens, sentence.quantities[k].numeral.first)
    if announcement is not None:
        yield f"ann={announcement.lemma}"
        for name in _noun_classes(announcement.lemma):
            yield f"annc={name}"
        for token in tokens[announcement.last : announcement.last + 8]:
            if token.kind == "number" or token.text in ":;":
                break
            if _content(token):
                yield f"annw={token.lemma}"
                for cls in _verb_classes(token.lemma) | _deverbal(token.lemma):
                    yield f"annv={cls}"
    if phrase is None or phrase.how not in ("inherited", "elided", "by_place", "dash", "label"):
        return
    names = _noun_classes(phrase.lemma)
    for j in range(k - 1, -1, -1):
        other = sentence.phrases[j]
        if other is None or other.how != "right" or not sentence.quantities[j].open:
            continue
        numeral = sentence.quantities[j].numeral
        begin, end = clause(tokens, numeral.first, numeral.last)
        for _, lemma in sorted(
            verbs(tokens, begin, end), key=lambda item: abs(item[0] - numeral.first)
        )[:2]:
            yield f"av={lemma}"
            for cls in _verb_classes(lemma):
                yield f"avc={cls}"
                for name in names:
                    yield f"avc={cls}&hc={name}"
        return


def _near(tokens: Sequence[Token], quantity: Quantity) -> Iterator[str]:
    first, last = quantity.numeral.first, quantity.numeral.last
    prep = preposition(tokens, first)
    yield f"prep={prep}"
    for k in range(1, 4):
        yield f"l{k}={tokens[first - k].lemma if first >= k else '^'}"
    for k in range(2):
        yield f"r{k + 1}={tokens[last + k].lemma if last + k < len(tokens) else '$'}"
    if first >= 2:
        pair = f"{tokens[first - 2].lemma} {tokens[first - 1].lemma}"
        yield f"ll={pair}"
    for side, span in (
        ("L", tokens[max(0, first - WINDOW) : first]),
        ("R", tokens[last : last + WINDOW]),
    ):
        for token in span:
            if _content(token):
                yield f"{side}={token.lemma}"
                for name in _noun_classes(token.lemma):
                    yield f"{side}c={name}"
    window = " ".join(token.lower for token in tokens[max(0, first - 8) : first])
    for part in PARTS:
        if part in window:
            yield "part"
            break


def _wide(sentence: Sentence, quantity: Quantity) -> Iterator[str]:
    numeral = quantity.numeral
    for i, token in enumerate(sentence.tokens):
        if _content(token) and not numeral.first <= i < numeral.last:
            yield f"s={token.lemma}"
    tokens = sentence.tokens
    depth = 0
    for token in tokens[: numeral.first]:
        depth += (token.text == "(") - (token.text == ")")
    if depth > 0:
        yield "bracketed"
    letters = sum(token.kind == "word" for token in tokens)
    numbers = sum(token.kind == "number" for token in tokens)
    if numbers > letters:
        yield "tabular"
    if len(tokens) < 6:
        yield "short"


def _around(paragraph: Paragraph, index: int) -> Iterator[str]:
    """Yield the words of the sentence before, the headings, and what the sentence opens with."""
    sentence = paragraph.sentences[index]
    before: Sentence | None = paragraph.sentences[index - 1] if index else None
    if before is None and paragraph.before is not None and paragraph.before.sentences:
        before = paragraph.before.sentences[-1]
        yield "first_sentence"
    if before is not None:
        for token in before.tokens[:60]:
            if _content(token):
                yield f"p={token.lemma}"
        for _, lemma in verbs(before.tokens, 0, len(before.tokens))[-2:]:
            for cls in _verb_classes(lemma):
                yield f"pvc={cls}"
    for heading in paragraph.headings:
        for word in heading.lower().split()[:12]:
            yield f"h={lemma_of(word.strip('.,:;«»()'))}"
    for token in sentence.tokens[:2]:
        yield f"open={token.lemma}"


def _topic(paragraph: Paragraph, index: int) -> Iterator[str]:
    """Yield the noun classes of the two sentences before: what the text is about."""
    earlier = paragraph.sentences[max(0, index - 2) : index]
    if len(earlier) < 2 and paragraph.before is not None:
        earlier = paragraph.before.sentences[-(2 - len(earlier)) :] + earlier
    for back, sentence in enumerate(reversed(earlier), 1):
        for token in sentence.tokens[:60]:
            if token.kind == "word" and token.reading.pos == "NOUN":
                for name in _noun_classes(token.lemma):
                    yield f"t{back}c={name}"


def _counted(sentence: Sentence) -> list[tuple[str, str]]:
    """List what the open numbers of a sentence count: lemma and where it stood."""
    return [
        (phrase.lemma, phrase.how)
        for quantity, phrase in zip(sentence.quantities, sentence.phrases, strict=True)
        if quantity.open and phrase is not None
    ]


def _neighbours(paragraph: Paragraph, index: int, k: int) -> Iterator[str]:
    """Yield what the numbers before and after this one count, and the head of its chain."""
    sentence = paragraph.sentences[index]
    for step, name in ((-1, "prev"), (1, "next")):
        j = k + step
        while 0 <= j < len(sentence.quantities) and not sentence.quantities[j].open:
            j += step
        if 0 <= j < len(sentence.quantities):
            other = sentence.phrases[j]
            lemma = other.lemma if other else "none"
            yield f"{name}={lemma}"
            for cls in _noun_classes(lemma) or ("?",):
                yield f"{name}c={cls}"
        else:
            yield f"{name}=$"
    earlier = [
        (phrase.lemma, phrase.how)
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
        yield f"chain={anchors[-1]}"
        for cls in _noun_classes(anchors[-1]):
            yield f"chainc={cls}"
        for cls in _noun_classes(anchors[0]):
            yield f"chain0c={cls}"


def features(paragraph: Paragraph, index: int, k: int) -> list[str]:
    """Give the features of quantity ``k`` of sentence ``index``, each name once."""
    sentence = paragraph.sentences[index]
    quantity, phrase = sentence.quantities[k], sentence.phrases[k]
    tokens = sentence.tokens
    found: dict[str, None] = {}
    for group in (
        _form(quantity, tokens), _head(phrase, tokens), _verbs(tokens, quantity, phrase),
        _acts(tokens, quantity, phrase), _anchor(sentence, k),
        _near(tokens, quantity), _wide(sentence, quantity), _around(paragraph, index),
        _neighbours(paragraph, index, k), _topic(paragraph, index),
    ):  # fmt: skip
        for name in group:
            found[name] = None
    return list(found)
