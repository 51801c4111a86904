"""Text that was decoded wrongly before it was saved: mended where that is sure, else refused."""

from functools import cache
from importlib.resources import files
from unicodedata import is_normalized, normalize

from extractor.errors import GarbledDocument
from extractor.loaders.decoding import SINGLE_BYTE, Decoded
from extractor.loaders.judging import BEYOND_ASCII, GOOD, SAMPLE, WORD, judge

READ_AS = ("cp1252", "latin-1", *SINGLE_BYTE)
WRITTEN_AS = ("utf-8", *SINGLE_BYTE)
LEAST = 40
"""Characters beyond ASCII from which a text can be told to be garbled."""

SURE = 0.5
"""The least score of a reading undone that is believed."""

BETTER = 0.2
"""How much better a text must read undone."""

WORDS = 30
COMMON = 0.02
"""A Russian text of so many words has at least this share of the commonest words."""

STRANGE = 0.1
"""The share of letters without a meaning (private use, U+FFFD) that makes a text garbled."""


COMPOSED = "letters that were taken apart are put together (NFC)"


@cache
def common_words() -> frozenset[str]:
    """Give the commonest words of Russian prose."""
    text = (files("extractor.loaders") / "data" / "common_words.txt").read_text(encoding="utf-8")
    return frozenset(text.partition("\n")[2].split())


def _sample(text: str) -> str:
    first = BEYOND_ASCII.search(text)
    return text[first.start() :][:SAMPLE] if first else ""


def undo(text: str) -> tuple[str, str] | None:
    """Find the wrong decoding of a text: what it was read as, and what it was written as.

    Tried on a sample, over a few lost characters; the best reading wins.
    """
    sample = _sample(text)
    beyond = sum(not character.isascii() for character in sample)
    now = judge(sample)
    if beyond < LEAST or now >= GOOD:
        return None
    best: tuple[float, str, str] | None = None
    for read_as in READ_AS:
        data = sample.encode(read_as, errors="ignore")
        if len(data) < 0.9 * len(sample):
            continue
        for written_as in WRITTEN_AS:
            if written_as == read_as:
                continue
            score = judge(data.decode(written_as, errors="ignore"))
            if score >= max(SURE, now + BETTER) and (best is None or score > best[0]):
                best = score, read_as, written_as
    return best[1:] if best else None


def undone(text: str, read_as: str, written_as: str, path: str, errors: str = "strict") -> str:
    """Undo a wrong decoding; raises GarbledDocument where it has lost characters.

    ``errors`` is what Python's codecs take: ``ignore`` for a text cut off within a letter.

    Nothing is guessed: ftfy's own repair would mend the letters around a lost one and
    leave the word wrong, so only its codecs are used, which know the undefined bytes.
    """
    import ftfy.bad_codecs  # noqa: F401  (registers the sloppy ones)

    for encoding in (read_as, f"sloppy-{read_as}"):
        try:
            return text.encode(encoding).decode(written_as, errors)
        except (UnicodeError, LookupError):
            continue
    raise GarbledDocument(f"{path}: was decoded wrongly before it was saved (mojibake)")


def told(read_as: str, written_as: str) -> str:
    """Say what was undone, for a document's metadata."""
    return f"{written_as} that was saved as if it were {read_as}, undone"


def composed(text: str) -> str:
    """Give a text with its letters put together (NFC): й of one character, not of и and a sign."""
    return text if is_normalized("NFC", text) else normalize("NFC", text)


def tell(learnt: dict[str, str], *repairs: str) -> None:
    """Add repairs to what is learnt of a document; empty ones are none."""
    if told := "; ".join(filter(None, (learnt.get("repair", ""), *repairs))):
        learnt["repair"] = told


def mend(found: Decoded, path: str) -> Decoded:
    """Give a text as it was meant; the repair is told. Raises GarbledDocument.

    A text of which some lines read well is left to :mod:`~extractor.loaders.piecewise`.
    """
    from extractor.loaders.piecewise import is_partly_sound

    wrong = undo(found.text)
    if wrong is None or is_partly_sound(found.text.split("\n")):
        return found
    repair = "; ".join(filter(None, (found.repair, told(*wrong))))
    return Decoded(undone(found.text, *wrong, path), found.encoding, repair)


def is_noise(text: str) -> bool:
    """Tell letters that make no words: a wrong table of signs, not another language."""
    sample = _sample(text)
    strange = sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in sample)
    if strange > max(5, STRANGE * sum(map(str.isalpha, sample))):
        return True
    found = [word for word in WORD.findall(sample) if not word.isascii()]
    words = [word.lower() for word in found if not word.isupper()]
    russian = [w for w in words if all("а" <= c <= "я" or c == "ё" for c in w)]
    if len(russian) < WORDS or len(russian) < 0.9 * len(words):
        return False
    hits = sum(word in common_words() for word in russian)
    score = judge(sample)
    return score < GOOD or (score < SURE and hits < COMMON * len(russian))
