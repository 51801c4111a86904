"""The values a record is made of: frozen, exact, free of spaCy.

Offsets are characters of the decoded text, half-open (``text[start:end]``).
Numbers are :class:`decimal.Decimal`; in JSON they are strings without exponent.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import CoreSchema

Modifier = Literal["exact", "approx", "more_than", "less_than", "at_least", "at_most", "range"]
"""How the number bounds the true quantity (the terms follow TimeML's ``mod``)."""

Status = Literal["actual", "planned"]
"""``planned``: a plan, forecast, target or condition; ``actual``: all else."""


def folded(value: str) -> str:
    """Fold case, ``ё`` and blanks."""
    return " ".join(value.lower().replace("ё", "е").split())


def plain(number: Decimal) -> str:
    """Write ``number`` without exponent and without trailing zeros.

    >>> plain(Decimal("4.2E+4")), plain(Decimal("1.50"))
    ('42000', '1.5')
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def times(number: Decimal, scale: int) -> Decimal:
    """Multiply ``number``, without exponent and without trailing zeros.

    >>> times(Decimal("62.5"), 1000)
    Decimal('62500')
    """
    return Decimal(plain(number * scale))


DECIMAL = r"^-?\d+(\.\d+)?$"
"""The form of a number in JSON."""

Number = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": DECIMAL}, mode="serialization"),
]
"""An exact decimal whose JSON form is a plain decimal string."""


class _Stated:
    """Refuses ``None`` whatever the annotation beside it allows."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(Number)


Stated = Annotated[Number | None, _Stated]
"""A number that is there, of which a model derived from this one may say that it need not be.

Whoever reads it knows only the base, so its static type has ``None``.
"""

_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
IsoPeriod = Annotated[str, Field(pattern=f"^{_DATE}(/{_DATE})?$")]
"""An ISO year, month or day, or two of them joined by ``/``."""


class Frozen(BaseModel):
    """Base of all values: immutable, and no unknown field is let in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Frozen):
    """The place a field was read from: ``text`` stands at ``start:end``."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str


class Change(Frozen):
    """A stated change of a value against an earlier period.

    ``delta`` is signed; ``base_value`` is the value it implies for ``base_period``.
    """

    delta: Number
    base_period: IsoPeriod | None = None
    base_value: Number | None = None


class Source(Frozen):
    """The document a record was read from. ``page`` counts from 1 where known."""

    path: str
    sha256: str
    loader: str
    page: int | None = None


class Producer(Frozen):
    """Who made a record: plugin, its version, and the rule that decided."""

    plugin: str
    version: str
    rule: str
