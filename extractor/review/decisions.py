"""What reviewers decided, kept in SQLite: each decision is on the disk before it is answered."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from extractor.batch.ours import DECISIONS
from extractor.errors import TargetError
from extractor.values import Frozen, IsoPeriod, Modifier, Number, Status

Verdict = Literal["accept", "reject", "correct", "add", "undo"]
"""``add`` takes a number that was left as a fact; ``undo`` takes a decision back."""

Line = Annotated[str, Field(max_length=1000, pattern=r"^[^\r\n⟦⟧|;]+$")]
"""Text that can stand in a mark."""

TABLE = """
CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    made_at TEXT NOT NULL,
    document TEXT NOT NULL,
    record TEXT NOT NULL,
    decision TEXT NOT NULL
)
"""


class Correction(Frozen):
    """What a record ought to say. What the text does not say is ``None``."""

    type: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    value: Number | None
    upper: Number | None = None
    modifier: Modifier = "exact"
    status: Status = "actual"
    period: IsoPeriod | None = None
    place: Line | None = None
    subject: Line | None = None


class Decision(Frozen):
    """A verdict on a record; ``record`` is its id, or ``start:end`` of an added number."""

    document: str
    record: str
    verdict: Verdict
    correction: Correction | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.verdict in ("correct", "add")) != (self.correction is not None):
            raise ValueError("a correction goes with correct and add, and with no other verdict")
        return self


class Decisions:
    """The decisions of a file, which is made at the first write; none is ever removed."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=30)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute(TABLE)
                with connection:
                    yield connection
        except sqlite3.Error as error:
            raise TargetError(f"{self.path}: cannot keep decisions: {error}") from error

    def write(self, decision: Decision) -> None:
        """Add a decision; it is on the disk when this returns. Raises TargetError."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = (now, decision.document, decision.record, decision.model_dump_json())
        with self._open() as connection:
            connection.execute(
                "INSERT INTO decisions (made_at, document, record, decision) VALUES (?, ?, ?, ?)",
                row,
            )

    def current(self) -> dict[str, dict[str, Decision]]:
        """Give the last decision on each record, by document; raises TargetError."""
        found: dict[str, dict[str, Decision]] = {}
        if not self.path.exists():
            return found
        with self._open() as connection:
            rows = connection.execute("SELECT decision FROM decisions ORDER BY number").fetchall()
        try:
            for (raw,) in rows:
                decision = Decision.model_validate_json(raw)
                found.setdefault(decision.document, {})[decision.record] = decision
        except ValidationError as error:
            raise TargetError(f"{self.path}: holds what is no decision") from error
        for document in found.values():
            for name in [name for name, one in document.items() if one.verdict == "undo"]:
                del document[name]
        return found


def beside(result: str | Path) -> Path:
    """Name the file of decisions that stands beside a file of records."""
    return Path(f"{str(result).rstrip('/')}{DECISIONS}")
