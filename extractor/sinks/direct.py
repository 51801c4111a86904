"""Records in memory: as flat rows, and into any target."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.isolation import Opened
from extractor.records import Record
from extractor.sinks import choose, flat

if TYPE_CHECKING:
    from extractor.manager import Manager


def rows(records: Iterable[Record]) -> list[dict[str, flat.Cell]]:
    """Give records as flat rows, by the names of columns that a CSV file of their types has.

    Numbers stay exact decimals, lists tuples; what the text does not say is ``None``.
    Raises UsageError for what is no record.
    """
    found = _records(records)
    columns = flat.joined(sorted({type(one) for one in found}, key=lambda type_: type_.TYPE))
    names = [column.name() for column in columns]
    cells = (flat.row(one, columns, "rows") for one in found)
    return [dict(zip(names, row, strict=True)) for row in cells]


def write(records: Iterable[Record], target: str | Path, manager: "Manager | None" = None) -> None:
    """Write records to a target, whose form chooses the sink; a file is replaced.

    Raises UsageError for what is no record or path, and for a target without a sink;
    TargetError where it cannot be written.
    """
    from extractor.loaders.reading import as_path
    from extractor.manager import default_manager

    found, name = _records(records), as_path(target, "target")
    manager = manager or default_manager()
    sink = choose(manager.sinks(), name)
    with Opened(sink.name, name, sink.open, tuple(manager.record_types.values())) as writer:
        writer.write(found)


def _records(given: Iterable[Record]) -> list[Record]:
    found = list(given) if isinstance(given, Iterable) else [given]
    for one in found:
        if not isinstance(one, Record):
            raise UsageError(
                f"records are wanted, not {type(one).__name__}: extractor.extract(text) gives them"
            )
    return found
