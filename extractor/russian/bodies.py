"""Bodies with members: councils, chambers, committees, parliaments, by their name."""

from collections.abc import Sequence

from extractor.candidates import Field
from extractor.russian.morphology import agreeing, inflect, readings
from extractor.russian.phrases import is_adjective
from extractor.russian.tokens import Token
from extractor.russian.wordlists import words

NOUNS = words("body_nouns")


def find(text: str, tokens: Sequence[Token]) -> list[Field]:
    """List the bodies named in a sentence, each with its modifiers and complement."""
    found = []
    for i, token in enumerate(tokens):
        if token.kind == "word" and token.reading.lemma in NOUNS:
            found.append(_body(text, tokens, i))
    return found


def member(body: Field) -> Field:
    """Name a member of a body: ``Совет старейшин`` → ``член совета``."""
    head = next((w for w in body.value.lower().split() if w in NOUNS), "")
    genitive = inflect(head, "NOUN", frozenset({"gent", "sing"})) or head
    return Field(f"член {genitive}", body.start, body.end)


def _body(text: str, tokens: Sequence[Token], i: int) -> Field:
    first = i
    while (
        first > 0
        and i - first < 3
        and is_adjective(tokens[first - 1])
        and tokens[first - 1].reading.pos != "NUMR"
    ):
        first -= 1
    last = i + 1
    while last < len(tokens) and last - i < 7 and _continues(tokens, last, i):
        last += 1
    while last > i + 1 and tokens[last - 1].reading.pos in ("PREP", "CONJ", "ADJF"):
        last -= 1
    gender = readings(tokens[i].lower)[0].gender or "masc"
    parts = [_case(t, _nominative_adjective(t, gender)) for t in tokens[first:i]]
    parts.append(_case(tokens[i], tokens[i].reading.lemma))
    if last > i + 1:
        parts.append(" ".join(text[tokens[i + 1].start : tokens[last - 1].end].split()))
    return Field(" ".join(parts), tokens[first].start, tokens[last - 1].end)


def _continues(tokens: Sequence[Token], j: int, head: int) -> bool:
    """Tell whether token ``j`` belongs to the name: genitives, ``при главе``, ``по делам``."""
    token = tokens[j]
    if token.kind != "word":
        return False
    if token.lower in ("при", "по") and j == head + 1:
        return True
    if token.reading.pos in ("VERB", "PRTS", "CONJ", "PREP", "INFN", "NPRO"):
        return False
    return any(
        r.case in ("gent", "loct", "datv") and r.pos in ("NOUN", "ADJF")
        for r in readings(token.lower)
    )


def _nominative_adjective(token: Token, gender: str) -> str:
    target = frozenset({"nomn", "sing", gender})
    return agreeing(token.lower, target)


def _case(token: Token, form: str) -> str:
    if token.text.isupper() and len(token.text) > 2:
        return form
    return form[:1].upper() + form[1:] if token.text[:1].isupper() else form
