"""Names whose hyphens stand apart, as a PDF or a typist leaves them: ``Троицко - Печорский``."""

from collections.abc import Sequence

from extractor.russian.territories import kind_of
from extractor.russian.tokens import Token
from extractor.russian.toponyms import is_capital, is_double, is_name
from extractor.russian.towns import WORDS


def rejoined(tokens: Sequence[Token]) -> Sequence[Token]:
    """Put together a name whose hyphen stands apart: ``Троицко - Печорский``."""
    marks = [i for i, token in enumerate(tokens) if token.text == "-"]
    if not marks:
        return tokens
    joined = list(tokens)
    for i in reversed(marks):
        if _is_on_water(joined, i):
            left, right = joined[i - 1], joined[i + 3]
            text = f"{left.text}-на-{right.text}"
            joined[i - 1 : i + 4] = [
                right._replace(start=left.start, text=text, lower=text.lower())
            ]
    apart = [i for i, token in enumerate(joined) if token.text == "-" and _is_apart(joined, i)]
    for i in reversed(apart):
        left, right = joined[i - 1], joined[i + 1]
        text = f"{left.text}-{right.text}"
        joined[i - 1 : i + 2] = [right._replace(start=left.start, text=text, lower=text.lower())]
    return joined


def _is_on_water(tokens: Sequence[Token], i: int) -> bool:
    """Tell ``Ростов - на - Дону`` from its first hyphen."""
    if not i or i + 3 >= len(tokens) or tokens[i + 2].text != "-":
        return False
    return tokens[i + 1].lower == "на" and is_name(tokens[i - 1]) and is_capital(tokens[i + 3])


def _is_apart(tokens: Sequence[Token], i: int) -> bool:
    if not i or i + 1 >= len(tokens) or not is_name(tokens[i + 1]) or not is_capital(tokens[i - 1]):
        return False
    left = tokens[i - 1]
    made = len(left.text) > 3 and left.lower.endswith("о") and left.reading.pos != "NOUN"
    if made or WORDS.get(left.lower) == "first part":
        return True
    behind = next((t for t in tokens[i + 2 :] if WORDS.get(t.lemma) != "unit adjective"), None)
    unit = behind is not None and kind_of(behind) == "unit"
    return unit and is_double(f"{left.lower}-{tokens[i + 1].lower}")
