"""The whole order, known only here: document → annotated paragraphs → claims → records."""

import warnings
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.candidates import Claim, LeftOut
from extractor.checks import link, parts
from extractor.chooser import naming, score
from extractor.claims import claims
from extractor.document import Document
from extractor.errors import EmptyDocument, ExtractorError, PluginError, PluginWarning, UsageError
from extractor.isolation import guarded, unlimited
from extractor.loaders import Blob, Limits, Reading, inside, reading
from extractor.loaders.text import UNNAMED, from_string, is_russian
from extractor.making import build
from extractor.manager import Manager, default_manager
from extractor.records import Record
from extractor.russian import layer
from extractor.settle import Settled, settle
from extractor.values import Producer

if TYPE_CHECKING:
    from spacy.tokens import Doc

CHOOSER = (score.score, naming.name)
"""What gives numbers their types and names, unless an extractor is given others."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: its records in text order, and the numbers left out.

    ``problems`` hold a line for each plugin that failed at it.
    """

    document: Document
    records: tuple[Record, ...]
    left: tuple[LeftOut, ...]
    problems: tuple[str, ...] = ()


class Extractor:
    """Reads documents with one set of plugins. Holds no state between documents.

    A plugin that fails at a document gives no records of it; ``tell`` gets the line that
    says so, and the others go on. With a strict manager PluginError is raised instead.
    ``only`` names the plugins to ask, PluginError for one that is not there; all are
    asked unless it is given. ``score`` gives numbers their types and ``name`` what they
    count: the trained chooser's, unless given; without ``name`` the rules' subjects stand.
    """

    def __init__(
        self,
        manager: Manager | None = None,
        tell: Callable[[str], None] | None = None,
        only: Collection[str] | None = None,
        score: layer.Scorer = score.score,
        name: layer.Namer | None = naming.name,
    ) -> None:
        self.manager = manager or default_manager()
        self.only = None if only is None else tuple(sorted(only))
        self.plain = (score, name) == CHOOSER
        for plugin in only or ():
            self.manager.plugin(plugin)
        self._tell = tell or _warn
        triggers = [t for _, found in self.manager.results("extractor_triggers") for t in found]
        self._named = [
            (name, factory)
            for name, factories in self.manager.results("extractor_components")
            for factory in factories
        ]
        self._unmade: dict[str, str] = {}
        self._finders = [
            (str(found.plugin_name), found.function)
            for found in self.manager.implementations("extractor_find")
            if only is None or found.plugin_name in only
        ]
        strangers = any(not self.manager.is_builtin(name) for name, _ in self._finders)
        thorough = bool(self._named) or strangers
        self._layer = layer.Layer(tuple(triggers), score, thorough, name)

    def extract(self, document: Document) -> Extraction:
        """Read every record of a document; a failing plugin is told of, or raises.

        Raises UsageError for what is no Document.
        """
        _check(document)
        attempt = partial(self._try, _at(document))
        made: list[tuple[str, Claim, Record]] = []
        left: list[LeftOut] = []
        failed = self._of_loaders(document)
        for annotated in self._layer.annotate(document) if is_russian(document) else ():
            left += annotated.left
            doc = annotated.doc
            if doc is None:
                continue
            for name, component in self._components:
                if name not in failed:
                    doc = attempt(name, failed, doc, _component, name, component, doc)
            for name, function in self._finders:
                if name not in failed:
                    found = attempt(name, failed, [], self._claims, name, function, doc)
                    if found:
                        made += attempt(name, failed, [], self._made, document, name, found)
        standing = [item for item in made if item[0] not in failed]
        settled = settle([(name, claim) for name, claim, _ in standing])
        record = {id(claim): record for _, claim, record in standing}
        records = link(parts(record[id(claim)] for _, claim in settled.won))
        left_out = _left_out(document, left, settled)
        problems = (*self._unmade.values(), *failed.values())
        return Extraction(document, tuple(records), left_out, problems)

    def _of_loaders(self, document: Document) -> dict[str, str]:
        """Tell of the loaders that failed before another read the document; raises if strict."""
        found = {line: f"{_at(document)}{line}" for line in document.problems}
        for line in found.values():
            if self.manager.strict:
                raise PluginError(line)
            self._tell(line)
        return found

    def docs(self, document: Document) -> "Iterator[Doc]":
        """Yield the annotated paragraphs as a plugin sees them."""
        _check(document)
        for annotated in self._layer.annotate(document, False) if is_russian(document) else ():
            doc: Any = annotated.doc
            for name, component in self._components if doc is not None else ():
                doc = _component(name, component, doc)
            if doc is not None:
                yield doc

    @cached_property
    def _components(self) -> list[tuple[str, Callable[..., object]]]:
        """The strangers' spaCy components; a factory that is not there is told of once."""
        found = []
        for name, factory in self._named:
            make = self._layer.nlp.create_pipe
            component = self._try(
                "", name, self._unmade, None, guarded, name, "has no component", make, factory
            )
            if component is not None:
                found.append((name, component))
        return found

    def _try(
        self, at: str, name: str, failed: dict[str, str], otherwise: Any,
        step: Callable[..., Any], *given: Any,
    ) -> Any:  # fmt: skip
        """Do a step of a plugin; where it fails note and tell it, and give ``otherwise``."""
        try:
            return step(*given)
        except PluginError as error:
            line = f"{at}{error}"
            if self.manager.strict:
                raise type(error)(line) from error
            failed[name] = line
            self._tell(line)
            return otherwise

    def _claims(self, name: str, function: Callable[..., object], doc: object) -> list[Claim]:
        """Give what a plugin claims in a paragraph; raises PluginError for anything else."""
        ours = self.manager.is_builtin(name)
        run = unlimited if ours else guarded
        found: list[Claim] = run(name, "failed", lambda: claims(name, function(doc), ours))
        return found

    def _made(
        self, document: Document, plugin: str, found: list[Claim]
    ) -> list[tuple[str, Claim, Record]]:
        return [
            (plugin, claim, self._record(document, plugin, claim))
            for claim in found
            if not document.is_boilerplate_at(claim.start)
        ]

    def _record(self, document: Document, plugin: str, found: Claim) -> Record:
        type_ = self.manager.record_types.get(found.type)
        if type_ is None:
            raise PluginError(f"plugin {plugin!r} claims the unknown record type {found.type!r}")
        version = self.manager.version(plugin)
        producer = Producer(plugin=plugin, version=version, rule=found.rule)
        make = partial(build, document, type_, found, producer)
        run = unlimited if self.manager.is_builtin(plugin) else guarded
        record: Record = run(plugin, f"made an invalid {found.type}", make)
        return record


def _at(document: Document) -> str:
    """Give the beginning of a line about a document; a text that is no file has no name."""
    return "" if document.path == UNNAMED else f"{document.path}: "


def _check(found: object) -> None:
    """Raise UsageError for what is no Document, and say how to get one."""
    if not isinstance(found, Document):
        raise UsageError(
            f"a Document is wanted, not {type(found).__name__}: for a file use "
            f"extractor.read(path), for a text extractor.extract(text)"
        )


def _warn(line: str) -> None:
    warnings.warn(line, PluginWarning, stacklevel=2)


def _component(name: str, component: Callable[..., object], doc: object) -> object:
    found = guarded(name, "failed in its component", component, doc)
    if type(found) is not type(doc):
        raise PluginError(f"plugin {name!r}: its component gave {type(found).__name__}, not a Doc")
    return found


def _left_out(document: Document, left: Iterable[LeftOut], settled: Settled) -> tuple[LeftOut, ...]:
    """List the numbers that became no record: set aside, not chosen, or lost to another."""
    starts = [found.start for _, found in settled.won]
    lost = [
        LeftOut(
            found.start,
            found.end,
            document.text[found.start : found.end],
            f"claimed by {name} ({found.rule}), but {winner} is stronger",
        )
        for name, found, winner in settled.lost
    ]

    def taken(item: LeftOut) -> bool:
        """Tell whether a record overlaps: the last that begins before, for none overlap."""
        nearest = bisect_left(starts, item.end) - 1
        return nearest >= 0 and settled.won[nearest][1].end > item.start

    free = [item for item in left if not taken(item)]
    return tuple(sorted([*free, *lost]))


@cache
def default_extractor() -> Extractor:
    """Give the extractor of this process with every installed plugin."""
    return Extractor()


def read(path: str | Path, manager: Manager | None = None) -> Document:
    """Read a file, or one in an archive (``a.zip!/b.txt``), into a document.

    Raises SourceError or a DocumentError, and UsageError for what is no path.
    """
    manager = manager or default_manager()
    return read_bytes(inside.open_path(reading.as_path(path), manager.loaders()), manager)


def read_bytes(blob: Blob, manager: Manager | None = None) -> Document:
    """Turn the bytes of a file into a document; raises a DocumentError."""
    found = reading.one(blob, (manager or default_manager()).loaders())
    if found.document is None:
        raise found.error or EmptyDocument(f"{blob.path}: holds no text")
    return found.document


def read_all(
    path: str | Path, manager: Manager | None = None, limits: Limits | None = None
) -> Iterator[Reading]:
    """Read a file, or every file of an archive; what fails stands in its place."""
    loaders = (manager or default_manager()).loaders()
    try:
        blob = inside.open_path(path, loaders, limits)
    except ExtractorError as error:
        yield Reading(reading.shown(path), error=error)
        return
    yield from reading.readings(blob, loaders)


def extract(source: str | Document, extractor: Extractor | None = None) -> tuple[Record, ...]:
    """Extract the records of a text or document.

    A string is the text itself, not a path; use :func:`read` for files. Raises UsageError
    for anything else.
    """
    document = from_string(source) if isinstance(source, str) else source
    return (extractor or default_extractor()).extract(document).records
