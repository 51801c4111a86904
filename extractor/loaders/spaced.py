"""Words whose letters are set apart (``О т ч ё т``): closed up where the gaps tell the words."""

from collections.abc import Sequence

LEAST = 8
"""Signs of a line from which its setting can be told."""

WIDER = 1.6
"""How much wider than between its letters the gap between two words is, at least."""

TOLD = "pages whose letters stand apart, so that words are not told"


def _single(signs: Sequence[str]) -> bool:
    """Tell whether most words are one letter or digit."""
    words = [sign for sign in signs if sign[0].isalnum()]
    return len(words) >= LEAST and sum(len(word) == 1 for word in words) > 0.6 * len(words)


def closed_up(line: str, gaps: Sequence[float]) -> str:
    """Give a line with its words closed up, where its letters were set apart.

    ``gaps`` are the widths of its blanks. Where they are all alike it stays.
    """
    if len(gaps) < LEAST:
        return line
    signs = line.split()
    if len(gaps) != len(signs) - 1 or not _single(signs):
        return line
    widest = WIDER * sorted(gaps)[len(gaps) // 2]
    if max(gaps) <= widest:
        return line
    blanks = (" " if gap > widest else "" for gap in gaps)
    return signs[0] + "".join(blank + sign for blank, sign in zip(blanks, signs[1:], strict=True))


def are_apart(lines: Sequence[str]) -> bool:
    """Tell a page most words of which are single letters."""
    return _single([sign for line in lines for sign in line.split()])
