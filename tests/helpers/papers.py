"""Office files written by hand as Word and LibreOffice write them, down to the single tag."""

import io
import zipfile
from collections.abc import Mapping

from extractor.loaders import Blob
from extractor.loaders.office import load

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = "".join(
    f' xmlns:{prefix}="{OASIS}{name}:1.0"'
    for prefix, name in (("office", "office"), ("style", "style"), ("text", "text"),
                         ("table", "table"), ("draw", "drawing"))
)  # fmt: skip


def package(parts: Mapping[str, str]) -> bytes:
    """Give a zip of text parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return made.getvalue()


def run(text: str, properties: str = "") -> str:
    """Give a run of a DOCX."""
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """Give a paragraph of a DOCX; what is no tag becomes a run."""
    return f"<w:p>{''.join(one if one[:1] == '<' else run(one) for one in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Give a table of a DOCX; a cell that is no tag becomes a paragraph."""
    lines = (
        "".join(f"<w:tc>{c if c[:1] == '<' else paragraph(c)}</w:tc>" for c in cells)
        for cells in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def docx(body: str, **parts: str) -> bytes:
    """Give a DOCX; its further parts are footnotes, endnotes and styles."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *((name, name) for name in parts))
    )
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    main = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return package({
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        f'ContentType="{rels}"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{main}</Relationships>',
        "word/_rels/document.xml.rels":
            f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        "word/document.xml":
            f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        **{f"word/{name}.xml": f'{HEAD}<w:{name} xmlns:w="{W}">{part}</w:{name}>'
           for name, part in parts.items()},
    })  # fmt: skip


def odt(body: str, styles: str = "", kind: str = "text") -> bytes:
    """Give an ODT, or as a ``spreadsheet`` an ODS."""
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", media_type), ("content.xml", "text/xml"))
    )
    return package({
        "mimetype": media_type,
        "META-INF/manifest.xml":
            f'<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0">{entries}'
            "</manifest:manifest>",
        "content.xml": f"{HEAD}<office:document-content{SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
    })  # fmt: skip


def rtf(
    body: str, head: str = r"\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}}"
) -> bytes:
    """Give an RTF; what is beyond ASCII is written as bytes of the code page 1251, escaped."""
    told = "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in body.encode("cp1251"))
    return f"{{\\rtf1{head} {told}\\par}}".encode("ascii")


def lines(data: bytes, name: str = "report") -> list[str]:
    """Give the blocks of the document that an office file is read as."""
    document = load(Blob(name, data))
    return [document.text[block.start : block.end] for block in document.blocks]
