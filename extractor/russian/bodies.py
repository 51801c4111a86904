"""Bodies with members: councils, chambers, committees, parliaments, by their name."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extractor.candidates import Field
from extractor.russian.counted import TERRITORIES
from extractor.russian.morphology import agreeing, inflect, readings
from extractor.russian.naming import cased
from extractor.russian.numerals import DASHES
from extractor.russian.phrases import SUBSTANTIVES, is_adjective
from extractor.russian.tokens import Token, tokenize
from extractor.russian.toponyms import CLOSING, QUOTES
from extractor.russian.wordlists import table, words
from extractor.values import folded

MEMBERS = {noun: name for noun, name in table("body_nouns")}
"""What the members of a body are called, by its noun."""
PASSING = words("passing_words")
"""What is told of a body and is no part of its name."""
THEIR = "их"
"""Within a name: ``по делам несовершеннолетних и защите их прав``."""
MENTIONS, WITHIN, LINE = 12, 20_000, 300
"""Mentions of a body's noun that are looked at for its name, characters before the body that
they stand in, and characters around one."""
KEPT = 4 * MENTIONS
"""Stretches around mentions whose bodies are kept."""
LONGEST = 9
"""Words of a name."""
TERMS = frozenset({"созыв", "состав"})
UNITS = {"область": ("femn", "области", "областн"), "край": ("masc", "края", "краев")}
"""Nouns of regions: gender, genitive, and how their adjectives begin."""
BY = "по"
BETWEEN = frozenset({"(", ":", ",", *DASHES})
"""What stands between the sphere of a body and its size: ``по ЖКХ – 11``."""
SPHERED = frozenset({"комиссия", "комитет"})
"""Bodies of which there are several, each told by its sphere."""
NO_SPHERE = frozenset(
    {"квота", "список", "итог", "линия", "положение", "устав", "закон", "план", "штат", "норма",
     "состояние", "данные", "факт", "решение", "итоги"}
)  # fmt: skip
"""What a number stands by without being of a sphere: ``по квоте главы – 7``."""
JOINING = frozenset({"при", "по", "с"})
"""Prepositions within a name (``по взаимодействию с СОНКО``)."""


def find(text: str, tokens: Sequence[Token]) -> list[Field]:
    """List the bodies named in a sentence, each with its modifiers and complement."""
    found = []
    for i, token in enumerate(tokens):
        if token.kind == "word" and token.reading.lemma in MEMBERS:
            found.append(_body(text, tokens, i))
    return found


def in_full(text: str, body: Field) -> Field:
    """Give a body by the longest name it had before: ``палата`` → ``Общественная палата города``.

    The name nearest before may itself be short of one before that.
    """
    longer = _named_before(text, body)
    return body if longer is None else _named_before(text, longer) or longer


def _named_before(text: str, body: Field) -> Field | None:
    """Give the nearest longer name that a body has before: ``Молодёжная палата`` of ``палата``."""
    noun, short = noun_of(body), folded(body.value)
    at, least = body.start, max(0, body.start - WITHIN)
    for _ in range(MENTIONS):
        at = max(text.rfind(form, least, at) for form in (noun[:-1], noun[:-1].capitalize()))
        if at < 0:
            return None
        begin = max(text.rfind(mark, max(0, at - LINE), at) for mark in "\n.;") + 1
        limit = min(begin + LINE, len(text))
        line = text.find("\n", at, limit)
        end = line if line >= 0 else limit
        named = _named_in(text, begin, end) if end > at else ()
        full = [b for b in named if b.end < body.start and _lengthens(b, noun, short)]
        if full:
            return full[-1]
    return None


@lru_cache(KEPT)
def _named_in(text: str, begin: int, end: int) -> tuple[Field, ...]:
    """List the bodies named in a stretch of a text."""
    return tuple(find(text, tokenize(text, begin, end)))


def _lengthens(name: Field, noun: str, short: str) -> bool:
    """Tell whether a name goes on from a short one, or has more than its noun alone."""
    said = folded(name.value)
    return said.startswith(short + " ") or (short == noun and " " in said and noun_of(name) == noun)


def of_region(body: Field, region: str) -> Field:
    """Put a region's name into that of a body of it: ``палата Тверской области``.

    That of a parliament opens its name: ``Костромская областная Дума``.
    """
    name, _, unit = region.lower().partition(" ")
    gender, genitive, adjective = UNITS.get(unit, ("", "", ""))
    said = body.value.split()
    lower = [word.lower() for word in said]
    noun = noun_of(body)
    if genitive and genitive in lower[1:] and said[lower.index(genitive) - 1].islower():
        at, target = lower.index(genitive), frozenset({"gent", "sing", gender})
    elif adjective and lower[0].startswith(adjective) and MEMBERS.get(noun) == "депутат":
        at, target = 0, frozenset({"nomn", "sing", readings(noun)[0].gender})
        said[0] = lower[0]
    else:
        return body
    said.insert(at, agreeing(name, target).title())
    return replace(body, value=" ".join(said))


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
        and (tokens[first - 1].reading.pos not in ("NUMR", "PRTF") or _governs(tokens[first - 1]))
        and tokens[first - 1].lemma not in PASSING
        and "Apro" not in tokens[first - 1].reading.other
    ):
        first -= 1
    last = i + 1
    while last < len(tokens) and last - i < LONGEST and _continues(tokens, last, i):
        last += 1
    while last > i + 1 and not _closes(tokens[last - 1]):
        last -= 1
    last = _titled(tokens, last) if last > i + 1 else last
    gender = readings(tokens[i].lower)[0].gender or "masc"
    parts = [cased(t, _nominative_adjective(t, gender)) for t in tokens[first:i]]
    parts.append(cased(tokens[i], tokens[i].reading.lemma))
    if last > i + 1:
        parts.append(" ".join(text[tokens[i + 1].start : tokens[last - 1].end].split()))
    return Field(" ".join(parts), tokens[first].start, tokens[last - 1].end)


def sphere(text: str, tokens: Sequence[Token], number: int, before: Field) -> Field | None:
    """Give the body that the words right before ``number`` name by its sphere alone.

    ``в комиссии по ЖКХ 11 членов, по этике – трое``: its noun was said ``before``.
    """
    last = number
    while last and tokens[last - 1].text in BETWEEN:
        last -= 1
    first = last - 1
    while first > 0 and last - first < LONGEST and tokens[first].lower != BY:
        if not (tokens[first].lower == "и" or _continues(tokens, first, 0)):
            return None
        first -= 1
    if first < 0 or tokens[first].lower != BY or last - first < 2 or not _closes(tokens[last - 1]):
        return None
    if (first and tokens[first - 1].kind == "word") or tokens[first + 1].lemma in NO_SPHERE:
        return None
    noun = noun_of(before)
    named = " ".join(text[tokens[first].start : tokens[last - 1].end].split())
    field = Field(f"{noun} {named}", tokens[first].start, tokens[last - 1].end)
    return field if noun in SPHERED else None


def _titled(tokens: Sequence[Token], last: int) -> int:
    """Give the index behind the title of a body that closes a name (``правление СНТ «Вишня»``)."""
    opens = last < len(tokens) and tokens[last].text in QUOTES
    if not opens or tokens[last - 1].reading.pos != "ABBR":
        return last
    behind = range(last + 2, min(last + LONGEST, len(tokens)))
    return next((j + 1 for j in behind if tokens[j].text in CLOSING), last)


def _continues(tokens: Sequence[Token], j: int, head: int) -> bool:
    """Tell whether token ``j`` belongs to the name: genitives, ``при главе``, ``по делам``."""
    token = tokens[j]
    if token.kind != "word" or token.lemma in TERMS:
        return False
    if token.lower in JOINING and (j == head + 1 or token.lower == "с"):
        return True
    if token.text[:1].isupper() and j - 1 > head and tokens[j - 1].lemma in TERRITORIES:
        return True
    if token.lower == "и" and j > head + 1:
        return _alike(tokens, j)
    if token.lower == THEIR:
        return j > head + 1
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
    if token.reading.pos in ("PREP", "CONJ") or token.lower == THEIR:
        return False
    people = token.lemma in SUBSTANTIVES or token.reading.number == "plur"
    return token.reading.pos != "ADJF" or people


def _governs(token: Token) -> bool:
    """Tell the participle in ``управляющий совет``."""
    return token.lemma.startswith(("управля", "наблюда"))


def _nominative_adjective(token: Token, gender: str) -> str:
    target = frozenset({"nomn", "sing", gender})
    return agreeing(token.lower, target)
