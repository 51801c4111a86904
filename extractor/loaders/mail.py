"""Saved letters and web archives (EML, MHT): their parts are read as the files of an archive."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import TYPE_CHECKING, Any

from extractor.document import Document
from extractor.errors import CorruptDocument, DocumentError, UnsupportedDocument
from extractor.hookspecs import hookimpl
from extractor.loaders import Blob, Loader
from extractor.loaders.archives import Names, raw_name
from extractor.loaders.decoding import decode

if TYPE_CHECKING:
    Part = Message[Any, Any]

TEXTS = {"text/html": "text.html", "text/plain": "text.txt"}
"""What the parts are called that have no name."""

LAST = re.compile(r"[^/\\]+(?=[/\\]*$)")


def _children(part: "Part") -> "list[Part]":
    """Give the parts of a part that are to be read.

    Of alternatives that is the last page, or the last; of a page with all that it shows
    the pages alone.
    """
    inner = part.get_payload()
    children = [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        rich = [one for one in children if one.is_multipart() or _is_page(one)]
        return (rich or children)[-1:]
    if kind == "multipart/related":
        return [one for one in children if one.is_multipart() or _is_page(one)] or children[:1]
    return children


def _is_page(part: "Part") -> bool:
    return part.get_content_type() == "text/html"


def _leaves(part: "Part") -> "Iterator[Part]":
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if one.is_multipart():
            waiting += reversed(_children(one))
        else:
            yield one


def _name(part: "Part") -> str:
    """Name a part: as its sender did, by its address, or by what it is."""
    found = _filename(part)
    with suppress(MessageError, LookupError, ValueError):  # else kept as it was sent
        found = str(make_header(decode_header(found)))
    if not found and _is_page(part):
        address = str(part.get("Content-Location", "")).partition("?")[0].partition("#")[0]
        last = LAST.search(address)
        found = last[0] if last and "." in last[0] and "//" in address[: last.start() - 1] else ""
    return found or TEXTS.get(part.get_content_type(), "part")


def _filename(part: "Part") -> str:
    """Give the name in a part's fields; one of raw bytes is decoded first."""
    plain: Part = Message()
    for field, value in part.raw_items():
        if field.lower() in ("content-disposition", "content-type"):
            plain[field] = raw_name(str(value))
    return plain.get_filename() or ""


def _data(part: "Part", path: str) -> bytes:
    """Give the bytes of a part; those of a text in UTF-8, its charset being one vote."""
    found = part.get_payload(decode=True)
    data = found if isinstance(found, bytes) else b""
    if part.get_content_type() not in TEXTS:
        return data
    try:
        return decode(data, path, str(part.get_content_charset(""))).text.encode("utf-8")
    except (DocumentError, UnicodeEncodeError):  # its loader tells
        return data


def members(blob: Blob) -> Iterator[Blob]:
    """Give the parts of a letter or web archive as files; raises a DocumentError."""
    named = Names(blob.path)
    try:
        letter = message_from_bytes(blob.data)
        for part in _leaves(letter):
            attached = part.get_filename() is not None
            payload = part.get_payload()
            if attached or (isinstance(payload, str) and payload.strip()):
                path = named(_name(part))
                yield Blob(path, _data(part, path), blob.limits)
    except (MessageError, LookupError, ValueError, RecursionError) as error:
        raise CorruptDocument(f"{blob.path}: is a damaged letter: {error}") from error


def load(blob: Blob) -> Document:
    """Refuse: a letter is no document but a source of them."""
    raise UnsupportedDocument(f"{blob.path}: is a letter; its parts are read by a run")


def accepts(blob: Blob) -> bool:
    """Tell whether the bytes begin like a letter or web archive."""
    return blob.kind == "mail"


@hookimpl
def extractor_loaders() -> Sequence[Loader]:
    """Give the loader of letters."""
    return (Loader("mail", 550, accepts, load, members),)
