"""Files behind a URL, through fsspec: object stores, web servers, archives of both."""

import re
from types import ModuleType
from typing import Any

from extractor.errors import SourceError
from extractor.extras import need
from extractor.isolation import foreign
from extractor.loaders import Blob, Limits, too_large

URL = re.compile(r"[a-z][a-z0-9+.-]*(?:://|::)", re.IGNORECASE)
MAGIC = re.compile(r"[*?\[]")
SECRET = re.compile(r"(?<=://)[^/@]*@")


def is_url(source: str) -> bool:
    """Tell a URL (``s3://…``, ``simplecache::https://…``) from a path."""
    return bool(URL.match(source))


def plain(url: str) -> str:
    """Give a URL without the name and password in it."""
    return SECRET.sub("", url)


def _fsspec() -> ModuleType:
    return need("fsspec", "remote", "reading from URLs")


def _system(url: str) -> tuple[Any, str]:
    """Give the file system of a URL and the path in it; raises SourceError."""
    found: tuple[Any, str] = foreign(plain(url), SourceError, _fsspec().core.url_to_fs, url)
    return found


def find(url: str) -> tuple[str, ...]:
    """List the URLs of the files that a URL names: one, those of a folder, or matching ones.

    Hidden files are left out of folders. Raises SourceError.
    """
    system, path = _system(url)
    paths = foreign(plain(url), SourceError, _listed, system, path, url.endswith("/"))
    if not paths:
        raise SourceError(f"{plain(url)}: no files there")
    if paths == [path]:
        return (url,)
    head = url[: url.rindex(path)] if path and path in url else ""
    return tuple(head + one if head else system.unstrip_protocol(one) for one in sorted(paths))


def _listed(system: Any, path: str, folder: bool) -> list[str]:
    if MAGIC.search(path):
        return [one for one in system.glob(path) if not system.isdir(one)]
    web = "http" in str(system.protocol)
    if folder or (not web and system.isdir(path)):
        base = path.rstrip("/")
        return [one for one in system.find(path) if "/." not in one[len(base) :]]
    return [path]


def open_url(url: str, limits: Limits) -> Blob:
    """Take the bytes behind a URL; raises SourceError or TooLarge."""
    system, path = _system(url)
    name = plain(url)

    def read() -> bytes:
        with system.open(path, "rb") as file:
            data: bytes = file.read(limits.size + 1)
            return data

    data = foreign(name, SourceError, read)
    if len(data) > limits.size:
        raise too_large(name, f"has more than {limits.size} bytes", "--max-size")
    return Blob(name, data, limits)
