"""Paragraphs as plugins see them, with every number of one type."""

from typing import Any

from extractor.loaders.text import from_string
from extractor.russian.context import Paragraph
from extractor.russian.layer import Layer, Scored


def annotated(text: str, type_: str) -> list[Any]:
    """Give the annotated paragraphs of a text whose numbers are all of ``type_``."""

    def score(paragraph: Paragraph, index: int, k: int) -> Scored:
        return Scored({type_: 1.0, "none": 0.0}, type_, tuple)

    found = Layer((), score).annotate(from_string(text))
    return [paragraph.doc for paragraph in found if paragraph.doc is not None]
