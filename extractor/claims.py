"""What a plugin found in a paragraph, looked at before anything is made of it."""

from collections.abc import Iterable, Mapping
from numbers import Real

from extractor.candidates import Claim
from extractor.errors import PluginError
from extractor.kinds import Kind, is_text, is_whole, misfit


def _fields(found: object) -> bool:
    return isinstance(found, Mapping) and all(map(is_text, found))


def _spans(found: object) -> bool:
    return isinstance(found, Mapping) and all(
        is_text(name) and isinstance(span, tuple | list) and list(map(is_whole, span)) == [True] * 2
        for name, span in found.items()
    )


KINDS: tuple[Kind, ...] = (
    ("type", is_text, "a string"),
    ("start", is_whole, "a whole number"),
    ("end", is_whole, "a whole number"),
    ("rule", is_text, "a string"),
    ("strength", lambda found: isinstance(found, Real), "a number from 0 to 1"),
    ("fields", _fields, "a mapping of values by name"),
    ("evidence", _spans, "a mapping of (start, end) by name"),
)
"""What the parts of a claim must be."""


def claims(plugin: str, given: object, trusted: bool = False) -> list[Claim]:
    """Give what a plugin found in a paragraph; raises PluginError where that is no claims.

    Of a ``trusted`` plugin, one of ours, the claims are taken as they are.
    """
    if not isinstance(given, Iterable):
        raise PluginError(
            f"plugin {plugin!r} gave {type(given).__name__}: extractor_find must yield claims"
        )
    found: list[Claim] = list(given)
    for item in () if trusted else found:
        if not isinstance(item, Claim):
            raise PluginError(f"plugin {plugin!r} gave {type(item).__name__}, not a Claim")
        wrong = misfit(item, KINDS)
        if wrong:
            raise PluginError(f"plugin {plugin!r}: claim at {item.start}:{item.end}: {wrong}")
        if not 0 <= item.strength <= 1:
            raise PluginError(f"plugin {plugin!r}: strength {item.strength} is not from 0 to 1")
    return found
