"""Whether the attributes of a found fact are those the gold gives."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from extractor.evaluation.gold import GoldFact
from extractor.evaluation.keys import NAMES, own, written
from extractor.records import Record
from extractor.values import folded, plain


def key_of(name: str) -> str:
    """Give the key of the marked text for an attribute of the scores."""
    keys = {shown: key for key, shown in NAMES.items()} | {"subject_head": "subject"}
    return keys.get(name, name)


OF_EVERY_FACT = ("mod", "status", "period", "place", "subject")
DEFAULTS = {"mod": "exact", "status": "actual", "measure": "existing"}
NUMBERS = frozenset({"upper", "amount", "change", "base_value"})
OF_A_TYPE = (
    "unit", "upper", "campaigns", "program", "events", "amount", "body", "change", "base_period",
    "base_value",
)  # fmt: skip


def normal(value: object) -> str | None:
    """Fold what does not matter: case, ``ё``, blanks; a list is joined by commas."""
    if value is None:
        return None
    if isinstance(value, list | tuple | set | frozenset):
        value = ", ".join(map(str, value))
    if isinstance(value, Decimal):
        value = plain(value)
    return folded(str(value)) or None


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def stated(record: Record, key: str) -> object:
    """Give what a record says for a key of the marked text, ``None`` where nothing."""
    key = key_of(key)
    name = NAMES.get(key, key)
    change: Any = getattr(record, "change", None)
    if key == "change":
        return getattr(change, "delta", change)
    if name.startswith("base_") and not hasattr(record, name):
        return getattr(change, name, None)
    value = getattr(record, name, None)
    return written(value) if isinstance(value, bool) else value


def _right(fact: GoldFact, record: Record, key: str) -> bool:
    gold = fact.attributes.get(key, DEFAULTS.get(key))
    value = stated(record, key)
    said = normal(value)
    if key in NUMBERS or isinstance(value, Decimal | int):
        return _number(normal(gold)) == _number(said)
    return normal(gold) == said


def compare(fact: GoldFact, record: Record, partner: Mapping[int, str]) -> dict[str, bool]:
    """Tell for each attribute of a found fact whether the record has it right.

    Attributes of every fact are compared even where the gold leaves them empty; the head of
    the subject and those of a type, a plugin's own fields among them, only where the gold
    gives them, ``measure`` for every organization_count.
    ``partner`` gives the id of the record found for a fact, by the fact's index.
    """
    from extractor.russian.naming import head

    result = {NAMES.get(key, key): _right(fact, record, key) for key in OF_EVERY_FACT}
    wanted = head(fact.attributes.get("subject"))
    if wanted is not None:
        result["subject_head"] = wanted == head(record.subject)
    if fact.type == "organization_count":
        result["measure"] = _right(fact, record, "measure")
    further = (*OF_A_TYPE, *own(type(record)))
    result |= {key: _right(fact, record, key) for key in further if key in fact.attributes}
    if "part_of" in fact.attributes:
        target = partner.get(int(fact.attributes["part_of"]))
        result["part_of"] = target is not None and record.part_of == target
    return result
