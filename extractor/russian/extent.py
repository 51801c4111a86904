"""How far the name of a counted thing goes: its complement, and what ``и`` joins to it."""

from collections.abc import Collection, Sequence

from extractor.russian.counted import TERRITORIES
from extractor.russian.distractors import COUNTED_BODIES
from extractor.russian.governed import behind
from extractor.russian.morphology import readings
from extractor.russian.numerals import FORMS
from extractor.russian.phrases import (
    Phrase,
    beside,
    forms_of,
    is_adjective,
    is_noun,
    whole_complement,
)
from extractor.russian.tokens import Token
from extractor.russian.wordlists import PEOPLE, noun_classes


def spread(phrase: Phrase) -> tuple[int, Phrase | None]:
    """Give the index behind a phrase and its complement, and the phrase that ``и`` joins to it.

    A territory is no part of a name: ``школ Мишкинского района`` are schools; the record
    has its place. Only what is counted itself is joined: ``предприятий и учреждений``.
    """
    tokens, head = phrase.tokens, second_half(phrase)
    last = whole_complement(tokens, head, max(phrase.last, head + 1))
    if noun_classes(phrase.lemma):
        last = behind_body(tokens, head, last)
    last = behind(tokens, head, last)
    beside = _beside(phrase, last)
    if beside is None and last > head + 1:
        last = joined_complement(tokens, last)
    if last > head + 1 and _is_territory(tokens[last - 1]):
        last -= 1
        while last > head + 1 and is_adjective(tokens[last - 1]):
            last -= 1
    return last, beside


def joined_complement(tokens: Sequence[Token], last: int) -> int:
    """Give the index behind a noun that ``и`` joins to a complement: ``культуры и спорта``."""
    more = _joined(tokens, last)
    if more is None:
        return last
    both = forms_of(tokens[last - 1]) & forms_of(tokens[more.head])
    return more.head + 1 if any(case == "gent" for case, _ in both) else last


def behind_body(tokens: Sequence[Token], head: int, last: int) -> int:
    """Give the index behind the abbreviation of a body that a bare noun goes with.

    ``last`` is the one behind the noun's complement: ``представителей НКО``, ``субсидии ТСЖ``.
    """
    bare = last == head + 1 < len(tokens)
    return last + 1 if bare and tokens[last].lemma in COUNTED_BODIES else last


def _joined(tokens: Sequence[Token], last: int) -> Phrase | None:
    """Read the phrase that ``и`` joins to what stands before it; one with a number is none."""
    found = beside(tokens, last)
    return None if found is None or tokens[last + 1].lower in FORMS else found


def _beside(phrase: Phrase, last: int) -> Phrase | None:
    tokens = phrase.tokens
    found = _joined(tokens, last)
    if found is None or any(token.reading.pos == "PREP" for token in tokens[phrase.first : last]):
        return None  # it is joined to what the preposition governs
    same_form = forms_of(tokens[phrase.head]) & forms_of(tokens[found.head])
    alike = _alike(phrase.lemma, found.lemma)
    return found._replace(tokens=tokens) if alike and same_form else None


def _alike(lemma: str, other: str) -> bool:
    """Tell nouns that one number can count: ``семей и специалистов``, not ``выездов и команд``."""
    names, others = noun_classes(lemma), noun_classes(other)
    return bool(names and others) and _is_of(names) == _is_of(others)


def _is_of(names: Collection[str]) -> tuple[bool, bool]:
    """Tell people and events from all else."""
    return not PEOPLE.isdisjoint(names), "activity" in names


def second_half(phrase: Phrase) -> int:
    """Give the index of the noun that a spaced hyphen joins to the head, or the head's own.

    ``школа - интернат``: both in one case and number, both people, events, or neither.
    """
    tokens, head = phrase.tokens, phrase.head
    if head + 2 >= len(tokens) or tokens[head + 1].text != "-":
        return head
    second = tokens[head + 2]
    if not (is_noun(second) and second.text.islower()):
        return head
    same_form = forms_of(tokens[head]) & forms_of(second)
    return head + 2 if same_form and _alike(phrase.lemma, second.lemma) else head


def _is_territory(token: Token) -> bool:
    if token.lemma in TERRITORIES:
        return True
    return token.text[:1].isupper() and any("Geox" in r.other for r in readings(token.lower))
