"""Periods in text: days, months, quarters, half-years, years and intervals, as ISO.

``на 01.01.2015`` → ``2015-01-01``; ``за 9 месяцев 2013 года`` → ``2013-01/2013-09``;
``в 2011-2015 гг.`` → ``2011/2015``; ``в прошлом году`` counts from the document's year.
"""

import re
from collections.abc import Callable

from extractor.candidates import Field
from extractor.russian import yearless
from extractor.russian.months import DAYS, IN_MONTHS, MONTH, MONTHS, day, day_span, month
from extractor.russian.signed import Signed, Stretch, apart

YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
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
DAY = len("2010-11-01")
"""Characters of a day."""
YEARS = re.compile(YEAR)
"""Without it only the first rule, of days in digits, can hold."""


def _century(year: str) -> str:
    """Give a year in full: of two digits, the one from 1950 to 2049, as :data:`YEAR` has it."""
    if len(year) == 4:
        return year
    return ("19" if year >= "50" else "20") + year


def _day(match: re.Match[str]) -> str:
    return day(_century(match["y"]), int(match["m"]), int(match["d"]))


def _named_day(match: re.Match[str]) -> str:
    return day(match["y"], MONTHS[match["m"].lower()], int(match["d"]))


def _named_month(match: re.Match[str]) -> str:
    return month(match["y"], MONTHS[match["m"].lower()])


def _months(match: re.Match[str]) -> str:
    raw = match["n"].lower()
    count = int(raw) if raw.isdigit() else _SPELLED.get(raw, 0)
    if not 1 <= count <= 12:
        return ""
    if count == 12:
        return match["y"]
    return f"{match['y']}-01/{month(match['y'], count)}"


def _part(match: re.Match[str]) -> str:
    nth = _ORDER[match["nth"].lower()]
    size = 3 if match["what"].lower().startswith("кв") else 6
    if nth * size > 12:
        return ""
    return f"{month(match['y'], (nth - 1) * size + 1)}/{month(match['y'], nth * size)}"


def _month_span(match: re.Match[str]) -> str:
    first = month(match["y1"] or match["y"], MONTHS[match["a"].lower()])
    last = month(match["y"], MONTHS[match["b"].lower()])
    return f"{first}/{last}" if first < last else ""


def _interval(match: re.Match[str]) -> str:
    low, high = match["a"], match["b"]
    high = high or low[:2] + match["c"]
    return f"{low}/{high}" if low < high else ""


def _year(match: re.Match[str]) -> str:
    return match["y"]


Rule = tuple[Signed, Callable[[re.Match[str]], str]]


def _rule(make: Callable[[re.Match[str]], str], pattern: str, *signs: str) -> Rule:
    return Signed(pattern, *signs), make


RULES: tuple[Rule, ...] = (
    _rule(_day,
        r"(?P<d>\d(?<!\d\d)\d?) ?\. ?(?P<m>\d{1,2}) ?\. ?(?P<y>(?:19|20)\d\d|\d\d)(?!\d)"
        r"(?: ?г(?:ода|\.))?", ".",
    ),
    _rule(day_span, rf"{DAYS} (?P<y>{YEAR}){_TAIL}", *IN_MONTHS),
    _rule(
        _named_day,
        rf"(?<!\d)(?P<d>\d{{1,2}})(?: ?[»“”\"])? (?P<m>{MONTH})\.? (?P<y>{YEAR}){_TAIL}",
        *IN_MONTHS,
    ),
    _rule(_month_span,
        rf"(?<![а-яё])с? ?(?P<a>{MONTH})(?: (?P<y1>{YEAR})(?: года| г\.)?)? ?(?:по|[-–—]) ?"
        rf"(?P<b>{MONTH}) (?P<y>{YEAR}){_TAIL}", *IN_MONTHS,
    ),
    _rule(_named_month, rf"(?<![а-яё])(?P<m>{MONTH})\.? (?P<y>{YEAR}){_TAIL}", *IN_MONTHS),
    _rule(_year,
        rf"(?:на|к|с|в) начал[оуае] (?P<y>{YEAR}) ?[/–—-] ?(?:{YEAR}|\d\d) уч\w*\.?{_TAIL}",
        "начал",
    ),
    _rule(_months,
        rf"(?P<n>\d{{1,2}}|(?<![а-яё])(?:{_COUNT}))(?:-т?[иь])? месяц[а-я]* (?P<y>{YEAR}){_TAIL}",
        "месяц",
    ),
    _rule(_part,
        rf"(?<!\w){_NTH} (?P<what>кварт|полугод)[а-я.]* (?P<y>{YEAR}){_TAIL}", "кварт", "полугод",
    ),
    _rule(_interval,
        rf"(?P<a>{YEAR})(?<![\d.]\d{{4}})(?: ?[/–—-] ?(?P<b>{YEAR})|[/–—-](?P<c>\d\d))(?![\d.])"
        rf"(?: ?(?:уч\w*\.?|бюдж\w*))?{_TAIL}", *"/–—-",
    ),
    _rule(_interval,
        rf"(?:с|от) (?P<a>{YEAR})(?: год[а-я]*| г\.)? (?:по|до) (?P<b>{YEAR}){_TAIL}",
        " по 19", " по 20", " до 19", " до 20",
    ),
    _rule(_year,
        rf"(?P<y>{YEAR})(?<![\d.,№/-]\d{{4}})"
        rf"(?![\d%]|[.,]\d| ?(?:руб|чел|тыс|млн|км|га|экз|ед\.|кв\.|шт)){_TAIL}", "",
    ),
)  # fmt: skip
REFERENCE = re.compile(r"\s*г?\.?\s*(?:№|N\s?\d)")
BEFORE_LAW = re.compile(
    r"(?:№ ?[\w/-]+ ?от"
    r"|(?:постановлени|решени|распоряжени|приказ|указ|закон)[а-яё]*[^.;]{0,80} от) ?$",
    re.IGNORECASE,
)
MONTH_HEADING = re.compile(rf"[^а-яё\d]*(?P<m>{MONTH})(?![а-яё])", re.IGNORECASE)
"""A heading that opens with a month: ``ЯНВАРЬ``, ``Январь. Льготы и люди``."""
BACK = Signed(
    r"(?<![а-яё])(?:(?P<n>дв|тр|четыр)[а-яё]+ )?год(?:ом|ами|а|)? (?:назад|ранее|раньше|прежде)"
    r"(?![а-яё])",
    "назад", "ранее", "раньше", "прежде",
)  # fmt: skip
BACKS = {"дв": 2, "тр": 3, "четыр": 4}
LASTING = re.compile(
    rf"(?<![а-яё])за (?:последни[а-яё]+ |прошедши[а-яё]+ |эти )?(?:\d{{1,2}}|{_COUNT}|четыре|пять"
    r"|семь|восемь|несколько) (?:года|лет)(?![а-яё])",
    re.IGNORECASE,
)
"""A stretch of years without its ends: the time that a number holds for is not told."""


def of_heading(heading: str, year: str | None) -> list[Field]:
    """List the periods of a heading; it may be the month itself."""
    named = MONTH_HEADING.match(heading) if year else None
    found = find(heading, 0, len(heading), year)
    if named and not any(f.start < named.end() for f in found):
        value = month(year or "", MONTHS[named["m"].lower()])
        return [Field(value, named.start("m"), named.end("m")), *found]
    return found


def _earlier(value: str, match: re.Match[str]) -> str:
    """Give the same time of an earlier year: ``годом раньше`` than ``2012-01-01``."""
    back = BACKS[match["n"].lower()] if match["n"] else 1
    return f"{int(value[:4]) - back}{value[4:]}"


def _told(stretch: Stretch) -> list[Field]:
    """List the periods that are told in full, those of laws and decrees among them."""
    taken: list[Field] = []
    whole = YEARS.search(stretch.text, stretch.start, stretch.end)
    for pattern, make in RULES if whole else RULES[:1]:
        for match in pattern.finditer(stretch):
            value = make(match)
            if value and apart(match, taken):
                taken.append(Field(value, match.start(), match.end()))
    return taken


def _of_act(text: str, start: int, end: int, field: Field) -> bool:
    """Tell the date of a law or decree."""
    return bool(
        REFERENCE.match(text, field.end, end)
        or BEFORE_LAW.search(text, max(start, field.start - 120), field.start)
    )


def acts(text: str, start: int, end: int) -> list[Field]:
    """List the days of the laws and decrees that ``text[start:end]`` cites, in order."""
    return [field for field in days(text, start, end) if _of_act(text, start, end, field)]


def days(text: str, start: int, end: int) -> list[Field]:
    """List the days that ``text[start:end]`` names, those of acts too, in order."""
    found = [field for field in _told(Stretch.of(text, start, end)) if len(field.value) == DAY]
    return sorted(found, key=lambda field: field.start)


def find(
    text: str,
    start: int,
    end: int,
    year: str | None = None,
    anchor: Callable[[], str | None] = lambda: None,
) -> list[Field]:
    """List the periods of ``text[start:end]`` in order; longer readings first.

    ``year`` is the year of the context, from which relative ones count and which a month
    without a year belongs to; ``anchor`` gives the period said before, to which
    ``годом раньше`` looks back, and whose year a day has where there is no other. Dates of
    laws and decrees are left out.
    """
    stretch = Stretch.of(text, start, end)
    taken = _told(stretch)
    for match in BACK.finditer(stretch):
        if not apart(match, taken):
            continue
        said = [f for f in taken if f.end <= match.start() and "/" not in f.value]
        base = max(said, key=lambda f: f.end).value if said else anchor() or year
        if base:
            taken.append(Field(_earlier(base, match), match.start(), match.end()))
    if year is not None:
        for match in yearless.RELATIVE_YEAR.finditer(stretch):
            if apart(match, taken):
                value = str(int(year) + yearless.shift(match["adj"]))
                taken.append(Field(value, match.start(), match.end()))
        taken += yearless.in_year(stretch, year, taken)
    elif stretch.holds(IN_MONTHS):
        said = [f for f in taken if "/" not in f.value]
        base = said[-1].value if said else anchor()
        days_ = yearless.in_year(stretch, base[:4], taken) if base else []
        taken += [field for field in days_ if len(field.value) == DAY]
    kept = [field for field in taken if not _of_act(text, start, end, field)]
    return sorted(kept, key=lambda field: field.start)
