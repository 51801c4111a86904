"""Periods in text: days, months, quarters, half-years, years and intervals, as ISO.

``на 01.01.2015`` → ``2015-01-01``; ``за 9 месяцев 2013 года`` → ``2013-01/2013-09``;
``в 2011-2015 гг.`` → ``2011/2015``; ``в прошлом году`` counts from the document's year.
"""

import re
from collections.abc import Callable
from functools import cache

from extractor.candidates import Field
from extractor.russian.wordlists import table

YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
MONTHS = {row[0]: int(row[1]) for row in table("months")}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_STEMS = {
    "январ": 1, "феврал": 2, "март": 3, "апрел": 4, "май": 5, "июн": 6, "июл": 7, "август": 8,
    "сентябр": 9, "октябр": 10, "ноябр": 11, "декабр": 12,
}  # fmt: skip
_STEM = "|".join(_STEMS)
_DAYS = (
    rf"(?<![\d.,:№])(?:с )?(?P<a>\d{{1,2}})(?: (?P<m1>{_MONTH})(?: (?P<y1>(?:19|20)\d\d))?)?"
    rf" ?(?:[–—-]|по) ?(?P<b>\d{{1,2}}) (?P<m>{_MONTH})(?![а-яё])"
)
_TAIL = r"(?: ?-?(?:м|го|й|ый|ом)(?![а-яё]))?(?: ?(?:гг?\.|г(?![а-яё])|год\w*))?"
_ORDER = {
    "і": 1, "іі": 2,  # letters that look Latin
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "перв": 1, "втор": 2,
    "трет": 3, "четверт": 4, "четвёрт": 4,
}  # fmt: skip
_NTH = r"(?P<nth>перв|втор|трет|четв[её]рт|iv|iii|ii|i|іі|і|[1-4])[а-яё-]*"
_SPELLED = {
    "два": 2, "двух": 2, "три": 3, "трех": 3, "трёх": 3, "шесть": 6, "шести": 6, "девять": 9,
    "девяти": 9, "десять": 10, "десяти": 10, "одиннадцать": 11, "одиннадцати": 11,
}  # fmt: skip
_COUNT = "|".join(_SPELLED)
YEARS = re.compile(YEAR)
"""Without it only the first rule, of days in digits, can hold."""


def _month(year: str, month: int) -> str:
    return f"{year}-{month:02d}"


def _century(year: str) -> str:
    return year if len(year) == 4 else "20" + year


def _day(match: re.Match[str]) -> str:
    day, month = int(match["d"]), int(match["m"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return ""
    return f"{_century(match['y'])}-{month:02d}-{day:02d}"


def _named_day(match: re.Match[str]) -> str:
    return f"{match['y']}-{MONTHS[match['m'].lower()]:02d}-{int(match['d']):02d}"


def _named_month(match: re.Match[str]) -> str:
    return _month(match["y"], MONTHS[match["m"].lower()])


def _months(match: re.Match[str]) -> str:
    raw = match["n"].lower()
    count = int(raw) if raw.isdigit() else _SPELLED.get(raw, 0)
    if not 1 <= count <= 12:
        return ""
    if count == 12:
        return match["y"]
    return f"{match['y']}-01/{_month(match['y'], count)}"


def _part(match: re.Match[str]) -> str:
    nth = _ORDER[match["nth"].lower()]
    size = 3 if match["what"].lower().startswith("кв") else 6
    if nth * size > 12:
        return ""
    return f"{_month(match['y'], (nth - 1) * size + 1)}/{_month(match['y'], nth * size)}"


def _month_span(match: re.Match[str]) -> str:
    low, high = MONTHS[match["a"].lower()], MONTHS[match["b"].lower()]
    first = match["y1"] or match["y"]
    if first == match["y"] and low >= high:
        return ""
    return f"{_month(first, low)}/{_month(match['y'], high)}"


def _day_span(match: re.Match[str], year: str = "") -> str:
    last = match.groupdict().get("y") or year
    high = MONTHS[match["m"].lower()]
    low = MONTHS[match["m1"].lower()] if match["m1"] else high
    first = match.groupdict().get("y1") or str(int(last) - (low > high))
    start, end = (low, int(match["a"])), (high, int(match["b"]))
    if not 1 <= start[1] <= 31 or not 1 <= end[1] <= 31 or (first == last and start >= end):
        return ""
    return f"{_month(first, low)}-{start[1]:02d}/{_month(last, high)}-{end[1]:02d}"


def _interval(match: re.Match[str]) -> str:
    low, high = match["a"], match["b"]
    high = high or low[:2] + match["c"]
    return f"{low}/{high}" if low < high else ""


def _year(match: re.Match[str]) -> str:
    return match["y"]


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _rule(pattern: str, make: Callable[[re.Match[str]], str]) -> Rule:
    return re.compile(pattern, re.IGNORECASE), make


RULES: tuple[Rule, ...] = (
    _rule(
        r"(?<!\d)(?P<d>\d{1,2}) ?\. ?(?P<m>\d{1,2}) ?\. ?(?P<y>(?:19|20)\d\d|\d\d)(?!\d)"
        r"(?: ?г(?:ода|\.))?", _day,
    ),
    _rule(rf"{_DAYS} (?P<y>{YEAR}){_TAIL}", _day_span),
    _rule(rf"(?<!\d)(?P<d>\d{{1,2}}) (?P<m>{_MONTH})\.? (?P<y>{YEAR}){_TAIL}", _named_day),
    _rule(
        rf"(?<![а-яё])с? ?(?P<a>{_MONTH})(?: (?P<y1>{YEAR})(?: года| г\.)?)? ?(?:по|[-–—]) ?"
        rf"(?P<b>{_MONTH}) (?P<y>{YEAR}){_TAIL}", _month_span,
    ),
    _rule(rf"(?<![а-яё])(?P<m>{_MONTH})\.? (?P<y>{YEAR}){_TAIL}", _named_month),
    _rule(
        rf"(?:на|к|с|в) начал[оуае] (?P<y>{YEAR}) ?[/–—-] ?(?:{YEAR}|\d\d) уч\w*\.?{_TAIL}", _year
    ),
    _rule(
        rf"(?P<n>\d{{1,2}}|(?<![а-яё])(?:{_COUNT}))(?:-т?[иь])? месяц[а-я]* (?P<y>{YEAR}){_TAIL}",
        _months,
    ),
    _rule(rf"(?<!\w){_NTH} (?P<what>кварт|полугод)[а-я.]* (?P<y>{YEAR}){_TAIL}", _part),
    _rule(
        rf"(?<![\d.])(?P<a>{YEAR})(?: ?[/–—-] ?(?P<b>{YEAR})|[/–—-](?P<c>\d\d))(?![\d.])"
        rf"(?: ?(?:уч\w*\.?|бюдж\w*))?{_TAIL}", _interval,
    ),
    _rule(rf"(?:с|от) (?P<a>{YEAR})(?: год[а-я]*| г\.)? (?:по|до) (?P<b>{YEAR}){_TAIL}", _interval),
    _rule(
        rf"(?<![\d.,№/-])(?P<y>{YEAR})"
        rf"(?![\d%]|[.,]\d| ?(?:руб|чел|тыс|млн|км|га|экз|ед\.|кв\.|шт)){_TAIL}", _year,
    ),
)  # fmt: skip
REFERENCE = re.compile(r"\s*г?\.?\s*(?:№|N\s?\d)")
BEFORE_LAW = re.compile(
    r"(?:№ ?[\w/-]+ ?от"
    r"|(?:постановлени|решени|распоряжени|приказ|указ|закон)[а-яё]*[^.;]{0,80} от) ?$",
    re.IGNORECASE,
)
RELATIVE_YEAR = re.compile(
    r"(?<![а-яё])(?:в|за|на|с|к концу|по итогам)? ?"
    r"(?P<adj>прошл|предыдущ|отч[её]тн|текущ|эт|нынешн|минувш|прошедш|следующ)"
    r"(?:ом|ого|ем|его|ый|ий|от) (?:учебн[а-яё]+ )?год[а-яё]*(?! назад)",
    re.IGNORECASE,
)
YEARLESS = re.compile(
    rf"(?<![а-яё])(?:(?:в|на|с|к|до|за|по состоянию на) (?:(?P<d>\d{{1,2}}) )?|(?<![\d.,–-])"
    rf"(?P<day>\d{{1,2}}) |(?<=\())(?P<m>{_MONTH})(?![а-яё])(?!\.? ?(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""A month, or a day of it: behind a preposition, with its day, or alone in a bracket."""
MONTH_HEADING = re.compile(rf"[^а-яё\d]*(?P<m>{_MONTH})(?![а-яё])", re.IGNORECASE)
"""A heading that opens with a month: ``ЯНВАРЬ``, ``Январь. Льготы и люди``."""
DAYS = re.compile(rf"{_DAYS}(?! ?(?:19|20)\d\d)", re.IGNORECASE)
DAY_IN_BRACKETS = re.compile(r"(?<=\()(?P<d>\d{1,2})\.(?P<m>0\d|1[0-2])\.?(?=\))")
OF_MONTH = re.compile(
    rf"(?<![а-яё])(?:{_STEM})[а-яё]*ск(?:ий|ая|ое|ие|ой|ого|ом|им|их|ими|ую|ому)(?![а-яё])",
    re.IGNORECASE,
)
"""``на октябрьских выборах``."""
YEAR_CLOSES = re.compile(r"(?<![а-яё])(?:к концу|на конец) года(?![а-яё])", re.IGNORECASE)
LAST = re.compile(
    r"(?<![а-яё])(?:в )?(?P<adj>прошл|минувш|отч[её]тн|нынешн|текущ)[а-яё]+(?= ?[-–—] ?\d)"
    r"|(?P<same>АППГ)"
)
SEASON = re.compile(
    r"(?<![а-яё])(?:(?P<s>летом|весной|осенью)|(?:за|в течение) (?P<t>лет|вес|осен)[оаеуныьи]+)"
    r"(?![а-яё])(?! (?:19|20)\d\d)",
    re.IGNORECASE,
)
SEASONS = {"лет": ("06", "08"), "вес": ("03", "05"), "осе": ("09", "11")}
BACK = re.compile(
    r"(?<![а-яё])(?:(?P<n>дв|тр|четыр)[а-яё]+ )?год(?:ом|ами|а|)? (?:назад|ранее|раньше|прежде)"
    r"(?![а-яё])",
    re.IGNORECASE,
)
BACKS = {"дв": 2, "тр": 3, "четыр": 4}
LASTING = re.compile(
    rf"(?<![а-яё])за (?:последни[а-яё]+ |прошедши[а-яё]+ |эти )?(?:\d{{1,2}}|{_COUNT}|четыре|пять"
    r"|семь|восемь|несколько) (?:года|лет)(?![а-яё])",
    re.IGNORECASE,
)
"""A stretch of years without its ends: the time that a number holds for is not told."""
_SHIFT = {"прошл": -1, "предыдущ": -1, "следующ": 1}


@cache
def _shift(stem: str) -> int:
    return _SHIFT.get(stem.lower(), 0)


def _in_year(
    text: str, start: int, end: int, year: str, free: Callable[[re.Match[str]], bool]
) -> list[Field]:
    """List months, days and seasons without a year, which belong to the year of the context."""
    found: list[Field] = []

    def put(value: str, match: re.Match[str]) -> None:
        apart = all(match.end() <= f.start or f.end <= match.start() for f in found)
        if value and apart and free(match):
            found.append(Field(value, match.start(), match.end()))

    for match in DAYS.finditer(text, start, end):
        put(_day_span(match, year), match)
    for match in YEARLESS.finditer(text, start, end):
        day = match["d"] or match["day"]
        month = _month(year, MONTHS[match["m"].lower()])
        put(month + (f"-{int(day):02d}" if day else ""), match)
    for match in DAY_IN_BRACKETS.finditer(text, start, end):
        put(f"{year}-{match['m']}-{int(match['d']):02d}", match)
    for match in OF_MONTH.finditer(text, start, end):
        stem = next(stem for stem in _STEMS if match[0].lower().startswith(stem))
        put(_month(year, _STEMS[stem]), match)
    for match in YEAR_CLOSES.finditer(text, start, end):
        put(f"{year}-12", match)
    for match in SEASON.finditer(text, start, end):
        first, last = SEASONS[(match["s"] or match["t"]).lower()[:3]]
        found.append(Field(f"{year}-{first}/{year}-{last}", match.start(), match.end()))
    for match in LAST.finditer(text, start, end):
        value = str(int(year) + (-1 if match["same"] else _shift(match["adj"])))
        found.append(Field(value, match.start(), match.end()))
    return found


def of_heading(heading: str, year: str | None) -> list[Field]:
    """List the periods of a heading; it may be the month itself."""
    month = MONTH_HEADING.match(heading) if year else None
    found = find(heading, 0, len(heading), year)
    if month and not any(f.start < month.end() for f in found):
        value = _month(year or "", MONTHS[month["m"].lower()])
        return [Field(value, month.start("m"), month.end("m")), *found]
    return found


def _earlier(value: str, match: re.Match[str]) -> str:
    """Give the same time of an earlier year: ``годом раньше`` than ``2012-01-01``."""
    back = BACKS[match["n"].lower()] if match["n"] else 1
    return f"{int(value[:4]) - back}{value[4:]}"


def find(
    text: str, start: int, end: int, year: str | None = None, anchor: str | None = None
) -> list[Field]:
    """List the periods of ``text[start:end]`` in order; longer readings first.

    ``year`` is the year of the context, from which relative ones count and which a month
    without a year belongs to; ``anchor`` is the period said before, to which ``годом
    раньше`` looks back. Dates of laws and decrees are left out.
    """
    taken: list[Field] = []

    def free(match: re.Match[str]) -> bool:
        return all(match.end() <= f.start or f.end <= match.start() for f in taken)

    for pattern, make in RULES if YEARS.search(text, start, end) else RULES[:1]:
        for match in pattern.finditer(text, start, end):
            value = make(match)
            if value and free(match):
                taken.append(Field(value, match.start(), match.end()))
    for match in filter(free, BACK.finditer(text, start, end)):
        said = [f for f in taken if f.end <= match.start() and "/" not in f.value]
        base = max(said, key=lambda f: f.end).value if said else anchor or year
        if base:
            taken.append(Field(_earlier(base, match), match.start(), match.end()))
    if year is not None:
        for match in RELATIVE_YEAR.finditer(text, start, end):
            if free(match):
                value = str(int(year) + _shift(match["adj"]))
                taken.append(Field(value, match.start(), match.end()))
        taken += _in_year(text, start, end, year, free)
    kept = [
        field
        for field in taken
        if not REFERENCE.match(text, field.end, end)
        and not BEFORE_LAW.search(text, max(start, field.start - 120), field.start)
    ]
    return sorted(kept, key=lambda field: field.start)
