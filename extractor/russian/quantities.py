"""Quantities of a sentence: every number, and why a number can be no fact.

A quantity of kind ``count`` or ``money`` may become a record; every other kind names the
reason it is set aside (``date``, ``law``, ``percent``, ``age``, …).
"""

import re
from typing import NamedTuple

from extractor.russian.modifiers import modifier
from extractor.russian.morphology import readings
from extractor.russian.numerals import CARDINAL_SUFFIX, DASHES, FORMS, ORDINAL_SUFFIX, Numeral, read
from extractor.russian.tokens import Token
from extractor.russian.wordlists import classes, table, words
from extractor.values import Modifier

OPEN_KINDS = frozenset({"count", "money"})
"""Kinds that may become a record."""

MASKS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("date", r"(?<!\d)\d{1,2} ?\. ?\d{1,2} ?\. ?(?:19|20)?\d{2}(?!\d)(?: ?г(?:ода|\.)?)?"),
        ("date", r"(?<!\d)(?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d(?!\d)(?= ?(?:г|уч|год|бюдж|отч))"),
        ("phone", r"(?<!\w)(?:тел|факс|т)\.?[^\n]{0,12}?[+\d(][\d() -]{4,}\d"),
        ("phone", r"(?:\+7|(?<!\d)8) ?(?:\(\d{3,5}\)|-\d{3,5}-) ?[\d -]{5,9}"),
        ("phone", r"(?<![\d-])\d{1,3}-\d{2}-\d{2}(?![\d-])"),
        ("time", r"(?<!\d)\d{1,2}[:.]\d{2} ?(?:до|[-–]) ?\d{1,2}[:.]\d{2}|(?<![\d:])\d{1,2}:\d{2}(?![\d:])"),
        ("law", r"(?:№|(?<![A-Za-z])N) ?\d[\d/-]*(?: ?[-–/]? ?[А-ЯA-Z]{1,6}(?![а-яё]))?(?:(?: ?,| и) ?\d+(?![\d ]*[а-яё]{3}))*"),
        ("code", r"(?<![\w-])\d+ ?[-–] ?(?:ФЗ|ОЗ|РЗ|ЗРТ|ЗС|РД|п|р|па|пг|нпа|пп)(?![\w])"),
        ("code", r"(?<!\w)\d+/\d+(?:[-/]\w+)*"),
        ("section", r"(?<![\d.,])\d+\.\d+\.(?:\d+\.?)*"),
        ("code", r"https?://\S+|www\.\S+|\S+@\S+"),
        ("code", r"(?<!\d)\d{2,}[-:]\d{2,}[-:]\d+[-:\d]*|(?<!\d)\d{7,}(?!\d)"),
    )
)  # fmt: skip
LIST_NUMBER = re.compile(r"\s*\(?\d{1,3}(?:\.\d{1,2})*\s?[.)]\s?(?=\D|$)")
MONTHS = {row[0]: int(row[1]) for row in table("months")}
ARTICLE = words("article_words")
YEAR_WORDS = frozenset({"год", "г", "гг"})


class Quantity(NamedTuple):
    """A number of a sentence over ``tokens[numeral.first:numeral.last]``.

    ``unit`` is the lemma of a unit of measure behind it; ``kind`` is ``count``, ``money``
    or the reason it is set aside.
    """

    numeral: Numeral
    kind: str
    unit: str
    modifier: Modifier

    @property
    def open(self) -> bool:
        """Whether the number may become a record."""
        return self.kind in OPEN_KINDS


def masks(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Find ranges of ``text[start:end]`` whose digits are dates, laws, phones, codes."""
    found = [
        (match.start(), match.end(), kind)
        for kind, pattern in MASKS
        for match in pattern.finditer(text, start, end)
    ]
    number = LIST_NUMBER.match(text, start, end)
    if number:
        found.append((number.start(), number.end(), "list_number"))
    return found


def _is_title(tokens: list[Token], opening: int, closing: int) -> bool:
    """Tell a title in quotes from quoted speech."""
    before = tokens[opening - 1].text if opening else "."
    after = [token.text for token in tokens[closing + 1 : closing + 3]]
    inner = tokens[opening + 1 : closing]
    if before == ":" or after[:1] == [","] and after[1:] and after[1] in DASHES or len(inner) > 25:
        return False
    return not any(token.reading.pos in ("VERB", "PRTS") for token in inner)


def _quoted(tokens: list[Token]) -> list[bool]:
    """Tell for each token whether it stands in a title in «» or paired straight quotes."""
    inside = [False] * len(tokens)
    opened: list[int] = []
    for i, token in enumerate(tokens):
        closes = token.text in "»”" or (token.text == '"' and bool(opened))
        if token.text in "«„“" or (token.text == '"' and not opened):
            opened.append(i)
        elif closes and opened:
            opening = opened.pop()
            if _is_title(tokens, opening, i):
                inside[opening : i + 1] = [True] * (i + 1 - opening)
    return inside


def _unit(tokens: list[Token], i: int) -> tuple[str, str]:
    """Read a unit of measure at token ``i``: its class and lemma, or two empty strings."""
    if i < len(tokens) and tokens[i].text == ".":
        i += 1
    if i >= len(tokens):
        return "", ""
    token = tokens[i]
    units = classes("units")
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if token.lower in ("т", "м") and following == "." and i + 2 < len(tokens) and tokens[i + 2].lower == "р":
        return "money", "рубль"
    if token.lower in ("кв", "куб", "погонный", "пог"):
        return "area", "квадратный метр"
    if token.lemma in ("квадратный", "кубический", "погонный"):
        return "area", token.lemma
    if token.lower in ("п",) and following == "." :
        return "percent", "процентный пункт"
    found = units.get(token.lower) or units.get(token.lemma)
    if found == "age" and token.lower == "лета":
        return "", ""
    return (found, token.lemma) if found else ("", "")


def _year(tokens: list[Token], numeral: Numeral) -> bool:
    """Tell a calendar year from a count of the same size."""
    token = tokens[numeral.first]
    if numeral.form != "digits" or len(token.text) != 4 or numeral.scale > 1 or numeral.decimals:
        return False
    if not 1900 <= numeral.value <= 2100:
        return False
    if numeral.last >= len(tokens):
        return True
    follow = tokens[numeral.last]
    if follow.lower in YEAR_WORDS or follow.lemma == "год":
        return True
    if follow.kind != "word":
        before = tokens[numeral.first - 1].lemma if numeral.first else ""
        return before not in ("быть", "составить", "составлять", "насчитываться", "более", "около")
    return not _counted(follow.lower, int(numeral.value))


def _counted(form: str, value: int) -> bool:
    """Tell whether a word form agrees with a number as what it counts."""
    few = value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14)
    for reading in readings(form):
        if reading.pos in ("NOUN", "ADJF", "PRTF") and reading.case == "gent":
            if reading.number == "plur" or (few and reading.pos == "NOUN"):
                return True
    return False


def _ordinal(numeral: Numeral) -> bool:
    return bool(numeral.suffix) and numeral.suffix in ORDINAL_SUFFIX - CARDINAL_SUFFIX


def _word_reason(tokens: list[Token], numeral: Numeral) -> str:
    """Set aside number words that count nothing: ``один из``, ``сотни людей``."""
    first = tokens[numeral.first]
    follow = tokens[numeral.last].lower if numeral.last < len(tokens) else ""
    before = tokens[numeral.first - 1].lower if numeral.first else ""
    if numeral.form == "bare":
        vague = first.lower in ("сотни", "тысячи", "десятки", "миллионы", "миллиарды", "сотен", "тысяч", "десятков", "миллионов", "сотням", "тысячам", "десяткам", "сотнями", "тысячами", "десятками")
        near = {t.lower for t in tokens[max(0, numeral.first - 3) : numeral.first]}
        if vague and not near & words("approximators"):
            return "vague"
        return ""
    word = FORMS[first.lower]
    if word.lemma == "один" and numeral.last == numeral.first + 1:
        if follow in ("из", "и", "раз", "за", "на", "или", "только", "лишь", ",") or before in ("ни", "еще", "ещё", "не", "чем"):
            return "idiom"
        if follow in ("стороны", "сторону", "словом"):
            return "idiom"
    if word.kind == "noun" and first.lower.startswith("десятк"):
        return "vague"
    return ""


COMPARED = words("comparison_words")
GROWN = words("growth_words")


def _difference(tokens: list[Token], numeral: Numeral) -> bool:
    """Tell a difference (``на 310 тыс. руб. больше``, ``выросло на 12``) from a count."""
    before = [token.lower for token in tokens[max(0, numeral.first - 3) : numeral.first]]
    if "на" not in before:
        return False
    near = tokens[numeral.last : numeral.last + 4]
    if any(token.lower in COMPARED for token in near):
        return True
    left = tokens[max(0, numeral.first - 6) : numeral.first]
    return before[-1] == "на" and any(token.reading.lemma in GROWN for token in left)


def kind_of(tokens: list[Token], numeral: Numeral) -> tuple[str, str]:
    """Give the kind of a number and the unit behind it."""
    first, value = numeral.first, numeral.value
    before = tokens[first - 1] if first else None
    if value == 0:
        return "zero", ""
    if _ordinal(numeral):
        return "ordinal", ""
    if numeral.form != "digits":
        reason = _word_reason(tokens, numeral)
        if reason:
            return reason, ""
    if _year(tokens, numeral):
        return "date", ""
    follow = tokens[numeral.last] if numeral.last < len(tokens) else None
    if follow is not None and follow.lower in MONTHS and value <= 31:
        return "date", ""
    if _difference(tokens, numeral):
        return "difference", ""
    unit, lemma = _unit(tokens, numeral.last)
    if unit == "age" and value < 200 and (follow is None or follow.lower != "год" or value < 120):
        return "age", lemma
    if unit == "money":
        return "money", lemma
    if unit and unit not in ("times",):
        return unit, lemma
    if before is not None and before.lower in ARTICLE:
        return "law", ""
    if before is not None and before.lemma == "возраст":
        return "age", ""
    if value != value.to_integral_value():
        return "decimal", ""
    return "count", lemma


def quantities(text: str, tokens: list[Token]) -> list[Quantity]:
    """Read every number of a sentence, in order, each with its kind."""
    if not tokens:
        return []
    spans = masks(text, tokens[0].start, tokens[-1].end)
    quoted = _quoted(tokens)
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind != "number" and token.lower not in FORMS:
            i += 1
            continue
        masked = next((s for s in spans if s[0] <= token.start < s[1]), None)
        numeral = read(tokens, i)
        if numeral is None:
            i += 1
            continue
        if masked:
            kind, unit = masked[2], ""
            last = i + 1
            while last < len(tokens) and tokens[last].start < masked[1]:
                last += 1
            numeral = numeral._replace(last=last, upper=None)
        elif quoted[i]:
            kind, unit = "in_title", ""
        else:
            kind, unit = kind_of(tokens, numeral)
        found.append(Quantity(numeral, kind, unit, modifier(tokens, numeral)))
        i = max(numeral.last, i + 1)
    return _spread_age(tokens, found)


def _spread_age(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """Give ``от 14`` of ``от 14 до 35 лет`` the kind of its other end."""
    for left, right in zip(range(len(found)), range(1, len(found)), strict=False):
        gap = tokens[found[left].numeral.last : found[right].numeral.first]
        between = [token.lower for token in gap]
        if between in (["до"], ["-"], ["–"], ["и"], ["или"]) and not found[right].open and found[left].kind == "count":
            if found[right].kind in ("age", "percent", "time", "length", "area", "weight", "times", "score", "volume"):
                found[left] = found[left]._replace(kind=found[right].kind)
    return found
