"""From decisions to gold: reviewed records as marked text that can be scored."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from extractor.errors import GoldError
from extractor.evaluation import gold
from extractor.evaluation.attributes import DEFAULTS, OF_A_TYPE
from extractor.evaluation.formats import in_order
from extractor.evaluation.formats.files import put
from extractor.evaluation.gold import SUFFIX, GoldFact, GoldText
from extractor.evaluation.keys import KEYS, REFERENCES, ordered
from extractor.evaluation.premarked import facts
from extractor.review.archive import Item
from extractor.review.decisions import Correction, Decision
from extractor.values import plain

Undecided = Literal["refuse", "keep", "drop"]
"""What becomes of a document with records that nobody decided on."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: texts and facts, and a line for each document that was not."""

    texts: int
    facts: int
    told: tuple[str, ...]


def _said(correction: Correction) -> dict[str, str | None]:
    """Give the keys of the marked text that a correction decides on."""
    upper = None if correction.upper is None else plain(correction.upper)
    found: dict[str, str | None] = {
        "mod": correction.modifier, "status": correction.status, "period": correction.period,
        "place": correction.place, "subject": correction.subject, "upper": upper,
    }  # fmt: skip
    return {key: None if value == DEFAULTS.get(key) else value for key, value in found.items()}


def _corrected(fact: GoldFact, correction: Correction) -> GoldFact:
    old = dict(fact.attributes)
    if correction.type != fact.type:
        kept = set(KEYS).difference(OF_A_TYPE, ["measure"])
        old = {key: value for key, value in old.items() if key in kept}
    new = {**old, **_said(correction)}
    attributes = ordered({key: value for key, value in new.items() if value is not None})
    return fact.model_copy(
        update={
            "type": correction.type,
            "value": correction.value,
            "attributes": MappingProxyType(attributes),
        }
    )


def _added(text: str, decision: Decision, index: int) -> GoldFact:
    start, end = map(int, decision.record.split(":"))
    correction = decision.correction
    assert correction is not None  # the model has seen to it
    fact = GoldFact(
        index=index, type=correction.type, value=None, start=start, end=end, text=text[start:end]
    )
    return _corrected(fact, correction)


def _kept(
    item: Item, decided: Mapping[str, Decision], undecided: Undecided
) -> tuple[list[GoldFact], int]:
    """Give the facts that stand, and how many records nobody decided on."""
    found, open_ = [], 0
    for record, fact in zip(item.records, facts(item.records), strict=True):
        decision = decided.get(record.id)
        open_ += decision is None
        if decision is None:
            found += [fact] if undecided == "keep" else []
        elif decision.correction is not None:
            found.append(_corrected(fact, decision.correction))
        elif decision.verdict == "accept":
            found.append(fact)
    return found, open_


def _without_lost_references(found: Sequence[GoldFact]) -> list[GoldFact]:
    there = {str(fact.index) for fact in found}
    kept = []
    for fact in found:
        attributes = {
            key: value
            for key, value in fact.attributes.items()
            if key not in REFERENCES or value in there
        }
        kept.append(fact.model_copy(update={"attributes": MappingProxyType(attributes)}))
    return kept


def gold_text(
    item: Item, decided: Mapping[str, Decision], undecided: Undecided = "refuse"
) -> GoldText:
    """Make gold of a document; raises GoldError, which says what is missing."""
    if item.text is None:
        raise GoldError(f"{item.path}: its text is not at hand; give --sources FOLDER")
    if any(bracket in item.text for bracket in "⟦⟧"):
        raise GoldError(f"{item.path}: holds brackets that open marks")
    found, open_ = _kept(item, decided, undecided)
    if open_ and undecided == "refuse":
        raise GoldError(
            f"{item.path}: {open_} of {len(item.records)} records are not decided; "
            "give --undecided keep or drop"
        )
    first = len(item.records) + 1
    added = [one for one in decided.values() if one.verdict == "add"]
    found += [_added(item.text, one, i) for i, one in enumerate(added, first)]
    text = in_order(item.path, item.text, _without_lost_references(found))
    gold.parse(gold.render(text.text, text.facts), item.path)
    return text


def export(
    items: Iterable[Item],
    decisions: Mapping[str, Mapping[str, Decision]],
    folder: Path,
    undecided: Undecided = "refuse",
) -> Exported:
    """Write each document that was decided on into ``folder`` as marked text.

    Documents without any decision are passed over. Raises TargetError, also for a file
    that is there.
    """
    told: list[str] = []
    names: set[str] = set()
    count = 0
    for item in items:
        decided = decisions.get(item.sha256)
        if not decided:
            continue
        try:
            text = gold_text(item, decided, undecided)
        except GoldError as error:
            told.append(str(error))
            continue
        name = _name(item.path, names)
        names.add(name)
        put(folder / name, gold.render(text.text, text.facts))
        count += len(text.facts)
    return Exported(len(names), count, tuple(told))


def _name(path: str, taken: set[str]) -> str:
    stem = re.sub(r"[^\w.-]+", "_", re.split(r"[/\\]", path)[-1]).removesuffix(".txt").strip("._")
    name, number = f"{stem or 'text'}{SUFFIX}", 2
    while name in taken:
        name, number = f"{stem or 'text'}-{number}{SUFFIX}", number + 1
    return name
