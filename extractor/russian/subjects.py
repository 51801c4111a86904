"""What a number of a given type counts: the nearest noun that such a number can count.

The noun that a number stands with may be a place, a means or a giver (``трое – КПРФ``,
``на лекарства – 12``); a number of people counts people all the same.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from extractor.russian.context import Sentence
from extractor.russian.counted import GENERAL
from extractor.russian.event_kinds import HELP
from extractor.russian.labels import announced
from extractor.russian.morphology import agreeing, readings
from extractor.russian.numerals import DASHES, FORMS
from extractor.russian.phrases import (
    SUBSTANTIVES,
    Phrase,
    forms_of,
    is_adjective,
    is_noun,
    noun_reading,
    right,
)
from extractor.russian.tokens import Token
from extractor.russian.wordlists import BODIES, PEOPLE, noun_classes

COUNTED = {
    "organization_count": BODIES,
    "membership_count": PEOPLE,
    "council_size": PEOPLE | {"business"},
    "program_beneficiaries": PEOPLE | BODIES | {"project"},
    "participation_count": PEOPLE,
    "activity_count": frozenset({"activity"}),
    "personnel_count": PEOPLE,
}
"""Classes of nouns that a number of a type can count; a noun by a number of people may name
a body too."""
NEVER = {"council_size": frozenset({"thing", "body", "territory"})}
"""Classes that even the noun right behind a number of a type does not name."""
HELPED, WHO = "program_beneficiaries", "who"
"""A type whose people the text calls by what they are, and the search for that."""
NAMED = COUNTED | {"council_size": frozenset({"member"}), WHO: PEOPLE - {"family"}}
"""Classes of nouns before a number that it may count; people at large are no members."""
ANYBODY = frozenset({"человек", "чел"})
"""People of whom nothing is said."""
SEATS = frozenset({"место", "мандат", "кресло"})
TIMES = "раз"
"""What counts how often something was done."""
OPENING = frozenset({",", ";", ":", ".", "(", "и", "-", "–", "—", "•"})
"""What stands before an adjective that has left out its noun."""
OF_THEM = frozenset({"из", "них"})
"""What may stand between such an adjective and its number."""
ROW = re.compile(r"[\w»)%.]\t")
SENTENCES = {WHO: 1}
"""Sentences before the own one that may name what is counted; two for other types."""


def subject(sentence: Sentence, k: int, type_: str) -> Phrase | None:
    """Give what number ``k`` counts: its own phrase, or the nearest before that fits its type.

    A noun before its number has its adjectives, one from elsewhere the number's own.
    """
    found = _noun(sentence, k, type_)
    if found is not None and found.how == "fronted":
        fits = partial(_describes, gender=noun_reading(found.tokens[found.head]).gender)
        return found._replace(first=_front(found.tokens, found.head, fits))
    return with_own_adjective(sentence, k, found) if found is not None else None


def _noun(sentence: Sentence, k: int, type_: str) -> Phrase | None:
    own = sentence.phrases[k]
    if own is not None and own.tokens is not sentence.tokens and _is_row(sentence):
        own = None
    if type_ not in COUNTED:
        return own
    if own is None or not _fits(own, type_):
        return next(_earlier(sentence, k, type_), None)
    better = _shared(sentence, k, own) or _announced(sentence, k, own) or _done(sentence, k, own)
    if better is not None:
        return better
    if own.how == "elided" and own.above is not None and _is_foreign(own.lemma, type_):
        noun_ = next(_earlier(sentence, k, type_), None)
        return own._replace(lemma=noun_.lemma, above=noun_) if noun_ else own
    if type_ == HELPED and own.meaning in ANYBODY and own.last - own.first == 1:
        return next(_earlier(sentence, k, WHO), own)
    return own


def _shared(sentence: Sentence, k: int, own: Phrase) -> Phrase | None:
    """Give an adjective the noun of the number that ``и`` joins to its own.

    ``12 предприятий, 42 фермерских и 60 личных хозяйств``: the 42 are ``хозяйства``.
    """
    behind = sentence.phrases[k + 1] if k + 1 < len(sentence.phrases) else None
    if own.how != "elided" or behind is None or behind.how != "right":
        return None
    tokens, first = sentence.tokens, sentence.quantities[k + 1].numeral.first
    joined = own.last + 1 == first and tokens[own.last].text == "и"
    if not joined or own.tokens is not tokens or not _describes_one(tokens, behind):
        return None
    return own._replace(lemma=behind.lemma, above=behind)


def _announced(sentence: Sentence, k: int, own: Phrase) -> Phrase | None:
    """Give a unit what was announced with an adjective: ``юридических лиц – 300 единиц``."""
    if own.how != "right" or own.lemma not in GENERAL or own.above is not None:
        return None
    found = announced(sentence.tokens, sentence.quantities[k].numeral.first)
    if (
        found is None
        or found.lemma not in GENERAL - ANYBODY
        or not _describes_one(sentence.tokens, found)
    ):
        return None
    return found._replace(tokens=sentence.tokens)


def _done(sentence: Sentence, k: int, own: Phrase) -> Phrase | None:
    """Give what happened so many times: the nearest event of the clause, in the nominative first.

    ``Ярмарки проводились 21 раз``: the 21 are ``ярмарки``.
    """
    if own.how != "right" or own.lemma != TIMES:
        return None
    tokens, first = sentence.tokens, sentence.quantities[k].numeral.first
    begin, end = sentence.clause(sentence.quantities[k].numeral)
    events = [j for j in range(begin, end) if _names(tokens[j], "activity_count")]
    near = sorted(events, key=lambda j: (not _is_subject(tokens[j]), abs(j - first)))
    return next((found for j in near if (found := phrase_at(tokens, j))), None)


def _is_subject(token: Token) -> bool:
    """Tell a noun that can stand in the nominative or accusative."""
    return any(case in ("nomn", "accs") for case, _ in forms_of(token))


def _describes_one(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Tell a noun that has an adjective of its own."""
    return phrase.head > phrase.first and _modifies(tokens[phrase.first])


def _fits(phrase: Phrase, type_: str) -> bool:
    """Tell whether a number of a type can count what a phrase names."""
    names = noun_classes(phrase.meaning) | noun_classes(phrase.lemma)
    reading = phrase.tokens[phrase.head].reading
    if phrase.lemma in SEATS:
        return False
    if type_ == HELPED and phrase.lemma in HELP and phrase.how != "right":
        return False
    if phrase.how in ("right", "elided"):
        return not names & (NEVER.get(type_, frozenset()) | {"money"})
    if not names:
        people = reading.animacy == "anim" and "person" in COUNTED[type_]
        return people or (phrase.how != "inherited" and reading.number == "plur")
    beside = BODIES if "person" in COUNTED[type_] and type_ not in NEVER else frozenset()
    return bool(names & (COUNTED[type_] | beside))


def _earlier(sentence: Sentence, k: int, type_: str) -> Iterator[Phrase]:
    """Give the phrases before a number that fit its type, nearest first."""
    back = 0 if _is_row(sentence) else SENTENCES.get(type_, 2)
    return nouns_before(sentence, k, back, lambda token: _names(token, type_))


def nouns_before(
    sentence: Sentence, k: int, back: int, fits: Callable[[Token], bool]
) -> Iterator[Phrase]:
    """Yield the phrases of nouns that fit before number ``k``, nearest first.

    Those of ``back`` sentences before are among them.
    """
    before: Sentence | None = sentence
    until: int | None = sentence.quantities[k].numeral.first
    for _ in range(back + 1):
        if before is None:
            return
        tokens = before.tokens
        for j in reversed(range(len(tokens[:until]))):
            found = phrase_at(tokens, j) if fits(tokens[j]) else None
            if found is not None:
                yield found
        before, until = before.before, None


def _is_row(sentence: Sentence) -> bool:
    """Tell a row of a table, to which the row before hands nothing on; no bullet makes one."""
    return ROW.search(sentence.text, sentence.start, sentence.end) is not None


def phrase_at(tokens: list[Token], j: int) -> Phrase | None:
    """Give the phrase whose head is the noun at ``j``, with the adjectives before it."""
    found = right(tokens, _front(tokens, j, _modifies))
    if found is None or found.head != j:
        return None
    return found._replace(tokens=tokens, how="inherited")


def _front(tokens: Sequence[Token], j: int, fits: Callable[[Token], bool]) -> int:
    """Give where the adjectives that stand before token ``j``, and that ``fits``, begin."""
    while j > 0 and fits(tokens[j - 1]):
        j -= 1
        if j > 1 and tokens[j - 1].text == "и" and fits(tokens[j - 2]):
            j -= 1
    return j


def with_own_adjective(sentence: Sentence, k: int, noun: Phrase) -> Phrase:
    """Give a noun from elsewhere the adjectives that stand before its number without one:
    ``организаций 53: ветеранских девять``, ``спектаклей – 46, платных из них – 12``."""
    if noun.how != "inherited":
        return noun
    better = noun.above if noun.above is not None and noun.meaning != noun.lemma else noun
    tokens, last = sentence.tokens, sentence.quantities[k].numeral.first
    while last > 0 and (tokens[last - 1].text in DASHES or tokens[last - 1].lower in OF_THEM):
        last -= 1
    gender = noun_reading(better.tokens[better.head]).gender
    first = _front(tokens, last, partial(_stands_alone, gender=gender))
    opens = first == 0 or tokens[first - 1].text in OPENING
    if first == last or not opens:
        return noun
    return Phrase(first, last, last - 1, better.lemma, "elided", tokens, better)


def _stands_alone(token: Token, gender: str) -> bool:
    """Tell an adjective in the plural that stands for a noun of a gender."""
    plural = token.reading.pos == "ADJF" and token.reading.number == "plur"
    return plural and token.lemma not in SUBSTANTIVES and _describes(token, gender)


def _describes(token: Token, gender: str) -> bool:
    """Tell an adjective that beside a noun of a gender is no noun itself: ``участковый``."""
    if not _modifies(token):
        return False
    form = agreeing(token.lower, frozenset({"nomn", "sing", gender or "masc"}))
    return readings(form)[0].pos != "NOUN"


def _modifies(token: Token) -> bool:
    return is_adjective(token) and token.lower not in FORMS


def _names(token: Token, type_: str) -> bool:
    if not is_noun(token):
        return False
    lemma = noun_reading(token).lemma
    if lemma in {WHO: ANYBODY, HELPED: HELP}.get(type_, ()):
        return False
    return bool(noun_classes(lemma) & NAMED[type_])


def _is_foreign(lemma: str, type_: str) -> bool:
    """Tell a noun that no number of a type counts: ``объединений 12 % … 4 детских``."""
    beside = BODIES if type_ != "organization_count" else frozenset()
    names = noun_classes(lemma)
    return bool(names) and not names & (COUNTED[type_] | beside)
