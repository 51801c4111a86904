"""Bodies with members: councils, chambers, committees, parliaments, by their name."""

from collections.abc import Sequence

from extractor.candidates import Field
from extractor.russian.morphology import agreeing, inflect, readings
from extractor.russian.phrases import SUBSTANTIVES, is_adjective
from extractor.russian.tokens import Token
from extractor.russian.wordlists import table, words

MEMBERS = {noun: name for noun, name in table("body_nouns")}
"""What the members of a body are called, by its noun."""
PASSING = words("passing_words")
"""What is told of a body and is no part of its name."""
TERMS = frozenset({"созыв", "состав"})
JOINING = frozenset({"при", "по", "с"})
"""Prepositions within a name (``по взаимодействию с СОНКО``)."""


def find(text: str, tokens: Sequence[Token]) -> list[Field]:
    """List the bodies named in a sentence, each with its modifiers and complement."""
    found = []
    for i, token in enumerate(tokens):
        if token.kind == "word" and token.reading.lemma in MEMBERS:
            found.append(_body(text, tokens, i))
    return found


def noun_of(body: Field) -> str:
    """Give the noun of a body's name: ``Совет старейшин`` → ``совет``."""
    return next((w for w in body.value.lower().split() if w in MEMBERS), "")


def member(body: Field) -> Field:
    """Name a member of a body: ``Совет старейшин`` → ``член совета``, ``Дума`` → ``депутат``."""
    head = noun_of(body)
    called = "депутат" if "депутатов" in body.value.lower() else MEMBERS.get(head, "член")
    if called == "член":
        called += " " + (inflect(head, "NOUN", frozenset({"gent", "sing"})) or head)
    return Field(called, body.start, body.end)


def _body(text: str, tokens: Sequence[Token], i: int) -> Field:
    first = i
    while (
        first > 0
        and i - first < 3
        and is_adjective(tokens[first - 1])
        and tokens[first - 1].reading.pos not in ("NUMR", "PRTF")
        and tokens[first - 1].lemma not in PASSING
    ):
        first -= 1
    last = i + 1
    while last < len(tokens) and last - i < 7 and _continues(tokens, last, i):
        last += 1
    while last > i + 1 and not _closes(tokens[last - 1]):
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
    if token.kind != "word" or token.lemma in TERMS:
        return False
    if token.lower in JOINING and (j == head + 1 or token.lower == "с"):
        return True
    if token.lower == "и" and j > head + 1:
        return _alike(tokens, j)
    if token.reading.pos in ("VERB", "PRTS", "CONJ", "PREP", "INFN", "NPRO"):
        return False
    return token.reading.pos == "ABBR" or any(
        r.case in ("gent", "loct", "datv") and r.pos in ("NOUN", "ADJF")
        for r in readings(token.lower)
    )


def _alike(tokens: Sequence[Token], j: int) -> bool:
    """Tell whether ``и`` joins two nouns of one case (``по культуре и спорту``)."""
    if j + 1 >= len(tokens):
        return False
    left = {r.case for r in readings(tokens[j - 1].lower) if r.pos in ("NOUN", "ADJF")}
    right = {r.case for r in readings(tokens[j + 1].lower) if r.pos in ("NOUN", "ADJF")}
    return bool(left & right & {"gent", "datv", "loct"})


def _closes(token: Token) -> bool:
    """Tell whether a name can end with a token: with no preposition and no bare adjective."""
    if token.reading.pos in ("PREP", "CONJ"):
        return False
    return token.reading.pos != "ADJF" or token.lemma in SUBSTANTIVES


def _nominative_adjective(token: Token, gender: str) -> str:
    target = frozenset({"nomn", "sing", gender})
    return agreeing(token.lower, target)


def _case(token: Token, form: str) -> str:
    if token.text.isupper() and len(token.text) > 2:
        return form
    return form[:1].upper() + form[1:] if token.text[:1].isupper() else form
