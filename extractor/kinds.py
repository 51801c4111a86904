"""Whether what a stranger gives is of the kind that is wanted, and a line where it is not."""

from collections.abc import Callable, Iterable
from typing import Any

LONGEST = 60
"""Characters of a thing that are shown."""

Kind = tuple[str, Callable[[Any], bool], str]
"""Of one attribute: its name, the test of what it must be, and the same in words."""


def is_text(found: object) -> bool:
    """Tell a string."""
    return isinstance(found, str)


def is_whole(found: object) -> bool:
    """Tell a whole number; ``True`` is none."""
    return isinstance(found, int) and not isinstance(found, bool)


def shown(found: object) -> str:
    """Write a thing and its type, in one line of a bearable length."""
    said = " ".join(repr(found).split())
    said = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
    return f"{said} ({type(found).__name__})"


def misfit(found: object, kinds: Iterable[Kind]) -> str:
    """Say which attribute of a thing is not what it must be, or give an empty string."""
    for name, fits, wanted in kinds:
        given = getattr(found, name)
        if not fits(given):
            return f"{name} is {shown(given)}, {wanted} is wanted"
    return ""
