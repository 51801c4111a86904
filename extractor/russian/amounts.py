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
    return sums[0] if len(sums) == 1 else None


def _each(text: str, start: int) -> bool:
    """Tell a sum that each got (``по 50 тыс. рублей``) by the words before it."""
    return EACH.search(text[max(0, start - NEAR) : start]) is not None
