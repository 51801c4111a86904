"""Pictures of pages, recognised by Tesseract where a run allows it and the system has it."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from typing import Any

from extractor.document import Document
from extractor.errors import CorruptDocument, NoTextLayer
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader
from extractor.loaders.build import Part, document

LANGUAGE = "rus"
RESOLUTION = 300
POINTS = 72
MOST_PIXELS = 40_000_000
"""A page larger than this is drawn smaller."""

INSTALL = (
    "recognition needs Tesseract with Russian on this system: "
    "apt-get install tesseract-ocr tesseract-ocr-rus, or brew install tesseract-lang"
)


@cache
def missing() -> str:
    """Say what has to be installed, or give an empty string where all is there."""
    if shutil.which("tesseract") is None:
        return INSTALL
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True)
    return "" if LANGUAGE in told.stdout.split() else INSTALL


def picture(page: Any) -> bytes:
    """Draw a page of a PDF in grey, as PGM: bytes that need no imaging library."""
    width, height = page.get_size()
    scale = RESOLUTION / POINTS
    scale *= min(1.0, (MOST_PIXELS / max(1.0, width * height * scale * scale)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    data = bytes(bitmap.buffer)
    rows = (data[i * bitmap.stride :][: bitmap.width] for i in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def recognise(image: bytes, path: str) -> list[str]:
    """Read a picture; give its paragraphs, their lines joined. Raises a DocumentError."""
    if missing():
        raise NoTextLayer(f"{path}: its pages are pictures; {missing()}")
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(RESOLUTION)]
    done = subprocess.run(command, input=image, capture_output=True)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise CorruptDocument(f"{path}: Tesseract cannot read the picture: {lines[-1]}")
    paragraphs = done.stdout.decode("utf-8", "replace").replace("\f", "").split("\n\n")
    return [text for text in (_joined(lines) for lines in paragraphs) if text]


def _joined(lines: str) -> str:
    """Join the lines of a paragraph; a word that a hyphen cuts is made whole."""
    text = re.sub(r"(?<=[^\W\d_])[-¬]\n(?=[а-яё])", "", lines.strip())
    return " ".join(text.split())


def load(blob: Blob) -> Document:
    """Read a picture; raises NoTextLayer where recognition is not allowed or not there."""
    if not blob.limits.ocr:
        raise NoTextLayer(f"{blob.path}: is a picture; to recognise it: --ocr")
    parts = [Part("paragraph", text, 1) for text in recognise(blob.data, blob.path)]
    return document(blob, "ocr", parts, {"ocr": "tesseract"})


def accepts(blob: Blob) -> bool:
    """Tell whether the bytes are a picture."""
    return blob.kind == "image"


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    """Give the loader of pictures."""
    return (Loader("ocr", 600, accepts, load),)
