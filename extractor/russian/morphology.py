"""Lemmas and morphology by pymorphy3, behind a cache of word forms.

Only this module imports pymorphy3. A form is analysed once a process; the analyzer
itself is made at the first unknown form (0.15 s), not at import.
"""

from functools import cache, lru_cache
from itertools import takewhile
from typing import Any, NamedTuple

from extractor.russian import work
from extractor.russian.wordlists import table

CACHE_SIZE = 200_000
"""Forms kept; a list of 50 thousand hits 95 % of the running words of real reports."""

ABBREVIATIONS = {
    "чел": "человек", "уч": "учащийся", "орг": "организация", "обр": "образовательный",
    "шт": "штука", "ед": "единица", "экз": "экземпляр", "руб": "рубль", "коп": "копейка",
    "р": "рубль", "чл": "член", "сем": "семья", "предпр": "предприятие", "уч-ся": "учащийся",
    "обл": "область", "мин": "минута", "тн": "тонна",
}  # fmt: skip

DECLINED_LIKE = {"первич": "спич"}
"""Stems that the dictionary lacks, and a stem of a known word declined like theirs."""
UNLIKELY = frozenset({"кружка"})
"""Lemmas that reports do not speak of, with forms of others (``кружок``)."""
COMPARED = frozenset({"больший"})
"""Lemmas that share forms with one that is meant far oftener (``больших`` of ``большой``)."""
VERB_POS = frozenset({"VERB", "PRTS", "INFN", "GRND"})
"""Parts of speech that tell what is done: no full participles."""
LIKELY = 6
"""Analyses of a form that are kept."""
PARSES = 128
"""Forms whose analyses are kept to make other forms of."""
PLACES = 4096
"""Places in paradigms that are kept ready."""


class Reading(NamedTuple):
    """One analysis of a word form; grammemes are OpenCorpora's, absent ones are empty."""

    lemma: str
    pos: str
    case: str
    number: str
    gender: str
    animacy: str
    tense: str
    voice: str
    other: frozenset[str]


@cache
def analyzer() -> Any:
    """Make pymorphy3's analyzer, once a process."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(PARSES)
def _parses(form: str) -> tuple[Any, ...]:
    """Give pymorphy3's analyses of a form, from which other forms can be made."""
    return tuple(analyzer().parse(form))


@cache
def _grammemes(tag: Any) -> Reading:
    """Give the reading of a tag, without its lemma; there are a few hundred tags."""
    return Reading(
        "",
        str(tag.POS or ""), str(tag.case or ""), str(tag.number or ""), str(tag.gender or ""),
        str(tag.animacy or ""), str(tag.tense or ""), str(tag.voice or ""),
        frozenset(map(str, tag.grammemes)),
    )  # fmt: skip


@cache
def _participles() -> dict[tuple[str, ...], str]:
    """Give the participles that name people by verb, tense and voice."""
    return {row[1:4]: row[0] for row in table("substantives") if len(row) > 1}


def _reading(normal: str, found: Reading) -> Reading:
    """Give an analysis; the lemma of a participle that names people is its own."""
    lemma_ = normal.replace("ё", "е")
    if found.pos == "PRTF":
        lemma_ = _participles().get((lemma_, found.tense, found.voice), lemma_)
    return tuple.__new__(Reading, (lemma_, *found[1:]))


class _Inflection(NamedTuple):
    """A place in a paradigm: what its lemma has for the form's first and last letters."""

    first: int
    last: int
    prefix: str
    suffix: str
    tag: str
    reading: Reading

    def normal(self, form: str) -> str:
        """Give the normal form of a form that stands at this place."""
        return f"{self.prefix}{form[self.first : len(form) - self.last]}{self.suffix}"


@lru_cache(PLACES)
def _inflection(paradigm: int, place: int) -> _Inflection:
    dictionary = analyzer().dictionary
    row = dictionary.paradigms[paradigm]
    size = len(row) // 3
    prefixes, suffixes = dictionary.paradigm_prefixes, dictionary.suffixes
    first, last = len(prefixes[row[2 * size + place]]), len(suffixes[row[place]])
    tag = dictionary.gramtab[row[size + place]]
    normal = prefixes[row[2 * size]], suffixes[row[0]]
    return _Inflection(first, last, *normal, str(tag), _grammemes(tag))


def _parsed(form: str) -> list[Reading]:
    """Give the likeliest analyses of a lower-case form, as pymorphy3 orders them.

    Those of a form that the dictionary has are put together from its paradigms, which takes
    two thirds of the time.
    """
    morph = analyzer()
    found = [
        (own, _inflection(*place))
        for own, places in morph.dictionary.words.similar_items(form, morph.char_substitutes)
        for place in places
    ]
    if not found:
        return [_reading(p.normal_form, _grammemes(p.tag)) for p in morph.parse(form)[:LIKELY]]
    if len(found) > 1:
        known = morph.prob_estimator.p_t_given_w.get
        often = [known(f"{form}:{place.tag}", 0) for _, place in found]
        if any(often):
            order = sorted(range(len(found)), key=often.__getitem__, reverse=True)
            found = [found[i] for i in order]
    return [_reading(place.normal(own), place.reading) for own, place in found[:LIKELY]]


_forms: dict[str, tuple[Reading, ...]] = {}


def readings(form: str) -> tuple[Reading, ...]:
    """Give the analyses of a lower-case word form, the likeliest first."""
    found = _forms.get(form)
    if found is None:
        work.done["forms"] += 1
        if len(_forms) >= CACHE_SIZE:
            _forms.clear()
        found = _forms[form] = _analysed(ABBREVIATIONS.get(form, form))
    return found


def _declined_like(form: str) -> tuple[str, str] | None:
    """Give the stem of a form that the dictionary lacks, and one declined like it."""
    if not form.startswith(tuple(DECLINED_LIKE)) or is_known(form):
        return None
    own = next(stem for stem in DECLINED_LIKE if form.startswith(stem))
    return own, DECLINED_LIKE[own]


def _analysed(form: str) -> tuple[Reading, ...]:
    stems = _declined_like(form)
    if stems is not None:
        own, like = stems
        found = _parsed(like + form[len(own) :])
        return tuple(r._replace(lemma=own + r.lemma[len(like) :]) for r in found)
    found = _parsed(form)
    likely = [r for r in found if r.lemma not in UNLIKELY]
    return tuple(likely or found)


@lru_cache(CACHE_SIZE)
def is_known(form: str) -> bool:
    """Tell whether the dictionary has a lower-case word form."""
    return bool(analyzer().word_is_known(form))


def lemma(form: str) -> str:
    """Give the likeliest lemma of a word form, with ``е`` for ``ё``."""
    return readings(form.lower())[0].lemma


@lru_cache(CACHE_SIZE)
def inflect(word: str, pos: str, target: frozenset[str]) -> str | None:
    """Put a word form into the grammemes ``target``, keeping its part of speech.

    Gives ``None`` where no analysis of that part of speech has such a form.
    """
    own, like = _declined_like(word) or ("", "")
    parses = _parses(like + word[len(own) :])
    for parse in sorted(parses, key=lambda parse: parse.normal_form in COMPARED):
        if str(parse.tag.POS) == pos and parse.normal_form not in UNLIKELY:
            found = _superlative(parse, target) or parse.inflect(set(target))
            if found is not None:
                return own + str(found.word)[len(like) :]
    return None


def _superlative(parse: Any, target: frozenset[str]) -> Any:
    """Give the form of a superlative with its own stem: ``высшая``, not ``высочайшая``."""
    if "Supr" not in parse.tag:
        return None
    forms = [form for form in parse.lexeme if {"Supr", *target} <= set(form.tag.grammemes)]
    return max(forms, key=lambda form: _shared(form.word, parse.word), default=None)


def _shared(word: str, other: str) -> int:
    """Count the letters that two words begin with alike."""
    pairs = zip(word, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


@lru_cache(CACHE_SIZE)
def toponym(form: str, case: str = "") -> str | None:
    """Give the nominative of a form that the dictionary has as the name of a place.

    ``case`` is the one it must stand in, where that is known. Plural names stay plural.
    """
    for parse in _parses(form):
        tag = parse.tag
        if "Geox" in tag and parse.is_known and str(tag.POS) == "NOUN":
            if case and str(tag.case) != case:
                continue
            found = parse.inflect({"nomn", str(tag.number)})
            return str(found.word) if found else None
    return None


@lru_cache(CACHE_SIZE)
def of_case(form: str, case: str) -> str | None:
    """Give the nominative of a noun's form that can stand in ``case``, singular first."""
    for number in ("sing", "plur"):
        for parse in _parses(form):
            tag = parse.tag
            if str(tag.POS) == "NOUN" and str(tag.case) == case and str(tag.number) == number:
                found = parse.inflect({"nomn", number})
                return str(found.word) if found else None
    return None


def agreeing(form: str, target: frozenset[str]) -> str:
    """Put an adjective or participle into the grammemes ``target``; another form stays."""
    return inflect(form, "ADJF", target) or inflect(form, "PRTF", target) or form
