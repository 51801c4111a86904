"""Tokens of a stretch of text: digit runs, words and marks, each at its offsets.

A digit glued to a word is a token of its own (``32человека`` → ``32``, ``человека``),
so that a number always begins and ends at token borders. So is a number word that lost
its space (``всехсемнадцати``), where the dictionary has the word before it alone.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.russian import work
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


LONG_NUMERALS = tuple(sorted(form for form in NUMERALS if len(form) > 3))
GLUED = _NONE._replace(pos="GLUED")
"""Marks a word that ends in a number word."""


def _cut(lower: str) -> int:
    """Give where the number word begins that a word ends in, or 0."""
    if not lower.endswith(LONG_NUMERALS) or lower in NUMERALS or is_known(lower):
        return 0
    cuts = [len(lower) - len(form) for form in LONG_NUMERALS if lower.endswith(form)]
    return next((cut for cut in sorted(cuts) if cut > 1 and is_known(lower[:cut])), 0)


ABBREVIATION = re.compile(r"([А-ЯЁ]{2,})(?:ов|ам|ами|ах|ом|ы|а|у|е|и)$")
"""An abbreviation with a case ending (``ТОСов``): its capitals are the lemma."""
_ABBREVIATED = Reading("", "ABBR", "gent", "plur", "masc", "", "", "", frozenset())


_words: dict[str, tuple[str, Reading]] = {}
_signs: dict[str, Reading] = {}


def _look_up(form: str) -> tuple[str, Reading]:
    """Give the plain lower-case form of a word and its likeliest reading, from now on kept."""
    if len(_words) >= CACHE_SIZE:
        _words.clear()
    found = _words[form] = _analyse(form)
    return found


def _analyse(form: str) -> tuple[str, Reading]:
    lower = _plain(form)
    if _cut(lower):
        return lower, GLUED
    declined = ABBREVIATION.match(form) if form[-1].islower() and form[:2].isupper() else None
    if declined:
        stem = declined.group(1).lower().replace("ё", "е")
        return stem, _ABBREVIATED._replace(lemma=stem)
    if form.isupper() and 2 <= len(form) <= 5 and (len(form) < 4 or not is_known(lower)):
        return lower, _ABBREVIATED._replace(lemma=lower.replace("ё", "е"), case="", number="")
    return lower, readings(lower)[0]


def _sign(form: str) -> Reading:
    if len(_signs) >= CACHE_SIZE:
        _signs.clear()
    reading = _signs[form] = _NONE._replace(lemma=form)
    return reading


def _plain(text: str) -> str:
    """Lower a word; mend Latin and Greek letters that look Cyrillic when it mixes scripts."""
    if LATIN.search(text) and CYRILLIC.search(text):
        text = text.translate(LOOKALIKE)
    return text.lower().replace("\u0301", "").replace("\u00ad", "")


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split ``text[start:end]`` into tokens whose offsets count from the text's begin."""
    tokens: list[Token] = []
    new = tuple.__new__  # half the time of calling the named tuple, for every token of a text
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        form, kind, (at, stop) = match.group(), match.lastgroup or "mark", match.span()
        if kind != "word":
            reading = _signs.get(form) or _sign(form)
            tokens.append(new(Token, (at, stop, form, form, kind, reading)))
        elif "-" in form and _numeral_pair(form.lower()):
            tokens += _pair(form, at)
        else:
            lower, reading = _words.get(form) or _look_up(form)
            if reading is GLUED:
                tokens += _halves(form, _cut(lower), at)
            else:
                tokens.append(new(Token, (at, stop, form, lower, "word", reading)))
    work.done["stretches"] += 1
    work.done["tokens"] += len(tokens)
    return tokens


def _halves(form: str, cut: int, at: int) -> Iterator[Token]:
    """Cut a number word from the word it is glued to."""
    yield Token(at, at + cut, form[:cut], *_spread(_look_up(form[:cut])))
    yield Token(at + cut, at + len(form), form[cut:], *_spread(_look_up(form[cut:])))


def _pair(form: str, at: int) -> Iterator[Token]:
    """Cut two numerals that a hyphen joins."""
    left, _, right = form.partition("-")
    dash = at + len(left)
    yield Token(at, dash, left, *_spread(_look_up(left)))
    yield Token(dash, dash + 1, "-", "-", "mark", _sign("-"))
    yield Token(dash + 1, at + len(form), right, *_spread(_look_up(right)))


def _spread(word: tuple[str, Reading]) -> tuple[str, str, Reading]:
    return word[0], "word", word[1]
