"""A cheap look at a stretch of text before any word is analysed: does it hold a number that
may count something?

Most numbers of reports are dates, laws, list numbers and percents that their own signs give
away; a sentence with no other number is never tokenized.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from extractor.russian import stems
from extractor.russian.distractors import ACTS
from extractor.russian.idioms import one_of
from extractor.russian.numerals import FORMS
from extractor.russian.wordlists import classes, table, words

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
NAMED_PARTS = words("article_words") - {"статей", "пунктов"}
"""More of them, which stand before a number that is their name."""
SHORT_PARTS = NAMED_PARTS & ACTS
"""Those that a dot may follow."""
PART = re.compile(r"(?<![а-яё])([а-яё]+)(\.?)[ \u00a0]{1,2}$", re.IGNORECASE)
PART_LENGTH = 16
CLOSING = ".;:)"
SECTION = re.compile(
    r"\d+(?:\.\d+)*(?=\s*(?:$|[.;:,)»\"«“”(/]|[ \u00a0](?:в|к|на|по|от|для) "
    r"|[ \u00a0](?:[а-яё]+ого[ \u00a0])?(?:закона|кодекса|устава)(?![а-яё])))",
    re.IGNORECASE,
)
"""A number of a part, before a mark or a word that it cannot count."""
KEPT = 16
"""Stretches whose masks are kept: a sentence that is not closed asks for them once more."""

GAP = r"[ \u00a0]{0,3}"
NUMBER = r"(?:\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+)(?:[.,]\d{1,6}(?!\d))?"
MEASURED = re.compile(
    rf"({NUMBER}(?: ?[-–] ?{NUMBER}(?!\d*{GAP}%)|(?<!\d\d\d) ?[-–] ?{NUMBER}(?={GAP}%))?"
    rf"(?:{GAP}(?:тыс|млн|млрд|(?:тысяч|миллион|миллиард)[а-я]{{,3}})(?![а-яё])\.?)?)"
    rf"{GAP}(%|[а-яё]{{2,}}|[а-яё](?![.-]))",
    re.IGNORECASE,
)
"""A number or range in digits, with or without a scale, and the word behind it."""

Closed = tuple[int, int, str]
"""A number that counts nothing: its characters ``start:end``, and why."""


UNMASKED = r"(?<![_.…])\d{1,6}(?:[;)%]|, | ?%| [а-жи-нп-яё]|$)"
"""A number before what no mask that opens with a digit goes on with: most numbers are such."""


class Masks:
    """The masks of a group as one pattern, tried in order, but not where ``unless`` matches."""

    def __init__(self, group: str, unless: str = "") -> None:
        rows = [row for row in table("masks") if row[0] == group]
        joined = "|".join(f"({row[2]})" for row in rows).replace("{gap}", GAP)
        barred = f"(?!{unless})(?:{joined})" if unless else joined
        self.match = re.compile(barred, re.IGNORECASE).match
        self._kinds = tuple(row[1] for row in rows)

    def at(self, text: str, at: int, end: int) -> Closed | None:
        """Give the range that begins at ``at``, and its kind."""
        found = self.match(text, at, end)
        return found and (at, found.end(), self._kinds[(found.lastindex or 1) - 1])


DIGIT_MASKS = Masks("digit", UNMASKED)
SIGN_MASKS, PLAIN, NEAR = map(Masks, ("sign", "plain", "near"))
UNITS = classes("unit_forms")
SIGN = re.compile(r"[№NnТтФфHhWw@<+](?:(?<=@)|(?=[ \u00a0\dЕе.АаTtWw7])(?<!\w[ТтФф]))")
"""The first character of a mask that does not open with a digit, before one that may follow;
those of ``тел.`` and ``факс`` open a word."""


def holds_number(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` holds a digit or a word that can be part of a number."""
    return DIGITS.search(text, start, end) is not None or _holds_word(text, start, end)


def _holds_word(text: str, start: int, end: int) -> bool:
    if not stems.among(stems.places(text, stems.NUMBERS), start, end):
        return False
    return not _all_idioms(WORD.findall(stems.lowered(text), start, end))


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
        *_masks(text, SIGN.finditer(text, start, end), end, SIGN_MASKS),
        *_masks(text, DIGITS.finditer(text, start, end), end, DIGIT_MASKS),
    ]
    number = LIST_NUMBER.match(text, start, end)
    if number:
        found.append((number.start(), number.end(), "list_number"))
    return tuple(found)


def _masks(
    text: str, openings: Iterable[re.Match[str]], end: int, group: Masks
) -> Iterator[Closed]:
    """Yield the masks of a group at some openings, none within another."""
    covered = -1
    for opening in openings:
        if opening.start() >= covered:
            found = group.at(text, opening.start(), end)
            if found:
                covered = found[1]
                yield found


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


def _named_part(text: str, at: int, start: int, end: int) -> int:
    """Give the end of ``47.1`` in ``(пункт 47.1 к программе``, or 0: behind it stands what no
    number counts."""
    number = SECTION.match(text, at, end)
    if number is None:
        return 0
    word = PART.search(text, max(start, at - PART_LENGTH), at)
    parts = SHORT_PARTS if word and word.group(2) else NAMED_PARTS
    return number.end() if word and word.group(1).lower() in parts else 0


Tell = Callable[[str, re.Match[str], int, int], Closed | None]
"""Gives the number that some digits of a sentence ``start:end`` begin, if it counts nothing."""


def closed(text: str, start: int, end: int) -> tuple[Closed, ...] | None:
    """List the numbers of a sentence where its signs alone tell that none counts anything.

    Gives ``None`` where any number needs its words looked at.
    """
    alone = ALONE.fullmatch(text, start, end)
    if alone and _stands_apart(text, start, end):
        return ((alone.start(1), alone.end(1), "page"),)
    return _all(text, start, end, _by_signs)


def passed_over(text: str, start: int, end: int, money: bool) -> tuple[Closed, ...] | None:
    """List the numbers of a sentence where signs and the words next to them tell that none
    counts anything, or with ``money`` nothing but sums of it.

    Gives ``None`` where any number needs its sentence looked at.
    """
    return _all(text, start, end, _near_money if money else _near)


def reason_beside(text: str, at: int, start: int, end: int) -> str:
    """Give why the number whose digits begin at ``at`` of a sentence ``start:end`` counts
    nothing, where the words next to it tell; an empty string where they do not.
    """
    digits = DIGITS.match(text, at, end)
    found = digits and _near(text, digits, start, end)
    return found[2] if found else ""


def _all(text: str, start: int, end: int, tell: Tell) -> tuple[Closed, ...] | None:
    spans: tuple[Closed, ...] | None = None
    found: list[Closed] = []
    at = start
    while digits := DIGITS.search(text, at, end):
        first = digits.start()
        if spans is None:
            spans = masks(text, start, end)
        if span := mask_at(spans, first):
            found.append((first, first + len(text[first : span[1]].rstrip()), span[2]))
            at = max(span[1], digits.end())
        elif number := tell(text, digits, start, end):
            found.append(number)
            at = number[1]
        else:
            return None
    return None if _speaks_of_number(text, start, end, found) else tuple(found)


def _by_signs(text: str, digits: re.Match[str], start: int, end: int) -> Closed | None:
    if plain := PLAIN.at(text, digits.start(), end):
        return plain
    return (*digits.span(), "law") if _part_of_act(text, digits, start, end) else None


def _near_money(text: str, digits: re.Match[str], start: int, end: int) -> Closed | None:
    at = digits.start()
    if plain := PLAIN.at(text, at, end):
        return plain
    if part := _named_part(text, at, start, end):
        return at, part, "law"
    measured = MEASURED.match(text, at, end)
    unit = UNITS.get(measured.group(2).lower()) if measured else None
    told = (at, measured.end(1), unit) if measured and unit else None
    if told and unit != "money":
        return told
    return NEAR.at(text, at, end) or told


def _near(text: str, digits: re.Match[str], start: int, end: int) -> Closed | None:
    told = _near_money(text, digits, start, end)
    return None if told and told[2] == "money" else told


def _speaks_of_number(text: str, start: int, end: int, found: Sequence[Closed]) -> bool:
    """Tell whether a number word stands outside some ranges (``тыс.`` of ``8 тыс. км``)."""
    if not stems.among(stems.places(text, stems.NUMBERS), start, end):
        return False
    borders = [start, *(at for number in found for at in number[:2]), end]
    return any(_holds_word(text, a, b) for a, b in zip(borders[::2], borders[1::2], strict=True))
