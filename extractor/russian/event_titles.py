"""Titles in quotes that name events: behind their noun, or alone (``на «Чистый берег» пришли``)."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from operator import attrgetter

from extractor.candidates import Field
from extractor.russian.event_names import nominative
from extractor.russian.naming import may_modify, modified_forms
from extractor.russian.phrases import is_adjective, is_noun
from extractor.russian.titles import QUOTE
from extractor.russian.tokens import Token

GAP = 30
"""Characters between the noun of an event and its title: ``акции по сбору вещей «Дари добро»``."""
SPEECH = 60
"""Characters from which what stands in quotes may be said, not named."""
IN = frozenset({"в", "во", "на", "по"})
"""Prepositions that stand before the title of an event or, ``по``, of what helps."""
JOINING = frozenset({",", "и"})
START = attrgetter("start")


def around(text: str, tokens: Sequence[Token], i: int, titles: Sequence[Field]) -> Field | None:
    """Give the title whose noun a token is, in the nominative: ``от «Зарницы»``."""
    start = tokens[i].start
    title = next((t for t in titles if t.start <= start < t.end <= t.start + SPEECH), None)
    if title is None:
        return None
    first = bisect_left(tokens, title.start, key=START)
    head = _head(tokens, first, title)
    return _nominative(text, tokens, first, i, title) if head == i else None


def behind(text: str, noun: Token, titles: Sequence[Field]) -> Field | None:
    """Give the title behind a noun, if no mark parts them."""
    for title in titles:
        gap = text[noun.end : title.start]
        if title.start >= noun.end and len(gap) <= GAP:
            plain = all(char.isalpha() or char in ' -«"„“' for char in gap)
            return title if plain else None
    return None


def alone(
    text: str, tokens: Sequence[Token], titles: Sequence[Field], said: Container[int]
) -> Iterator[Field]:
    """Yield the titles that stand where an event would, with no noun before them.

    A row goes on as it began: ``отряды «Эхо», «Искра»`` are none, ``конкурсы «Дом», «Двор»``
    are. ``said`` are the starts of those that have their noun.
    """
    last, goes_on = 0, False
    for title in titles:
        first = bisect_left(tokens, title.start, key=START)
        at = first - 1
        while at >= 0 and QUOTE.fullmatch(tokens[at].text):
            at -= 1
        before = tokens[at] if at >= 0 else None
        row = at > 0 and tokens[at].text in JOINING and 0 <= tokens[at - 1].start - last <= 1
        head = _head(tokens, first, title)
        noun = None if head is None else tokens[head]
        stands = goes_on if row else _is_free(before, noun)
        free = title.start not in said and stands and _names(title)
        if free:
            yield title if head is None else _shown(text, tokens, first, head, title, before)
        last, goes_on = title.end, free or title.start in said


def _names(title: Field) -> bool:
    """Tell a name from what is said: it is short and opens with a capital."""
    return len(title.value) <= SPEECH and not title.value[:1].islower()


def _is_free(before: Token | None, noun: Token | None) -> bool:
    """Tell whether what stands before a title leaves it to be an event of its own.

    An adjective of its noun does (``музейная «Ночь искусств»``), another word may not.
    """
    if before is None or before.lower in IN:
        return True
    if before.kind == "mark":
        return before.text not in (",", "(", ")")
    if noun is None or is_noun(before) or not is_adjective(before):
        return False
    return may_modify(before, modified_forms(noun))


def _head(tokens: Sequence[Token], first: int, title: Field) -> int | None:
    """Give the noun that a title opens with, behind its adjectives, if it does."""
    head = first
    while head < len(tokens) and tokens[head].end <= title.end:
        if is_noun(tokens[head]):
            return head
        if not is_adjective(tokens[head]):
            return None
        head += 1
    return None


def _shown(
    text: str, tokens: Sequence[Token], first: int, head: int, title: Field, before: Token | None
) -> Field:
    """Put a title in an oblique case into the nominative: ``в «Чистых берегах»``."""
    cases = {case for case, _ in modified_forms(tokens[head])}
    behind_word = before is not None and before.kind == "word"
    oblique = "nomn" not in cases or (behind_word and "loct" in cases)
    return _nominative(text, tokens, first, head, title) if oblique else title


def _nominative(text: str, tokens: Sequence[Token], first: int, head: int, title: Field) -> Field:
    """Put the noun of a title and its adjectives into the nominative; the rest stays."""
    named = nominative(tokens, first, head, head + 1)
    rest = text[tokens[head].end : title.end]
    blank = " " if rest[:1].isspace() else ""
    value = named[:1].upper() + named[1:] + blank + " ".join(rest.split())
    return Field(value, title.start, title.end)
