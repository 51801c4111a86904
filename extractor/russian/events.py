"""Events, charity drives and what helps, as a sentence names them: by title or noun phrase."""

from collections.abc import Sequence
from typing import NamedTuple

from extractor.candidates import Field
from extractor.russian import event_names, event_titles
from extractor.russian.event_kinds import EVENT, NAMED, kinds_at
from extractor.russian.phrases import complement
from extractor.russian.tokens import Token

ALONE = EVENT | {"drive", "help"}
"""What a title that stands alone may name."""


class Event(NamedTuple):
    """An event: its title or name in the nominative, what it is, its ``noun``, whether a title.

    ``kinds`` are of ``event``, ``drive`` (it collects for charity), ``help`` (a programme, its
    money, a service). A title that stands alone has no noun.
    """

    field: Field
    kinds: frozenset[str]
    noun: str
    titled: bool


def find(text: str, tokens: Sequence[Token], titles: Sequence[Field]) -> list[Event]:
    """List the events named among ``tokens``, in order; ``titles`` are those of the sentence."""
    found: list[Event] = []
    end = 0
    for i, token in enumerate(tokens):
        kinds = kinds_at(tokens, i)
        if not kinds or token.start < end:
            continue
        title = event_titles.behind(text, token, titles)
        title = title or event_titles.around(text, tokens, i, titles)
        if title or token.lemma not in NAMED or complement(tokens, i) > i + 1:
            field = title or event_names.name(tokens, i)
            end = max(token.end, field.end if field.start <= token.start else 0)
            found.append(Event(field, kinds, token.lemma, title is not None))
    said = {event.field.start for event in found}
    alone = event_titles.alone(text, tokens, titles, said)
    found += [Event(field, ALONE, "", True) for field in alone]
    return sorted(found, key=lambda event: event.field.start)
