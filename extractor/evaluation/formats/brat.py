"""brat standoff: ``NAME.txt`` and ``NAME.ann``.

A fact is a text-bound annotation with a note that holds its value and attributes as the
marked text writes them (``42000|mod=more_than``); ``same_as`` and ``part_of`` give the
number of the other annotation, and may be drawn as relations instead. Offsets count
characters; a phrase over a line end is written in fragments, as brat wants it.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.errors import GoldError
from extractor.evaluation.formats import Format, fact, in_order, stated
from extractor.evaluation.formats.files import get, put
from extractor.evaluation.gold import GoldFact, GoldText
from extractor.evaluation.keys import REFERENCES

LINE_END = re.compile(r"[\r\n]+")
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
CONFIGURATION = "annotation.conf"


def _escaped(note: str) -> str:
    return "".join(ESCAPES.get(c, c) for c in note)


def _plain(note: str) -> str:
    back = {value: key for key, value in ESCAPES.items()}
    return re.sub(r"\\[\\nrt]", lambda match: back[match[0]], note)


def _fragments(one: GoldFact) -> Iterator[tuple[int, int]]:
    """Cut a phrase at its line ends."""
    at = 0
    for end in (*LINE_END.finditer(one.text), None):
        stop = end.start() if end else len(one.text)
        if stop > at:
            yield one.start + at, one.start + stop
        at = end.end() if end else stop


def _annotation(one: GoldFact) -> str:
    spans = list(_fragments(one))
    where = ";".join(f"{start} {end}" for start, end in spans)
    shown = " ".join(one.text[start - one.start : end - one.start] for start, end in spans)
    mark = f"T{one.index}\t{one.type} {where}\t{shown}\n"
    return f"{mark}#{one.index}\tAnnotatorNotes T{one.index}\t{_escaped(stated(one))}\n"


def write(texts: Sequence[GoldText], folder: Path) -> None:
    """Write the texts, their annotations, and the configuration brat needs to show them."""
    for text in texts:
        put(folder / f"{text.name}.txt", text.text)
        put(folder / f"{text.name}.ann", "".join(map(_annotation, text.facts)))
    types = sorted({one.type for text in texts for one in text.facts})
    relations = [f"{name} Arg1:<ENTITY>, Arg2:<ENTITY>" for name in REFERENCES]
    sections = {"entities": types, "relations": relations, "events": [], "attributes": []}
    lines = [line for name, rows in sections.items() for line in (f"[{name}]", *rows, "")]
    put(folder / CONFIGURATION, "\n".join(lines))


def _rows(annotations: str, where: str) -> list[list[str]]:
    """Cut lines into their columns: a name, what it is, and for most a text."""
    rows = [line.rstrip("\r").split("\t", 2) for line in annotations.split("\n") if line.strip()]
    for row in rows:
        if not row[0] or not row[1:]:
            raise GoldError(f"{where}: {row[0]!r} is no annotation of brat")
    return rows


def _notes(rows: Sequence[Sequence[str]], where: str) -> dict[str, str]:
    """Give the notes by the names of their annotations."""
    found = {}
    for name, about, *said in rows:
        if name[0] == "#" and said:
            if not about.split():
                raise GoldError(f"{where}: {name}: is no note of an annotation")
            found[about.split()[-1]] = _plain(said[0])
    return found


def _drawn(rows: Sequence[Sequence[str]], where: str) -> dict[str, list[str]]:
    """Give the relations by the names of the annotations they begin at."""
    found: dict[str, list[str]] = {}
    for row in rows:
        parts = [part.split(":")[-1] for part in row[1].split()]
        if row[0][0] == "R" and parts[:1] and parts[0] in REFERENCES:
            if len(parts) != 3:
                raise GoldError(f"{where}: {row[0]}: is no relation of two annotations")
            found.setdefault(parts[1], []).append(f"{parts[0]}={parts[2].lstrip('T')}")
    return found


def _facts(annotations: str, text: str, where: str) -> Iterator[GoldFact]:
    rows = _rows(annotations, where)
    notes, drawn = _notes(rows, where), _drawn(rows, where)
    for row in rows:
        if row[0][0] != "T":
            continue
        at = f"{where}: {row[0]}"
        match = re.fullmatch(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)", row[1])
        if match is None or not row[0][1:].isdigit():
            raise GoldError(f"{at}: is no annotation with a type and offsets: {row[1]!r}")
        if row[0] not in notes:
            raise GoldError(f"{at}: has no note with its value, such as 42000|period=2009")
        numbers = [int(number) for number in re.findall(r"\d+", match[2])]
        said = notes[row[0]]
        for relation in drawn.get(row[0], ()):
            if relation.partition("=")[0] + "=" not in said:
                said += (";" if "|" in said else "|") + relation
        one = fact(int(row[0][1:]), match[1], text, (numbers[0], numbers[-1]), said, at)
        if row[2:] and "".join(one.text.split()) != "".join(row[2].split()):
            raise GoldError(f"{at}: says {row[2]!r}, but the text there is {one.text!r}")
        yield one


def read(path: Path) -> tuple[GoldText, ...]:
    """Read the annotated texts of a folder, each named by its path within."""
    found = []
    for file in sorted(path.rglob("*.ann")):
        text = get(file.with_suffix(".txt"))
        name = file.relative_to(path).as_posix().removesuffix(".ann")
        found.append(in_order(name, text, _facts(get(file), text, str(file))))
    if not found:
        raise GoldError(f"{path}: no .ann file in this folder")
    return tuple(found)


FORM = Format("brat", write, read)
