"""Signs that stand for others, are not seen or were taken apart: put right, and told of."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from extractor.loaders.mending import COMPOSED, composed

REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")
TIMES = 3
"""How often a text may have been escaped."""

BLANKS = "\t\n\v\f\r"
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
"""Joiners, marks of direction and soft hyphens."""

IN_NUMBER = re.compile(rf"(?<=\d)(?:[{UNSEEN}]+([ \xa0\u2009\u202f.,]?)|([ \xa0\u2009\u202f.,])"
                       rf"[{UNSEEN}])[{UNSEEN}]*(?=\d)")  # fmt: skip


class Signs:
    """Puts the signs of a document's texts right, and counts what was changed."""

    def __init__(self) -> None:
        self._references = self._unseen = 0
        self._first = ""
        self._composed = False

    def put_right(self, text: str) -> str:
        """Give a text without character references, unseen signs in numbers and parted letters."""
        if "&" in text:
            text = self._unescaped(text)
        if any(sign in text for sign in UNSEEN):
            text, count = IN_NUMBER.subn(r"\1\2", text)
            self._unseen += count
        whole = composed(text)
        self._composed = self._composed or whole != text
        return whole

    def told(self) -> Iterator[str]:
        """Say what was put right, for a document's metadata."""
        if self._references:
            yield (
                f"{self._references} character references ({self._first}) "
                "read as the signs they stand for"
            )
        if self._unseen:
            yield f"signs that are not seen taken out of {self._unseen} numbers"
        if self._composed:
            yield COMPOSED

    def _unescaped(self, text: str) -> str:
        for _ in range(TIMES):
            before, text = text, REFERENCE.sub(self._sign, text)
            if text == before:
                break
        return text

    def _sign(self, reference: re.Match[str]) -> str:
        """Give what a reference stands for, or itself where its name is none."""
        if reference[1] and f"{reference[1]};" not in html5:
            return reference[0]
        sign = unescape(reference[0])
        self._references += 1
        self._first = self._first or reference[0]
        return " " if sign in BLANKS else sign
