"""How much a reading of bytes is Russian: told by its letter pairs, words and signs."""

import re
from functools import cache, lru_cache
from importlib.resources import files

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
WORD = re.compile(r"[^\W\d_¹²³⁰⁴-⁹]+")
"""Letters; raised digits, which Python takes for such, are the marks of notes behind them."""

RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
NEUTRAL = frozenset("«»–—‑−„“”‘’‚…•·●▪№§©®™°±×÷€₽\xa0\xad\u2009\u202f\u2011\ufeff²³½¼µ´¨")
UNSEEN = "\u0300-\u036f\u200b-\u200f\u2060\u2c00-\ud7ff\uf900-\ufffc\U00010000-\U0010ffff"
"""Accents, joiners and pictures: no Cyrillic code page has them, so they tell nothing."""

ODD_SIGN = re.compile(rf"[^\x00-\x7f\w{''.join(sorted(NEUTRAL))}\u2500-\u259f{UNSEEN}]")
"""Signs that Russian texts lack."""

LONGEST = 100
"""Letters of a word that are looked at."""

SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[€“”‘’„–—†‡•‹›√≈∞¬©®™…\u2500-\u259f](?=[^\W\d_])")
RULES = re.compile(r"([\u2500-\u259f])\1*")
"""The rules of tables of DOS texts, a run of one sign counted once."""

SAMPLE = 20_000
"""Characters a reading is judged by."""

GOOD = 0.35
"""The least score of a reading that is let through; Russian scores 0.6 to 0.95."""

ODD = 4
"""What one oddity weighs against common letter pairs."""


@cache
def bigrams() -> frozenset[str]:
    """Give the commonest letter pairs of Russian words."""
    text = (files("extractor.loaders") / "data" / "bigrams.txt").read_text(encoding="utf-8")
    return frozenset(text.partition("\n")[2].split())


@lru_cache(50_000)
def _word(word: str) -> tuple[int, int, int, int]:
    """Count in a word: letter pairs, common ones, oddities, and pairs of capitals."""
    lower = word.lower().replace("ё", "е")
    common = odd = 0
    for i in range(len(word) - 1):
        common += lower[i : i + 2] in bigrams()
        odd += word[i].islower() and word[i + 1].isupper()
        odd += word[i].isascii() != word[i + 1].isascii()
    odd += sum(letter not in RUSSIAN and not letter.isascii() for letter in lower)
    pairs = len(word) - 1
    return pairs, common, odd, pairs if word.isupper() else 0


def judge(text: str) -> float:
    """Tell how much the letters beyond ASCII read like Russian: 1 very, 0 or less not at all.

    Counts letter pairs that are common, and against them capitals behind small letters,
    words of two scripts, signs inside words, letters that Russian lacks and signs that
    texts lack. Capitals count a little less: a wrong code page turns small into capital.
    """
    first = BEYOND_ASCII.search(text)
    sample = text[first.start() :][:SAMPLE] if first else ""
    pairs = common = capitals = 0
    odd = len(SIGN_IN_WORD.findall(sample)) + len(ODD_SIGN.findall(sample))
    for word in WORD.findall(sample):
        if not word.isascii():
            counts = _word(word[:LONGEST])
            pairs += counts[0]
            common += counts[1]
            odd += counts[2]
            capitals += counts[3]
    weighed = pairs + len(RULES.findall(sample)) / 4
    return (common + bool(pairs) - ODD * odd - 0.1 * capitals) / (weighed + 1)
