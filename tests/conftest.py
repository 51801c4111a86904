"""What the tests share: surroundings, how they are spread, a record type and its records."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, ClassVar

import postgres as postgres_server
import pytest
from surroundings import OUTER, SETTINGS

from extractor.records import Record, record_id
from extractor.values import Change, Number, Producer, Source


@pytest.fixture(scope="session", autouse=True)
def surroundings() -> Iterator[None]:
    """Give the tests, and the processes they start, the same surroundings everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        for name in OUTER:
            patch.delenv(name, raising=False)
        for name, value in SETTINGS.items():
            patch.setenv(name, value)
        yield


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name no test by bytes: those of an archive hold the time, and processes that share the
    work must find the same tests."""
    return argname if isinstance(val, bytes) else None


LONG = ("test_newcomer.py", "test_odd_files.py", "test_conformance.py", "test_isolation.py")
"""Files whose tests take longest together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first, so that processes which share the work end together."""
    items.sort(key=lambda item: (item.get_closest_marker("once") is None, _short(item)))


def _short(item: pytest.Item) -> bool:
    return item.path.name not in LONG


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file in one process, for they share what is dear to make.

    The pages of the docs share nothing.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid if "test_a_page_is_true" in nodeid else nodeid.partition("::")[0]

    config.option.loadscopereorder = False
    return ByFile(config, log)


class Probe(Record):
    """A record type that no plugin owns, with every form of field a type may add."""

    TYPE: ClassVar[str] = "probe"

    value: Number | None
    campaigns: tuple[str, ...] = ()
    change: Change | None = None
    measure: str | None = None


@pytest.fixture
def probe_type() -> type[Record]:
    return Probe


@pytest.fixture
def make() -> Callable[..., Record]:
    """Make a record: type, value (text or None), start, end, and any further field."""

    def maker(type_: str, value: str | None, start: int, end: int, **fields: Any) -> Record:
        filled = {
            "text": "x" * (end - start),
            "source": Source(path="a.txt", sha256="0" * 64, loader="text"),
            "produced_by": Producer(plugin="probe", version="1", rule="test"),
            "id": record_id("0" * 64, type_, start, end),
            **fields,
        }
        number = None if value is None else Decimal(value)
        return Probe(type=type_, value=number, start=start, end=end, **filled)

    return maker


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.Server]:
    with postgres_server.server() as found:
        yield found
