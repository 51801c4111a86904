"""The money that those whom a number counts were given together."""

import re
from decimal import Decimal

from extractor.russian.context import Sentence

GIVEN = re.compile(
    r"[^.;:]{0,60}?(?:\(|[,–—-]|\bна|\bсумм[а-яё]+)\s*(?:около |более |свыше |почти )?"
)
"""What stands between those who were helped and the sum they got: ``16 НКО (8,4 млн``."""
MILLION = 1_000_000
NEAR = 40
"""Characters before a sum that tell whose it is."""
IN_ALL = re.compile(
    r"\b(?:общ|суммарн|совокупн)[а-яё]+ (?:сумм|размер|объ[её]м)[а-яё]*(?: [а-яё]+)?"
    r"\s*[–—-]?\s*(?:около |более |свыше |почти )?$",
    re.IGNORECASE,
)
"""What stands before a sum that all of them got together."""
EACH = re.compile(
    r"(?:\b(?:по|до)|размер[а-яё]*(?: [а-яё]+)?|номинал[а-яё]*|средн[а-яё]+(?: [а-яё]+)?)"
    r"\s*[–—-]?\s*(?:около |более |свыше |почти )?$",
    re.IGNORECASE,
)
"""What stands before a sum that each of them got."""


def amount(sentence: Sentence, k: int) -> Decimal | None:
    """Give the sum of money right behind a count, else the only one in its clause."""
    own, tokens = sentence.quantities[k], sentence.tokens
    if own.kind != "count":
        return None
    start = tokens[own.numeral.last - 1].end
    for behind in sentence.quantities[k + 1 : k + 2]:
        gap = sentence.text[start : tokens[behind.numeral.first].start]
        scale, mark = behind.numeral.scale, gap.rstrip().endswith(("(", "на", "сумму"))
        scaled = scale >= MILLION or (scale > 1 and mark)
        if (behind.kind == "money" or scaled) and GIVEN.fullmatch(gap) and not EACH.search(gap):
            return behind.numeral.value
    begin, end = sentence.clause(own.numeral)
    sums = [
        quantity.numeral.value
        for quantity in sentence.quantities
        if quantity.kind == "money"
        and begin <= quantity.numeral.first < end
        and not _each(sentence.text, tokens[quantity.numeral.first].start)
    ]
    return sums[0] if len(sums) == 1 else _in_all(sentence, k)


def _in_all(sentence: Sentence, k: int) -> Decimal | None:
    """Give the sum behind a count that the sentence calls one for all: ``на общую сумму``."""
    for quantity in sentence.quantities[k + 1 :]:
        if quantity.kind == "money":
            start = sentence.tokens[quantity.numeral.first].start
            told = IN_ALL.search(sentence.text[max(sentence.start, start - NEAR) : start])
            return quantity.numeral.value if told else None
        if quantity.kind == "count":
            return None
    return None


def _each(text: str, start: int) -> bool:
    """Tell a sum that each got (``по 50 тыс. рублей``) by the words before it."""
    before = text[max(0, start - NEAR) : start]
    return EACH.search(before) is not None and IN_ALL.search(before) is None
