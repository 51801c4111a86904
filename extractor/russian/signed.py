"""Regular expressions that are tried only where a stretch of text holds what they need.

A case-blind pattern runs at a few million characters a second, a look for a few letters at
a billion: most stretches have none of a pattern's signs.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from extractor.candidates import Field
from extractor.russian.stems import lowered


class Stretch(NamedTuple):
    """Characters ``start:end`` of a text, and the same in small letters.

    ``held`` keeps which signs stand in it: many patterns ask for the same ones.
    """

    text: str
    start: int
    end: int
    lower: str
    held: dict[tuple[str, ...], bool]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Stretch":
        """Make one of ``text[start:end]``."""
        return cls(text, start, end, lowered(text)[start:end], {})

    def holds(self, signs: tuple[str, ...]) -> bool:
        """Tell whether one of the signs, in small letters, stands in it."""
        found = self.held.get(signs)
        if found is None:
            found = self.held[signs] = any(map(self.lower.__contains__, signs))
        return found


class Signed:
    """A pattern without regard to case; every match of it holds one of its ``signs``."""

    def __init__(self, pattern: str, *signs: str) -> None:
        self._pattern = re.compile(pattern, re.IGNORECASE)
        self._signs = signs

    def finditer(self, stretch: Stretch) -> Iterable[re.Match[str]]:
        """Give the matches in a stretch, in order."""
        if not stretch.holds(self._signs):
            return ()
        return self._pattern.finditer(stretch.text, stretch.start, stretch.end)

    def search(self, stretch: Stretch) -> re.Match[str] | None:
        """Give the first match in a stretch."""
        if not stretch.holds(self._signs):
            return None
        return self._pattern.search(stretch.text, stretch.start, stretch.end)

    def fullmatch(self, text: str, start: int, end: int) -> bool:
        """Tell whether the whole of ``text[start:end]`` is a match."""
        return self._pattern.fullmatch(text, start, end) is not None


def apart(match: re.Match[str], found: Iterable[Field]) -> bool:
    """Tell whether a match overlaps none of the fields that were found before."""
    return all(match.end() <= f.start or f.end <= match.start() for f in found)
