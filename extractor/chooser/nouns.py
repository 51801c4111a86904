"""What a number may count: the nouns around it and those its type is mostly said of.

Each is an option with features by name, as a number has them for its type.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.candidates import Field, Subject
from extractor.chooser.relations import is_content, verb_classes
from extractor.russian.context import Paragraph, Sentence
from extractor.russian.counted import GENERAL
from extractor.russian.morphology import lemma
from extractor.russian.naming import CHILD, CHILDREN, head
from extractor.russian.phrases import is_adjective, is_noun, noun_reading, substantive
from extractor.russian.tokens import Token
from extractor.russian.wordlists import noun_classes

Usual = Mapping[str, Sequence[str]]
"""The nouns that numbers of a type mostly count, by type."""
NEAR = 5
"""Nouns to either side, and of each sentence before, that are options."""
FAR = 30
"""Tokens over which a noun is one."""
WINDOW = 12
"""Tokens to either side whose words speak for the usual nouns."""
HEADING = 10
"""Words of the heading that do."""
KEPT = 8
"""Sentences whose nouns are kept for their next number."""


class Spot(NamedTuple):
    """Where an option is said: token ``j`` of a sentence."""

    sentence: Sentence
    j: int


class Option(NamedTuple):
    """A noun by its lemma, where it is said around the number, and what speaks for it."""

    lemma: str
    spot: Spot | None
    names: tuple[str, ...]


class Options(NamedTuple):
    """The options of one number.

    ``around`` it speaks for the ``usual`` ones, those that the type is mostly said of.
    """

    type: str
    every: list[Option]
    usual: frozenset[str]
    around: tuple[str, ...]


def said_noun(said: Subject) -> str:
    """Give the noun of what the rules said, empty where they said nothing."""
    return head(said.value if isinstance(said, Field) else said) or ""


def is_plain(sentence: Sentence, k: int, said: str) -> bool:
    """Tell a number that counts the noun behind it, by a word that says what: no other comes."""
    own = sentence.phrases[k]
    behind = own is not None and own.how == "right" and said.endswith(own.lemma)
    return behind and said not in GENERAL


def options(
    paragraph: Paragraph, index: int, k: int, type_: str, said: str, usual: Usual
) -> Options:
    """List what quantity ``k`` of a sentence may count, the noun that the rules ``said`` too."""
    sentence = paragraph.sentences[index]
    names: dict[str, dict[str, None]] = {}
    spots: dict[str, Spot] = {}
    for where, nth, spot in _places(sentence, k):
        noun_ = _lemma(spot.sentence.tokens[spot.j])
        spots.setdefault(noun_, spot)
        found = names.setdefault(noun_, {})
        found.update(dict.fromkeys(_of_place(sentence, k, type_, where, nth, spot, noun_)))
    likely = usual.get(type_, ())
    for noun_ in (*([said] if said else ()), *likely):
        if noun_ not in names:
            names[noun_] = dict.fromkeys(("not here", f"{type_}|not here"))
    phrase = sentence.phrases[k]
    how = phrase.how if phrase else "none"
    every = [
        Option(noun_, spots.get(noun_), (*found, *_of_noun(noun_, type_, said, how)))
        for noun_, found in names.items()
    ]
    return Options(type_, every, frozenset(likely), tuple(_around(paragraph, index, k)))


def joined(options_: Options, option: Option) -> Iterator[str]:
    """Yield all that speaks for an option, what stands around among it."""
    yield from option.names
    if option.lemma in options_.usual:
        for name in options_.around:
            yield f"{options_.type}|{option.lemma}|{name}"


@lru_cache(KEPT)
def _nouns(sentence: Sentence) -> tuple[int, ...]:
    tokens = sentence.tokens
    return tuple(j for j in range(len(tokens)) if is_noun(tokens[j]) or substantive(tokens, j))


def _lemma(token: Token) -> str:
    """Give the lemma that a subject with this head is known by."""
    found = noun_reading(token).lemma
    return CHILD if found in CHILDREN else found


def _places(sentence: Sentence, k: int) -> Iterator[tuple[str, int, Spot]]:
    """Yield the nouns around a number: which side, the how-manieth of it, and where."""
    numeral = sentence.quantities[k].numeral
    first, last = numeral.first, numeral.last
    every = _nouns(sentence)
    left = [j for j in every if first - FAR <= j < first][::-1]
    sides = [("L", sentence, left), ("R", sentence, [j for j in every if last <= j < last + FAR])]
    before = sentence.before
    for where in ("B", "C"):
        if before is not None:
            least = len(before.tokens) - FAR
            sides.append((where, before, [j for j in _nouns(before) if j >= least][::-1]))
            before = before.before
    for where, own, nouns in sides:
        for nth, j in enumerate(nouns[:NEAR]):
            yield where, nth, Spot(own, j)


def _behind(tokens: Sequence[Token], j: int) -> str:
    """Tell what stands before a noun: a preposition by its word, other words by their kind."""
    if j == 0:
        return "^"
    token = tokens[j - 1]
    if token.reading.pos == "PREP":
        return token.lower
    if is_noun(token):
        return "noun"
    return "adjective" if is_adjective(token) else token.reading.pos or token.text[:1]


def _of_place(
    sentence: Sentence, k: int, type_: str, where: str, nth: int, spot: Spot, noun_: str
) -> Iterator[str]:
    """Yield what the place of a noun says for it."""
    tokens = spot.sentence.tokens
    token, phrase = tokens[spot.j], sentence.phrases[k]
    how, relation = "none", "other"
    if phrase is not None:
        how = phrase.how
        for name, other in (("own", phrase), ("above", phrase.above)):
            if other is not None and other.tokens is tokens and other.head == spot.j:
                relation = name
    yield f"{type_}|{where}{nth}"
    yield f"{type_}|{where} {_behind(tokens, spot.j)}"
    yield f"{where} {token.reading.case} {token.reading.number}"
    yield f"{type_}|{relation} {how}"
    yield f"{where}{nth} {how}"
    for name in noun_classes(noun_) or (token.reading.animacy,):
        yield f"{type_}|{where}{nth} {name}"
    if spot.sentence is sentence:
        begin, end = sentence.clause(sentence.quantities[k].numeral)
        yield f"{where} clause {begin <= spot.j < end}"


def _of_noun(noun_: str, type_: str, said: str, how: str) -> Iterator[str]:
    """Yield what a noun says for itself, beside the one that the rules said."""
    classes = noun_classes(noun_) or ("?",)
    yield noun_
    yield f"{type_}|{noun_}"
    if noun_ == said:
        yield "said"
        yield f"{type_}|said {how}"
        yield f"{type_}|said {noun_}"
        for name in classes:
            yield f"{type_}|said {name} {how}"
        return
    yield f"{type_}|{said}>{noun_}"
    for own in noun_classes(said) or ("?",):
        yield f"{type_}|{own}>>{noun_}"
        for name in classes:
            yield f"{type_}|{own}>>>{name}"


def _around(paragraph: Paragraph, index: int, k: int) -> Iterator[str]:
    """Yield the words, verbs and heading around a number, each name once."""
    sentence = paragraph.sentences[index]
    tokens, numeral = sentence.tokens, sentence.quantities[k].numeral
    names: dict[str, None] = {}
    for token in tokens[max(0, numeral.first - WINDOW) : numeral.last + WINDOW]:
        if is_content(token):
            names[f"w={token.lemma}"] = None
            names.update(dict.fromkeys(f"c={name}" for name in noun_classes(token.lemma)))
    found = sentence.verbs(*sentence.clause(numeral))
    if found:
        verb = min(found, key=lambda item: abs(item[0] - numeral.first))[1]
        names[f"v={verb}"] = None
        names.update(dict.fromkeys(f"vc={name}" for name in verb_classes(verb)))
    for word in paragraph.heading.lower().split()[:HEADING]:
        own = lemma(word.strip(".,:;«»()"))
        names[f"h={own}"] = None
        names.update(dict.fromkeys(f"hc={name}" for name in noun_classes(own)))
    return iter(names)
