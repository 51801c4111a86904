"""Features of what a number counts and of the verbs and nouns of action that govern it."""

from collections.abc import Iterator, Sequence

from extractor.russian.context import Sentence
from extractor.russian.labels import announced
from extractor.russian.phrases import Phrase, is_noun
from extractor.russian.quantities import Quantity
from extractor.russian.tokens import Token
from extractor.russian.wordlists import noun_classes, sections

BESIDE = frozenset({"label", "subject", "announced", "fronted", "dash"})
"""Ways of counting in which the noun's number need not agree with the value."""


def verb_classes(lemma: str) -> frozenset[str]:
    """Give the classes of a verb."""
    return sections("verb_classes").get(lemma, frozenset())


def deverbal(lemma: str) -> frozenset[str]:
    """Give the classes of a noun of action."""
    return sections("deverbal_nouns").get(lemma, frozenset())


def is_content(token: Token) -> bool:
    """Tell a word that carries meaning from a preposition, conjunction or particle."""
    return token.kind == "word" and token.reading.pos not in ("PREP", "CONJ", "PRCL")


def with_classes(group: str, lemma: str) -> tuple[str, ...]:
    """Give a word of a group of features, and its classes as a noun."""
    names = noun_classes(lemma)
    word = f"{group}={lemma}"
    return (word, *[f"{group}c={name}" for name in names]) if names else (word,)


def head(phrase: Phrase | None, quantity: Quantity, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the counted noun, its modifiers and complement, and their classes."""
    if phrase is None:
        yield "head=none"
        return
    yield f"head={phrase.meaning}"
    yield f"how={phrase.how}"
    yield f"hend={phrase.meaning[-4:]}"
    if phrase.meaning != phrase.lemma:
        yield f"raw={phrase.lemma}"
    names = noun_classes(phrase.meaning)
    for name in names or ("?",):
        yield f"hc={name}"
        yield f"hc={name}&how={phrase.how}"
    if phrase.above is not None:
        yield from with_classes("above", phrase.above.lemma)
    if phrase.how == "inherited":
        return
    if phrase.how in BESIDE:
        number = tokens[phrase.head].reading.number
        many = "one" if quantity.numeral.value == 1 else "many"
        yield f"hn={number}"
        for name in names or ("?",):
            yield f"hn={number}&{many}&hc={name}"
    for token in tokens[phrase.first : phrase.head]:
        if token.kind == "word":
            yield f"adj={token.lemma}"
    for token in tokens[phrase.head + 1 : phrase.head + 5]:
        if token.kind == "word" and is_noun(token):
            yield f"comp={token.lemma}"
            for name in noun_classes(token.lemma):
                yield f"compc={name}"
                for own in names:
                    yield f"hc={own}&compc={name}"
            break


def verbs_around(sentence: Sentence, quantity: Quantity, phrase: Phrase | None) -> Iterator[str]:
    """Yield the verbs of the clause by side, and how they meet the counted noun."""
    numeral, tokens = quantity.numeral, sentence.tokens
    begin, end = sentence.clause(numeral)
    found = sentence.verbs(begin, end)
    names = noun_classes(phrase.meaning) if phrase else frozenset()
    left = [item for item in found if item[0] < numeral.first]
    right = [item for item in found if item[0] >= numeral.last]
    if not found:
        yield "verb=none"
        outside = sentence.verbs(0, begin)
        if outside:
            yield f"vo={outside[-1][1]}"
            for cls in verb_classes(outside[-1][1]):
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
            for cls in verb_classes(lemma) or ("?",):
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
    for i, token in enumerate(tokens[begin:end], begin):
        if first <= i < last or not is_content(token):
            continue
        side = "cl" if i < first else "cr"
        reading = token.reading
        if not is_noun(token):
            yield f"{side}={reading.lemma}"
            continue
        yield from with_classes(side, reading.lemma)
        if nominative and reading.case == "nomn" and i < first:
            nominative = False
            yield from with_classes("subj", reading.lemma)


def acts(sentence: Sentence, quantity: Quantity, phrase: Phrase | None) -> Iterator[str]:
    """Yield the nearest noun of action left and right of the number, and their classes."""
    numeral, tokens = quantity.numeral, sentence.tokens
    begin, end = sentence.clause(numeral)
    names = noun_classes(phrase.meaning) if phrase else frozenset()
    left = range(numeral.first - 1, begin - 1, -1)
    skip = phrase.head if phrase is not None and phrase.how == "right" else numeral.last
    right = range(max(numeral.last, skip + 1), end)
    for side, indexes in (("l", left), ("r", right)):
        for i in indexes:
            found = deverbal(tokens[i].lemma) if tokens[i].kind == "word" else frozenset()
            if found:
                yield f"act{side}={tokens[i].lemma}"
                for cls in found:
                    yield f"act{side}c={cls}"
                    for name in names or ("?",):
                        yield f"act{side}c={cls}&hc={name}"
                break


def leaning(sentence: Sentence, k: int) -> Iterator[str]:
    """Yield the announcement of a number, and the verbs of the one whose noun it takes over."""
    phrase, tokens = sentence.phrases[k], sentence.tokens
    announcement = announced(tokens, sentence.quantities[k].numeral.first)
    if announcement is not None:
        yield from with_classes("ann", announcement.lemma)
        for token in tokens[announcement.last : announcement.last + 8]:
            if token.kind == "number" or token.text in ":;":
                break
            if is_content(token):
                yield f"annw={token.lemma}"
                for cls in verb_classes(token.lemma) | deverbal(token.lemma):
                    yield f"annv={cls}"
    if phrase is None or phrase.how not in ("inherited", "elided", "by_place", "dash", "label"):
        return
    names = noun_classes(phrase.meaning)
    for j in range(k - 1, -1, -1):
        other = sentence.phrases[j]
        if other is None or other.how != "right" or not sentence.quantities[j].open:
            continue
        numeral = sentence.quantities[j].numeral
        begin, end = sentence.clause(numeral)
        for _, lemma in sorted(
            sentence.verbs(begin, end), key=lambda item: abs(item[0] - numeral.first)
        )[:2]:
            yield f"av={lemma}"
            for cls in verb_classes(lemma):
                yield f"avc={cls}"
                for name in names:
                    yield f"avc={cls}&hc={name}"
        return
