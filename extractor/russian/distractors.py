"""Why a number is no count: dates, ages, units, parts of laws, differences, idioms."""

from extractor.russian import idioms
from extractor.russian.morphology import readings
from extractor.russian.numerals import DASHES, Numeral, read
from extractor.russian.tokens import Token
from extractor.russian.wordlists import classes, table, words

MONTHS = {row[0]: int(row[1]) for row in table("months")}
ARTICLE = words("article_words")
LETTERS = {"т": 1000, "м": 10**6}
"""Scales in one letter, before roubles only: ``35 т. р.``."""
YEAR_WORDS = frozenset({"год", "г", "гг"})
COMPARED = words("comparison_words")
GROWN = words("growth_words")
FILLED = frozenset({"пополниться", "пополнить", "пополняться", "пополнять"})
"""What grows by money that was given: the sum is no difference."""
ACTS = frozenset(
    {"ст", "п", "пп", "гл", "разд", "абз", "прил", "табл", "таб", "рис", "д", "кв", "корп", "каб",
     "стр"}
)  # fmt: skip


def letter_scale(tokens: list[Token], i: int) -> int:
    """Give the scale that the letter at ``i`` is, before roubles (``т. р.``); 0 if it is none."""
    scale = LETTERS.get(tokens[i].lower, 0) if i + 2 < len(tokens) else 0
    told = scale and tokens[i + 1].text == "." and tokens[i + 2].lower in ("р", "руб")
    return scale if told else 0


def unit_at(tokens: list[Token], i: int) -> tuple[str, str]:
    """Read a unit of measure at token ``i``: its class and lemma, or two empty strings."""
    if i < len(tokens) and tokens[i].text == ".":
        i += 1
    if i >= len(tokens):
        return "", ""
    token = tokens[i]
    units = classes("units")
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if letter_scale(tokens, i):
        return "money", "рубль"
    if token.lower in ("кв", "куб", "погонный", "пог"):
        return "area", "квадратный метр"
    if token.lemma in ("квадратный", "кубический", "погонный"):
        return "area", token.lemma
    if token.lower in ("п",) and following == ".":
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
    if (
        follow.lower == "с"
        and numeral.last + 1 < len(tokens)
        and tokens[numeral.last + 1].lower in ("лишним", "небольшим")
    ):
        return False
    if follow.kind != "word":
        before = tokens[numeral.first - 1].lemma if numeral.first else ""
        return before not in ("быть", "составить", "составлять", "насчитываться", "более", "около")
    return not _counted(follow.lower, int(numeral.value))


def _counted(form: str, value: int) -> bool:
    """Tell whether a word form agrees with a number as what it counts."""
    few = value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14)
    one = value % 10 == 1 and value % 100 != 11
    for reading in readings(form):
        if reading.pos not in ("NOUN", "ADJF", "PRTF") or reading.lemma == "год":
            continue
        if one and reading.pos == "NOUN" and reading.animacy == "anim":
            return (reading.case, reading.number) == ("nomn", "sing")
        oblique = reading.case in ("gent", "datv", "ablt", "loct")
        if oblique and reading.number == "plur":
            return True
        if few and reading.pos == "NOUN" and reading.case == "gent":
            return True
    return False


def _ago(tokens: list[Token], i: int) -> bool:
    """Tell ``19 годом ранее`` (a count, a year before) from an age or term."""
    later = ("ранее", "раньше", "позже", "позднее")
    follow = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return tokens[i].lower == "годом" and follow in later


def _difference(tokens: list[Token], numeral: Numeral) -> bool:
    """Tell a difference (``на 310 тыс. руб. больше``, ``выросло на 12``) from a count."""
    before = [token.lower for token in tokens[max(0, numeral.first - 3) : numeral.first]]
    if "на" not in before:
        return False
    near = tokens[numeral.last : numeral.last + 4]
    if any(token.lower in COMPARED for token in near):
        return True
    if before[-1] != "на":
        return False
    if len(before) > 1 and before[-2] in COMPARED:
        return True
    for j in range(numeral.first - 1, max(-1, numeral.first - 17), -1):
        token = tokens[j]
        year = token.kind == "number" and tokens[j + 1].lemma in YEAR_WORDS
        if (token.kind == "number" and not year) or token.text in ";:.":
            return False
        if token.reading.lemma in GROWN:
            return token.reading.lemma not in FILLED or unit_at(tokens, numeral.last)[0] != "money"
    return False


PER = frozenset({"человек", "житель", "население", "ребенок", "учащийся", "обучающийся", "душа"})
"""Per how many of whom a rate is given."""


BASES = (1, 1000, 10_000, 100_000)


def _per(tokens: list[Token], numeral: Numeral, bases: tuple[int, ...] = BASES) -> bool:
    """Tell the base of a rate: ``на 100 тыс. человек``, ``на 1 жителя``."""
    first, last = numeral.first, numeral.last
    if not first or tokens[first - 1].lower != "на" or last >= len(tokens):
        return False
    return numeral.value in bases and tokens[last].lemma in PER


def _rate(tokens: list[Token], last: int) -> bool:
    """Tell a rate by the base behind it: ``200 единиц на 100 тыс. человек``."""
    for j in range(last, min(last + 4, len(tokens))):
        if tokens[j].lower == "на":
            base = read(tokens, j + 1)
            return base is not None and _per(tokens, base, (*BASES, 10, 100))
        if tokens[j].kind != "word" and tokens[j].text != ".":
            return False
    return False


def _vote(tokens: list[Token], first: int) -> bool:
    """Tell votes: ``за – 5, против – 2, воздержались 3``."""
    j = first - 1
    while j >= 0 and tokens[j].text in {*DASHES, "»", '"', ":"}:
        j -= 1
    if j < 0:
        return False
    return tokens[j].lemma == "воздержаться" or (
        j < first - 1 and tokens[j].lower in ("за", "против")
    )


def _required(tokens: list[Token], first: int) -> bool:
    """Tell what is asked for: ``при штате 14``, ``из необходимых 62``."""
    asked = words("required_words")
    for j in range(first - 1, max(-1, first - 5), -1):
        if tokens[j].kind != "word":
            break
        if tokens[j].lower == "при":
            return tokens[j + 1].lemma in asked
    return bool(first > 1) and tokens[first - 1].lemma in ("необходимый", "требуемый")


COUNTED_BODIES = frozenset({"ип", "кфх", "лпх", "нко", "сонко", "тос", "фап", "тсж", "снт", "мсп"})
"""Abbreviations that are counted and helped, not numbered: ``ИП-571`` is a label."""


def _model_name(tokens: list[Token], first: int) -> bool:
    """Tell ``ЗЖБИ-100`` (a name) from ``ветеранов-32`` (a label glued to its number)."""
    if first < 2 or tokens[first - 1].text not in DASHES:
        return False
    dash, word = tokens[first - 1], tokens[first - 2]
    glued = dash.end == tokens[first].start and word.end == dash.start
    name = len(word.text) > 1 and word.text.isupper() and word.lower not in COUNTED_BODIES
    return glued and name


def _inline_number(tokens: list[Token], numeral: Numeral) -> bool:
    """Tell the number of a flattened list (``Результаты 10 Обоснование объёмов 11 Оценка``).

    A capitalized nominative follows that does not agree with the number as what it counts.
    """
    plain = numeral.form == "digits" and numeral.scale == 1 and not numeral.decimals
    if not plain or numeral.value > 99 or not numeral.first > 0 or numeral.last >= len(tokens):
        return False
    before, follow = tokens[numeral.first - 1], tokens[numeral.last]
    if before.kind != "word" or follow.kind != "word" or not follow.text[1:].islower():
        return False
    one = numeral.value % 10 == 1 and numeral.value != 11
    reading = follow.reading
    nominative = reading.case in ("nomn", "accs") and reading.number == "sing"
    named = reading.pos == "NOUN" and nominative
    return (
        follow.text[0].isupper()
        and named
        and not one
        and not reading.other & {"Geox", "Name", "Surn", "Patr", "Abbr"}
        and not _counted(follow.lower, int(numeral.value))
    )


def _many(token: Token) -> bool:
    """Tell a genitive plural: ``опорных пунктов 8`` is no ``пункт 8``."""
    return (token.reading.case, token.reading.number) == ("gent", "plur")


def kind_of(tokens: list[Token], numeral: Numeral) -> tuple[str, str]:
    """Give the kind of a number and the unit behind it."""
    first, value = numeral.first, numeral.value
    if value == 0:
        return "zero", ""
    if _model_name(tokens, first):
        return "code", ""
    if idioms.ordinal(numeral):
        return "ordinal", ""
    if numeral.form != "digits":
        if idioms.split_ordinal(tokens, numeral):
            return "ordinal", ""
        reason = idioms.word_reason(tokens, numeral)
        if reason:
            return reason, ""
    if _year(tokens, numeral):
        return "date", ""
    follow = tokens[numeral.last] if numeral.last < len(tokens) else None
    if follow is not None and follow.lower in MONTHS and value <= 31:
        return "date", ""
    if _difference(tokens, numeral):
        return "difference", ""
    if _vote(tokens, first):
        return "vote", ""
    if _required(tokens, first):
        return "norm", ""
    if _per(tokens, numeral) or _rate(tokens, numeral.last):
        return "rate", ""
    return _measured(tokens, numeral)


def _measured(tokens: list[Token], numeral: Numeral) -> tuple[str, str]:
    """Give the kind of a number that is no date, ordinal or difference, by what is around."""
    first, value = numeral.first, numeral.value
    before = tokens[first - 1] if first else None
    if before is not None and before.text == "." and first > 1 and tokens[first - 2].lower in ACTS:
        before = tokens[first - 2]
    follow = tokens[numeral.last] if numeral.last < len(tokens) else None
    unit, lemma = unit_at(tokens, numeral.last)
    if unit == "age" and _ago(tokens, numeral.last):
        return "count", ""
    if unit == "age" and value < 200:
        return "age", lemma
    if unit == "money":
        return "money", lemma
    if unit and unit not in ("times", "place"):
        return unit, lemma
    article = (
        before is not None
        and before.lower in ARTICLE
        and numeral.form == "digits"
        and not (first > 1 and tokens[first - 2].reading.pos == "ADJF" and _many(before))
    )
    if article and (follow is None or not _counted(follow.lower, int(value))):
        return "law", ""
    if _inline_number(tokens, numeral):
        return "list_number", ""
    ago = follow is not None and follow.lower == "назад"
    if before is not None and (
        before.lemma == "возраст" or (ago and before.lower in ("лет", "года"))
    ):
        return "age", ""
    if numeral.decimals == 2 and numeral.scale == 1 and value >= 1000:
        return "money", ""
    counted = follow is not None and _counted(follow.lower, 5)
    if value != value.to_integral_value() or (
        numeral.decimals and numeral.scale == 1 and not counted
    ):
        return "decimal", ""
    return "count", lemma
