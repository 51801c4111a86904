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
from extractor.evaluation.allowed import no_decimal, wrong_upper, wrong_value
from extractor.evaluation.keys import REFERENCES
from extractor.records import Record
from extractor.values import Frozen, Number, plain

MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
TYPE = re.compile(r"[a-z][a-z0-9_]*")
LINE_END = re.compile(r"\r\n?|\n")
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

    def where(self, fact: GoldFact) -> str:
        """Name a fact by file, line and phrase, as errors do."""
        line = line_of(self.text, fact.start)
        return f"{self.name}:{line}: fact {fact.index} ({fact.text!r})"


def line_of(text: str, start: int) -> int:
    """Give the line of a character, from 1, as editors count: a mark takes none."""
    return 1 + len(LINE_END.findall(text, 0, start))


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
        if key in found:
            raise GoldError(f"{where}: says {key} twice")
        found[key] = value
    wrong = next(filter(None, (wrong_value(Record, *pair) for pair in found.items())), "")
    if wrong:
        raise GoldError(f"{where}: {wrong}")
    return MappingProxyType(found)


def value_of(said: str, where: str) -> Decimal | None:
    """Read the value of a mark, ``None`` where it is empty; raises GoldError naming ``where``."""
    if not said:
        return None
    wrong = no_decimal(said) or (f"{said!r}: write {said[1:]}" if said[0] == "+" else "")
    if wrong:
        raise GoldError(f"{where}: value {wrong}")
    return Decimal(said)


def parse(marked: str, name: str = "text") -> GoldText:
    """Split marked text into document and facts; raises :class:`GoldError`."""
    pieces: list[str] = []
    facts: list[GoldFact] = []
    length, last = 0, 0
    for match in MARK.finditer(marked):
        before = marked[last : match.start()]
        phrase = match[1].partition("|")[0]
        start = length + len(before)
        length = start + len(phrase)
        pieces += [before, phrase]
        at = f"{name}:{line_of(marked, match.start())}"
        facts.append(_fact(match[0], len(facts) + 1, start, at))
        last = match.end()
    pieces.append(marked[last:])
    _check_brackets(marked, name)
    text = GoldText(name=name, text="".join(pieces), facts=tuple(facts))
    _check_references(text)
    return text


def _fact(mark: str, index: int, start: int, at: str) -> GoldFact:
    """Read one mark with its brackets; raises GoldError that says which part is wrong."""
    phrase, *parts = mark[1:-1].split("|", 3)
    if not phrase:
        raise GoldError(f"{at}: {mark} holds no number phrase: write ⟦52|activity_count|52⟧")
    where = f"{at}: fact {index} ({phrase!r})"
    if len(parts) < 2:
        lacks = "value: write ⟦phrase|type|value⟧" if parts else "type and value"
        raise GoldError(f"{where}: {mark} has no {lacks}")
    if not TYPE.fullmatch(parts[0]):
        raise GoldError(f"{where}: {parts[0]!r} is no record type: write one like activity_count")
    value = value_of(parts[1], where)
    attributes = attributes_of(parts[2] if parts[2:] else "", where)
    wrong = wrong_upper(value, attributes)
    if wrong:
        raise GoldError(f"{where}: {wrong}")
    return GoldFact(
        index=index, type=parts[0], value=value, start=start, end=start + len(phrase),
        text=phrase, attributes=attributes,
    )  # fmt: skip


def _check_brackets(marked: str, name: str) -> None:
    """Raise GoldError for a bracket that no mark takes up."""
    rest = MARK.sub(lambda match: " " * len(match[0]), marked)
    stray = re.search("[⟦⟧]", rest)
    if stray:
        at, opens = stray.start(), stray[0] == "⟦"
        near = marked[at : at + 40] if opens else marked[max(0, at - 40) : at + 1].splitlines()[-1]
        wrong = "is not closed by ⟧" if opens else "closes no mark"
        line = line_of(marked, at)
        raise GoldError(f"{name}:{line}: broken mark: {' '.join(near.split())!r} {wrong}")


def _check_references(text: GoldText) -> None:
    for fact in text.facts:
        for key in REFERENCES:
            target = fact.attributes.get(key)
            if target is not None and not (
                target.isdigit()
                and 1 <= int(target) <= len(text.facts)
                and int(target) != fact.index
            ):
                raise GoldError(f"{text.where(fact)}: {key}={target} names no other fact")


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
