"""Titles in «» and straight quotes, nested quotes kept inside the outer one."""

import re

from extractor.candidates import Field

OPEN, CLOSE = "«„“", "»”"
QUOTE = re.compile(f'[{OPEN}{CLOSE}"]')
LONGEST = 300


def find(text: str, start: int, end: int) -> list[Field]:
    """List the titles of ``text[start:end]``: their text without quotes and its range."""
    found: list[Field] = []
    depth, begin, straight = 0, 0, -1
    for mark in QUOTE.finditer(text, start, end):
        char, i = mark.group(), mark.start()
        if char in OPEN:
            depth += 1
            begin = i + 1 if depth == 1 else begin
        elif char in CLOSE and depth:
            depth -= 1
            if depth == 0:
                _add(found, text, begin, i)
        elif char == '"' and depth == 0:
            if straight < 0:
                straight = i + 1
            else:
                _add(found, text, straight, i)
                straight = -1
    return found


def _add(found: list[Field], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if 0 < end - begin <= LONGEST:
        found.append(Field(" ".join(text[begin:end].split()), begin, end))
