"""Odd pages: HTML that lies or is too deep, PDF that is damaged, locked, empty or wrong."""

from collections.abc import Sequence
from pathlib import Path

from texts import OK, TEXT, Row

FORMATS = Path(__file__).resolve().parents[1] / "fixtures" / "formats"
FILES = Path(__file__).resolve().parent / "files"
SENTENCE = "В городе действуют 15 общественных организаций, проведено 52 лекции и 3 концерта."


def html(body: str, charset: str = "") -> str:
    """Give a page with a declared charset or none."""
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>Отчёт</title></head><body>{body}</body></html>"


def html_files() -> list[Row]:
    """Give pages."""
    page = html(f"<p>{TEXT}</p>", "utf-8")
    number = "<p>Собрано 948&nbsp;176 рублей, пришли 1&thinsp;250 жителей.</p>"
    deep = "<div>" * 30_000 + TEXT + "</div>" * 30_000
    xxe = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + html(f"<p>{TEXT}&x;</p>")
    return [
        ("page.doc", html(f"<p>{TEXT}</p>", "windows-1251").encode("cp1251"), OK, "42 тысяч"),
        ("lying-charset.html", page.encode("cp1251"), OK, "42 тысяч"),
        ("lying-koi8.html", html(f"<p>{TEXT}</p>", "koi8-r").encode("cp1251"), OK, "42 тысяч"),
        ("unknown-charset.html", html(f"<p>{TEXT}</p>", "x-none").encode(), OK, "42 тысяч"),
        ("utf16.html", page.encode("utf-16"), OK, "42 тысяч"),
        ("nbsp.html", html(number).encode(), OK, "948\xa0176 рублей, пришли 1\u2009250"),
        ("nested.html", html(deep).encode(), OK, "42 тысяч"),
        ("unclosed.html", f"<p>{TEXT}<b><i><table><tr><td>52<td>лекции".encode(), OK, "лекции"),
        ("scripts.html", html("<script>var a=15</script><style>b{}</style>").encode(),
         ("empty",), ""),
        ("xxe.html", xxe.encode(), OK, "42 тысяч"),
        ("declarations.html", f"<html><p>{TEXT}<![[CDATA[<![CDATA[<".encode(), OK, "42 тысяч"),
        ("angles.html", b"<html>" + b"<" * 200_000, OK, "<<<"),
    ]  # fmt: skip


def pdf(objects: Sequence[bytes], root: int = 1) -> bytes:
    """Put objects, numbered from 1, into a file with a table of references."""
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer <</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1, root, table,
    )  # fmt: skip
    return bytes(data)


def stream(data: bytes, head: bytes = b"") -> bytes:
    """Give a stream object."""
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (head, len(data), data)


def letters(text: str, shift: int = 0) -> tuple[bytes, bytes]:
    """Give a text in codes of its own, and the table that tells their letters."""
    signs = sorted(set(text))
    russian = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
    codes = {sign: 33 + i + (i >= 7) * 2 + (i >= 57) for i, sign in enumerate(signs)}

    def meant(sign: str) -> str:
        low = sign.lower()
        return russian[(russian.index(low) + shift) % 32] if shift and low in russian else sign

    rows = b"".join(b"<%02X> <%04X>\n" % (codes[s], ord(meant(s))) for s in signs)
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%sendbfchar\n"
        b"endcmap end end" % (len(signs), rows)
    )
    return bytes(codes[sign] for sign in text), table


def written(pages: Sequence[str], shift: int = 0, missing: Sequence[int] = ()) -> bytes:
    """Give a PDF with a line of text on each page; the pages ``missing`` are not in it."""
    _, table = letters("".join(pages), shift)
    kids = b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(pages)))
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(pages), kids),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 4 0 R>>",
        stream(table),
    ]
    joined = "".join(pages)
    signs = sorted(set(joined))
    codes = {sign: 33 + i + (i >= 7) * 2 + (i >= 57) for i, sign in enumerate(signs)}
    for index, text in enumerate(pages):
        page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 1000 800] /Contents %d 0 R " % (
            6 + 2 * index
        )
        page += b"/Resources <</Font <</F 3 0 R>>>>>>"
        code = bytes(codes[sign] for sign in text).hex().encode()
        objects.append(b"null" if index in missing else page)
        objects.append(stream(b"BT /F 10 Tf 50 700 Td <%s> Tj ET" % code))
    return pdf(objects)


def outline(depth: int) -> bytes:
    """Give a PDF whose table of contents is nested ``depth`` times."""
    objects = [
        b"<</Type /Catalog /Pages 2 0 R /Outlines 4 0 R>>",
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100]>>",
        b"<</Type /Outlines /First 5 0 R /Last 5 0 R /Count 1>>",
    ]
    for index in range(depth):
        down = b"/First %d 0 R /Last %d 0 R" % (6 + index, 6 + index) if index < depth - 1 else b""
        objects.append(b"<</Title (x) /Parent %d 0 R %s>>" % (4 + index, down))
    return pdf(objects)


def picture() -> bytes:
    """Give a PDF of one page that is a picture."""
    head = (
        b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8"
    )
    return pdf([
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 5 0 R "
        b"/Resources <</XObject <</I 4 0 R>>>>>>",
        stream(bytes(range(64)), head),
        stream(b"q 80 0 0 80 10 10 cm /I Do Q"),
    ])  # fmt: skip


def pdf_files() -> list[Row]:
    """Give PDFs."""
    good = (FORMATS / "report.pdf").read_bytes()
    no_pages = pdf([b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 0 /Kids []>>"])
    many = [f"Страница: {SENTENCE}"] * 3
    noise = "Совет ветеранов города собирался каждый месяц и помогал жителям. " * 4
    return [
        ("report.docx", good, OK, "в количестве 24 членов"),
        ("written.pdf", written(many), OK, SENTENCE),
        ("empty.pdf", b"", ("empty",), ""),
        ("header-only.pdf", b"%PDF-1.4\n", ("corrupt",), ""),
        ("no-pages.pdf", no_pages, ("corrupt",), ""),
        ("blank-page.pdf", outline(1), ("empty",), ""),
        ("outline.pdf", outline(5_000), ("empty",), ""),
        ("truncated.pdf", good[: len(good) // 3], ("corrupt",), ""),
        ("junk-before.pdf", b"junk\n" * 100 + good, OK, "в количестве 24 членов"),
        ("password.pdf", (FILES / "password.pdf").read_bytes(), ("encrypted",), ""),
        ("picture.pdf", picture(), ("no_text_layer",), ""),
        ("wrong-letters.pdf", written([noise], shift=7), ("garbled",), ""),
        ("broken-page.pdf", written(many, missing=(1,)), OK, SENTENCE),
        ("self-reference.pdf", pdf([b"<</Type /Catalog /Pages 2 0 R>>",
                                    b"<</Type /Pages /Count 9 /Kids [2 0 R 2 0 R]>>"]),
         ("corrupt",), ""),
    ]  # fmt: skip


def files() -> list[Row]:
    """Give every odd page."""
    return [*html_files(), *pdf_files()]
