"""Running heads, feet and page numbers of a PDF: told by what the pages share."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.loaders.layout import Line

EDGE = 3
"""Lines at the top and the foot of a page that may be furniture."""

COUNTED = 3
"""Pages whose numbers in a line go up with them, at least: of two that may be chance."""

FEW = 6
"""Numbers of a line of which one may be that of the page."""

PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:стр(?:\.|аница)?\s*)?\d{1,4}(?:\s*(?:из|/)\s*\d{1,4})?[-–—\s.]*", re.I
)
COUNTER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")


def _looks(line: "Line") -> Iterator[str]:
    """Give what running heads may share: the whole line, then the line by each of its numbers.

    There the number is told by how far it is from that of the page.
    """
    text = " ".join(line.text.split())
    yield text
    for number in islice(COUNTER.finditer(text), FEW):
        told = f"#{int(number[0]) - line.page}"
        yield text[: number.start()] + told + text[number.end() :]


def furniture(pages: "Sequence[Sequence[Line]]") -> set[tuple[int, int]]:
    """Find running heads, feet and page numbers: (index of page, index of line).

    A head or foot stands at the same height of half of the pages, the same but for a number
    that goes up with them; a page number stands alone in the first or last line.
    """
    seen: Counter[tuple[str, int]] = Counter()
    edges = []
    for index, page in enumerate(pages):
        top, foot = range(min(EDGE, len(page))), range(max(0, len(page) - EDGE), len(page))
        for at in sorted({*top, *foot}):
            edges.append((index, at))
            seen.update((look, round(page[at].first.base / 4)) for look in _looks(page[at]))
    found = set()
    for index, at in edges:
        line = pages[index][at]
        place = round(line.first.base / 4)
        number = PAGE_NUMBER.fullmatch(line.text)
        alone = at in (0, len(pages[index]) - 1) and len(pages[index]) > 1
        for nth, look in enumerate(_looks(line)):
            least = COUNTED if nth and not number else 2
            times = max(seen[look, place + step] for step in (-1, 0, 1))
            if times >= max(least, len(pages) / 2) or (alone and number):
                found.add((index, at))
    return found
