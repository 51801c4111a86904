"""A page: one file that needs nothing else, and lets nothing in it run but its own script.

What comes from documents reaches a page as data only, and its script writes it as text.
The Content-Security-Policy allows the one script and the one style sheet by their hashes,
no network, and no text to become markup or script (Trusted Types).
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

PARTS = files("extractor.review") / "page"
HOLE = re.compile(r"\{\{(\w+)\}\}")
HARMFUL = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
SCRIPTS = {
    "document": ("common.js", "decide.js", "document.js"),
    "index": ("common.js", "picture.js", "index.js"),
}


@cache
def part(name: str) -> str:
    """Read a part of the pages."""
    return (PARTS / name).read_text(encoding="utf-8")


@cache
def strings() -> Mapping[str, Mapping[str, str]]:
    """Give the words of the interface by language."""
    found: dict[str, dict[str, str]] = json.loads(part("strings.json"))
    return found


def inert(data: object) -> str:
    """Write data as JSON that is inert inside a script element, whatever it holds."""
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", raw)


def hashed(source: str) -> str:
    """Name an inline script or style as a policy does."""
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def script(kind: str) -> str:
    """Give the script of a kind of page."""
    return "\n".join(part(name) for name in SCRIPTS[kind])


@cache
def policy(kind: str, connect: str = "'none'") -> str:
    """Give the Content-Security-Policy of a kind of page."""
    return "; ".join([
        "default-src 'none'",
        f"script-src {hashed(script(kind))}",
        f"style-src {hashed(part('style.css'))}",
        f"connect-src {connect}",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ])  # fmt: skip


def page(data: Mapping[str, Any], connect: str = "'none'") -> str:
    """Draw the page of a document or of an index; ``data["kind"]`` tells which."""
    kind = str(data["kind"])
    filled = {
        "policy": html.escape(policy(kind, connect)),
        "title": html.escape(str(data["name"]).encode("utf-8", "replace").decode("utf-8")),
        "style": part("style.css"),
        "script": script(kind),
        "data": inert({**data, "strings": strings()}),
    }
    return HOLE.sub(lambda found: filled[found[1]], part("shell.html"))
