"""What every plugin must hold to, each rule a check that names what broke it."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from extractor import schemas
from extractor.document import Document
from extractor.errors import ExtractorError, GoldError, PluginError
from extractor.evaluation import fitting, gold, matching
from extractor.evaluation.gold import GoldText
from extractor.loaders.text import from_string
from extractor.manager import Manager
from extractor.pipeline import Extraction, Extractor
from extractor.records import Record
from extractor.testing import files, offsets
from extractor.testing.compared import digests, state
from extractor.testing.junk import JUNK

SLOWEST = 1.0
"""Seconds that a plugin may take for 10,000 characters."""
SAMPLE = (
    "В 2012 году в городе Зареченске прошли 52 лекции, высажено 640 деревьев и собрано 3 тонны."
)


class Finding(NamedTuple):
    """What a check came to; ``detail`` names what broke it, or what was looked at."""

    check: str
    passed: bool
    detail: str


class Conformance:
    """The checks of one installed plugin.

    ``gold_paths`` are marked files or folders of the plugin's own, ``schema_folder`` holds the
    schemas it promises, ``samples`` files for its loaders. Raises PluginError where the
    plugin cannot be used at all.
    """

    def __init__(
        self,
        name: str,
        gold_paths: Iterable[str | Path] = (),
        schema_folder: str | Path | None = None,
        samples: str | Path | None = None,
    ) -> None:
        self.name = name
        self._samples = None if samples is None else Path(samples)
        self._paths = tuple(map(Path, gold_paths))
        self._schemas = None if schema_folder is None else Path(schema_folder)
        self._manager = Manager(strict=False)
        for line in self._manager.problems:
            if repr(name) in line:
                raise PluginError(line)
        self._plugin = self._manager.plugin(name)

    def _extractor(self) -> Extractor:
        return Extractor(self._manager, tell=lambda line: None, only=(self.name,))

    @cached_property
    def _texts(self) -> tuple[GoldText, ...]:
        texts = tuple(map(gold.read, gold.find(self._paths))) if self._paths else ()
        for text in texts:
            fitting.check(text, self._manager.record_types)
        return texts

    @cached_property
    def broken(self) -> str:
        """Say what is wrong with the gold itself, so that nothing can be checked by it."""
        try:
            len(self._texts)
        except GoldError as error:
            return str(error)
        return ""

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        texts = [from_string(text.text, text.name) for text in self._texts]
        return tuple(texts or [from_string(SAMPLE)])

    @cached_property
    def _read(self) -> tuple[Extraction, ...]:
        extractor = self._extractor()
        return tuple(extractor.extract(document) for document in self._documents)

    def _records(self) -> Iterator[tuple[str, Record]]:
        for extraction in self._read:
            for record in extraction.records:
                yield extraction.document.text, record

    @cached_property
    def finds(self) -> bool:
        """Tell a plugin that has to do with records from one of loaders and sinks alone."""
        mine = next(one for one in self._manager.plugins() if one.name == self.name)
        return not mine.hooks or not set(mine.hooks) <= {"extractor_loaders", "extractor_sinks"}

    def suits(self, check: str) -> bool:
        """Tell whether a check has anything to look at in this plugin."""
        return self.finds or check == CHECKS[0]

    def runs(self) -> Iterator[str]:
        """Runs without an error."""
        for extraction in self._read if self.finds else ():
            yield from extraction.problems
        loaders = self._own("extractor_loaders")
        yield from files.asked(loaders)
        if loaders:
            yield from files.loaded(loaders, files.samples(self._samples))
        sinks = self._own("extractor_sinks")
        if sinks:
            records = Extractor(self._manager, lambda line: None).extract(from_string(SAMPLE))
            types = tuple(self._manager.record_types.values())
            yield from files.written(sinks, types, records.records[:1])

    def _own(self, hook: str) -> Sequence[Any]:
        return dict(self._manager.results(hook)).get(self.name, ())

    def junk(self) -> Iterator[str]:
        """Finds nothing in junk, and does not stumble over it."""
        extractor = self._extractor()
        for text in (*JUNK, *(f"Дорогие жители района! {text}" for text in JUNK)):
            found = extractor.extract(from_string(text))
            yield from (f"{line} at {text[:40]!r}" for line in found.problems)
            yield from (f"{r.type} {r.text!r} in {text[:40]!r}" for r in found.records)

    def evidence(self) -> Iterator[str]:
        """Gives records whose text and evidence stand at their offsets."""
        for document in self._documents:
            for doc in self._extractor().docs(document):
                yield from offsets.astray(self.name, self._finders(), doc)
        for text, record in self._records():
            spans: dict[str, Any] = {"text": record, **record.evidence}
            for field, span in spans.items():
                if not text[span.start : span.end] == span.text != "":
                    yield f"{record.text!r}: {field} is not at {span.start}:{span.end}"
            for field in record.evidence:
                if field not in type(record).model_fields:
                    yield f"{record.text!r}: evidence of {field!r}, which is no field"

    def schema(self) -> Iterator[str]:
        """Has schemas that stay as they are, and records that survive JSON unchanged."""
        mine = {
            name: type_
            for name, type_ in self._manager.record_types.items()
            if self._manager.owner(name) == self.name
        }
        if schemas.generate(mine) != schemas.generate(mine):
            yield "the schema differs each time it is made"
        if self._schemas is not None:
            for name in schemas.stale(mine, self._schemas, only=mine):
                yield f"{self._schemas / name} is stale: write it with extractor schemas --type"
        for _, record in self._records():
            if type(record).model_validate_json(record.model_dump_json()) != record:
                yield f"{record.text!r}: is another record after JSON"

    def deterministic(self) -> Iterator[str]:
        """Gives the same records each time, in any order of documents and any process."""
        extractor = self._extractor()
        again = [extractor.extract(document) for document in reversed(self._documents)]
        if [e.records for e in reversed(again)] != [e.records for e in self._read]:
            yield "other records when the documents are read in reverse"
        found = {self.digest(), *digests(self.name, self._paths)}
        if len(found) > 1:
            yield "other records in another process: is a set's order used?"

    def digest(self) -> str:
        """Hash all records of the gold."""
        lines = (record.model_dump_json() for _, record in self._records())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def silent(self) -> Iterator[str]:
        """Finds nothing in the lines of its gold that have no mark."""
        for text, extraction in zip(self._texts, self._read, strict=False):
            for record in extraction.records:
                low = text.text.rfind("\n", 0, record.start) + 1
                high = text.text.find("\n", record.end)
                high = len(text.text) if high < 0 else high
                if not any(low <= fact.start < high for fact in text.facts):
                    line = text.text[low:high].strip()
                    yield f"{text.name}: {record.type} {record.text!r} in {line!r}"

    def speed(self) -> Iterator[str]:
        """Takes less than a second for 10,000 characters."""
        if self.seconds > SLOWEST:
            yield f"{self.seconds:.2f} s for 10,000 characters"

    @cached_property
    def seconds(self) -> float:
        """Measure the plugin alone: seconds for 10,000 characters of its gold."""
        text = "\n\n".join(document.text for document in self._documents)
        text = "\n\n".join([text] * (10_000 // (len(text) + 2) + 1))
        spent = 0.0
        for doc in self._extractor().docs(from_string(text)):
            for find in self._finders():
                start = time.perf_counter()
                list(find(doc))
                spent += time.perf_counter() - start
            if spent > 2 * SLOWEST:
                break
        return spent * 10_000 / len(text)

    def _finders(self) -> list[Callable[..., Any]]:
        found = self._manager.implementations("extractor_find")
        return [one.function for one in found if one.plugin_name == self.name]

    def immutable(self) -> Iterator[str]:
        """Leaves the Doc as it was."""
        extractor = self._extractor()
        for document in self._documents:
            for doc in extractor.docs(document):
                before = state(doc)
                for find in self._finders():
                    list(find(doc))
                if state(doc) != before:
                    yield f"changed the Doc of {doc.text[:60]!r}"

    def rules(self) -> Iterator[str]:
        """Reaches each of the rules it declares in ``RULES``, and no other."""
        declared = tuple(getattr(self._plugin, "RULES", ()))
        used = {record.produced_by.rule for _, record in self._records()}
        for rule in declared:
            if self._texts and not any(_is(rule, one) for one in used):
                yield f"no fact of the gold reaches the rule {rule!r}"
        for one in sorted(used):
            if declared and not any(_is(rule, one) for rule in declared):
                yield f"the rule {one!r} is not declared"

    def gold(self) -> Iterator[str]:
        """Has gold of facts and of silence, and finds at least one of the facts."""
        facts = [fact for text in self._texts for fact in text.facts]
        lines = [line for text in self._texts for line in text.text.splitlines() if line.strip()]
        if not facts or len(lines) <= len(facts):
            yield "give gold with facts, and with lines that hold none"
        elif not self._found():
            made = [f"{r.type} {r.value} at {r.start}:{r.end}" for _, r in self._records()]
            instead = f"; found instead: {made[0]}" if made else ""
            yield f"none of the {len(facts)} facts of the gold is found{instead}"

    def _found(self) -> bool:
        """Tell whether a fact of the gold is found, as ``extractor evaluate`` counts it."""
        read = zip(self._texts, self._read, strict=True)
        return any(matching.match(text.facts, list(one.records)).pairs for text, one in read)

    def check(self, name: str) -> Finding:
        """Make one check of :data:`CHECKS`."""
        method = getattr(self, name)
        try:
            wrong = list(method())
        except ExtractorError as error:
            wrong = [str(error)]
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        says = " ".join((method.__doc__ or "").replace("`", "").split()).rstrip(".")
        if name == "speed" and not wrong:
            says = f"takes {self.seconds * 1000:.1f} ms for 10,000 characters"
        return Finding(name, not wrong, wrong[0] + more if wrong else says[:1].lower() + says[1:])

    def all(self) -> tuple[Finding, ...]:
        """Make every check that suits; where the gold is broken or nothing runs, only that one."""
        if self.broken:
            return (self.check("gold"),)
        runs = self.check(CHECKS[0])
        further = [name for name in CHECKS[1:] if runs.passed and self.suits(name)]
        return (runs, *map(self.check, further))


CHECKS = (
    "runs", "junk", "evidence", "schema", "deterministic", "silent", "speed", "immutable", "rules",
    "gold",
)  # fmt: skip


def _is(rule: str, used: str) -> bool:
    """Tell a rule (``head``) from what it says of one record (``head дерево``)."""
    return used == rule or used.startswith((f"{rule} ", f"{rule}:"))
