"""Score an extractor against gold: by folder and in total, with every error in its sentence."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from extractor.evaluation import fitting, gold
from extractor.evaluation.attributes import compare, key_of, normal, stated
from extractor.evaluation.gold import GoldFact, GoldText
from extractor.evaluation.matching import Matching, match
from extractor.evaluation.scores import Scores, Tally, scores, tally
from extractor.loaders.text import from_string
from extractor.records import Record
from extractor.values import Frozen, Number, plain

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
    line: int
    sentence: str


class Wrong(Frozen):
    """An attribute of a found fact that is not as the gold has it."""

    path: str
    attribute: str
    type: str
    start: int
    line: int
    gold: str | None
    said: str | None


class Outcome(Frozen):
    """What came of one document, kept so that runs can be compared and resampled.

    ``found``, ``missed`` and ``extra`` name facts by ``type:value:start:end``;
    ``attributes`` give how many were right and how many compared.
    """

    path: str
    facts: int
    found: tuple[str, ...]
    missed: tuple[str, ...]
    extra: tuple[str, ...]
    attributes: dict[str, tuple[int, int]]


class Report(Frozen):
    """Scores by folder (the name of the directory the gold lies in) and in total.

    ``mistakes`` and ``wrong`` are sorted by file and place.
    """

    folders: tuple[Scores, ...]
    total: Scores
    mistakes: tuple[Mistake, ...]
    wrong: tuple[Wrong, ...] = ()
    documents: tuple[Outcome, ...] = ()


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


def mistakes_of(text: GoldText, matching: Matching) -> list[Mistake]:
    """List what of one text was missed and is too much, each in its sentence."""
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
            line=gold.line_of(text.text, fact.start),
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


def _key(fact: GoldFact | Record) -> str:
    value = "" if fact.value is None else plain(fact.value)
    return f"{fact.type}:{value}:{fact.start}:{fact.end}"


def _outcome(text: GoldText, matching: Matching, counts: Tally) -> Outcome:
    names = dict.fromkeys(name for name, _ in counts.attributes)
    right = {name: counts.attributes[name, True] for name in names}
    return Outcome(
        path=text.name,
        facts=len(text.facts),
        found=tuple(_key(cluster.facts[0]) for cluster in matching.found),
        missed=tuple(_key(cluster.facts[0]) for cluster in matching.missed),
        extra=tuple(map(_key, matching.extras)),
        attributes={
            name: (right[name], right[name] + counts.attributes[name, False]) for name in names
        },
    )


def _wrong(text: GoldText, matching: Matching) -> list[Wrong]:
    partner = {fact.index: record.id for fact, record in matching.pairs}
    return [
        Wrong(
            path=text.name, attribute=name, type=fact.type, start=fact.start,
            line=gold.line_of(text.text, fact.start), gold=fact.attributes.get(key_of(name)),
            said=normal(stated(record, name)),
        )
        for fact, record in matching.pairs
        if not fact.optional
        for name, right in compare(fact, record, partner).items()
        if not right
    ]  # fmt: skip


def _only(matching: Matching, types: Collection[str] | None) -> Matching:
    """Keep what is of the given types."""
    if not types:
        return matching
    return Matching(
        pairs=tuple(pair for pair in matching.pairs if pair[0].type in types),
        found=tuple(cluster for cluster in matching.found if cluster.type in types),
        missed=tuple(cluster for cluster in matching.missed if cluster.type in types),
        extras=tuple(record for record in matching.extras if record.type in types),
    )


def evaluate_texts(
    texts: Mapping[str, Sequence[GoldText]],
    extractor: Reader,
    types: Collection[str] | None = None,
) -> Report:
    """Score gold texts grouped by folder name; of the given types only, where they are."""
    tallies: dict[str, list[Tally]] = {}
    mistakes: list[Mistake] = []
    wrong: list[Wrong] = []
    documents: list[Outcome] = []
    for folder, members in sorted(texts.items()):
        for text in sorted(members, key=lambda member: member.name):
            records = extractor.extract(from_string(text.text, text.name)).records
            matching = _only(match(text.facts, records), types)
            counts = tally(matching)
            tallies.setdefault(folder, []).append(counts)
            mistakes += mistakes_of(text, matching)
            wrong += _wrong(text, matching)
            documents.append(_outcome(text, matching, counts))
    every = [one for members in tallies.values() for one in members]
    return Report(
        folders=tuple(scores(folder, members) for folder, members in tallies.items()),
        total=scores("total", every),
        mistakes=tuple(sorted(mistakes, key=lambda mistake: (mistake.path, mistake.start))),
        wrong=tuple(sorted(wrong, key=lambda one: (one.path, one.start, one.attribute))),
        documents=tuple(sorted(documents, key=lambda one: one.path)),
    )


def evaluate(
    paths: Iterable[str | Path],
    extractor: Reader | None = None,
    types: Collection[str] | None = None,
    known: Mapping[str, type[Record]] | None = None,
) -> Report:
    """Score an extractor (the installed one unless given) on marked files and folders.

    With ``types`` only facts and records of these types count. A fact that does not fit the
    ``known`` record types (those of the installed extractor, where none is given) is an error
    of the gold.

    Raises GoldError for gold that cannot be found or breaks its format.
    """
    if extractor is None:
        from extractor.pipeline import default_extractor

        extractor = default_extractor()
        known = extractor.manager.record_types if known is None else known
    files = gold.find(tuple(map(Path, paths)))
    names = _folder_names(file.parent for file in files)
    texts: dict[str, list[GoldText]] = {}
    for file in files:
        text = gold.read(file)
        if known is not None:
            fitting.check(text, known)
        texts.setdefault(names[file.parent], []).append(text)
    return evaluate_texts(texts, extractor, types)
