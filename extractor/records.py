"""What every record carries. A record type is a subclass in a plugin of its own."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field, PlainSerializer

from extractor.values import (
    Evidence,
    Frozen,
    IsoPeriod,
    Modifier,
    Number,
    Producer,
    Source,
    Stated,
    Status,
)

EvidenceMap = Annotated[
    Mapping[str, Evidence],
    PlainSerializer(dict, return_type=dict[str, Evidence]),
]

ID = "^[0-9a-f]{16}$"
"""The form of an id, as :func:`record_id` gives it."""
Id = Annotated[str, Field(json_schema_extra={"pattern": ID})]


def record_id(sha256: str, type_: str, start: int, end: int) -> str:
    """Name a record: 16 hex digits, the same for the same document, type and range."""
    key = f"{sha256}:{type_}:{start}:{end}".encode()
    return hashlib.sha256(key).hexdigest()[:16]


class Record(Frozen):
    """One quantitative fact and its exact place in the text.

    ``start``/``end`` hold the number phrase: the number with its multiplier, without
    approximator, unit and noun. ``value`` is empty only where a type says so
    (:class:`~extractor.plugins.program_adoption.ProgramAdoption`). ``evidence`` gives,
    by field name, the range each further field was read from. What the text does not
    say is ``None``.
    """

    TYPE: ClassVar[str] = "record"

    type: str
    id: Id
    value: Stated
    upper: Number | None = None
    unit: str | None = None
    modifier: Modifier = "exact"
    status: Status = "actual"
    period: IsoPeriod | None = None
    place: str | None = None
    subject: str | None = None
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str
    part_of: Id | None = Field(default=None, description="id of the record this is a part of")
    same_as: Id | None = Field(default=None, description="id of the record this repeats")
    evidence: EvidenceMap = Field(default_factory=lambda: MappingProxyType({}))
    source: Source
    produced_by: Producer

    def __hash__(self) -> int:
        """Hash by identity of the fact, which ``id`` is."""
        return hash(self.id)
