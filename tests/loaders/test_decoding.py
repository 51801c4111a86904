"""Every Cyrillic encoding is read; what is no Russian text is told by its right name."""

import random

import pytest

from extractor.errors import EmptyDocument, GarbledDocument, UnsupportedDocument
from extractor.loaders.decoding import SINGLE_BYTE, decode, foreign
from extractor.loaders.judging import judge

REPORT = (
    "ОТЧЕТ ГЛАВЫ\r\n\r\nВ 2009 году в городе действовали 15 общественных организаций, "
    "которые объединяют более 42 тысяч жителей.\n\tВсего собрано 948176 рублей.\r"
)
LINES = (
    "Проведено 52 лекции.",
    "ОБЩЕСТВЕННЫЕ ОБЪЕДИНЕНИЯ",
    "объединение ветеранов",
    "Ленинск-Кузнецкий",
    "12 ТОС, 106 уличных комитетов",
)
RUSSIAN = "В клубе действуют два хора ветеранов. Прошли 12 концертов для жителей. "
SONG = "Хор исполнил песню «Әнкәй, һәркемнең җәннәте». "
TATAR = "Шәһәребездә унике иҗтимагый оешма эшли, алар мең кешене берләштерә. "
UKRAINIAN = "У місті діють дванадцять громадських організацій, які об'єднують тисячу жителів. "
BELARUSIAN = "У горадзе працуюць дзве грамадскія арганізацыі, іх сябры ўсе. "
KAZAKH = "Қалада он екі қоғамдық ұйым жұмыс істейді, олар мың тұрғынды біріктіреді. "
UDMURT = "Городын дас кык огазеяськонъёс ужало, соос сюрс улӥсьёсты ӧтё, ӵошен ӟеч. "
ENCODINGS = (*SINGLE_BYTE, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_report_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(REPORT.encode(encoding), "a.txt").text == REPORT


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_line_is_enough(encoding: str) -> None:
    assert [decode(line.encode(encoding), "a").text for line in LINES] == list(LINES)


def test_russian_may_begin_late() -> None:
    text = "Report of 2009. " * 4000 + REPORT
    assert decode(text.encode("cp1251"), "a") == (text, "cp1251", "")


def test_the_encoding_is_told() -> None:
    told = [decode(REPORT.encode(encoding), "a").encoding for encoding in SINGLE_BYTE]
    assert told == list(SINGLE_BYTE)


def test_tables_of_dos_texts_are_no_noise() -> None:
    table = "┌────────┬─────┐\n│ Лекции │ 52  │\n│ Встречи│ 16  │\n└────────┴─────┘\n"
    assert decode(table.encode("cp866"), "a") == (table, "cp866", "")


def test_a_cut_utf8_file_is_read_and_the_repair_told() -> None:
    found = decode((REPORT + "я").encode()[:-1], "a.txt")
    assert found == (REPORT + "\ufffd", "utf-8", "1 broken UTF-8 sequences read as U+FFFD")


NOTE = "Советы ветеранов провели двенадцать лекций. " * 4


@pytest.mark.parametrize(
    ("data", "text", "repair"),
    [
        (NOTE.encode() + b"\xd0\xff\xfe" + NOTE.encode(), f"{NOTE}\ufffd\ufffd\ufffd{NOTE}",
         "1 broken UTF-8 sequences read as U+FFFD"),
        (NOTE.encode() + b"\0" + NOTE.encode(), f"{NOTE}\ufffd{NOTE}",
         "1 zero bytes read as U+FFFD"),
        (NOTE.encode("cp1251") + b"\0" + NOTE.encode("cp1251"), f"{NOTE}\ufffd{NOTE}",
         "1 zero bytes read as U+FFFD"),
        (NOTE.encode() + b"\xd0\0" + NOTE.encode(), f"{NOTE}\ufffd\ufffd{NOTE}",
         "1 broken UTF-8 sequences read as U+FFFD; 1 zero bytes read as U+FFFD"),
        (NOTE.encode("utf-8-sig") + b"\xff" + NOTE.encode(), f"{NOTE}\ufffd{NOTE}",
         "1 broken UTF-8 sequences read as U+FFFD"),
        (NOTE.encode("utf-16"), NOTE, ""),
        (NOTE.encode(), NOTE, ""),
    ],
)  # fmt: skip
def test_a_stray_byte_does_not_cost_the_text(data: bytes, text: str, repair: str) -> None:
    found = decode(data, "a.txt")
    assert (found.text, found.repair) == (text, repair)


@pytest.mark.parametrize(
    "data",
    [b"\xd0\xff\xfe".join([NOTE[:44].encode()] * 9), (b"\xd0" * 30).join([NOTE.encode()] * 2)],
)
def test_many_broken_bytes_are_not_utf8(data: bytes) -> None:
    with pytest.raises(GarbledDocument):
        decode(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff".encode(), "\xa0\n".encode("utf-16")])
def test_nothing_to_read_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyDocument, match=r"^a\.txt: holds no text$"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n" + REPORT.encode(),
        b"PK\x03\x04 and so on",
        b"{\\rtf1\\ansi text}",
        b"\x89PNG\r\n\x1a\n",
        b"text\0with zeros",
        b"\0" + b"Report. " * 400,
        NOTE.encode() + b"\0\0",
        b"\0" + "Да".encode("cp1251"),
        random.Random(1).randbytes(3000),
    ],
)
def test_a_binary_file_is_unsupported(data: bytes) -> None:
    with pytest.raises(UnsupportedDocument, match=r"^a\.bin: is a binary file, not a text$"):
        decode(data, "a.bin")


@pytest.mark.parametrize("data", [b"\x81\x98\x8f" * 100, b"\xff\xfe\x00"])
def test_what_no_encoding_reads_is_garbled(data: bytes) -> None:
    with pytest.raises(GarbledDocument):
        decode(data, "a.txt")


def test_western_text_is_read_but_foreign() -> None:
    text = "Grüße aus München, schöne Straße und sonst nichts als Text"
    found = decode(text.encode("cp1252"), "a.txt")
    assert (found.text, foreign(found.text)) == (text, "0 of 48 letters are Cyrillic")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Создано 12 ТОС (Federal Law)", ""),
        ("Действуют 15 организаций", ""),
        ("15 organizations", "0 of 13 letters are Cyrillic"),
        ("1 2 3", "0 of 0 letters are Cyrillic"),
        ("Їжа є", "2 of 4 Cyrillic letters are of other alphabets"),
        (RUSSIAN + SONG + RUSSIAN, ""),
        ("".join(f"{line}\n" for line in (RUSSIAN, TATAR, RUSSIAN, RUSSIAN)), ""),
        (RUSSIAN + TATAR * 3, "24 of 227 Cyrillic letters are of other alphabets"),
        (TATAR, "8 of 57 Cyrillic letters are of other alphabets"),
        (UKRAINIAN, "8 of 68 Cyrillic letters are of other alphabets"),
        (BELARUSIAN, "5 of 51 Cyrillic letters are of other alphabets"),
        (KAZAKH, "16 of 61 Cyrillic letters are of other alphabets"),
        (UDMURT, "4 of 60 Cyrillic letters are of other alphabets"),
    ],
)
def test_foreign(text: str, reason: str) -> None:
    assert foreign(text) == reason


def test_the_judge_prefers_the_right_reading() -> None:
    data = REPORT.encode("cp1251")
    readings = {name: judge(data.decode(name)) for name in SINGLE_BYTE}
    assert max(readings, key=lambda name: readings[name]) == "cp1251"
    assert readings["cp1251"] > 0.7
    assert [name for name, score in readings.items() if score > 0.35] == ["cp1251"]
