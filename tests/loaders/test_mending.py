"""Text saved after a wrong decoding is read as it was meant, or refused; never passed on."""

import unicodedata

import pytest

from extractor.errors import GarbledDocument
from extractor.loaders import Blob
from extractor.loaders.build import Part, document
from extractor.loaders.decoding import Decoded
from extractor.loaders.mending import is_noise, mend
from extractor.loaders.text import from_string
from extractor.pipeline import read_bytes

REPORT = (
    "ОТЧЕТ ГЛАВЫ\r\n\r\nВ 2009 году в городе действовали 15 общественных организаций, "
    "которые объединяют более 42 тысяч жителей.\n\tВсего собрано 948176 рублей.\r"
)
LOSSY = "Иваново и Ижевск: проведено 15 встреч, Избрано 5 старост. Итоги подведены в Шуе. " * 2
ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8", "cp1251"), ("utf-8", "latin-1"), ("utf-8", "koi8-r"), ("utf-8", "cp866"),
        ("koi8-r", "cp1251"), ("koi8-r", "cp1252"), ("cp866", "cp1251"), ("cp1251", "cp1252"),
        ("cp1251", "koi8-r"), ("cp1251", "cp866"), ("cp1251", "latin-1"),
    ],
)  # fmt: skip
def test_what_lost_nothing_is_mended_and_told(written: str, read: str) -> None:
    wrong = REPORT.encode(written).decode(read)
    assert wrong != REPORT
    found = mend(Decoded(wrong, "utf-8"), "a.txt")
    assert found.text == REPORT
    assert found.repair.startswith(f"{written} that was saved as if it were ")


@pytest.mark.parametrize(("written", "read"), [("utf-8", "cp1251"), ("utf-8", "cp1252")])
def test_what_has_lost_letters_is_refused(written: str, read: str) -> None:
    wrong = LOSSY.encode(written).decode(read, errors="ignore")
    with pytest.raises(GarbledDocument, match=r"^a\.txt: was decoded wrongly .* \(mojibake\)$"):
        mend(Decoded(wrong, "utf-8"), "a.txt")


@pytest.mark.parametrize(
    "text",
    [REPORT, REPORT.upper(), "Grüße aus München, " * 9, "12 345 " * 40, "ТОС, ЦЗН, ГТО " * 20,
     "Громадська рада при міській раді є дорадчим органом. У 2019 році проведено засідання. " * 4],
)  # fmt: skip
def test_what_is_well_is_left_alone(text: str) -> None:
    assert mend(Decoded(text, "utf-8", "told"), "a.txt") == (text, "utf-8", "told")
    assert not is_noise(text)


@pytest.mark.parametrize("shift", [1, 3, 7, 13])
def test_a_wrong_table_of_letters_is_noise(shift: int) -> None:
    text = "Общественная палата города провела заседание, на котором были все её члены. " * 5
    letters = {a: ALPHABET[(i + shift) % 32] for i, a in enumerate(ALPHABET)}
    wrong = "".join(letters.get(letter, letter) for letter in text.lower())
    assert [is_noise(text), is_noise(wrong)] == [False, True]
    with pytest.raises(GarbledDocument, match="make no words"):
        document(Blob("a.pdf", b""), "pdf", [Part("paragraph", wrong)], {})


def test_letters_of_private_use_are_noise() -> None:
    assert is_noise("".join(chr(0xE000 + i % 60) for i in range(400)))


def test_a_document_of_parts_is_mended_as_a_whole() -> None:
    """A part too short to be judged alone is mended with the others."""
    lines = [*REPORT.split("\r\n\r\n"), "Совет"]
    wrong = [Part("paragraph", line.encode("cp1251").decode("cp1252")) for line in lines]
    found = document(Blob("a.doc", b""), "doc", wrong, {})
    assert found.text == "\n\n".join(lines)
    assert dict(found.metadata)["repair"] == "cp1251 that was saved as if it were cp1252, undone"


def test_a_mended_paragraph_turns_its_pages_where_it_did() -> None:
    """Letters that become fewer move the turns, also one that parts the bytes of a letter."""
    pages = ["Проведено 52 лекции, ", "собрано 948 рублей, ", "в палате 15 членов."]
    wrong = [page.encode().decode("cp1251") for page in pages]
    text, first, second = "".join(wrong), len(wrong[0]), len(wrong[0] + wrong[1])
    found = [
        document(Blob("a.pdf", b""), "pdf", [Part("paragraph", text, 1, turns)], {})
        for turns in (((first, 2), (second, 3)), ((first, 2), (second - 3, 3)), ((first + 1, 2),))
    ]
    at = len(pages[0]), len(pages[0] + pages[1])
    assert [one.text for one in found] == ["".join(pages)] * 3
    assert [one.turns for one in found] == [
        ((0, 1), (at[0], 2), (at[1], 3)),
        ((0, 1), (at[0], 2), (at[1] - 3, 3)),
        ((0, 1), (at[0], 2)),
    ]
    assert [found[0].page_at(found[0].text.index(number)) for number in ("52", "948", "15")] == [
        1, 2, 3,
    ]  # fmt: skip


WHOLE = "Чайковский район: действуют ещё 15 общественных организаций и 12 ТОС. Ёлки, м\u0301, й."
APART = unicodedata.normalize("NFD", WHOLE)
TOLD = "letters that were taken apart are put together (NFC)"


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.html"])
@pytest.mark.parametrize(("text", "repair"), [(WHOLE, None), (APART, TOLD)])
def test_letters_taken_apart_are_put_together(name: str, text: str, repair: str | None) -> None:
    data = f"<html><p>{text}</p>" if name == "a.html" else text
    document = read_bytes(Blob(name, data.encode()))
    assert (document.text, dict(document.metadata).get("repair")) == (WHOLE, repair)


def test_pages_turn_where_they_did_when_letters_are_put_together() -> None:
    part = Part("paragraph", f"{APART} Йод.", 1, ((len(APART) + 1, 2),))
    found = document(Blob("a.pdf", b""), "pdf", [part], {"repair": "x"})
    assert found.text == f"{WHOLE} Йод."
    assert [found.page_at(len(WHOLE) + at) for at in (-1, 0, 1, 4)] == [1, 1, 2, 2]
    assert found.metadata == (("repair", f"x; {TOLD}"),)


def test_a_string_is_kept_as_it_is_given() -> None:
    assert from_string(APART).text == APART
