"""Bodies that name members of another: ``7 утвердила Дума``, ``от Собрания – 7``.

It is not their own size that such numbers tell.
"""

from collections.abc import Sequence

from extractor.candidates import Field
from extractor.russian.bodies import MEMBERS
from extractor.russian.morphology import readings
from extractor.russian.numerals import DASHES
from extractor.russian.tokens import Token
from extractor.russian.wordlists import each

VERBS = each("appointing_verbs")
FROM = frozenset({"от", "при"})
"""Prepositions before those whose seats are told, and before the one that a body is at."""
BEHIND = "за"
"""The same before an instrumental: ``8 мест – за Советом депутатов``."""
PASSIVE = frozenset({"PRTS", "PRTF"})
FINITE = frozenset({"VERB", "PRTS"})


def sized(tokens: Sequence[Token], found: Sequence[Field]) -> list[Field]:
    """Leave those out of the bodies of a sentence that name members of another."""
    return [body for body in found if not _names(tokens, body)]


def _names(tokens: Sequence[Token], body: Field) -> bool:
    """Tell a body that names others: by its preposition, as an agent, as the subject of a verb."""
    first = next(i for i, token in enumerate(tokens) if token.start == body.start)
    head = next(i for i, t in enumerate(tokens) if i >= first and t.reading.lemma in MEMBERS)
    before = tokens[first - 1] if first else None
    if before is not None and before.lower in FROM:
        return True
    if _told_behind(tokens, body):
        return False
    cases = {r.case for r in readings(tokens[head].lower) if r.pos == "NOUN"}
    if before is not None and before.reading.pos == "PREP":
        behind = before.lower == BEHIND and first > 1 and tokens[first - 2].text in DASHES
        return behind and "ablt" in cases
    if "ablt" in cases:
        return any(t.reading.pos in PASSIVE and t.reading.lemma in VERBS for t in tokens)
    return "nomn" in cases and "accs" not in cases and _is_subject(tokens, first, head)


def _told_behind(tokens: Sequence[Token], body: Field) -> bool:
    """Tell a body whose own size stands in brackets behind it: ``комиссия (9 человек)``."""
    behind = [token for token in tokens if token.start >= body.end][:2]
    return len(behind) > 1 and behind[0].text == "(" and behind[1].kind == "number"


def _is_subject(tokens: Sequence[Token], first: int, head: int) -> bool:
    """Tell whether the verb nearest to a body is one of naming, and can be the body's own."""
    verbs = (i for i, token in enumerate(tokens) if token.reading.pos in FINITE)
    near = min(verbs, key=lambda i: abs(i - head), default=None)
    if near is None:
        return False
    verb = tokens[near].reading
    joined = first > 0 and tokens[first - 1].lower == "и"
    return verb.pos == "VERB" and verb.lemma in VERBS and (verb.number == "sing" or joined)
