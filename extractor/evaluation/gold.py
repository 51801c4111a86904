"""Marked text: gold drawn into the document it is about.

A mark is ``⟦phrase|type|value|key=value;key=value⟧``; the text without the marks is the
document, to the character. Offsets count in that text.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, PlainSerializer

from extractor.errors import GoldError
from extractor.evaluation.keys import REFERENCES
from extractor.values import Frozen, Number, plain

MARK = re.compile(
    r"⟦([^⟦⟧|]+)\|([a-z][a-z0-9_]*)\|(-?(?:[0-9]+|(?=\.))(?:\.[0-9]+)?|)(?:\|([^⟦⟧]*))?⟧"
)
SUFFIX = ".marked.txt"
KEY = re.compile(r"[a-z_][a-z0-9_]*")

Attributes = Annotated[Mapping[str, str], PlainSerializer(dict, return_type=dict[str, str])]


class GoldFact(Frozen):
    """A fact a reader marked: ``index`` counts from 1 within the text."""

    index: int
    type: str
    value: Number | None
    start: int
    end: int
    text: str
    attributes: Attributes = Field(default_factory=lambda: MappingProxyType({}))

    @property
    def optional(self) -> bool:
        """Whether careful readers differed: neither found nor missing counts."""
        return self.attributes.get("optional") == "yes"

    @property
    def same_as(self) -> int | None:
        """Index of the fact this one repeats."""
        value = self.attributes.get("same_as")
        return int(value) if value else None


class GoldText(Frozen):
    """A document without its marks, and the facts that were marked."""

    name: str
    text: str
    facts: tuple[GoldFact, ...]


def attributes_of(raw: str, where: str) -> Mapping[str, str]:
    """Read ``key=value;key=value``; raises GoldError naming ``where`` for what is no key.

    Which keys a type has is asked of the record types: see :func:`fitting.check`.
    """
    found: dict[str, str] = {}
    for pair in filter(None, raw.split(";")):
        key, equals, value = pair.partition("=")
        if not equals and found:  # a semicolon inside a value
            last = next(reversed(found))
            found[last] += ";" + key
            continue
        if not equals or not KEY.fullmatch(key):
            raise GoldError(f"{where}: {pair!r} is no key with a value: write period=2009")
        found[key] = value
    return MappingProxyType(found)


def parse(marked: str, name: str = "text") -> GoldText:
    """Split marked text into document and facts; raises :class:`GoldError`."""
    pieces: list[str] = []
    facts: list[GoldFact] = []
    length, last = 0, 0
    for match in MARK.finditer(marked):
        before = marked[last : match.start()]
        pieces += [before, match.group(1)]
        start = length + len(before)
        length = start + len(match.group(1))
        where = f"{name}: fact {len(facts) + 1} ({match.group(1)!r})"
        value = Decimal(match.group(3)) if match.group(3) else None
        facts.append(
            GoldFact(
                index=len(facts) + 1,
                type=match.group(2),
                value=value,
                start=start,
                end=length,
                text=match.group(1),
                attributes=attributes_of(match.group(4) or "", where),
            )
        )
        last = match.end()
    pieces.append(marked[last:])
    text = "".join(pieces)
    stray = min((i for i in (text.find("⟦"), text.find("⟧")) if i >= 0), default=-1)
    if stray >= 0:
        raise GoldError(f"{name}: broken mark near {text[max(0, stray - 20) : stray + 40]!r}")
    _check_references(facts, name)
    return GoldText(name=name, text=text, facts=tuple(facts))


def _check_references(facts: list[GoldFact], name: str) -> None:
    for fact in facts:
        for key in REFERENCES:
            target = fact.attributes.get(key)
            if target is not None and not (
                target.isdigit() and 1 <= int(target) <= len(facts) and int(target) != fact.index
            ):
                raise GoldError(f"{name}: fact {fact.index}: {key}={target} names no other fact")


def render(text: str, facts: Iterable[GoldFact]) -> str:
    """Draw facts into their text: the inverse of :func:`parse`. Facts may not overlap."""
    pieces, last = [], 0
    for fact in sorted(facts, key=lambda fact: fact.start):
        if fact.start < last:
            raise GoldError(f"facts overlap at {fact.start}: marks cannot nest")
        value = "" if fact.value is None else plain(fact.value)
        attributes = ";".join(f"{key}={value}" for key, value in fact.attributes.items())
        tail = f"|{attributes}" if attributes else ""
        pieces += [text[last : fact.start], f"⟦{fact.text}|{fact.type}|{value}{tail}⟧"]
        last = fact.end
    return "".join([*pieces, text[last:]])


def read(path: Path) -> GoldText:
    """Read one marked file (UTF-8, line ends kept); raises :class:`GoldError`."""
    try:
        marked = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: gold is not UTF-8 at byte {error.start}") from error
    return parse(marked, str(path))


def find(paths: Iterable[Path]) -> tuple[Path, ...]:
    """List the marked files among files and folders, those of a folder sorted, each once.

    Raises GoldError where there is none, or a path is not there.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(path.rglob(f"*{SUFFIX}"))
        elif path.exists():
            found.append(path)
        else:
            raise GoldError(f"{path}: no such file or folder")
    if not found:
        raise GoldError(f"no {SUFFIX} file in {', '.join(map(str, paths))}")
    return tuple(dict.fromkeys(found))
