"""Text of which only some paragraphs were decoded wrongly: each is mended, or told of."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractor.errors import GarbledDocument
from extractor.loaders.judging import GOOD, judge
from extractor.loaders.mending import BETTER, LEAST, SURE, told, undo, undone

Wrong = tuple[str, str]
"""What a paragraph was read as, and what it was written as."""

SUSPECT = re.compile(r"[^\W\d_а-яёА-ЯЁa-zA-Z]|[а-яё][А-ЯЁ]|[\u2500-\u259f\x80-\x9f]")
"""What a wrong decoding is full of, and Russian is not."""

SHARE = 0.05
"""The share of suspect signs from which a paragraph is looked at."""

FEW = 6
UPPER = re.compile(r"[А-ЯЁ]{3,}")
"""A wrong code page may turn all small letters into capitals."""

WESTERN = re.compile(r"[\x80-\xbf]*[\xc0-\xff][\x80-\xff]*")
LOST = re.compile(r"\?{3,}")
"""A word whose letters became question marks."""

STRANGE = re.compile("[\ue000-\uf8ff\ufffd]")
MOST = 0.6
"""The share of letters or words that are wrong in a paragraph that is not readable."""

SOUND = 0.05
"""The share of letters in sound paragraphs from which a text is no longer wrong as a whole."""


class Found(NamedTuple):
    """Which paragraphs were decoded wrongly and how, and which are not readable, by number."""

    wrong: dict[int, Wrong]
    unread: list[int]

    def repair(self) -> str:
        """Say what was undone, for a document's metadata."""
        ways = Counter(self.wrong.values())
        return "; ".join(f"{told(*way)}, paragraphs: {count}" for way, count in ways.items())

    def warning(self, unit: str) -> str:
        """Say how many paragraphs are not readable, and which the first is; counted from 1."""
        if len(self.unread) < 2:
            return f"1 paragraph is not readable: {unit}" if self.unread else ""
        return f"{len(self.unread)} paragraphs are not readable, the first is {unit}"


def _beyond(text: str) -> int:
    return sum(not character.isascii() for character in text)


def _is_suspect(text: str) -> bool:
    if text.isascii():
        return len(LOST.findall(text)) >= FEW / 2
    few = max(FEW / 2, SHARE * len(text))
    odd = len(SUSPECT.findall(text)) >= few or len(STRANGE.findall(text)) >= few
    return odd or 2 * sum(map(len, UPPER.findall(text))) > len(text) > LEAST


def _is_unreadable(text: str) -> bool:
    """Tell letters that are lost, or that no language writes so densely; not another tongue."""
    words = text.split()
    letters = sum(map(str.isalpha, text))
    if len(LOST.findall(text)) > max(FEW / 2, MOST * len(words) / 2):
        return True
    if len(STRANGE.findall(text)) > max(FEW, letters / 10):
        return True
    western = sum(map(len, WESTERN.findall(text)))
    return western > max(2 * FEW, MOST * letters)


def _undone(text: str, way: Wrong) -> str:
    """Undo a wrong decoding; give an empty string where that fails or reads no better."""
    try:
        found = undone(text, *way, "")
    except GarbledDocument:
        return ""
    return found if judge(found) >= max(SURE, judge(text) + BETTER) else ""


def is_partly_sound(paragraphs: Sequence[str]) -> bool:
    """Tell a text of which some paragraphs read well, so that it is not wrong as a whole."""
    good = whole = 0
    for text in paragraphs:
        beyond = _beyond(text)
        whole += beyond
        good += beyond if beyond >= LEAST and judge(text) >= GOOD else 0
    return good > SOUND * whole


def find(paragraphs: Sequence[str]) -> Found:
    """Find the paragraphs that were decoded wrongly, each by itself, short ones as others were."""
    wrong: dict[int, Wrong] = {}
    left: list[int] = []
    for number, text in enumerate(paragraphs):
        if not _is_suspect(text):
            continue
        short = _beyond(text) < LEAST and _is_unreadable(text)
        way = undo(f"{text} " * LEAST if short else text)
        if way is not None and _undone(text, way):
            wrong[number] = way
        else:
            left.append(number)
    ways = list(dict.fromkeys(wrong.values()))
    joined = undo(" ".join(paragraphs[number] for number in left))
    ways += [joined] if joined is not None and joined not in ways else []
    unread = []
    for number in left:
        text = paragraphs[number]
        fitting = [way for way in ways if judge(text) < GOOD and _undone(text, way)]
        if fitting:
            wrong[number] = max(fitting, key=lambda way: judge(_undone(text, way)))
        elif _is_unreadable(text) or undo(text) is not None:
            unread.append(number)
    return Found(wrong, unread)
