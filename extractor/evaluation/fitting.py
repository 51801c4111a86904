"""Whether gold fits the record types that are there."""

from collections.abc import Mapping

from extractor.declarations import no_type
from extractor.errors import GoldError
from extractor.evaluation.allowed import wrong_number, wrong_value
from extractor.evaluation.gold import GoldFact, GoldText
from extractor.evaluation.keys import unknown
from extractor.records import Record


def check(text: GoldText, types: Mapping[str, type[Record]], every: bool = True) -> None:
    """Raise GoldError for a fact of no record type, or with a key or value that its type has not.

    Without ``every`` a fact of another type is passed over.
    """
    for fact in text.facts:
        wrong = _fault(fact, types) if every or fact.type in types else ""
        if wrong:
            raise GoldError(f"{text.where(fact)}: {wrong}")


def _fault(fact: GoldFact, types: Mapping[str, type[Record]]) -> str:
    if fact.type not in types:
        return no_type(fact.type, types)
    type_ = types[fact.type]
    wrong = [
        unknown(type_, key) or wrong_value(type_, key, value)
        for key, value in fact.attributes.items()
    ]
    return next(filter(None, wrong), "") or wrong_number(type_, fact.value)
