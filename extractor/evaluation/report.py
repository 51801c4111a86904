"""Score an extractor against gold: by folder and in total, with every error in its sentence."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from extractor.evaluation import gold
from extractor.evaluation.gold import GoldFact, GoldText
from extractor.evaluation.matching import Matching, match
from extractor.evaluation.scores import Scores, Tally, scores, tally
from extractor.loaders.text import from_string
from extractor.records import Record
from extractor.values import Frozen, Number

if TYPE_CHECKING:
    from extractor.document import Document
    from extractor.pipeline import Extraction


class Reader(Protocol):
    """What can be scored: an Extractor, or anything that gives extractions of documents."""

    def extract(self, document: "Document") -> "Extraction":
        """Read the records of a document."""
        ...


class Mistake(Frozen):
    """A fact missed, or a record too much, drawn as a mark into its sentence."""

    path: str
    kind: Literal["missed", "extra"]
    type: str
    value: Number | None
    start: int
    sentence: str


class Report(Frozen):
    """Scores by folder (the name of the directory the gold lies in) and in total.

    ``mistakes`` are sorted by file and place.
    """

    folders: tuple[Scores, ...]
    total: Scores
    mistakes: tuple[Mistake, ...]


def draw(text: str, fact: GoldFact | Record) -> str:
    """Give the sentence of a fact in one line, the fact drawn as a mark."""
    from extractor.russian.sentences import paragraphs, sentences

    start, end = fact.start, fact.end
    for low, high in paragraphs(text):
        if low <= fact.start < high:
            spans = sentences(text, low, high)
            start, end = next(((a, b) for a, b in spans if a <= fact.start < b), (low, high))
    mark = GoldFact(
        index=1, type=fact.type, value=fact.value, start=fact.start - start,
        end=fact.end - start, text=fact.text,
    )  # fmt: skip
    return " ".join(gold.render(text[start : max(end, fact.end)], [mark]).split())


def _mistakes(text: GoldText, matching: Matching) -> list[Mistake]:
    missed: list[tuple[Literal["missed", "extra"], GoldFact | Record]] = [
        ("missed", next(fact for fact in cluster.facts if not fact.optional))
        for cluster in matching.missed
    ]
    wrong = missed + [("extra", record) for record in matching.extras]
    wrong.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0], pair[1].type))
    return [
        Mistake(
            path=text.name,
            kind=kind,
            type=fact.type,
            value=fact.value,
            start=fact.start,
            sentence=draw(text.text, fact),
        )
        for kind, fact in wrong
    ]


def _folder_names(folders: Iterable[Path]) -> dict[Path, str]:
    """Name folders by their last part, by two parts where last parts are the same."""
    resolved = {folder: folder.resolve() for folder in folders}
    last = [path.name for path in dict.fromkeys(resolved.values())]
    return {
        folder: path.name if last.count(path.name) == 1 else f"{path.parent.name}/{path.name}"
        for folder, path in resolved.items()
    }


def evaluate_texts(texts: Mapping[str, Sequence[GoldText]], extractor: Reader) -> Report:
    """Score gold texts grouped by folder name."""
    tallies: dict[str, list[Tally]] = {}
    mistakes: list[Mistake] = []
    for folder, members in sorted(texts.items()):
        for text in sorted(members, key=lambda member: member.name):
            records = extractor.extract(from_string(text.text, text.name)).records
            matching = match(text.facts, records)
            tallies.setdefault(folder, []).append(tally(matching))
            mistakes += _mistakes(text, matching)
    every = [one for members in tallies.values() for one in members]
    return Report(
        folders=tuple(scores(folder, members) for folder, members in tallies.items()),
        total=scores("total", every),
        mistakes=tuple(sorted(mistakes, key=lambda mistake: (mistake.path, mistake.start))),
    )


def evaluate(paths: Iterable[str | Path], extractor: Reader | None = None) -> Report:
    """Score an extractor (the installed one unless given) on marked files and folders.

    Raises GoldError for gold that cannot be found or breaks its format.
    """
    if extractor is None:
        from extractor.pipeline import default_extractor

        extractor = default_extractor()
    files = gold.find(tuple(map(Path, paths)))
    names = _folder_names(file.parent for file in files)
    texts: dict[str, list[GoldText]] = {}
    for file in files:
        texts.setdefault(names[file.parent], []).append(gold.read(file))
    return evaluate_texts(texts, extractor)
