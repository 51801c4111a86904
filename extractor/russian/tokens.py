"""Tokens of a stretch of text: digit runs, words and marks, each at its offsets.

A digit glued to a word is a token of its own (``32человека`` → ``32``, ``человека``),
so that a number always begins and ends at token borders.
"""

import re
from typing import NamedTuple

from extractor.russian.morphology import CACHE_SIZE, Reading, is_known, readings
from extractor.russian.wordlists import table

TOKEN = re.compile(
    r"(?P<number>\d+)"
    r"|(?P<word>[А-Яа-яЁёA-Za-z\u0370-\u03ff]+(?:[\u0301\u00ad]?[А-Яа-яЁёA-Za-z])*"
    r"(?:-[А-Яа-яЁё][А-Яа-яЁёA-Za-z]*)*)"
    r"|(?P<mark>[^\s\w]|_)"
    r"|(?P<other>\w)"
)
LOOKALIKE = str.maketrans(
    "AaBCcEeHKkMOoPpTXxyuΑΒΕΗΚΜΟΡΤΧακεορχπυ", "АаВСсЕеНКкМОоРрТХхуиАВЕНКМОРТХакеорхпу"
)
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
LATIN = re.compile(r"[A-Za-z\u0370-\u03ff]")


class Token(NamedTuple):
    """A digit run (``number``), ``word`` or ``mark`` at ``start:end`` of the document."""

    start: int
    end: int
    text: str
    lower: str
    kind: str
    reading: Reading

    @property
    def lemma(self) -> str:
        """The likeliest lemma, lower case, ``е`` for ``ё``."""
        return self.reading.lemma


_NONE = Reading("", "", "", "", "", "", "", "", frozenset())


NUMERALS = frozenset(row[0] for row in table("numerals"))


def _numeral_pair(lower: str) -> bool:
    """Tell whether a hyphenated word is two numerals (``пяти-шести``)."""
    left, dash, right = lower.partition("-")
    return bool(dash) and left in NUMERALS and right in NUMERALS


ABBREVIATION = re.compile(r"([А-ЯЁ]{2,})(?:ов|ам|ами|ах|ом|ы|а|у|е|и)$")
"""An abbreviation with a case ending (``ТОСов``): its capitals are the lemma."""
_ABBREVIATED = Reading("", "ABBR", "gent", "plur", "masc", "", "", "", frozenset())


_words: dict[str, tuple[str, Reading]] = {}
_signs: dict[str, Reading] = {}


def _word(form: str, start: int) -> Token:
    found = _words.get(form)
    if found is None:
        if len(_words) >= CACHE_SIZE:
            _words.clear()
        found = _words[form] = _look_up(form)
    return Token(start, start + len(form), form, found[0], "word", found[1])


def _look_up(form: str) -> tuple[str, Reading]:
    """Give the plain lower-case form of a word and its likeliest reading."""
    lower = _plain(form)
    declined = ABBREVIATION.match(form) if form[-1].islower() and form[:2].isupper() else None
    if declined:
        stem = declined.group(1).lower().replace("ё", "е")
        return stem, _ABBREVIATED._replace(lemma=stem)
    if form.isupper() and 2 <= len(form) <= 5 and (len(form) < 4 or not is_known(lower)):
        return lower, _ABBREVIATED._replace(lemma=lower.replace("ё", "е"), case="", number="")
    return lower, readings(lower)[0]


def _sign(form: str, kind: str, start: int) -> Token:
    reading = _signs.get(form)
    if reading is None:
        if len(_signs) >= CACHE_SIZE:
            _signs.clear()
        reading = _signs[form] = _NONE._replace(lemma=form)
    return Token(start, start + len(form), form, form, kind, reading)


def _plain(text: str) -> str:
    """Lower a word; mend Latin and Greek letters that look Cyrillic when it mixes scripts."""
    if LATIN.search(text) and CYRILLIC.search(text):
        text = text.translate(LOOKALIKE)
    return text.lower().replace("\u0301", "").replace("\u00ad", "")


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split ``text[start:end]`` into tokens whose offsets count from the text's begin."""
    tokens = []
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        form, kind, at = match.group(), match.lastgroup or "mark", match.start()
        if kind != "word":
            tokens.append(_sign(form, kind, at))
        elif "-" in form and _numeral_pair(form.lower()):
            dash = at + form.index("-")
            tokens.append(_word(form[: dash - at], at))
            tokens.append(_sign("-", "mark", dash))
            tokens.append(_word(form[dash - at + 1 :], dash + 1))
        else:
            tokens.append(_word(form, at))
    return tokens
