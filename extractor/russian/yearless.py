"""Times that take their year from the context: ``в августе``, ``летом``, ``в прошлом году``."""

import re
from collections.abc import Sequence

from extractor.candidates import Field
from extractor.russian.months import DAYS, IN_MONTHS, MONTH, MONTHS, STEMS, day, day_span, month
from extractor.russian.signed import Signed, Stretch, apart

RELATIVE_YEAR = Signed(
    r"(?<![а-яё])(?:в|за|на|с|к концу|по итогам)? ?"
    r"(?P<adj>прошл|предыдущ|отч[её]тн|текущ|эт|нынешн|минувш|прошедш|следующ)"
    r"(?:ом|ого|ем|его|ый|ий|от) (?:учебн[а-яё]+ )?год[а-яё]*(?! назад)",
    "прошл", "предыдущ", "отч", "текущ", "эт", "нынешн", "минувш", "прошедш", "следующ",
)  # fmt: skip
_STEM = "|".join(STEMS)
YEARLESS = Signed(
    rf"(?<![а-яё])(?:(?:в|на|с|к|до|за|по состоянию на) (?:(?P<d>\d{{1,2}}) )?|(?<![\d.,–-])"
    rf"(?P<day>\d{{1,2}}) |(?<=\())(?P<m>{MONTH})(?![а-яё])(?!\.? ?(?:19|20)\d\d)",
    *IN_MONTHS,
)
"""A month, or a day of it: behind a preposition, with its day, or alone in a bracket."""
SPAN = Signed(rf"{DAYS}(?! ?(?:19|20)\d\d)", *IN_MONTHS)
DAY_IN_BRACKETS = Signed(r"(?<=\()(?P<d>\d{1,2})\.(?P<m>0\d|1[0-2])\.?(?=\))", ".")
OF_MONTH = Signed(
    rf"(?<![а-яё])(?:{_STEM})[а-яё]*ск(?:ий|ая|ое|ие|ой|ого|ом|им|их|ими|ую|ому)(?![а-яё])",
    *IN_MONTHS,
)
"""``на октябрьских выборах``."""
YEAR_CLOSES = Signed(r"(?<![а-яё])(?:к концу|на конец) года(?![а-яё])", "конец", "концу")
LAST = Signed(
    r"(?-i:(?<![а-яё])(?:в )?(?P<adj>прошл|минувш|отч[её]тн|нынешн|текущ)[а-яё]+(?= ?[-–—] ?\d)"
    r"|(?P<same>АППГ))",
    "прошл", "минувш", "отч", "нынешн", "текущ", "аппг",
)  # fmt: skip
SEASON = Signed(
    r"(?<![а-яё])(?:(?P<s>летом|весной|осенью)|(?:за|в течение) (?P<t>лет|вес|осен)[оаеуныьи]+)"
    r"(?![а-яё])(?! (?:19|20)\d\d)",
    "лет", "вес", "осен",
)  # fmt: skip
SEASONS = {"лет": ("06", "08"), "вес": ("03", "05"), "осе": ("09", "11")}
_SHIFT = {"прошл": -1, "предыдущ": -1, "следующ": 1}


def shift(stem: str) -> int:
    """Give how many years what ``прошл`` and the like say lies from the context's."""
    return _SHIFT.get(stem.lower(), 0)


def in_year(stretch: Stretch, year: str, taken: Sequence[Field]) -> list[Field]:
    """List months, days and seasons without a year, which belong to the year of the context.

    Where a period of those ``taken`` stands there is none.
    """
    found: list[Field] = []

    def put(value: str, match: re.Match[str]) -> None:
        if value and apart(match, found) and apart(match, taken):
            found.append(Field(value, match.start(), match.end()))

    for match in SPAN.finditer(stretch):
        put(day_span(match, year), match)
    for match in YEARLESS.finditer(stretch):
        number, told = MONTHS[match["m"].lower()], match["d"] or match["day"]
        put(day(year, number, int(told)) if told else month(year, number), match)
    for match in DAY_IN_BRACKETS.finditer(stretch):
        put(day(year, int(match["m"]), int(match["d"])), match)
    for match in OF_MONTH.finditer(stretch):
        stem = next(stem for stem in STEMS if match[0].lower().startswith(stem))
        put(month(year, STEMS[stem]), match)
    for match in YEAR_CLOSES.finditer(stretch):
        put(f"{year}-12", match)
    for match in SEASON.finditer(stretch):
        first, last = SEASONS[(match["s"] or match["t"]).lower()[:3]]
        found.append(Field(f"{year}-{first}/{year}-{last}", match.start(), match.end()))
    for match in LAST.finditer(stretch):
        value = str(int(year) + (-1 if match["same"] else shift(match["adj"])))
        found.append(Field(value, match.start(), match.end()))
    return found
