"""Where number words, and the beginnings of some others, stand in a text: found in one pass.

The text is looked at once a document, not once a paragraph: an automaton over all stems
runs at a hundred million characters a second, a case-blind regular expression at a few.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from extractor.russian import work
from extractor.russian.wordlists import table, words

LETTERS = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
KEPT = 2
"""Texts whose stems are kept: the document that is read, and the one before."""
SHORT = 500
"""Characters up to which a text is a heading rather than a document."""
KEPT_HEADINGS = 64
LISTS = ("charity", "giving")
NUMBERS = "numbers"
"""The list of the words that can be part of a number, each as a whole."""


@cache
def _automaton() -> Any:
    """Make the automaton of number words and the lists ``data/NAME_stems.txt``.

    A stem may stand in several.
    """
    import ahocorasick

    lists: dict[str, list[str]] = {row[0]: [NUMBERS] for row in table("numerals")}
    for name in LISTS:
        for stem in words(f"{name}_stems"):
            lists.setdefault(stem, []).append(name)
    automaton = ahocorasick.Automaton()
    for stem, names in lists.items():
        automaton.add_word(stem, (len(stem), names))
    automaton.make_automaton()
    return automaton


def lowered(text: str) -> str:
    """Lower a text, character by character where lowering would change its length.

    That of a document is kept: lowering costs more than looking a text through.
    """
    return _kept(text) if len(text) > SHORT else _lower(text)


def _lower(text: str) -> str:
    work.done["lowered"] += len(text) > SHORT
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


_kept = lru_cache(KEPT)(_lower)


def _search(text: str) -> dict[str, list[int]]:
    lower = lowered(text)
    places: dict[str, list[int]] = {name: [] for name in (*LISTS, NUMBERS)}
    for last, (length, names) in _automaton().iter(lower):
        start = last - length + 1
        if start and lower[start - 1] in LETTERS:
            continue
        for name in names:
            if name != NUMBERS or lower[last + 1 : last + 2] not in LETTERS:
                places[name].append(start)
    return {name: sorted(found) for name, found in places.items()}


_of_text = lru_cache(KEPT)(_search)
_of_heading = lru_cache(KEPT_HEADINGS)(_search)


def places(text: str, name: str) -> Sequence[int]:
    """List where words of a document begin with a stem of the list ``name``, in order."""
    return _of_text(text)[name]


def in_heading(heading: str, name: str) -> bool:
    """Tell whether a word of a heading begins with a stem of the list ``name``."""
    return bool(_of_heading(heading)[name])


def among(found: Sequence[int], start: int, end: int) -> bool:
    """Tell whether one of the sorted places lies in ``start:end``."""
    at = bisect_left(found, start)
    return at < len(found) and found[at] < end
