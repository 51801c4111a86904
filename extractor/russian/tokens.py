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

PIECE = re.compile(
    r"(?:[А-Яа-яЁёA-Za-z\u0370-\u03ff]++(?![\u0301\u00ad-])|\d++"
    r"|[А-Яа-яЁёA-Za-z\u0370-\u03ff]+(?:[\u0301\u00ad]?[А-Яа-яЁёA-Za-z])*"
    r"(?:-[А-Яа-яЁё][А-Яа-яЁёA-Za-z]*)*"
    r"|[^\s\w]|_|\w) ?|\s++"
)
"""Words, digit runs and single marks, each with a blank behind it, and other blanks: every
character is in one piece."""
WORD = re.compile(r"[А-Яа-яЁёA-Za-z\u0370-\u03ff]")
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
ENDS = frozenset(form[-3:] for form in LONG_NUMERALS)
GLUED = _NONE._replace(pos="GLUED")
PAIRED = _NONE._replace(pos="PAIRED")
"""Mark a word that ends in a number word, and two numerals that a hyphen joins."""


def _cut(lower: str) -> int:
    """Give where the number word begins that a word ends in, or 0."""
    if lower[-3:] not in ENDS or lower in NUMERALS:
        return 0
    if not lower.endswith(LONG_NUMERALS) or is_known(lower):
        return 0
    cuts = [len(lower) - len(form) for form in LONG_NUMERALS if lower.endswith(form)]
    return next((cut for cut in sorted(cuts) if cut > 1 and is_known(lower[:cut])), 0)


ABBREVIATION = re.compile(r"([А-ЯЁ]{2,})(?:ов|ам|ами|ах|ом|ы|а|у|е|и)$")
"""An abbreviation with a case ending (``ТОСов``): its capitals are the lemma."""
_ABBREVIATED = Reading("", "ABBR", "gent", "plur", "masc", "", "", "", frozenset())


_pieces: dict[str, tuple[str, str, str, Reading]] = {}
"""What stands in a piece, in small letters, its kind and reading; what is no token of its own has
no kind."""


def _look_up(piece: str) -> tuple[str, str, str, Reading]:
    """Give what stands in a piece, its lower-case form, kind and likeliest reading, and keep it."""
    if len(_pieces) >= CACHE_SIZE:
        _pieces.clear()
    form = piece.removesuffix(" ")
    other = form if form != piece else f"{form} "
    found = _pieces[piece] = _pieces.get(other) or (form, *_piece(form))
    return found


def _piece(form: str) -> tuple[str, str, Reading]:
    if WORD.match(form):
        if "-" in form and _numeral_pair(form.lower()):
            return form, "", PAIRED
        lower, reading = _analyse(form)
        return lower, "" if reading is GLUED else "word", reading
    kind = "" if not form.strip() else "number" if form.isdecimal() else "mark"
    if not kind:
        return form, kind, _NONE
    other = kind == "mark" and re.fullmatch(r"\w", form) and form != "_"
    return form, "other" if other else kind, _NONE._replace(lemma=form)


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


def _plain(text: str) -> str:
    """Lower a word; mend Latin and Greek letters that look Cyrillic when it mixes scripts."""
    if LATIN.search(text) and CYRILLIC.search(text):
        text = text.translate(LOOKALIKE)
    return text.lower().replace("\u0301", "").replace("\u00ad", "")


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split ``text[start:end]`` into tokens whose offsets count from the text's begin."""
    tokens: list[Token] = []
    new, known, at = tuple.__new__, _pieces.get, start  # for every token of a text
    for piece in PIECE.findall(text, start, len(text) if end is None else end):
        form, lower, kind, reading = known(piece) or _look_up(piece)
        if kind:
            tokens.append(new(Token, (at, at + len(form), form, lower, kind, reading)))
        elif reading is GLUED:
            tokens += _parts(at, form[: _cut(lower)], form[_cut(lower) :])
        elif reading is PAIRED:
            tokens += _parts(at, *re.split("(-)", form, maxsplit=1))
        at += len(piece)
    work.done["stretches"] += 1
    work.done["tokens"] += len(tokens)
    return tokens


def _parts(at: int, *forms: str) -> Iterator[Token]:
    """Cut what stands together: a number word from the word it is glued to, two numerals."""
    for form in forms:
        yield Token(at, at + len(form), *_look_up(form))
        at += len(form)
