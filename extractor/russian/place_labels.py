"""Places that label numbers in a row: ``Загорьевск – 19, Юбилейный – 8``."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from extractor.candidates import Field
from extractor.russian.morphology import readings
from extractor.russian.territories import kind_of
from extractor.russian.tokens import Token
from extractor.russian.toponyms import ENDS, agree, is_name, nominative

MARKS = frozenset({"–", "—", "-", ":", "("})
"""Marks between a label and its number."""
LEAST = 2
"""Labels that are a row."""
BEFORE = ",;:.•*"
"""Marks before a label."""
ANNOUNCED = frozenset({"территория", "пункт"})
"""What announces places beside the nouns of territories."""
NAMED = frozenset({"район", "сельсовет"})
"""Nouns that an adjective takes in (``По районам: Красногорский – 8``)."""


def find(tokens: Sequence[Token], places: Sequence[Field]) -> list[Field]:
    """List the labels of a sentence that are places.

    One of ``places`` labels a number, or the sentence announces places (``по районам``);
    then what such a row names is of one kind.
    """
    marks = [
        i
        for i in range(1, len(tokens) - 1)
        if tokens[i + 1].kind == "number" and tokens[i].text in MARKS
    ]
    if len(marks) < LEAST:
        return []
    announced = _announced(tokens)
    ends = {field.end: field for field in places if field.value}
    found = list(_labels(tokens, marks, announced, ends))
    known = announced is not None or any(
        before.end in ends and mark.text in MARKS and number.kind == "number"
        for before, mark, number in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )
    return found if len(found) >= LEAST and known else []


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


def _labels(
    tokens: Sequence[Token],
    marks: Sequence[int],
    announced: str | None,
    ends: Mapping[int, Field],
) -> Iterator[Field]:
    """Yield the names that stand alone before the marks that stand before numbers.

    Those in ``ends`` are known already, and hand their noun on to an adjective behind:
    ``Фокинское СП – 4, Ольховское – 3``.
    """
    noun = announced if announced in NAMED else ""
    for i in marks:
        known = ends.get(tokens[i - 1].end)
        if known is not None and _is_alone(tokens, _at(tokens, known.start)):
            noun = known.value.partition(" ")[2] or noun
            yield known
            continue
        first = _first(tokens, i)
        if first is None:
            continue
        name = nominative([token.lower for token in tokens[first:i]], "masc", "nomn")
        if noun and name[-2:] == ENDS[readings(noun.split()[-1])[0].gender or "masc"]:
            name = f"{name} {noun}"
        yield Field(name, tokens[first].start, tokens[i - 1].end)


def _first(tokens: Sequence[Token], i: int) -> int | None:
    """Give the first token of a name that stands alone before the mark ``i``."""
    first = i - 1
    if first and agree(tokens[first - 1].lower, tokens[first].lower):
        first -= 1
    named = (
        _is_alone(tokens, first)
        and all(map(is_name, tokens[first:i]))
        and not tokens[i - 1].text.isupper()
    )
    return first if named else None


def _at(tokens: Sequence[Token], start: int) -> int:
    """Give the token that begins at a character."""
    return bisect_left(tokens, start, key=attrgetter("start"))


def _is_alone(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a label can begin with a token."""
    return not first or tokens[first - 1].text in BEFORE
