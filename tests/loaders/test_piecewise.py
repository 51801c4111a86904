"""A text of which one paragraph was decoded wrongly: it is mended, or a warning names it."""

import pytest

from extractor.document import Document
from extractor.loaders import Blob
from extractor.loaders.build import Part, document
from extractor.loaders.piecewise import find
from extractor.pipeline import read_bytes

GOOD = (
    "В 2018 году в городе действовали 15 общественных организаций, которые объединяют 640 жителей."
)
LINE = "Проведено 52 лекции и 3 концерта, в общественный совет города вошли 9 человек."
OTHER = "Для ветеранов посёлка прошло 12 встреч, собрано 948 рублей."
WAYS = [
    ("cp1251", "latin-1"), ("cp1251", "koi8-r"), ("cp1251", "cp866"), ("utf-8", "cp1251"),
    ("utf-8", "latin-1"), ("koi8-r", "cp1251"), ("cp866", "cp1251"), ("koi8-r", "latin-1"),
]  # fmt: skip


def wrong(text: str, written: str, read: str) -> str:
    return text.encode(written).decode(read)


def read(text: str | bytes, name: str = "a.txt") -> Document:
    return read_bytes(Blob(name, text if isinstance(text, bytes) else text.encode()))


def told(found: Document) -> tuple[str, str]:
    learnt = dict(found.metadata)
    return learnt.get("repair", ""), learnt.get("warning", "")


@pytest.mark.parametrize(("written", "read_as"), WAYS)
@pytest.mark.parametrize("good", [1, 9])
def test_a_paragraph_is_mended(written: str, read_as: str, good: int) -> None:
    lines = [*[GOOD] * good, LINE, OTHER]
    broken = [*[GOOD] * good, wrong(LINE, written, read_as), OTHER]
    found = read("\n".join(broken))
    repair, warning = told(found)
    assert found.text == "\n".join(lines)
    assert (repair.partition(" ")[0], repair.rpartition(" ")[2]) == (written, "1")
    assert warning == ""


def test_a_short_paragraph_is_mended_as_others_were() -> None:
    broken = [GOOD, *(wrong(line, "cp1251", "latin-1") for line in (LINE, "Совет", OTHER))]
    found = read("\n".join([*broken, GOOD]))
    assert found.text == "\n".join([GOOD, LINE, "Совет", OTHER, GOOD])


def test_a_short_paragraph_that_no_language_writes_is_mended_alone() -> None:
    short = "Ежегодный отчёт 4"
    found = read("\n".join([GOOD, wrong(short, "cp1251", "latin-1"), LINE, GOOD]))
    assert found.text == "\n".join([GOOD, short, LINE, GOOD])


@pytest.mark.parametrize("name", ["a.html", "a.csv"])
def test_parts_and_rows_are_mended_too(name: str) -> None:
    broken = wrong(LINE, "cp1251", "latin-1")
    texts = {
        "a.html": f"<html><p>{GOOD}</p><p>{broken}</p><p>{OTHER}</p></html>",
        "a.csv": f"{GOOD};1\n{broken};2\n{OTHER};3\n",
    }
    found = read(texts[name], name)
    assert LINE in found.text
    assert told(found) == ("cp1251 that was saved as if it were cp1252, undone, paragraphs: 1", "")


@pytest.mark.parametrize(
    ("most", "rest", "count"),
    [("utf-8", "cp1251", 1), ("cp1251", "utf-8", 5), ("utf-8", "koi8-r", 1)],
)
def test_lines_in_another_encoding_are_read(most: str, rest: str, count: int) -> None:
    lines = [GOOD, LINE, *[OTHER] * 4]
    found = read(b"\n".join(line.encode(rest if line == LINE else most) for line in lines))
    code_page = rest if most == "utf-8" else most
    assert found.text == "\n".join(lines)
    assert told(found) == (f"{count} lines of {code_page} among those of utf-8", "")


@pytest.mark.parametrize(
    "broken",
    [LINE.encode("ascii", "replace").decode(),
     LINE.encode().decode("cp1251", "ignore").replace("°", ""),
     "".join(chr(0xE000 + ord(letter) % 60) if letter > "z" else letter for letter in LINE)],
)  # fmt: skip
def test_what_has_lost_its_letters_is_warned_of(broken: str) -> None:
    found = read("\n".join([GOOD, OTHER, broken, GOOD, broken, GOOD]))
    assert told(found) == ("", "2 paragraphs are not readable, the first is line 3")
    assert found.text.splitlines()[2] == broken


def test_the_page_of_what_is_not_readable_is_named() -> None:
    lost = LINE.encode("ascii", "replace").decode()
    parts = [Part("paragraph", text, page) for page, text in enumerate((GOOD, OTHER, lost), 1)]
    found = document(Blob("a.pdf", b""), "pdf", parts, {})
    assert told(found) == ("", "1 paragraph is not readable: number 3, page 3")


@pytest.mark.parametrize(
    "text",
    [
        GOOD, LINE.upper(), "Кто придёт на праздник???? Никто??? Все!", "Телефон: ____ ???",
        "Grüße aus München für die Gäste: schöne Lieder über die Völkerfreundschaft, "
        "natürlich öfter",
        "Les élèves français ont été très appréciés à la fête donnée par la société",
        "Громадська рада при міській раді є дорадчим органом, її члени працюють щодня і їздять.",
        "Қазақ халқының әндері мен күйлері, өнер мұрасы: «Қара жорға», «Көзімнің қарасы».",
        "Күңелле җыр бәйрәме, «Җырларым», «Әнкәй», «Үзеңне көттем», өздереп биеделәр.",
        "Ελληνικός χορός, τραγούδι και μουσική για όλους τους κατοίκους της πόλης",
        "Հայկական պարեր և երգեր, ქართული სიმღერები და ცეკვები, 中国民歌和舞蹈表演",
        "│ Клубы │ 12 │ Лекции │ 52 │ Концерты │ 3 │ ═══════════",
        "м², №, ±5 °C, 12×4, ≥ 10, α и β, µ",
        "ТОС «Заря» ИНН 5920, ОГРН, МБУК ЦБС, ГБУ РМЭ ЦЗН, МКОУ СОШ №1, ФОК, ДЮСШ, ДШИ, ЦДО",
        "в клубеЗаря и домеКультуры проведеноПять лекций, мыВместе, доброТут, жизньРядом",
    ],
)  # fmt: skip
def test_what_is_well_is_left_alone(text: str) -> None:
    found = read("\n".join([GOOD, OTHER, text, LINE, *[GOOD] * 9]))
    assert found.text.split("\n")[2] == text
    assert told(found) == ("", "")


def test_all_of_a_sound_text_is_passed_over() -> None:
    assert find([GOOD, LINE, OTHER, "", "2018"]) == ({}, [])
