"""slovnet's syntax and entities as spaCy components, with the models of natasha's wheel.

The nine record types do without them: features of the dependency tree, added to the
chooser's, changed its cross-validated F1 by +0.7 (passages), -2.3 (news) and -1.0
(reports) points. A plugin that needs a tree or names asks for ``russian_syntax`` or
``russian_entities`` through ``extractor_components``.
"""

import importlib.util
from functools import cache
from gzip import decompress
from hashlib import sha256
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.errors import ModelError
from extractor.russian import work

BATCH = 8
"""Sentences that a model reads at once: more are slower."""


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
def vectors() -> Any:
    """Read the word vectors that the models share, once a process.

    navec's own list of words is left out, for the models bring it, and so are the norms that
    it reckons: together they take twice the memory of the vectors.
    """
    from navec import Navec
    from navec.meta import Meta
    from navec.pq import PQ
    from navec.tar import Tar

    class Codes(PQ):  # type: ignore[misc]
        def precompute(self) -> None:
            """Reckon nothing beforehand."""

    with Tar(_file("navec_*.tar")) as tar:
        return Navec(
            Meta.from_file(tar.load("meta.json")), None, Codes.from_file(tar.load("pq.bin"))
        )


_vocabularies: dict[bytes, Any] = {}
"""Lists of words by their fingerprint: both models have the same quarter of a million."""


def _vocabulary(pack: Any, name: str) -> Any:
    """Read a list of words of a model's file, or give the same that was read before."""
    from slovnet.exec.pack import vocab_name
    from slovnet.vocab import Vocab

    content = decompress(pack.read(vocab_name(name)))
    key = sha256(content).digest()
    if key not in _vocabularies:
        _vocabularies[key] = Vocab(content.decode("utf-8").splitlines())
    return _vocabularies[key]


def _inferred(pattern: str, labels: str, *parts: Any) -> Any:
    """Read a model as slovnet's own ``load`` does, but each list of words once a process.

    The vectors come first: reading them takes room that the rest then fills.
    """
    from slovnet import const
    from slovnet.exec.pack import Pack

    navec = vectors()
    network, encoder, decoder, infer = parts
    with Pack(_file(pattern)) as pack:
        pack.load_meta().check_protocol()
        model = pack.load_model(network)
        arrays = dict(pack.load_arrays(model.weights))
        words, shapes, names = (_vocabulary(pack, n) for n in (const.WORD, const.SHAPE, labels))
    filled = model.inject_arrays(arrays).inject_navec(navec)
    return infer(filled, encoder(words, shapes, BATCH), decoder(names))


@cache
def syntax() -> Any:
    """Load slovnet's parser, once a process."""
    from slovnet import Syntax, const
    from slovnet.exec import encoders, infer, model

    parts = model.Syntax, encoders.SyntaxEncoder, infer.SyntaxDecoder, infer.SyntaxInfer
    return Syntax(_inferred("slovnet_syntax_*.tar", const.REL, *parts), BATCH)


@cache
def entities() -> Any:
    """Load slovnet's tagger of persons, places and organisations, once a process."""
    from slovnet import NER, const
    from slovnet.exec import encoders, infer, model

    parts = model.NER, encoders.TagEncoder, infer.TagDecoder, infer.NERInfer
    return NER(_inferred("slovnet_ner_*.tar", const.TAG, *parts), BATCH)


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
