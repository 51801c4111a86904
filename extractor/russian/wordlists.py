"""Read the word lists that lie beside the code: one entry a line, ``#`` opens a comment."""

from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

KEPT = 4096
"""Nouns whose classes are kept."""
DATA = files("extractor.russian") / "data"


def lines(source: Traversable) -> tuple[str, ...]:
    """Give the entries of a list, in order, without comments and blank lines."""
    text = source.read_text(encoding="utf-8")
    return tuple(
        line.rstrip("\n") for line in text.splitlines() if line.strip() and not line.startswith("#")
    )


def pairs(source: Traversable) -> dict[str, str]:
    """Give the rows of two cells of a list as a map from the first to the second."""
    return dict(line.split("\t") for line in lines(source))


@cache
def words(name: str) -> frozenset[str]:
    """Give the list ``data/NAME.txt`` as a set of lower-case entries."""
    return frozenset(entry.strip().lower() for entry in lines(DATA / f"{name}.txt"))


@cache
def each(name: str) -> frozenset[str]:
    """Give the words of ``data/NAME.txt`` as a set, where several stand in a line."""
    return frozenset(word for row in words(name) for word in row.split())


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Give the list ``data/NAME.tsv`` as rows of cells."""
    return tuple(tuple(line.split("\t")) for line in lines(DATA / f"{name}.tsv"))


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """Give the sections of ``data/NAME.txt`` as a map from word to its sections.

    A line ``[section]`` opens a section; a word may stand in several.
    """
    found: dict[str, set[str]] = {}
    section = ""
    for line in lines(DATA / f"{name}.txt"):
        entry = line.strip()
        if entry.startswith("[") and entry.endswith("]"):
            section = entry[1:-1]
        else:
            for word in entry.lower().replace("ё", "е").split():
                found.setdefault(word, set()).add(section)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def classes(name: str) -> dict[str, str]:
    """Give :func:`sections` where each word stands in one section only."""
    return {word: min(names) for word, names in sections(name).items()}


PEOPLE = frozenset({"person", "member", "staff", "family", "ethnic"})
BODIES = frozenset({"association", "religious", "institution", "business", "body"})
"""Classes of nouns that name people, and bodies."""


@lru_cache(KEPT)
def noun_classes(lemma: str) -> frozenset[str]:
    """Give the classes of a noun; of a hyphenated one those of its last part."""
    found = sections("noun_classes").get(lemma)
    if found is None and "-" in lemma:
        found = sections("noun_classes").get(lemma.rpartition("-")[2])
    return found or frozenset()
