"""Number words and endings that count nothing: ordinals, idioms, vague numbers."""

from extractor.russian.morphology import readings
from extractor.russian.numerals import CARDINAL_SUFFIX, FORMS, ORDINAL_SUFFIX, Numeral
from extractor.russian.tokens import Token
from extractor.russian.wordlists import words

SCALE_SIGNS = frozenset({"тыс", "млн", "млрд"})


def ordinal(numeral: Numeral) -> bool:
    """Tell ``5-й`` by its ending."""
    return bool(numeral.suffix) and numeral.suffix in ORDINAL_SUFFIX - CARDINAL_SUFFIX


def split_ordinal(tokens: list[Token], numeral: Numeral) -> bool:
    """Tell the first word of an ordinal: ``тридцать второе собрание``."""
    tens = numeral.value % 10 == 0 and numeral.value > 10 and numeral.scale == 1
    follow = tokens[numeral.last] if numeral.last < len(tokens) else None
    return (
        tens
        and follow is not None
        and any("Anum" in reading.other for reading in readings(follow.lower))
    )


def one_of(before: str, follow: str) -> bool:
    """Tell by the words around ``один`` that it counts nothing: ``один из``, ``ни один``."""
    return follow in words("one_before") or before in words("one_behind")


def word_reason(tokens: list[Token], numeral: Numeral) -> str:
    """Set aside number words that count nothing: ``один из``, ``сотни людей``."""
    first = tokens[numeral.first]
    follow = tokens[numeral.last].lower if numeral.last < len(tokens) else ""
    before = tokens[numeral.first - 1].lower if numeral.first else ""
    if numeral.form == "bare" and before in (",", "(") and first.lower in SCALE_SIGNS:
        return "unit"
    if numeral.form == "bare":
        vague = first.lower in words("vague_numbers")
        near = {t.lower for t in tokens[max(0, numeral.first - 3) : numeral.first]}
        if vague and not near & words("approximators"):
            return "vague"
        return ""
    word = FORMS[first.lower]
    alone = word.lemma == "один" and numeral.last == numeral.first + 1
    if alone and one_of(before, follow):
        return "idiom"
    if word.kind == "noun" and first.lower.startswith("десятк"):
        return "vague"
    return ""
