"""Numbers in digits, words and both: from tokens to exact decimals.

Grammar: a number is one or more groups with falling scales (``4 млн. 593 тыс. 12``);
a group is digits or words, with or without ``с половиной``, with or without a scale.
Ranges (``20-30``, ``от 20 до 30``, ``пяти-шести``) are one number with an upper bound.
"""

from decimal import Decimal
from typing import NamedTuple

from extractor.russian.tokens import Token
from extractor.russian.wordlists import table, words

CARDINAL_SUFFIX = words("cardinal_suffixes")
ORDINAL_SUFFIX = words("ordinal_suffixes")
DASHES = "-‐‑–—‒−"


class Word(NamedTuple):
    """A numeral form: its value, its kind (unit, teen, ten, hundred, scale, …) and lemma."""

    value: Decimal
    kind: str
    lemma: str


FORMS: dict[str, Word] = {
    row[0]: Word(Decimal(row[1]), row[2], row[3]) for row in table("numerals")
}
RANK = {"unit": 1, "teen": 1, "ten": 2, "hundred": 3}


class Numeral(NamedTuple):
    """A number phrase over ``tokens[first:last]``.

    ``form`` is ``digits``, ``words`` or ``bare`` (a scale or group noun alone);
    ``suffix`` the letters after a hyphen (``ти`` of ``80-ти``); ``inner`` an approximator
    inside the phrase (``1 миллион и почти 200 тысяч``).
    """

    first: int
    last: int
    value: Decimal
    upper: Decimal | None
    form: str
    suffix: str = ""
    inner: str = ""
    scale: int = 1
    decimals: int = 0


def _adjacent(left: Token, right: Token) -> bool:
    """Tell whether at most two characters stand between two tokens."""
    return 0 <= right.start - left.end <= 2


def _digits(tokens: list[Token], i: int) -> tuple[int, Decimal, int] | None:
    """Read digits with space or dot thousands and decimals: end, value, decimal places."""
    if i >= len(tokens) or tokens[i].kind != "number":
        return None
    text, j = tokens[i].text, i + 1
    while (
        len(tokens[i].text) <= 3
        and not tokens[i].text.startswith("0")
        and j < len(tokens)
        and tokens[j].kind == "number"
        and len(tokens[j].text) == 3
        and tokens[j].start - tokens[j - 1].end == 1
    ):
        text, j = text + tokens[j].text, j + 1
    if j + 1 < len(tokens) and tokens[j].text in ",." and tokens[j + 1].kind == "number":
        glued = tokens[j].start == tokens[j - 1].end and tokens[j + 1].start == tokens[j].end
        if glued and len(tokens[j + 1].text) <= 6:
            return _fraction(tokens, text, i, j)
    return j, Decimal(text), 0


def _fraction(tokens: list[Token], text: str, i: int, j: int) -> tuple[int, Decimal, int]:
    """Read what follows a dot or comma: thousands (``1.500``) or decimals (``1,5``)."""
    part, end = tokens[j + 1].text, j + 2
    if tokens[j].text == "." and len(part) == 3 and j == i + 1 and len(tokens[i].text) <= 3:
        scaled = end < len(tokens) and _scale(tokens, end) is not None
        if not scaled and text != "0":
            while (
                end + 1 < len(tokens)
                and tokens[end].text == "."
                and tokens[end + 1].kind == "number"
                and len(tokens[end + 1].text) == 3
                and tokens[end].start == tokens[end - 1].end
            ):
                part, end = part + tokens[end + 1].text, end + 2
            return end, Decimal(text + part), 0
    return end, Decimal(f"{text}.{part}"), len(part)


def _scale(tokens: list[Token], i: int) -> tuple[int, Decimal] | None:
    """Read a scale word (``тыс.``, ``миллиона``): end and factor. Its dot belongs to it."""
    if i >= len(tokens):
        return None
    word = FORMS.get(tokens[i].lower)
    if word is None or word.kind not in ("scale", "group"):
        return None
    end = i + 1
    short = tokens[i].lower in ("тыс", "млн", "млрд", "трлн")
    if (
        short
        and end < len(tokens)
        and tokens[end].text == "."
        and tokens[end].start == tokens[i].end
    ):
        end += 1
    return end, word.value


def _words(tokens: list[Token], i: int) -> tuple[int, Decimal, str] | None:
    """Read number words below a thousand in falling order: end, value, first kind."""
    total, rank, j = Decimal(0), 4, i
    first = ""
    while j < len(tokens):
        word = FORMS.get(tokens[j].lower)
        if word is None or (j > i and not _adjacent(tokens[j - 1], tokens[j])):
            break
        if word.kind in ("collective", "noun", "fraction", "whole", "adverb"):
            if j == i:
                return j + 1, word.value, word.kind
            break
        if word.kind not in RANK or RANK[word.kind] >= rank:
            break
        if word.kind == "teen" and rank == 2:
            break
        total, rank, j = total + word.value, RANK[word.kind], j + 1
        first = first or word.kind
    return (j, total, first) if j > i else None


def _half(tokens: list[Token], i: int) -> int:
    """Read ``с половиной`` at ``i``; give the index behind it, or ``i``."""
    if i + 1 < len(tokens) and tokens[i].lower == "с" and tokens[i + 1].lower == "половиной":
        return i + 2
    return i


class _Group(NamedTuple):
    end: int
    value: Decimal
    form: str
    scale: int
    decimals: int
    suffix: str


def _suffix(tokens: list[Token], i: int) -> tuple[int, str]:
    """Read a grammatical ending after a hyphen (``80-ти``, ``4 - х``): end and letters."""
    if (
        i + 1 < len(tokens)
        and tokens[i].text in DASHES
        and tokens[i].start - tokens[i - 1].end <= 1
        and tokens[i + 1].start - tokens[i].end <= 1
        and tokens[i + 1].lower in CARDINAL_SUFFIX | ORDINAL_SUFFIX
    ):
        return i + 2, tokens[i + 1].lower
    return i, ""


def _group(tokens: list[Token], i: int) -> _Group | None:
    """Read one group: digits or words, a half, a scale."""
    decimals, form, suffix = 0, "digits", ""
    digits = _digits(tokens, i)
    if digits:
        end, value, decimals = digits
        if not decimals:
            end, suffix = _suffix(tokens, end)
    else:
        spelled = _words(tokens, i)
        if spelled is None:
            bare = _scale(tokens, i)
            if bare is None:
                return None
            return _inverted(tokens, bare) or _Group(bare[0], bare[1], "bare", int(bare[1]), 0, "")
        end, value, kind = spelled
        form = "words"
        if kind in ("whole", "adverb"):
            return _Group(end, value, form, 1, 0, "")
    half = _half(tokens, end)
    if half > end:
        end, value = half, value + Decimal("0.5")
    scaled = _scale(tokens, end)
    if scaled and _adjacent(tokens[end - 1], tokens[end]):
        group_noun = FORMS[tokens[end].lower].kind == "group"
        if not (group_noun and form == "digits"):
            return _Group(scaled[0], value * scaled[1], form, int(scaled[1]), decimals, suffix)
    return _Group(end, value, form, 1, decimals, suffix)


def _inverted(tokens: list[Token], bare: tuple[int, Decimal]) -> _Group | None:
    """Read a number behind its scale: ``тысяч семь``, ``десятка два`` (about so many)."""
    end, scale = bare
    if tokens[end - 1].lower not in (
        "тысяч",
        "тысячи",
        "десятка",
        "десятков",
        "сотни",
        "сотен",
        "миллиона",
        "миллионов",
    ):
        return None
    word = FORMS.get(tokens[end].lower) if end < len(tokens) else None
    if (
        word is None
        or word.kind not in ("unit", "fraction", "teen")
        or not _adjacent(tokens[end - 1], tokens[end])
    ):
        return None
    return _Group(end + 1, word.value * scale, "words", int(scale), 0, "")


APPROXIMATE = frozenset({"почти", "около", "более", "свыше", "примерно", "порядка", "чуть"})


def _compound(tokens: list[Token], i: int) -> Numeral | None:
    """Read groups with falling scales as one number."""
    group = _group(tokens, i)
    if group is None:
        return None
    value, end, scale, inner = group.value, group.end, group.scale, ""
    while scale >= 1000 and not group.suffix:
        j, word = end, ""
        if j < len(tokens) and tokens[j].lower == "и":
            j += 1
        if j > end and j < len(tokens) and tokens[j].lower in APPROXIMATE:
            word, j = tokens[j].lower, j + 1
        nearer = j < len(tokens) and tokens[j].start - tokens[j - 1].end <= 2
        more = _group(tokens, j) if nearer else None
        if more is None or more.form == "bare" or more.value >= scale or more.scale >= scale:
            break
        if more.decimals or (j > end and more.scale == 1 and not word):
            break
        if (more.scale == 1 and more.form == "digits" and more.value < 1) or more.suffix:
            break
        value, end, scale, inner = value + more.value, more.end, more.scale, word or inner
        if scale == 1:
            break
    value = value.normalize() if value == value.to_integral() else value
    return Numeral(
        i, end, Decimal(format(value, "f")), None, group.form, group.suffix, inner,
        group.scale, group.decimals,
    )  # fmt: skip


def _range(tokens: list[Token], low: Numeral) -> Numeral | None:
    """Join two numbers into a range where a dash or ``до`` and sense allow it."""
    j = low.last
    if j + 1 >= len(tokens):
        return None
    before = tokens[low.first - 1].lower if low.first else ""
    hyphen = tokens[j].text in DASHES and tokens[j].start - tokens[j - 1].end <= 1
    upto = tokens[j].lower == "до" and before == "от"
    if not (hyphen or upto):
        return None
    high = _compound(tokens, j + 1)
    if (
        high is None
        or tokens[j + 1].start - tokens[j].end > 1
        or high.suffix not in CARDINAL_SUFFIX | {""}
    ):
        return None
    if low.suffix in ORDINAL_SUFFIX:
        return None
    if (hyphen and "bare" in (low.form, high.form)) or low.form != high.form:
        return None
    lower = low.value
    if low.scale == 1 and high.scale > 1 and lower * high.scale < high.value:
        lower = lower * high.scale
    if not lower < high.value or (hyphen and low.form == "digits" and high.value > lower * 20):
        return None
    if hyphen and low.form == "digits" and 1900 <= lower <= 2100:
        return None
    return low._replace(last=high.last, value=lower, upper=high.value, scale=high.scale)


def read(tokens: list[Token], i: int) -> Numeral | None:
    """Read the number that begins at token ``i``, or give ``None``.

    >>> from extractor.russian.tokens import tokenize
    >>> read(tokenize("4 млн. 593 тыс. человек"), 0).value
    Decimal('4593000')
    """
    found = _compound(tokens, i)
    if found is None:
        return None
    return _range(tokens, found) or found
