"""Whether gold fits the record types that are there."""

from collections.abc import Mapping

from extractor.declarations import no_type
from extractor.errors import GoldError
from extractor.evaluation.gold import GoldFact, GoldText
from extractor.evaluation.keys import unknown
from extractor.records import Record


def check(text: GoldText, types: Mapping[str, type[Record]], every: bool = True) -> None:
    """Raise GoldError for a fact of no record type, or with a key that its type lacks.

    Without ``every`` a fact of another type is passed over.
    """
    for fact in text.facts:
        wrong = _fault(fact, types) if every or fact.type in types else ""
        if wrong:
            raise GoldError(f"{text.name}: fact {fact.index} ({fact.text!r}): {wrong}")


def _fault(fact: GoldFact, types: Mapping[str, type[Record]]) -> str:
    if fact.type not in types:
        return no_type(fact.type, types)
    return next(filter(None, (unknown(types[fact.type], key) for key in fact.attributes)), "")
