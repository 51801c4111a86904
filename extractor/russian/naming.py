"""Names of counted things: a noun phrase in the nominative singular."""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from extractor.russian.extent import second_half, spread
from extractor.russian.morphology import (
    ABBREVIATIONS,
    CACHE_SIZE,
    Reading,
    agreeing,
    inflect,
    lemma,
    readings,
)
from extractor.russian.phrases import (
    ADJECTIVE,
    PREFIXES,
    ROW,
    STOP,
    Phrase,
    forms_of,
    is_adjective,
    noun,
    noun_reading,
    splits,
)
from extractor.russian.tokens import Token
from extractor.russian.wordlists import each, words
from extractor.values import folded

CUT_OFF = frozenset({"ADJF", "PREP", "CONJ"})
"""What no name ends with."""
LINKING = STOP | {"CONJ"}
"""What no name begins with: ``с высшей категорией``."""
BEHIND_TWO = frozenset({("gent", "plur"), ("nomn", "plur"), ("accs", "plur")})
"""What an adjective may be beside a noun in the genitive singular: ``2 новых дома``."""
STATES = each("state_adjectives")
"""Adjectives, and verbs of participles, that tell which of many or what became of it."""
WHICH = frozenset({"Apro", "Anum"})
"""Grammemes of pronouns and of ordinal numbers."""
HALVES = words("first_halves")
"""First halves of compound adjectives that noise splits off."""
OTHER = frozenset({"прочий", "иной"})
"""Pronouns that a part of a whole is called by."""
PARTING = frozenset({":", "(", "них", "которых", "числе", "ч"})
"""What stands between a whole and its parts."""
WIDEST = frozenset(
    {
        "общественный", "некоммерческий", "религиозный", "образовательный", "общеобразовательный",
        "национальный", "национально-культурный", "местный",
    }
)  # fmt: skip
"""Adjectives of the widest kinds of bodies."""
PERSON = frozenset({"nomn", "sing", "masc"})
"""How those are called whom a participle names."""
CASES = {"loc2": "loct", "gen2": "gent"}
"""Cases that only nouns have, and those of their adjectives."""
CHILD = "ребенок"
CHILDREN = frozenset({"ребята", "дети", "ребятишки", "детвора"})
"""Nouns without a singular of their own that name children."""


def nominative(phrase: Phrase, limit: int = 7) -> str:
    """Write a phrase in the nominative singular, its complement as it stands.

    ``общественных организаций ветеранов`` → ``общественная организация ветеранов``; an elided
    head is taken from above: ``10 средних`` → ``средняя школа``.
    """
    if phrase.how != "elided" and phrase.above is not None and phrase.meaning != phrase.lemma:
        return nominative(phrase.above, limit)
    tokens = phrase.tokens
    head = tokens[phrase.head]
    if phrase.how == "elided" and phrase.above is not None:
        source = phrase.above.tokens[phrase.above.head]
        reading = noun_reading(source)
        modifiers = without(tokens[phrase.first : phrase.head + 1], is_no_name)
        modifiers += _of_whole(phrase, phrase.above)
        words_ = [*joined(modifiers, _agreeing(modifiers, reading)), _shown(source, reading)]
        words_ += _of_behind(phrase, phrase.above)
        return " ".join(words_[-limit:])
    reading = noun_reading(head)
    if head.reading.pos != "NOUN" and is_adjective(head):
        reading = head.reading
    half = second_half(phrase)
    last, beside = spread(phrase)
    tail = tokens[half + 1 : last]
    words_ = _headed(tokens, phrase.first, phrase.head, reading)
    if half > phrase.head:
        words_[-1] += f"-{_shown(tokens[half], noun_reading(tokens[half]))}"
    words_ += joined(tail, [as_it_stands(token) for token in tail])
    named = " ".join(_whole(words_, limit))
    return f"{named} и {nominative(beside, limit)}" if beside else named


def _of_whole(part: Phrase, whole: Phrase) -> list[Token]:
    """List what adjectives a part has of its whole: ``71 спортивное мероприятие (52 городских)``.

    Those that name the widest kind give way to the part's own: of ``общественных организаций``
    some are ``ветеранские``.
    """
    tokens = part.tokens
    if whole.tokens is not tokens or PARTING.isdisjoint(
        token.text for token in tokens[whole.last : part.first]
    ):
        return []
    own = tokens[whole.first : whole.head]
    return [t for t in own if is_adjective(t) and t.lemma not in WIDEST and not is_no_name(t)]


def _of_behind(part: Phrase, row: Phrase) -> list[str]:
    """Write the complement of the noun that closes a row: ``36 малых и 8 средних субъектов …``."""
    if row.tokens is not part.tokens or row.first < part.last:
        return []
    tail = row.tokens[second_half(row) + 1 : spread(row)[0]]
    return joined(tail, [as_it_stands(token) for token in tail])


def as_it_stands(token: Token) -> str:
    """Write a word of a complement as it stands; an abbreviation without its ending."""
    if token.reading.pos == "ABBR":
        return token.lower.upper()
    return token.text if token.text.isupper() else token.lower


def _whole(words_: Sequence[str], limit: int) -> Sequence[str]:
    """Cut a name behind ``limit`` words, and before adjectives whose noun that leaves out."""
    last = min(len(words_), limit)
    while 1 < last < len(words_) and readings(words_[last - 1].lower())[0].pos in CUT_OFF:
        last -= 1
    return words_[:last]


def _headed(tokens: Sequence[Token], first: int, head: int, reading: Reading) -> list[str]:
    """Write a head noun and what modifies it: adjectives that can agree with it, no preposition.

    A participle that governs the noun by one is itself the head: ``занимающийся в секциях``.
    """
    forms = modified_forms(tokens[head])
    begin = head
    while begin > first and may_modify(tokens[begin - 1], forms):
        begin -= 1
    while begin < head and tokens[begin].reading.pos in LINKING and not _is_manner(tokens, begin):
        begin += 1
    front = tokens[begin:head]
    governed = next((i for i, token in enumerate(front) if token.reading.pos == "PREP"), None)
    if governed:
        people = [agreeing(token.lower, PERSON) for token in front[:governed]]
        written = [*people, *(token.lower for token in (*front[governed:], tokens[head]))]
    else:
        front = without(front, is_no_name)
        written = [*_agreeing(front, reading), _shown(tokens[head], reading)]
    return joined([*front, tokens[head]], written)


def _is_manner(tokens: Sequence[Token], i: int) -> bool:
    """Tell an adverb in ``о`` that its adjective follows: ``военно - патриотических``."""
    if tokens[i].reading.pos != "ADJS" or not tokens[i].lower.endswith(("о", "е")):
        return False
    return splits(tokens, i) or is_adjective(tokens[i + 1])


def without(tokens: Sequence[Token], left_out: Callable[[Token], bool]) -> list[Token]:
    """Leave words out of a row, and what joined them: ``новых и сельских`` → ``сельских``."""
    kept: list[Token] = []
    for token in tokens:
        if left_out(token):
            while kept and kept[-1].reading.pos == "ADVB":
                kept.pop()
            continue
        if token.text in ROW and not kept:
            continue
        if token.text in ROW and kept[-1].text in ROW:
            kept.pop()
        kept.append(token)
    hangs = kept and kept[-1].text in ROW and left_out(tokens[-1])
    return kept[:-1] if hangs else kept


def is_no_name(token: Token) -> bool:
    """Tell a word that no name has: ``всех``, ``первых``, ``новых``, ``действующих``."""
    found = readings(token.lower)
    if found[0].lemma in OTHER:
        return False
    state = found[0].pos in ("ADJF", "PRTF") and found[0].lemma in STATES
    return state or any(not reading.other.isdisjoint(WHICH) for reading in found)


def modified_forms(noun_: Token) -> set[tuple[str, str]]:
    """Give the cases and numbers that an adjective before a noun may have."""
    forms = {(CASES.get(case, case), number) for case, number in forms_of(noun_)}
    return forms | BEHIND_TWO if ("gent", "sing") in forms else forms


def may_modify(token: Token, forms: Collection[tuple[str, str]]) -> bool:
    """Tell whether an adjective can agree with a noun of these forms; other words may."""
    own = forms_of(token, ADJECTIVE)
    return token.kind != "word" or not own or not forms or not own.isdisjoint(forms)


def joined(tokens: Sequence[Token], written: Sequence[str]) -> list[str]:
    """Write the words of a stretch, halves that noise has split as one word."""
    names: list[str] = []
    glue: str | None = None
    for j, (token, word) in enumerate(zip(tokens, written, strict=True)):
        if token.kind != "word":
            continue
        names.append(word if glue is None else names.pop() + glue + word)
        half = _is_half(tokens, j)
        glue = "" if half or token.lower in PREFIXES else "-"
        glue = glue if half or splits(tokens, j) else None
    return names


def _is_half(tokens: Sequence[Token], j: int) -> bool:
    """Tell the first half of a compound adjective: ``обще образовательных``."""
    return tokens[j].lower in HALVES and j + 1 < len(tokens) and is_adjective(tokens[j + 1])


def _agreeing(modifiers: Sequence[Token], reading: Reading) -> list[str]:
    """Put modifiers into the nominative, agreeing with the head's gender."""
    if "Pltm" in reading.other:
        target = frozenset({"nomn", "plur"})
    else:
        target = frozenset({"nomn", "sing", reading.gender or "masc"})
    return [agreeing(token.lower, target) for token in modifiers]


def _shown(head: Token, reading: Reading) -> str:
    """Write a head noun in its dictionary form; an abbreviation in capitals."""
    if head.reading.pos == "ABBR":
        return head.lower.upper()
    if head.text.isupper() and len(head.text) > 1:
        return head.text
    return _lemma_form(head.lower, reading)


def _lemma_form(form: str, reading: Reading) -> str:
    """Give the dictionary form with its ``ё`` where pymorphy3 knows it."""
    if form in ABBREVIATIONS:
        return ABBREVIATIONS[form]
    if reading.lemma in CHILDREN:
        return shown(CHILD)
    if "-" in form and reading.pos == "NOUN":
        parts = [(part, noun(part)) for part in form.split("-")]
        if all(own for _, own in parts):
            return "-".join(_lemma_form(part, own) for part, own in parts if own)
    if form.endswith(("чан", "ян")) and reading.case in ("gent", "accs", "nomn", ""):
        return form + "ин"
    singular = inflect(form, reading.pos or "NOUN", frozenset({"nomn", "sing"}))
    return singular or reading.lemma


def shown(lemma_: str) -> str:
    """Write a lemma as a name, with its ``ё``."""
    return "ребёнок" if lemma_ == CHILD else lemma_


@lru_cache(CACHE_SIZE)
def head(phrase: str | None) -> str | None:
    """Give the lemma of the first noun of a name, of its last word where it has none.

    What stands behind a preposition is no head: ``обучающийся в центре``.
    """
    words = [word.strip("«»\"'().,") for word in folded(phrase or "").split()]
    words = [word for word in words if word]
    behind = (i for i, word in enumerate(words) if i and readings(word)[0].pos == "PREP")
    words = words[: next(behind, None)]
    noun_ = next((word for word in words if readings(word)[0].pos == "NOUN"), None)
    return lemma(noun_ or words[-1]) if words else None


def cased(token: Token, form: str) -> str:
    """Write a form of a token with the capital that the text gives it."""
    if token.text.isupper() and len(token.text) > 2:
        return form
    return form[:1].upper() + form[1:] if token.text[:1].isupper() else form
