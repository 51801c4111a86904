"""Letters and web archives: their parts are documents, and no text is read as a letter."""

import io
import mailbox
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from extractor.batch.run import Options, run
from extractor.batch.unpack import may_be_archive
from extractor.loaders import Blob, Reading
from extractor.loaders.reading import readings
from extractor.loaders.sniff import sniff
from extractor.manager import default_manager
from extractor.pipeline import read
from extractor.sinks.jsonl import load

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
LINE = "В 2018 году проведено 52 лекции, в совет вошли 9 человек."
OTHER = "В городе действуют 15 общественных организаций."


def letter() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = "Глава <a@b.ru>", "c@d.ru"
    made["Subject"] = "Отчёт"
    made.set_content(LINE)
    return made


def found(data: bytes, name: str = "x.eml") -> list[Reading]:
    return list(readings(Blob(name, data), default_manager().loaders()))


def texts(data: bytes) -> dict[str, str]:
    return {one.path: one.document.text.strip() for one in found(data) if one.document}


def test_each_attachment_is_a_document() -> None:
    made = letter()
    made.add_alternative(f"<html><p>{LINE}</p></html>", subtype="html")
    for name, subtype in (("отчёт.docx", "vnd.x"), ("отчёт.docx", "octet-stream")):
        data = (FORMATS / "report.docx").read_bytes()
        made.add_attachment(data, maintype="application", subtype=subtype, filename=name)
    read_ = found(made.as_bytes())
    assert [(one.path, one.document and one.document.loader) for one in read_] == [
        ("x.eml!/text.html", "html"),
        ("x.eml!/отчёт.docx", "docx"),
        ("x.eml!/отчёт (2).docx", "docx"),
    ]
    assert texts(made.as_bytes())["x.eml!/text.html"] == LINE


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "cp1251", "iso-8859-5"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_a_text_is_read_in_its_charset(charset: str, encoding: str) -> None:
    made = letter()
    made.set_content(LINE, charset=charset, cte=encoding)
    assert texts(made.as_bytes()) == {"x.eml!/text.txt": LINE}


def test_a_letter_in_a_letter_is_opened() -> None:
    outer = letter()
    inner = letter()
    inner.set_content(OTHER)
    outer.add_attachment(inner)
    assert texts(outer.as_bytes()) == {"x.eml!/text.txt": LINE, "x.eml!/text (2).txt": OTHER}


def test_of_a_web_archive_the_pages_are_read() -> None:
    made = MIMEMultipart("related")
    page = MIMEText(f"<html><p>{LINE}</p></html>", "html", "utf-8")
    page["Content-Location"] = "file:///C:/reports/report.htm?x=1"
    style, picture = MIMEText("p {}", "css"), MIMEApplication(b"\x89PNG\r\n\x1a\n")
    for part in (page, style, picture):
        made.attach(part)
    assert made.as_bytes().startswith(b"Content-Type:")
    assert texts(made.as_bytes()) == {"x.eml!/report.htm": LINE}
    assert len(found(made.as_bytes())) == 1


def test_raw_and_encoded_names_are_read() -> None:
    names = ["отчёт.txt", "=?koi8-r?B?z9TexdQudHh0?="]
    parts = b"".join(
        b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; "
        b'filename="%s"\r\n\r\n%s\r\n' % (name.encode(), LINE.encode())
        for name in names
    )
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    assert list(texts(head + parts + b"--b--\r\n")) == ["x.eml!/отчёт.txt", "x.eml!/отчет.txt"]


def test_the_path_leads_back_and_a_run_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = letter()
    made.add_attachment(OTHER.encode(), maintype="text", subtype="plain", filename="т.txt")
    made_zip = io.BytesIO()
    with zipfile.ZipFile(made_zip, "w") as archive:
        archive.writestr("x.eml", made.as_bytes())
    Path("x.zip").write_bytes(made_zip.getvalue())
    Path("y.eml").write_bytes(made.as_bytes())
    run(["x.zip", "y.eml"], "records.jsonl", options=Options(workers=0))
    paths = {record.source.path for record in load("records.jsonl")}
    assert paths == {
        f"{outer}!/{part}" for outer in ("x.zip!/x.eml", "y.eml") for part in ("text.txt", "т.txt")
    }
    assert {read(path).text.strip() for path in paths} == {LINE, OTHER}


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: data.replace(b"--=", b"--")]
)
def test_a_damaged_letter_ends_in_outcomes(damage: Callable[[bytes], bytes]) -> None:
    made = letter()
    made.add_attachment(OTHER.encode(), maintype="text", subtype="plain", filename="a.txt")
    for one in found(damage(made.as_bytes())):
        assert one.document is not None or len(str(one.error).splitlines()) == 1


def test_parts_in_parts_without_end_are_refused() -> None:
    data = b"MIME-Version: 1.0\r\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(5000)
    )
    (one,) = found(data)
    assert str(one.error).startswith("x.eml: ")


@pytest.mark.parametrize(
    "text",
    [
        f"From: глава города\nTo: жители\n\n{LINE}",
        f"Subject: отчёт\n{LINE}",
        f"Дата: 12 мая\nТема: отчёт\n\n{LINE}",
        f"{LINE}\nMIME-Version: 1.0\nContent-Type: text/plain\n\n",
        f"Content-Type: это поле письма.\n\n{LINE}",
        f"Итоги: {LINE}\n\nMIME-Version: 1.0\nContent-Type: text/plain\n",
    ],
)
def test_a_text_is_no_letter(text: str) -> None:
    assert (sniff(text.encode()), may_be_archive(text.encode())) == ("", False)
    assert list(texts(text.encode())) == ["x.eml"]


def test_a_box_of_letters_is_text(tmp_path: Path) -> None:
    """What ``mailbox`` writes begins with a line that is no field."""
    box = mailbox.mbox(tmp_path / "box")
    box.add(letter())
    box.close()
    assert sniff((tmp_path / "box").read_bytes()) == ""
