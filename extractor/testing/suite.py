"""The checks as a pytest suite: subclass, name the plugin, done."""

from functools import cache
from pathlib import Path
from typing import ClassVar
from unittest import SkipTest

from extractor.testing.conformance import Conformance


@cache
def _conformance(
    name: str, gold: tuple[str, ...], schemas: str | None, samples: str | None
) -> Conformance:
    return Conformance(name, gold, schemas, samples)


def _fail(line: str) -> None:
    """Fail with one line and no traceback: it is no code that is at fault."""
    import pytest  # check-plugin reads this package without it

    pytest.fail(line, pytrace=False)


class PluginSuite:
    """Derive a class whose name begins with ``Test`` and say which plugin it is about.

    ``gold``, ``schemas`` and ``samples``, files for its loaders, are paths, counted from
    where pytest was started.
    """

    plugin: ClassVar[str]
    gold: ClassVar[str | Path | None] = None
    schemas: ClassVar[str | Path | None] = None
    samples: ClassVar[str | Path | None] = None

    def _holds(self, check: str) -> None:
        gold = () if self.gold is None else (str(self.gold),)
        schemas = None if self.schemas is None else str(self.schemas)
        samples = None if self.samples is None else str(self.samples)
        conformance = _conformance(self.plugin, gold, schemas, samples)
        if not conformance.suits(check):
            raise SkipTest(f"plugin {self.plugin!r} has loaders and sinks alone")
        if conformance.broken:
            if check != "gold":
                raise SkipTest("the gold cannot be read: see the test of the gold")
            _fail(conformance.broken)
        finding = conformance.check(check)
        assert finding.passed, f"plugin {self.plugin!r}: {finding.detail}"

    def test_it_runs(self) -> None:
        """Runs without an error."""
        self._holds("runs")

    def test_junk_gives_nothing(self) -> None:
        """Finds nothing in junk."""
        self._holds("junk")

    def test_evidence_stands_at_its_offsets(self) -> None:
        """Gives records whose text stands at their offsets."""
        self._holds("evidence")

    def test_the_schema_is_stable(self) -> None:
        """Has schemas that stay as they are."""
        self._holds("schema")

    def test_it_is_deterministic(self) -> None:
        """Gives the same records in any order and process."""
        self._holds("deterministic")

    def test_silent_lines_are_silent(self) -> None:
        """Finds nothing in lines without a mark."""
        self._holds("silent")

    def test_it_is_fast(self) -> None:
        """Takes less than a second for 10,000 characters."""
        self._holds("speed")

    def test_the_doc_is_not_changed(self) -> None:
        """Leaves the Doc as it was."""
        self._holds("immutable")

    def test_declared_rules_are_reached(self) -> None:
        """Reaches the rules it declares."""
        self._holds("rules")

    def test_there_is_gold(self) -> None:
        """Has gold, and finds some of it."""
        self._holds("gold")
