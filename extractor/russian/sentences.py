"""Sentence borders that survive abbreviations, initials, lists and lost spaces.

A sentence is a half-open character range without outer blanks. A line end closes a
sentence unless the next line goes on in lower case (a hard-wrapped line).
"""

import re

from extractor.russian.wordlists import words

LINE_END = re.compile(r"\n\s*")
STOP = re.compile(r"[.!?…][.!?…]*[»\")\]]*")
"""Like others here it opens with one character of a set: such patterns are looked for fastest."""
LETTER = re.compile(r"[А-Яа-яЁёA-Za-z]+$")
OPEN_LINE = re.compile(r"[.!?:;…]\s*$")
CLOSING = frozenset(["г", "гг", "чел", "руб", "тыс", "млн", "др", "шт", "ед", "орг", "экз"])
"""Abbreviations that often stand last in a sentence."""
CONTINUES = re.compile(r"[а-яё(]")


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Split ``text[start:end]`` at line ends, joining lines that a wrap has cut.

    A cut line has no closing mark and the next begins in lower case; a line of a list
    (opened by a dash, a digit or a bullet) begins a paragraph of its own.
    """
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    begin = start
    while begin < end and text[begin].isspace():
        begin += 1
    for match in LINE_END.finditer(text, begin, end):
        after = match.end()
        last = _last(text, begin, match.start())
        wrapped = (
            after < end
            and text.count("\n", match.start(), after) == 1
            and CONTINUES.match(text, after)
            and not OPEN_LINE.search(text, max(begin, last - 3), last)
            and last - begin > 30
        )
        if wrapped:
            continue
        if last > begin:
            found.append((begin, last))
        begin = after
    tail = end
    while tail > begin and text[tail - 1].isspace():
        tail -= 1
    if tail > begin:
        found.append((begin, tail))
    return found


def _last(text: str, begin: int, at: int) -> int:
    """Give where the line that closes at ``at`` ends without its blanks and carriage return."""
    at -= at > begin and text[at - 1] == "\r"
    while at > begin and text[at - 1] in " \t":
        at -= 1
    return at


def _ends(text: str, mark: re.Match[str], limit: int, begin: int) -> bool:
    """Tell whether the stop ``mark`` closes a sentence."""
    after = mark.end()
    if after >= limit:
        return True
    follow = text[after : after + 12].lstrip()
    if not follow:
        return True
    glued = text[after] == follow[0]
    before = LETTER.search(text, max(begin, mark.start() - 14), mark.start())
    word = before.group() if before else ""
    if glued:
        return len(word) >= 3 and follow[0].isupper() and word.lower() not in words("abbreviations")
    if not (follow[0].isupper() or follow[0].isdigit() or follow[0] in '«"(-–—•⟦№'):
        return False
    if mark.group()[0] != ".":
        return follow[0].isupper() or follow[0] in '«"-–—'
    if len(word) == 1 and word.isupper():
        return False
    if word and word.lower() in words("abbreviations"):
        last = word.lower() in CLOSING
        return last and follow[0].isupper() and word.islower() and not _place_name(word, text, mark)
    if not word and text[mark.start() - 1 : mark.start()].isdigit():
        return follow[0].isupper() or follow[0] in '«"' or mark.start() - begin > 6
    return True


def _place_name(word: str, text: str, mark: re.Match[str]) -> bool:
    """Tell ``г. Москва`` (a town) from ``в 2009 г. Проведено`` (a year)."""
    if word not in ("г", "гг"):
        return False
    return not re.search(r"\d\s*$", text[max(0, mark.start() - 8) : mark.start() - len(word)])


LONGEST = 2000
"""Longest sentence, in characters: a longer stretch without a stop is a flattened table."""


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut an overlong sentence at semicolons or blanks, so that work stays linear."""
    pieces = []
    while end - start > LONGEST:
        at = max(text.rfind(";", start, start + LONGEST), start)
        if at == start:
            at = max(text.rfind(" ", start, start + LONGEST), start)
        at = at + 1 if at > start else start + LONGEST
        pieces.append((start, at))
        start = at
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return pieces


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split one paragraph ``text[start:end]`` into sentences."""
    return [piece for found in _sentences(text, start, end) for piece in _cut(text, *found)]


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, begin = [], start
    for mark in STOP.finditer(text, start, end):
        if mark.end() - begin >= 4 and _ends(text, mark, end, begin):
            found.append((begin, mark.end()))
            begin = mark.end()
            while begin < end and text[begin].isspace():
                begin += 1
    if begin < end:
        found.append((begin, end))
    return found
