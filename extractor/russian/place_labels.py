"""Places that label numbers in a row: ``Загорьевск – 19, Юбилейный – 8``."""

from collections.abc import Iterator, Sequence

from extractor.candidates import Field
from extractor.russian.places import kind_of
from extractor.russian.tokens import Token
from extractor.russian.toponyms import agree, is_name, nominative

MARKS = frozenset({"–", "—", "-", ":", "("})
"""Marks between a label and its number."""
BEFORE = ",;:.•*"
"""Marks before a label."""
ANNOUNCED = frozenset({"территория", "пункт"})
"""What announces places beside the nouns of territories."""
NAMED = frozenset({"район", "сельсовет"})
"""Nouns that an adjective takes in (``По районам: Красногорский – 8``)."""


def find(tokens: Sequence[Token], places: Sequence[Field]) -> list[Field]:
    """List the labels of a sentence that are places.

    One of them is among ``places``, or the sentence announces places (``по районам``);
    then what such a row names is of one kind.
    """
    announced = _announced(tokens)
    found = list(_labels(tokens, announced))
    starts = {field.start for field in places}
    known = announced is not None or any(field.start in starts for field in found)
    return found if len(found) > 1 and known else []


def _announced(tokens: Sequence[Token]) -> str | None:
    """Give the noun of the places that a sentence announces: ``по поселениям``, ``в сёлах``."""
    return next(
        (
            token.lemma
            for token in tokens
            if token.reading.number == "plur" and (kind_of(token) or token.lemma in ANNOUNCED)
        ),
        None,
    )


def _labels(tokens: Sequence[Token], announced: str | None) -> Iterator[Field]:
    """Yield the names that stand alone before a mark and a number."""
    for i in range(1, len(tokens) - 1):
        if tokens[i].text not in MARKS or tokens[i + 1].kind != "number":
            continue
        first = i - 1
        if first and agree(tokens[first - 1].lower, tokens[first].lower):
            first -= 1
        alone = not first or tokens[first - 1].text in BEFORE
        if not alone or not all(map(is_name, tokens[first:i])) or tokens[i - 1].text.isupper():
            continue
        forms = [token.lower for token in tokens[first:i]]
        name = nominative(forms, "masc", "nomn")
        if announced in NAMED and forms[-1].endswith("ский"):
            name = f"{name} {announced}"
        yield Field(name, tokens[first].start, tokens[i - 1].end)
