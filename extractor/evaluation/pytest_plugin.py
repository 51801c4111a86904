"""Gold files as tests: ``pytest corpora/`` reads each and shows what is missing and too much.

The setting ``extractor_types`` names the record types that count; all do without it. A name
that no type has ends the run as a wrong option does.
Imported by every run of pytest, so all that is heavy waits for a gold file.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

SUFFIX = ".marked.txt"


class GoldMismatch(AssertionError):
    """A gold file that is not read as it is marked; its text is the diff."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting ``extractor_types``."""
    parser.addini("extractor_types", "record types that gold files are about", "linelist")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "GoldFile | None":
    """Collect the marked files."""
    if file_path.name.endswith(SUFFIX):
        found: GoldFile = GoldFile.from_parent(parent, path=file_path)
        return found
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Raise UsageError where there is gold, and a type to count by that is none.

    In a process of xdist it would be a crash: there each gold test tells of it.
    """
    if any(isinstance(item, GoldItem) for item in items) and not hasattr(config, "workerinput"):
        _wanted(config)


class GoldFile(pytest.File):
    """A marked file: one test."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give the one test of the file."""
        yield GoldItem.from_parent(self, name="gold")


class GoldItem(pytest.Item):
    """The test that the extractor reads a marked file as it is marked."""

    def runtest(self) -> None:
        """Read the document and compare; raises GoldMismatch."""
        from extractor.evaluation import fitting, gold
        from extractor.evaluation.report import evaluate_texts

        text = gold.read(self.path)
        extractor = _extractor(self.config)
        fitting.check(text, extractor.manager.record_types)
        types = _wanted(self.config)
        mistakes = evaluate_texts({"": [text]}, extractor, types).mistakes
        if mistakes:
            raise GoldMismatch("\n".join(_lines(mistakes)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the diff without a traceback."""
        from extractor.errors import GoldError

        if isinstance(excinfo.value, GoldMismatch | GoldError | pytest.UsageError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Name the file."""
        return self.path, None, self.path.name


_KEY = pytest.StashKey["Extractor"]()


def _extractor(config: pytest.Config) -> "Extractor":
    """Give the extractor of this run, made once."""
    if _KEY not in config.stash:
        from extractor.pipeline import default_extractor

        config.stash[_KEY] = default_extractor()
    return config.stash[_KEY]


def _wanted(config: pytest.Config) -> list[str]:
    """Give the types to count by; raises UsageError for one that is none."""
    wanted: list[str] = config.getini("extractor_types")
    types = _extractor(config).manager.record_types if wanted else {}
    for name in wanted:
        if name not in types:
            from extractor.declarations import no_type

            raise pytest.UsageError(f"extractor_types: {no_type(name, types)}")
    return wanted


def _lines(mistakes: Iterable[Any]) -> Iterator[str]:
    """Write a mistake a line, as a diff: ``-`` is marked but not found, ``+`` the other way."""
    counts = {"missed": 0, "extra": 0}
    for one in mistakes:
        counts[one.kind] += 1
        sign = "-" if one.kind == "missed" else "+"
        yield f"{sign} {one.sentence}   ({one.kind}, line {one.line})"
    yield f"{counts['missed']} missed, {counts['extra']} extra"
