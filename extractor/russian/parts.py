"""Which numbers are parts of another: ``12 школ, из них 5 средних и 7 основных``.

A part is of the type of its whole and no larger. It is announced (``из них``), it makes the
whole up with its neighbours, or it goes on with the parts of its list.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from extractor.candidates import Candidate
from extractor.russian.context import Paragraph
from extractor.russian.named import bracket
from extractor.russian.wordlists import words

REACH = 1500
"""Characters over which the parts of a sum may lie behind it."""
BACK, RUN = 6, 40
"""Numbers between a whole and its parts, and parts of a whole, at most."""
KEPT = 40
"""Numbers of the paragraphs before that may be a whole."""
NEAR = 3
"""Characters between two sentences of one stretch."""
LEAST = {"beside": 2, "apart": 3, "paragraph": 5}
"""Parts that have to make a sum up: right behind it, behind other numbers, in other paragraphs."""
SMALL = 10
"""Sums below it come about by chance too."""


def _cues(*lists: str) -> str:
    """Join the cues of some lists into one pattern."""
    cues = sorted(cue for name in lists for cue in words(name))
    return "|".join(re.escape(cue).replace(r"\ ", r"\s*") for cue in cues).replace("ё", "[её]")


CUE = re.compile(f"(?<![а-яё])(?:{_cues('part_cues')})", re.IGNORECASE)
BEHIND = re.compile(r"(?: [а-яё]+){0,2} (?:из|среди) (?:них|которых|этих|коих)", re.IGNORECASE)
"""A cue behind its number: ``семь из них``."""
OF = re.compile(r"(?:\s+[а-яё-]+){0,2}\s+из\s+(?:[а-яё]+ых\s+)?", re.IGNORECASE)
"""What stands between a part and its whole behind it: ``3 школы из 4``."""
LISTED = re.compile(r"[^.;]*?:|[^.;()]*\(")
"""What opens a list in the sentence of its whole."""
IN_BRACKET = re.compile(r"[^.;:,()\n]{0,60}\([^.;:,()\d\n]{0,60}")
"""What stands between a number and one in the bracket that its noun opens."""
COMPARED = re.compile(
    r"план|намеч|намерева|задани|норм|базов|показат|факт|апп|назад|ран[ье][ше]|прежде|прошл|был[аои]?"
    r"(?![а-яё])|насчитыва|против|сейчас|теперь|начал|созыв|период|закры|принят|сня[лт]|выбы|\+"
    r"|(?:19|20)\d\d|^\W*\d[\d ]*(?:[.,]\d+)?\W*$",
    re.IGNORECASE,
)
"""What a bracket holds whose number is of another time, a plan, or not told."""
OPENED = re.compile(r"[^.;!?\n]*:\s*\n")
"""What stands between a number and the first line of its list."""
STRUCTURE = re.compile(r"[^:]*[.;!?\n]\s[^.;!?]*:(?!\d)")
"""What opens a list in a sentence of its own: ``41 НКО. Структура: фонды – 4, …``."""


BREAKDOWN = re.compile(
    r"[^:\n]{0,200}?(?:[.;!?\n)]\s*|^\s*)(?:[^.;:!?\n]{0,80}[^а-яё.;:!?\n])?"
    rf"(?:{_cues('part_cues', 'breakdown_words')})[^.;:!?\n]{{0,80}}:\s*[–—•*-]?[^:!?\d]{{0,80}}",
    re.IGNORECASE,
)
"""What stands between a number and the first line of its breakdown: ``41 НКО. По видам: ⏎``."""
EARLIER = re.compile(
    r"(?:ранее|раньше|назад|прежде|прошл[а-яё]+|было|против|(?:19|20)\d\d)[^\d.;]{0,16}$",
    re.IGNORECASE,
)
"""What stands before a number of an earlier time."""
OTHER_YEAR = re.compile(r"\(\s*(?:(?:в|за)\s+)?(?:19|20)\d\d[^()]*$", re.IGNORECASE)
"""What opens a bracket with the number of another year: ``9 тыс. (в 2015 г. более 7 тыс.)``."""


class Number(NamedTuple):
    """A number as far as its parts are looked for; ``group`` is its paragraph, or list."""

    start: int
    end: int
    value: Decimal
    type: str
    sentence: tuple[int, int]
    group: tuple[int, int]


@dataclass
class Wholes:
    """Tells the wholes of numbers, paragraph by paragraph of one text, in order."""

    text: str
    _before: tuple[Number, ...] = ()

    def link(self, paragraph: Paragraph, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Give each candidate the start of the number that it is a part of."""
        if not candidates:
            return []
        group = paragraph.opener or (paragraph.start, paragraph.end)
        own = [
            Number(c.start, c.end, c.value, c.choice or c.kind, c.sentence, group)
            for c in candidates
        ]
        numbers = [n for n in self._before if paragraph.start - n.end <= REACH] + own
        self._before = tuple(numbers[-KEPT:])
        found = wholes(self.text, numbers)
        return [replace(c, part_of=found[c.start]) if c.start in found else c for c in candidates]


def wholes(text: str, numbers: Sequence[Number]) -> dict[int, int]:
    """Map the start of each part to the start of its whole."""
    found: dict[int, int] = {}
    for type_ in dict.fromkeys(number.type for number in numbers):
        row = [number for number in numbers if number.type == type_]
        found |= {row[i].start: row[w].start for i, w in _Row(text, row).linked().items()}
    return found


class _Row:
    """The numbers of one type, in order; parts and wholes by their place in it."""

    def __init__(self, text: str, numbers: Sequence[Number]) -> None:
        self._text = text
        self._numbers = numbers
        self._whole: dict[int, int] = {}

    def linked(self) -> Mapping[int, int]:
        """Map parts to wholes: the announced ones, those that sum up, those that go on."""
        for i in range(len(self._numbers)):
            whole = self._announced(i)
            if whole is not None:
                self._whole[i] = whole
        said = set(self._whole)
        for across in (False, True):
            for i in range(len(self._numbers)):
                self._whole |= dict.fromkeys(self._sum(i, across), i)
        self._go_on(said)
        return self._whole

    def _go_on(self, said: set[int]) -> None:
        """Add the parts that go on with a list, as long as they fit into their whole.

        Those that go on with ``said`` ones in their sentence need not: texts contradict themselves.
        """
        numbers = self._numbers
        left = {i: number.value for i, number in enumerate(numbers)}
        for i, whole in self._whole.items():
            left[whole] -= numbers[i].value
        for i, number in enumerate(numbers):
            nearest = None if i in self._whole else self._going_on(i)
            fits = nearest
            while fits is not None and left[fits] < number.value:
                fits = self._whole.get(fits)
            insists = i - 1 in said and numbers[i - 1].sentence == number.sentence
            if fits is None and nearest is not None and insists:
                fits = nearest if number.value <= numbers[nearest].value else None
            if fits is not None:
                self._whole[i] = fits
                left[fits] -= number.value
                said |= {i} if i - 1 in said else set()

    def _beside(self, i: int) -> bool:
        """Tell whether a number stands in the sentence of the one before it, or the next."""
        if not i or self._numbers[i - 1].group != self._numbers[i].group:
            return False
        last, own = self._numbers[i - 1].sentence, self._numbers[i].sentence
        return last == own or own[0] - last[1] < NEAR

    def _announced(self, i: int) -> int | None:
        """Give the whole of a part that a cue announces: the nearest that is larger."""
        text, number = self._text, self._numbers[i]
        behind = self._numbers[i + 1] if i + 1 < len(self._numbers) else None
        larger = behind is not None and behind.value > number.value
        if behind and larger and OF.fullmatch(text, number.end, behind.start):
            return i + 1
        if not self._beside(i):
            return None
        own = BEHIND.match(text, self._numbers[i - 1].end)
        begin = own.end() if own else self._numbers[i - 1].end
        cue = CUE.search(text, max(begin, number.sentence[0]), number.start)
        if cue and OTHER_YEAR.search(text, cue.end(), number.start):
            return None
        if cue is None and not BEHIND.match(text, number.end):
            return None
        whole: int | None = self._outside(i)
        while whole is not None and self._numbers[whole].value <= number.value:
            whole = self._whole.get(whole) if cue else None
        return whole

    def _outside(self, i: int) -> int:
        """Give the number before one, passing over a bracket that is closed between them.

        ``612 дел (2020 г. – 655), в том числе 438``: 438 is a part of 612.
        """
        last = self._numbers[i - 1]
        closed = self._text.find(")", last.end, self._numbers[i].start) >= 0
        opened = bracket(self._text, last.sentence[0], last.start) if closed else -1
        if opened < 0 or i - 1 in self._whole:
            return i - 1
        inside = takewhile(lambda j: self._numbers[j].start > opened, range(i - 1, -1, -1))
        outer = i - 1 - sum(1 for _ in inside)
        same = outer >= 0 and self._numbers[outer].sentence == last.sentence
        return outer if same else i - 1

    def _present(self, i: int) -> int:
        """Give the number that one of an earlier time is beside: ``83, годом ранее – 88``."""
        while i and self._numbers[i - 1].sentence == self._numbers[i].sentence:
            start = self._numbers[i].start
            if EARLIER.search(self._text, max(self._numbers[i - 1].end, start - 30), start) is None:
                break
            i -= 1
        return i

    def _sum(self, i: int, across: bool) -> range:
        """Give the run of numbers behind one that makes it up exactly; empty without one."""
        whole = self._numbers[i]
        chance = i in self._whole and whole.value < SMALL
        for first in range(i + 1, min(i + 1 + BACK, len(self._numbers))):
            if chance or self._numbers[first].start - whole.end > REACH:
                break
            total = Decimal(0)
            for last in self._run(i, first):
                total += self._numbers[last].value
                if total >= whole.value:
                    break
            apart = self._numbers[last].group != whole.group if total else False
            least = LEAST["paragraph" if apart else "beside" if first == i + 1 else "apart"]
            if total == whole.value and last - first + 1 >= least and (across or not apart):
                return range(first, last + 1)
        return range(0)

    def _run(self, i: int, first: int) -> Iterator[int]:
        """Yield the numbers from one on that may be parts of ``i``: of a sentence, or lines."""
        numbers = self._numbers
        for j in range(first, min(first + RUN, len(numbers))):
            if self._whole.get(j, i) != i or numbers[j].value >= numbers[i].value:
                return
            line = self._text.find("\n", numbers[j - 1].end, numbers[j].start) >= 0
            if j > first and numbers[j].sentence != numbers[j - 1].sentence and not line:
                return
            yield j

    def _going_on(self, i: int) -> int | None:
        """Give the whole of a number in a list: the list's own, or that of the part before."""
        if not i:
            return None
        last, number = self._numbers[i - 1], self._numbers[i]
        gap = self._text[last.end : number.start]
        if "\n" in gap and ":" in gap and BREAKDOWN.fullmatch(gap):
            before = self._present(self._outside(i))
            return before if self._numbers[before].value > number.value else None
        if not self._beside(i):
            return None
        same = last.sentence == number.sentence
        if OTHER_YEAR.search(gap):
            return None
        if same and last.value > number.value and self._bracketed(last.end, number):
            return i - 1
        listed = ")" not in gap and (LISTED if same else OPENED).match(gap)
        if listed:
            return i - 1 if ":" in gap and last.value > number.value else self._whole.get(i - 1)
        if not same and STRUCTURE.match(gap):
            return self._before_structure(i)
        whole = self._whole.get(i - 1)
        if whole is None or whole >= i or not (same or "\n" in gap):
            return None
        if self._left(i, whole):
            return self._whole.get(whole)
        return self._whole.get(whole, whole) if ";" in gap else whole

    def _left(self, i: int, whole: int) -> bool:
        """Tell whether the bracket behind its whole that the number before stands in is closed.

        A row of numbers in brackets of their own (``ветеранских (5), женских (3)``) goes on.
        """
        last, number = self._numbers[i - 1], self._numbers[i]
        opened = bracket(self._text, last.sentence[0], last.start)
        if opened < self._numbers[whole].end:
            return False
        own = bracket(self._text, last.sentence[0], number.start)
        return own != opened and (own, opened) != (number.start - 1, last.start - 1)

    def _bracketed(self, at: int, number: Number) -> bool:
        """Tell a part in the bracket that the noun of its whole opens: ``26 врачей (5 – дети)``."""
        if not IN_BRACKET.fullmatch(self._text, at, number.start):
            return False
        opened = self._text.rfind("(", at, number.start) + 1
        closed = self._text.find(")", number.end, number.sentence[1])
        inside = self._text[opened : closed if closed >= 0 else number.sentence[1]]
        return COMPARED.search(inside) is None

    def _before_structure(self, i: int) -> int | None:
        """Give the whole before a list in a sentence of its own, by the sum of the list."""
        own = self._numbers[i].sentence
        run = list(takewhile(lambda n: n.sentence == own, self._numbers[i:]))
        if len(run) < 2:
            return None
        total = sum(number.value for number in run)
        near = range(i - 1, max(-1, i - 5), -1)
        large = (j for j in near if self._numbers[j].value >= total and j not in self._whole)
        return next(large, None)
