"""From bytes to text in any Cyrillic encoding: every reading is judged as Russian.

Nothing but the decoding happens here: line ends, blanks and letters stay as they are.
"""

import codecs
import re
import string
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from extractor.errors import EmptyDocument, GarbledDocument, UnsupportedDocument

SINGLE_BYTE = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso-8859-5")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"\x89PNG", b"GIF8",
    b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ\x90", b"BZh",
    b"\xfd7zXZ", b"SQLite format 3",
)  # fmt: skip
"""First bytes of kinds of file that are no text, whatever follows."""

CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
ASCII = bytes(range(128))
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
WORD = re.compile(r"[^\W\d_¹²³⁰⁴-⁹]+")
"""Letters; raised digits, which Python takes for such, are the marks of notes behind them."""

RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
CYRILLIC_LEADS = b"\xd0\xd1\xd2\xd3"
"""First bytes of the Cyrillic letters, U+0400 to U+04FF, in UTF-8."""
THIRD_LEADS = bytes({*range(0xC3, 0xD0), *range(0xD4, 0xE2), *range(0xE3, 0xEF)})
"""First bytes of letters that are neither Cyrillic nor ASCII (or of rare signs)."""
LATIN = string.ascii_letters.encode()
LETTERS = re.compile(r"[^\W\d_\u0400-\u04ff]+")
"""Letters of other scripts."""

OTHER_CYRILLIC = re.compile(r"[\u0400\u0402-\u040f\u0450\u0452-\u04ff]")
SENTENCE = re.compile(r"[.!?…]\s|[\n\t]")
FOREIGN = 0.02
"""The share of letters of other Cyrillic alphabets that a Russian text does not pass by chance."""

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

VOTE = 0.03
"""What the word of a detector adds: it decides between readings of very short texts."""

STRAY = 0.005
"""The share of broken bytes with which UTF-8 is still UTF-8 (a cut or damaged file)."""


ZEROS = 0.001
"""The share of zero bytes with which a Cyrillic text is still a text."""

BROKEN = re.compile("\ufffd{1,4}")
"""What one broken sequence of UTF-8 is read as."""


class Decoded(NamedTuple):
    """A decoded text, its encoding, and what was mended (empty, most often)."""

    text: str
    encoding: str
    repair: str = ""


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


def is_binary(data: bytes) -> bool:
    """Tell bytes that are no text: a known kind of file, zero bytes, many control codes.

    A stray zero byte among Cyrillic letters, which no binary file is so full of, is let pass.
    """
    if any(data.startswith(magic) for magic in MAGIC):
        return True
    if any(data.startswith(bom) for bom, _ in BOMS) or _wide(data):
        return False
    head = data[:SAMPLE]
    controls = len(head) - len(head.translate(None, CONTROL))
    zeros = data.count(0)
    if zeros > max(1, ZEROS * len(data)):
        return True
    letters = len(head.translate(None, ASCII))
    return controls > len(head) * 0.02 or (zeros > 0 and letters < 0.3 * len(head))


def _wide(data: bytes) -> str:
    """Name the UTF-16 of bytes without a mark: Cyrillic text has 4 or 0 in every other byte."""
    head = data[: SAMPLE - SAMPLE % 2]
    if len(data) % 2 or len(data) < 4:
        return ""
    even, odd = head[::2], head[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        wide = high.count(4) + high.count(0)
        if wide > 0.8 * len(high) and low.count(4) + low.count(0) < 0.2 * len(low):
            return name
    return ""


def _votes(data: bytes, declared: str) -> list[str]:
    """Ask the declaration and both detectors; each is right where another errs."""
    import cchardet
    from charset_normalizer import from_bytes

    first = next(i for i, byte in enumerate(data) if byte > 127)
    head = data[first : first + SAMPLE]
    best = from_bytes(head, cp_isolation=list(SINGLE_BYTE)).best()
    names = [declared, best.encoding if best else None, cchardet.detect(head)["encoding"]]
    found = []
    for name in filter(None, names):
        try:
            found.append(codecs.lookup(name).name)
        except (LookupError, ValueError):  # encodings that Python does not know, or no name
            continue
    return found


def _single_byte(data: bytes, path: str, declared: str) -> Decoded:
    """Choose among the Cyrillic code pages the one whose reading is best Russian."""
    votes = _votes(data, declared)
    best: tuple[float, Decoded] | None = None
    for encoding in SINGLE_BYTE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = judge(text) + VOTE * votes.count(codecs.lookup(encoding).name)
        if best is None or score > best[0]:
            best = score, Decoded(text, encoding)
    if best is not None and best[0] >= GOOD:
        return best[1]
    if len(data.translate(None, ASCII)) < 0.1 * len(data):
        return Decoded(data.decode("cp1252", errors="replace"), "cp1252")
    raise GarbledDocument(f"{path}: does not read as Cyrillic text in any known encoding")


def _utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8, over a few broken bytes where the rest reads well."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = len(BROKEN.findall(text))
    if broken > max(1, STRAY * len(text)) or judge(text) < GOOD:
        return None
    return Decoded(text, "utf-8", f"{broken} broken UTF-8 sequences read as U+FFFD")


def _decode(data: bytes, path: str, declared: str) -> Decoded:
    marked = next((name for bom, name in BOMS if data.startswith(bom)), "")
    wide = marked or _wide(data)
    if wide:
        try:
            return Decoded(data.decode(wide), wide)
        except UnicodeDecodeError as error:
            if found := _utf8(data[3:]) if marked == "utf-8-sig" else None:
                return found._replace(encoding=marked)
            raise GarbledDocument(
                f"{path}: is no {wide} from byte {error.start} on, though it begins so"
            ) from error
    return _utf8(data) or _single_byte(data, path, declared)


def _without_zeros(found: Decoded) -> Decoded:
    zeros = found.text.count("\0")
    if not zeros:
        return found
    told = f"{zeros} zero bytes read as U+FFFD"
    repair = "; ".join(filter(None, (found.repair, told)))
    return Decoded(found.text.replace("\0", "\ufffd"), found.encoding, repair)


def decode(data: bytes, path: str, declared: str = "") -> Decoded:
    """Decode the bytes of a text file.

    ``declared`` is the encoding that a page claims; it counts as one vote. Raises
    UnsupportedDocument for bytes that are no text, EmptyDocument where nothing but
    blanks is left, GarbledDocument where no encoding gives readable text.
    """
    if is_binary(data):
        raise UnsupportedDocument(f"{path}: is a binary file, not a text")
    blank = not data.strip(b" \t\r\n\v\f\x1a\xa0")
    found = Decoded("", "utf-8") if blank else _without_zeros(_decode(data, path, declared))
    if not found.text.strip("\ufeff \t\r\n\v\f\xa0\x1a"):
        raise EmptyDocument(f"{path}: holds no text")
    return found


def _letters(text: str) -> tuple[int, int]:
    """Count Cyrillic and all letters; by bytes of UTF-8, as long as no third alphabet is met."""
    data = text.encode("utf-8", errors="surrogatepass")
    rest = data.translate(None, CYRILLIC_LEADS)
    cyrillic = len(data) - len(rest)
    if len(rest) > len(rest.translate(None, THIRD_LEADS)):
        return cyrillic, cyrillic + sum(map(len, LETTERS.findall(text)))
    return cyrillic, cyrillic + len(rest) - len(rest.translate(None, LATIN))


def _own(text: str) -> int:
    """Count the Cyrillic letters of sentences and lines without letters of other alphabets."""
    sentences = (one for one in SENTENCE.split(text) if not OTHER_CYRILLIC.search(one))
    return _letters(" ".join(sentences))[0]


def foreign(text: str) -> str:
    """Say why a text is not Russian, or give an empty string.

    A Russian text may name what is not: letters of other Cyrillic alphabets, if they are
    many, must stand in less than half of it.
    """
    cyrillic, letters = _letters(text)
    if cyrillic < 0.3 * letters or not letters:
        return f"{cyrillic} of {letters} letters are Cyrillic"
    other = len(OTHER_CYRILLIC.findall(text))
    if other > FOREIGN * cyrillic and _own(text) <= cyrillic / 2:
        return f"{other} of {cyrillic} Cyrillic letters are of other alphabets"
    return ""
