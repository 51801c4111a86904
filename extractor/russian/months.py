"""Months by their names, and spans of days that name them."""

import re

from extractor.russian.wordlists import table

MONTHS = {row[0]: int(row[1]) for row in table("months")}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
IN_MONTHS = tuple(sorted({form[:3] for form in MONTHS}))
"""What the name of a month begins with, in any case or short."""
STEMS = {
    "январ": 1, "феврал": 2, "март": 3, "апрел": 4, "май": 5, "июн": 6, "июл": 7, "август": 8,
    "сентябр": 9, "октябр": 10, "ноябр": 11, "декабр": 12,
}  # fmt: skip
DAYS = (
    rf"(?<![\d.,:№])(?:с )?(?P<a>\d{{1,2}})(?: (?P<m1>{MONTH})(?: (?P<y1>(?:19|20)\d\d))?)?"
    rf" ?(?:[–—-]|по) ?(?P<b>\d{{1,2}}) (?P<m>{MONTH})(?![а-яё])"
)
"""``с 5 по 12 мая``: days ``a`` and ``b``, the months ``m1`` and ``m``, the year ``y1``."""


def month(year: str, number: int) -> str:
    """Give a month as ISO."""
    return f"{year}-{number:02d}"


def day(year: str, number: int, day: int) -> str:
    """Give a day of a month as ISO; empty where no month has it."""
    return f"{month(year, number)}-{day:02d}" if 1 <= number <= 12 and 1 <= day <= 31 else ""


def day_span(match: re.Match[str], year: str = "") -> str:
    """Give the days of a match of :data:`DAYS` as ISO; empty where they are none."""
    last = match.groupdict().get("y") or year
    high = MONTHS[match["m"].lower()]
    low = MONTHS[match["m1"].lower()] if match["m1"] else high
    first = match.groupdict().get("y1") or str(int(last) - (low > high))
    start, end = (low, int(match["a"])), (high, int(match["b"]))
    if not 1 <= start[1] <= 31 or not 1 <= end[1] <= 31 or (first == last and start >= end):
        return ""
    return f"{month(first, low)}-{start[1]:02d}/{month(last, high)}-{end[1]:02d}"
