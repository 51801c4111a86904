"""A cheap look at a stretch of text before any word is analysed: does it hold a number that
may count something?

Most numbers of reports are dates, laws, list numbers and percents that their own signs give
away; a sentence with no other number is never tokenized.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from extractor.russian.idioms import one_of
from extractor.russian.numerals import FORMS
from extractor.russian.stems import lowered
from extractor.russian.wordlists import table, words

ZEROS = "0٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰０"
"""The zeros of the scripts of Unicode's first plane, each followed by its nine other digits."""
DIGIT = "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in ZEROS)
DIGITS = re.compile(f"[{DIGIT}][{DIGIT}]*")
r"""What ``\d+`` finds: one set is looked up faster than a category, and than a repeat of it."""
WORD = re.compile(r"[а-яё][а-яё]*")
LIST_NUMBER = re.compile(r"\s*\(?\d{1,3}(?:\.\d{1,2})*\s?[.)]\s?(?=\D|$)")

ONE = frozenset(form for form, word in FORMS.items() if word.lemma == "один")
ALONE = re.compile(r"\W*(\d{1,4})\W*")
"""A line of one number."""
BLANK_LINE = re.compile(r"[ \t\r]*\n[ \t\r]*\n")

PARTS = words("act_parts")
"""Words for parts of documents; none can be what is counted before its number."""
PART_LENGTH = 16
CLOSING = ".;:)"
KEPT = 16
"""Stretches whose masks are kept: a sentence that is not closed asks for them once more."""

Closed = tuple[int, int, str]
"""A number that counts nothing: its characters ``start:end``, and why."""


def _alternatives(group: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Join the masks of a group into one pattern, in order; give their kinds by place."""
    rows = [row for row in table("masks") if row[0] == group]
    pattern = "|".join(f"({row[2]})" for row in rows)
    return re.compile(pattern, re.IGNORECASE), tuple(row[1] for row in rows)


AT_DIGIT, DIGIT_KINDS = _alternatives("digit")
AT_SIGN, SIGN_KINDS = _alternatives("sign")
PLAIN, PLAIN_KINDS = _alternatives("plain")
SIGN = re.compile(r"[№NnТтФфHhWw@<+](?:(?<=@)|(?=[ \u00a0\dЕе.АаTtWw7]))")
"""The first character of a mask that does not open with a digit, before one that may follow."""


def holds_number(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` holds a digit or a word that can be part of a number."""
    return DIGITS.search(text, start, end) is not None or _holds_word(text, start, end)


def _holds_word(text: str, start: int, end: int) -> bool:
    found = WORD.findall(lowered(text), start, end)
    return not FORMS.keys().isdisjoint(found) and not _all_idioms(found)


def _all_idioms(found: list[str]) -> bool:
    """Tell words whose only number words are such as ``один из`` and ``ни одной``."""
    following = (*found[1:], "")
    previous = ("", *found)
    return all(
        word in ONE and one_of(before, behind)
        for before, word, behind in zip(previous, found, following, strict=False)
        if word in FORMS
    )


@lru_cache(KEPT)
def masks(text: str, start: int, end: int) -> tuple[Closed, ...]:
    """Find ranges of ``text[start:end]`` whose digits are dates, laws, phones, codes."""
    found = [
        *_masks(text, SIGN.finditer(text, start, end), end, AT_SIGN, SIGN_KINDS),
        *_masks(text, DIGITS.finditer(text, start, end), end, AT_DIGIT, DIGIT_KINDS),
    ]
    number = LIST_NUMBER.match(text, start, end)
    if number:
        found.append((number.start(), number.end(), "list_number"))
    return tuple(found)


def _masks(
    text: str,
    openings: Iterable[re.Match[str]],
    end: int,
    pattern: re.Pattern[str],
    kinds: Sequence[str],
) -> Iterator[Closed]:
    """Yield what a pattern finds at some openings, none within another."""
    covered = -1
    for opening in openings:
        if opening.start() >= covered:
            match = pattern.match(text, opening.start(), end)
            if match:
                covered = match.end()
                yield match.start(), covered, kinds[(match.lastindex or 1) - 1]


def mask_at(spans: Sequence[Closed], at: int) -> Closed | None:
    """Give the first of some ranges that a character stands in."""
    for span in spans:
        if span[0] <= at < span[1]:
            return span
    return None


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Tell a line between blank lines, or at an end of the text."""
    above, below = text[max(0, start - 16) : start].rstrip(" \t\r"), text[end : end + 8]
    apart = start == 0 or (above.endswith("\n") and above[:-1].rstrip(" \t\r").endswith("\n"))
    return apart and (BLANK_LINE.match(below) is not None or not text[end : end + 16].strip())


def _part_of_act(text: str, digits: re.Match[str], start: int, end: int) -> bool:
    """Tell ``статьёй 179.``: a word for a part of a document before, a mark or the end behind."""
    begin = max(start, digits.start() - PART_LENGTH)
    before = text[begin : digits.start()].lower().split()
    behind = text[digits.end() : min(end, digits.end() + 2)].lstrip(" ")
    word = before[-1] if before and text[digits.start() - 1].isspace() else ""
    return word in PARTS and (not behind or behind[0] in CLOSING)


def closed(text: str, start: int, end: int) -> tuple[Closed, ...] | None:
    """List the numbers of a sentence where its signs alone tell that none counts anything.

    Gives ``None`` where any number needs its words looked at.
    """
    alone = ALONE.fullmatch(text, start, end)
    if alone and _stands_apart(text, start, end):
        return ((alone.start(1), alone.end(1), "page"),)
    spans: tuple[Closed, ...] | None = None
    found: list[Closed] = []
    at = start
    while digits := DIGITS.search(text, at, end):
        if spans is None:
            spans = masks(text, start, end)
        span = mask_at(spans, digits.start())
        plain = PLAIN.match(text, digits.start(), end) if span is None else None
        if span is not None:
            at = max(span[1], digits.end())
            last = len(text[digits.start() : at].rstrip())
            found.append((digits.start(), digits.start() + last, span[2]))
        elif plain is not None:
            at = plain.end()
            found.append((digits.start(), at, PLAIN_KINDS[(plain.lastindex or 1) - 1]))
        elif _part_of_act(text, digits, start, end):
            at = digits.end()
            found.append((digits.start(), at, "law"))
        else:
            return None
    return None if _holds_word(text, start, end) else tuple(found)
