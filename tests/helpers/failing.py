"""A plugin that fails at every paragraph."""

from collections.abc import Iterable

from spacy.tokens import Doc

from extractor.candidates import Claim
from extractor.hookspecs import hookimpl


@hookimpl
def extractor_find(doc: Doc) -> Iterable[Claim]:
    raise ZeroDivisionError("oh")
