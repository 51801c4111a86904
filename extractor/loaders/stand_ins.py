"""Signs that stand for others while kreuzberg reads: for tabs and line ends, ``<`` and ``&``.

It leaves these out, and what they part is fused.
"""

import re

TAB, LINE, ROW, LESS, AND = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
"""Noncharacters of Unicode: no text holds them, and kreuzberg passes them on."""

MARKS = frozenset({TAB, LINE, ROW})
GAP = re.compile(rf"[ {TAB}{LINE}{ROW}]+")
STOPS = frozenset(".,:;!?")
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
SIGNED = str.maketrans({"\t": TAB, "<": LESS, "&": AND})
NOTE = re.compile(r"\s*(?:[\[(]?\d{1,3}[\])]?|\*{1,5})\s*")
"""The mark of a note, as it is raised behind a number."""

REFERENCE = re.compile(r"\[\^\d+\](?::\s*)?")
"""How kreuzberg writes the mark of a note, in the text and before the note."""


def signed(text: str) -> str:
    """Put signs for what kreuzberg leaves out."""
    return text.translate(SIGNED)


def raised(text: str) -> str:
    """Put digits into their raised forms: the mark of a note is no digit of the number before."""
    return text.translate(RAISED)


def above(text: str, before: str) -> str:
    """Give what a web page raises behind a character: nothing of a note's mark behind a digit."""
    return "" if NOTE.fullmatch(text) and before.isdigit() else raised(text)


def restored(text: str, tab: str = "  ") -> str:
    """Give what kreuzberg read with tabs, line ends and the rows of inner tables told apart.

    A tab is two blanks, which no number reaches over; a row of a table in a cell ends with a
    semicolon. Marks of notes are left out.
    """

    def shown(found: re.Match[str]) -> str:
        gap = found.group()
        if MARKS.isdisjoint(gap):
            return gap
        if ROW in gap:
            return " " if text[found.start() - 1] in STOPS else "; "
        return "\n" if LINE in gap else tab

    text = REFERENCE.sub("", text).replace(LESS, "<").replace(AND, "&")
    if not MARKS.isdisjoint(text):
        text = text.strip(f" \n\t{TAB}{LINE}{ROW}")
        text = GAP.sub(shown, text)
    return text.strip()
