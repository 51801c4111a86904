"""What a web page does not say: an element that is hidden or struck out, followed to its end."""

import re
from collections import Counter

UNSHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|text-decoration(?:-line)?\s*:[^;]*\bline-through)\b",
    re.IGNORECASE,
)
STRUCK = frozenset({"del", "s", "strike"})
ALWAYS = frozenset({"html", "body"})
"""Hidden only until a script has run."""

SIBLINGS = {
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    **{tag: frozenset({tag}) for tag in ("li", "tr", "option")},
}
"""What ends an element whose end need not be written."""

Attributes = list[tuple[str, str | None]]


def _is_hidden(tag: str, attrs: Attributes) -> bool:
    told = dict(attrs)
    if tag in ALWAYS:
        return False
    return tag in STRUCK or "hidden" in told or bool(UNSHOWN.search(told.get("style") or ""))


class Hidden:
    """Whether a page is within an element that it does not show; ends it rather early than late."""

    def __init__(self, blocks: frozenset[str]) -> None:
        self._blocks = blocks
        self._ends = SIBLINGS | dict.fromkeys(("p", "s", "strike"), blocks)
        self._open: list[str] = []
        self._often: Counter[str] = Counter()

    def __bool__(self) -> bool:
        """Whether what is read now is not shown."""
        return bool(self._open)

    def opened(self, tag: str, attrs: Attributes) -> None:
        """Take the start of an element that has an end."""
        if len(self._open) == 1 and tag in self._ends.get(self._open[0], ()):
            self._end()
        if self._open or _is_hidden(tag, attrs):
            self._open.append(tag)
            self._often[tag] += 1

    def closed(self, tag: str) -> None:
        """Take the end of an element; one that was open before the hidden one ends that too."""
        if self._often[tag]:
            while (last := self._open.pop()) != tag:
                self._often[last] -= 1
            self._often[tag] -= 1
        elif tag in self._blocks:
            self._end()

    def _end(self) -> None:
        self._open.clear()
        self._often.clear()
