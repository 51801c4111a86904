"""Whether claims lie where the paragraph has what they claim."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from extractor.candidates import Claim
from extractor.claims import claims
from extractor.isolation import guarded

REMEDY = "offsets count in the document: add doc._.offset"


def astray(plugin: str, finders: Iterable[Callable[..., Any]], doc: Any) -> Iterator[str]:
    """Give a line for each claim that lies outside of its paragraph, or beside its number."""
    low = doc._.offset
    high = low + len(doc.text)
    numbers = [(number.start, number.end) for number in doc._.numbers]
    for find in finders:
        for found in guarded(plugin, "failed", _claims, plugin, find, doc):
            where = f"claim of {found.type} at {found.start}:{found.end}"
            if not low <= found.start < found.end <= high:
                yield f"{where} is outside of its paragraph, {low}:{high}; {REMEDY}"
            elif found.value is not None and not _on(found, numbers):
                yield f"{where} has a value, and there is no number; {REMEDY}"


def _claims(plugin: str, find: Callable[..., Any], doc: Any) -> list[Claim]:
    return claims(plugin, find(doc))


def _on(found: Claim, numbers: Iterable[tuple[int, int]]) -> bool:
    return any(start < found.end and found.start < end for start, end in numbers)
