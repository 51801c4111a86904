"""What each number of a sentence counts: its own noun, or the one it takes over from another."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.russian import labels, phrases
from extractor.russian.morphology import readings
from extractor.russian.numerals import DASHES
from extractor.russian.phrases import Phrase, is_adjective
from extractor.russian.quantities import Quantity
from extractor.russian.tokens import Token
from extractor.russian.wordlists import BODIES, PEOPLE, each, noun_classes, table

if TYPE_CHECKING:
    from extractor.russian.context import Sentence

HANDS = 2
"""Sentences over which a noun is handed on."""
BRACKET = 9
"""Tokens of a bracket that may stand between a number and its noun."""
GENERAL = frozenset({"человек", "единица", "штука", "лицо", "экземпляр", "чел", "ед"})
"""Heads that count without saying what; a label or announcement says it better."""
TIME = frozenset({"год", "месяц", "квартал", "полугодие", "время", "период", "сегодня", "день"})

UNCOUNTED = each("uncounted_nouns")
"""Nouns that no number of any type counts."""
TERRITORIES = frozenset({row[0] for row in table("territories")}) | {"сп", "облцентр", "гп", "мо"}
PRONOUNS = frozenset({"который", "такой", "они", "он", "она", "весь", "все", "остальной", "этот"})


def is_uncounted(phrase: Phrase | None) -> bool:
    """Tell a number right before a noun of what is no fact: ``5 коров``, ``12 договоров``."""
    return phrase is not None and phrase.how == "right" and phrase.meaning in UNCOUNTED


def phrases_of(sentence: "Sentence") -> list[Phrase | None]:
    """Find what each number counts: right of it, in its label, as a subject, or earlier."""
    if sentence.closed is not None or not sentence.quantities:
        return [None] * len(sentence.quantities)
    for earlier in reversed(list(_leaned_on(sentence))):
        _ = earlier.phrases  # made from the first on: each would make the one before, ever deeper
    found: list[Phrase | None] = []
    last = noun = _inheritance(sentence)
    for quantity, phrase in zip(sentence.quantities, sentence.own_phrases, strict=True):
        placed = phrase is not None and _names_place(phrase)
        if phrase is not None and last is not None and _names_part(sentence, phrase, last):
            phrase = None
        bare = phrase is not None and _bare_adjective(sentence.tokens, phrase)
        if quantity.open and (phrase is None or placed) and last is not None:
            phrase = last._replace(how="by_place" if placed else "inherited", above=last.above)
        elif phrase is not None and bare and last is not None:
            head = last if noun is None or _agree(phrase, last) else noun
            phrase = phrase._replace(lemma=head.lemma, how="elided", above=head)
        if phrase is not None and phrase.above is not None and phrase.above.how == "elided":
            phrase = phrase._replace(above=phrase.above.above)
        handed_on = phrase is not None and quantity.kind == "count" and not placed and not bare
        if handed_on and phrase is not None and phrase.how not in ("inherited", "elided"):
            last = phrase
            noun = phrase if phrase.how == "right" else noun
        found.append(phrase)
    return _looked_ahead(sentence.tokens, found)


def _looked_ahead(tokens: list[Token], found: list[Phrase | None]) -> list[Phrase | None]:
    """Give adjectives the noun that closes their row: ``15 средних, 3 основных, 1 малая школа``."""
    told = list(found)
    for i in range(len(told) - 2, -1, -1):
        own, behind = told[i], told[i + 1]
        if own is None or behind is None or own.how != "right" or own.above is not None:
            continue
        if behind.how not in ("right", "elided") or behind.tokens is not own.tokens:
            continue
        row = _bare_adjective(tokens, own) and is_adjective(tokens[behind.first])
        if row and tokens[own.last : own.last + 1] and tokens[own.last].text in (",", "и"):
            noun = behind.above or behind
            told[i] = own._replace(lemma=noun.lemma, how="elided", above=noun)
    return told


def _names_part(sentence: "Sentence", phrase: Phrase, whole: Phrase) -> bool:
    """Tell a label that says which part, not what: ``15 членов: образование – 8``.

    It stands behind a colon, and names one thing: a field, a means, or a single body whose
    people are counted (``1486 учащихся: ДМШ № 2 – 304``).
    """
    head = phrase.tokens[phrase.head]
    if phrase.how != "label" and not (phrase.how == "fronted" and head.reading.pos == "ABBR"):
        return False
    whole_in_sentence = whole.tokens is phrase.tokens
    begin = whole.head if whole_in_sentence else 0
    if not any(t.text == ":" for t in phrase.tokens[begin : phrase.first]):
        return False
    names = noun_classes(phrase.lemma)
    if head.reading.number == "plur" and names - {"thing", "abstract"}:
        return False
    if names & BODIES:
        return bool(noun_classes(whole.meaning) & PEOPLE)
    return not names & (PEOPLE | {"money"})


def _agree(adjective: Phrase, label: Phrase) -> bool:
    """Tell whether an adjective can lean on a label: ``Школ – 12, средних – 8``.

    It cannot in ``ветеранские – 11, инвалидов – 6, молодёжные – 14``: the cases differ.
    """
    if label.how != "label":
        return True
    cases = {r.case for r in readings(label.tokens[label.head].lower) if r.pos == "NOUN"}
    own = {r.case for r in readings(adjective.tokens[adjective.head].lower)}
    return bool(cases & own & {"nomn", "gent"})


def _names_place(phrase: Phrase) -> bool:
    """Tell a label that says where, not what (``Чайковский – 8``, ``Фокинское СП – 4``)."""
    if phrase.how not in ("label", "dash"):
        return False
    token = phrase.tokens[phrase.head]
    territory = phrase.lemma in TERRITORIES
    capital = token.text[:1].isupper() and phrase.head > 0
    return territory or (capital and any("Geox" in r.other for r in readings(token.lower)))


def _leaned_on(sentence: "Sentence") -> Iterator["Sentence"]:
    """Give the sentences before whose phrases are still to be made for this one's."""
    one, empty = sentence.before, 0
    while one is not None and one.closed is None and empty < HANDS and not one.knows_phrases:
        yield one
        empty = 0 if one.quantities else empty + 1
        one = one.before


def _inheritance(sentence: "Sentence") -> Phrase | None:
    """Give the phrase that the sentence before hands on: its last one with a noun.

    A sentence that leaves the noun out itself (``Всего их 3992.``) hands on what it got,
    and so does one that names parts only.
    """
    before = sentence.before
    for _ in range(HANDS):
        if before is None or before.closed is not None:
            return None
        counted = [p for p in before.phrases if p is not None]
        named = [
            p for p in counted if p.how in ("right", "label") and not _bare_adjective(p.tokens, p)
        ]
        if named:
            return named[-1]
        if any(p is not None for p in before.own_phrases):
            return next((p for p in reversed(counted) if p.how == "inherited"), None)
        before = before.before
    return None


def own_phrase(tokens: list[Token], quantity: Quantity) -> Phrase | None:
    """Read the phrase of one number from its own surroundings."""
    first, last = _slashed(tokens, quantity.numeral.first, quantity.numeral.last)
    before = tokens[first - 1].text if first else ""
    phrase = phrases.right(tokens, last)
    marked = labels.label(tokens, first)
    if phrase is None and last < len(tokens) and tokens[last].text in DASHES and not marked:
        phrase = phrases.right(tokens, last + 1)
        phrase = phrase._replace(how="dash") if phrase and before not in DASHES else None
    if phrase is None or (marked and _bare_adjective(tokens, phrase)):
        phrase = marked or labels.subject(tokens, first) or phrase
    if phrase is None or phrase.lemma in TIME | PRONOUNS:
        phrase = labels.fronted(tokens, first) or labels.announced(tokens, first)
    if phrase is None or phrase.lemma in TIME | PRONOUNS:
        phrase = _behind_bracket(tokens, last)
    if phrase is None:
        return None
    if phrase.lemma in GENERAL:
        better = labels.announced(tokens, first) or marked or labels.subject(tokens, first)
        if better is not None and better.lemma not in TIME | GENERAL | PRONOUNS:
            phrase = phrase._replace(above=better._replace(tokens=tokens))
    return phrase._replace(tokens=tokens)


def _behind_bracket(tokens: list[Token], last: int) -> Phrase | None:
    """Read the noun of two numbers of which one is in brackets: ``948 (2014 год – 308) рейдов``.

    It is a genitive plural: a subject would be the next clause's.
    """
    close = next(
        (i for i in range(last, min(last + BRACKET, len(tokens))) if tokens[i].text == ")"), 0
    )
    if not close or (tokens[last].text != "(" and close != last):
        return None
    inside = tokens[last:close]
    if inside and all(token.kind != "number" for token in inside):
        return None
    found = phrases.right(tokens, close + 1)
    if found is None:
        return None
    read = readings(tokens[found.head].lower)
    return found if any(r.case == "gent" and r.number == "plur" for r in read) else None


def _slashed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Give the range of a whole series by slashes: what stands around it is of each number."""
    while first > 1 and tokens[first - 1].text == "/" and tokens[first - 2].kind == "number":
        first -= 2
        while first > 0 and tokens[first - 1].kind == "number":
            first -= 1
    while last + 1 < len(tokens) and tokens[last].text == "/" and tokens[last + 1].kind == "number":
        last += 2
        while last < len(tokens) and tokens[last].kind == "number":
            last += 1
    return first, last


def _bare_adjective(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Tell a phrase without a noun of its own (``10 средних``)."""
    token = tokens[phrase.head]
    adjective = token.reading.pos in ("ADJF", "PRTF") and not phrases.is_noun(token)
    return adjective and phrase.lemma not in phrases.SUBSTANTIVES
