"""Odd texts: encodings, repairs, sizes, signs."""

import random
from collections.abc import Callable

Row = tuple[str, bytes | Callable[[], bytes], tuple[str, ...], str]

TEXT = (
    "Отчёт главы города за 2009 год\n\nВ 2009 году в городе действовали 15 общественных "
    "организаций, которые объединяют более 42 тысяч жителей. Всего собрано 948 176 рублей.\n"
)
SHORT = "Лекций было 52"
"""Fourteen characters."""

ENCODINGS = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso-8859-5", "utf-8", "utf-8-sig",
             "utf-16", "utf-16-le", "utf-16-be", "utf-32")  # fmt: skip
NARROW = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso-8859-5", "utf-16-le")
OK = ("ok",)


def encodings() -> list[Row]:
    """Give the same text in every encoding, and texts too short for a detector."""
    plain = TEXT.replace("ё", "е")
    rows = [(f"text-{e}.txt", plain.encode(e), OK, plain.strip()) for e in ENCODINGS]
    rows += [(f"short-{e}.txt", SHORT.encode(e), OK, SHORT) for e in NARROW]
    caps = plain.upper()
    rows += [(f"caps-{e}.txt", caps.encode(e), OK, caps.strip()) for e in ("cp1251", "koi8-r")]
    return rows


def repaired() -> list[Row]:
    """Give texts decoded wrongly before they were saved: whole, and with letters lost."""
    lossy = "Иваново, Ижевск: Избрано 5 старост, Итоги подведены. " * 3
    return [
        ("double-utf8.txt", TEXT.encode().decode("latin-1").encode(), OK, TEXT.strip()),
        ("double-cp1251.txt", TEXT.encode("cp1251").decode("cp1252").encode(), OK, TEXT.strip()),
        ("lossy.txt", lossy.encode().decode("cp1251", "ignore").encode(), ("garbled",), ""),
        ("question-marks.txt", TEXT.encode("ascii", "replace"), OK, "2009 ????"),
        ("cut-utf8.txt", TEXT.encode()[:-2] + b"\xd0", OK, "948 176"),
        ("cut-utf16.txt", TEXT.encode("utf-16")[:-1], ("garbled",), ""),
    ]


def signs() -> list[Row]:
    """Give numbers and words with signs in them that are not seen."""
    facts = {
        "nbsp": "Собрано 948\xa0176 рублей, пришли 1\xa0250 жителей города.",
        "thin-space": "Собрано 948\u2009176 рублей, пришли 1\u202f250 жителей города.",
        "zero-width": "В городе 15\u200b общественных\u200b организаций\ufeff и 3\u200d фонда.",
        "soft-hyphen": "В городе 15 об\xadщест\xadвен\xadных ор\xadга\xadни\xadза\xadций и фонд.",
        "stressed": "Й Ё, зо\u0301на: в городе 15 организаций, проведено 52 лекции.",
        "emoji": "В городе 15 организаций 🏛 и 3 фонда 👩‍👩‍👧, проведено 52 лекции.",
    }
    whole = "Й Ё: в городе 15 организаций, проведено 52 лекции."
    apart = whole.replace("Й", "И\u0306").replace("Ё", "Е\u0308")
    return [
        *((f"{name}.txt", text.encode(), OK, text) for name, text in facts.items()),
        ("combining.txt", apart.encode(), OK, whole),
    ]


def sizes() -> list[Row]:
    """Give nothing, noise, and far too much."""
    noise = random.Random(4)
    line = "общественная организация города и совет ветеранов, "
    paragraph = "Совет ветеранов города собирался каждый месяц и помогал жителям. " * 8 + "\n\n"
    return [
        ("zero.txt", b"", ("empty",), ""),
        ("blank.txt", b" \r\n\t\xa0\n", ("empty",), ""),
        ("bom-only.txt", "\ufeff".encode(), ("empty",), ""),
        ("nul.txt", b"\0" * 100_000, ("unsupported",), ""),
        ("nul-once.txt", TEXT.encode() + b"\0", OK, TEXT + "\ufffd"),
        ("nul-in-text.txt", TEXT.encode().replace(b" ", b"\0"), ("unsupported",), ""),
        ("random.txt", noise.randbytes(200_000), ("unsupported",), ""),
        ("random.doc", noise.randbytes(5_000), ("unsupported",), ""),
        ("high-bytes.txt", bytes(128 + noise.randrange(128) for _ in range(9_000)),
         ("garbled",), ""),
        ("one-line.txt", lambda: (line * 400_000)[:18_000_000].encode("cp1251"), OK, line.strip()),
        ("digits.txt", lambda: b"7" * 2_000_000, OK, "777"),
        ("long.txt", lambda: (paragraph * 10_000)[:5_000_000].encode(), OK, "Совет ветеранов"),
        ("too-long.txt", lambda: b"a" * 20_000_001, ("too_large",), ""),
        ("table.csv", "Организация;Членов\nТОС «Заря»;52\nСовет;1 250,5\n".encode("cp1251"), OK,
         "Членов: 52"),
        ("no-table.csv", TEXT.encode("cp1251"), OK, "42 тысяч"),
    ]  # fmt: skip


def files() -> list[Row]:
    """Give every odd text."""
    return [*encodings(), *repaired(), *signs(), *sizes()]
