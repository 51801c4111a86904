"""slovnet's syntax and entities as spaCy components, with the models of natasha's wheel.

The nine record types do without them: features of the dependency tree, added to the
chooser's, changed its cross-validated F1 by +0.7 (passages), -2.3 (news) and -1.0
(reports) points. A plugin that needs a tree or names asks for ``russian_syntax`` or
``russian_entities`` through ``extractor_components``.
"""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.errors import ModelError
from extractor.russian import work


def _file(pattern: str) -> Path:
    """Find a model inside natasha's wheel without importing natasha."""
    found = importlib.util.find_spec("natasha")
    if found is None or found.origin is None:
        raise ModelError("natasha is not installed: its wheel holds the models")
    files = sorted((Path(found.origin).parent / "data").rglob(pattern))
    if not files:
        raise ModelError(f"natasha's wheel holds no {pattern}")
    return files[0]


@cache
def navec() -> Any:
    """Load the word vectors that the models share, once a process."""
    from navec import Navec

    return Navec.load(_file("navec_*.tar"))


@cache
def syntax() -> Any:
    """Load slovnet's parser, once a process."""
    from slovnet import Syntax

    return Syntax.load(_file("slovnet_syntax_*.tar")).navec(navec())


@cache
def entities() -> Any:
    """Load slovnet's tagger of persons, places and organisations, once a process."""
    from slovnet import NER

    return NER.load(_file("slovnet_ner_*.tar")).navec(navec())


@Language.component("russian_syntax")
def russian_syntax(doc: Doc) -> Doc:
    """Set ``head`` and ``dep_`` sentence by sentence; needs sentence borders."""
    sentences = [[token for token in sent if not token.is_space] for sent in doc.sents]
    filled = [sentence for sentence in sentences if sentence]
    texts = [[token.text for token in sentence] for sentence in filled]
    work.done["parsed"] += len(texts)
    for sentence, markup in zip(filled, syntax().map(texts), strict=True):
        for token, parsed in zip(sentence, markup.tokens, strict=True):
            head = int(parsed.head_id) - 1
            known = 0 <= head < len(sentence)
            token.head = sentence[head] if known else token
            token.dep_ = parsed.rel if known else "ROOT"
    return doc


@Language.component("russian_entities")
def russian_entities(doc: Doc) -> Doc:
    """Set ``doc.ents``: PER, LOC and ORG."""
    markup = entities()(doc.text)
    spans = [
        doc.char_span(span.start, span.stop, label=span.type, alignment_mode="expand")
        for span in markup.spans
    ]
    doc.ents = _apart([span for span in spans if span is not None])
    return doc


def _apart(spans: list[Span]) -> list[Span]:
    """Drop spans that overlap one before them, as spaCy asks."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
