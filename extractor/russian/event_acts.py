"""Events that a verb tells of: ``музей посетили 300 человек``, ``обучено 40 водителей``."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.candidates import Field
from extractor.russian.event_names import first_adjective, in_case, nominative
from extractor.russian.phrases import Phrase, complement, forms_of, is_noun
from extractor.russian.tokens import Token
from extractor.russian.wordlists import noun_classes, table

VERBS = frozenset({"VERB", "INFN", "PRTS", "PRTF"})
GOVERNING = frozenset({"PREP", "NOUN", "NUMR"})
"""What stands before a noun that is not the verb's."""
NOTHING = "-"
LEARNT = frozenset({"школа", "курс"})
"""What is an event by itself where a complement names it: ``школа приёмных родителей``."""


class Act(NamedTuple):
    """What a verb tells: the event's ``noun``, and what it is done to: lemmas and classes."""

    noun: str
    lemmas: frozenset[str]
    classes: frozenset[str]

    def takes(self, lemma: str) -> bool:
        """Tell whether it can be done to what a noun names, or to its first part."""
        names = {lemma, lemma.rpartition("-")[0] or lemma}
        classes = {name for noun in names for name in noun_classes(noun)}
        return not names.isdisjoint(self.lemmas) or not classes.isdisjoint(self.classes)


def _act(noun: str, objects: str) -> Act:
    names = objects.split()
    classes = frozenset(name[1:] for name in names if name[0] == "@")
    return Act(noun, frozenset(name for name in names if name[0] != "@"), classes)


ACTS = {row[0]: _act(row[1], row[2]) for row in table("event_acts")}


def told(
    tokens: Sequence[Token], begin: int, end: int, number: int, counted: Phrase | None
) -> Field | None:
    """Name the event that the verb nearest to token ``number`` tells of, in its clause.

    ``counted`` is what the number counts: that was not visited.
    """
    verbs = [i for i in range(begin, end) if _tells(tokens[i])]
    verb = min(verbs, key=lambda i: abs(i - number), default=-1)
    if verb < 0:
        return None
    act = ACTS[tokens[verb].lemma]
    if NOTHING in act.lemmas:
        return Field(act.noun, tokens[verb].start, tokens[verb].end)
    objects = [i for i in range(begin, end) if _is_object(tokens, i, act, counted)]
    head = min(objects, key=lambda i: abs(i - verb), default=-1)
    return None if head < 0 else _named(tokens, head, act)


def _tells(token: Token) -> bool:
    """Tell a verb that names an event; one that is done to people is told in the passive."""
    act = ACTS.get(token.lemma) if token.reading.pos in VERBS else None
    return act is not None and (NOTHING not in act.lemmas or token.reading.pos == "PRTS")


def _is_object(tokens: Sequence[Token], i: int, act: Act, counted: Phrase | None) -> bool:
    """Tell a noun in the accusative that the act is done to, and not what is counted."""
    token = tokens[i]
    if not is_noun(token) or not act.takes(token.lemma):
        return False
    if counted is not None and counted.tokens is tokens and counted.first <= i < counted.last:
        return False
    first = first_adjective(tokens, i)
    before = tokens[first - 1] if first else None
    if before is not None and (before.kind == "number" or before.reading.pos in GOVERNING):
        return False
    return any(case == "accs" for case, _ in forms_of(token)) or token.reading.pos == "ABBR"


def _named(tokens: Sequence[Token], head: int, act: Act) -> Field | None:
    """Name an act by its noun and what it is done to, a school by itself."""
    first, last = first_adjective(tokens, head), complement(tokens, head)
    if tokens[head].lemma in LEARNT and last > head + 1:
        name = nominative(tokens, first, head, last)
    elif act.noun:
        name = f"{act.noun} {in_case(tokens, first, head, last, 'gent')}"
    else:
        return None
    return Field(name, tokens[first].start, tokens[last - 1].end)
