"""spaCy DocBin: a Doc a text, its facts as ``doc.spans["facts"]`` and as entities.

Tokens are those of the Russian layer, cut where a fact begins or ends within one; a blank
at which one does is a token of its own. Value and attributes stand in the span group's
``attrs``, written as in the marked text.
"""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import GoldError, TargetError
from extractor.evaluation.formats import Format, fact, in_order, stated
from extractor.evaluation.gold import GoldText

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

GROUP = "facts"


def _cut(word: str, start: int, borders: set[int]) -> list[str]:
    """Cut a word at the borders within it."""
    inside = [i - start for i in sorted(borders) if start < i < start + len(word)]
    return [word[a:b] for a, b in zip([0, *inside], [*inside, len(word)], strict=True)]


def to_doc(text: GoldText, vocab: "Vocab") -> "Doc":
    """Make a Doc of a gold text; its text is the same to the character."""
    from spacy.tokens import Doc, SpanGroup

    from extractor.russian.components import RussianTokenizer

    borders = {border for one in text.facts for border in (one.start, one.end)}
    edges = {edge for one in text.facts for edge in (one.start, one.end - 1)}
    words: list[str] = []
    spaces: list[bool] = []
    for token in RussianTokenizer(vocab)(text.text):
        pieces = _cut(token.text, token.idx, borders)
        blank = bool(token.whitespace_)
        own = blank and token.idx + len(token.text) in edges
        words += [*pieces, " "] if own else pieces
        spaces += [*[False] * (len(pieces) - 1), blank and not own, *[False] * own]
    doc = Doc(vocab, words=words, spaces=spaces)
    spans = [doc.char_span(one.start, one.end, label=one.type) for one in text.facts]
    whole = [span for span in spans if span is not None]
    if doc.text != text.text or len(whole) < len(spans):
        raise GoldError(f"{text.name}: cannot be held by a Doc to the character")
    attrs = {"name": text.name, "said": [stated(one) for one in text.facts]}
    doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=whole, attrs=attrs)
    doc.ents = whole
    return doc


def from_doc(doc: "Doc", name: str) -> GoldText:
    """Give back the gold text of a Doc."""
    group: Any = doc.spans.get(GROUP, ())
    attrs = getattr(group, "attrs", {})
    name, said = str(attrs.get("name", name)), list(attrs.get("said", ()))
    if len(said) != len(group):
        raise GoldError(f"{name}: doc.spans[{GROUP!r}] lacks the values in attrs['said']")
    text = doc.text
    facts = [
        fact(i, span.label_, text, (span.start_char, span.end_char), written, name)
        for i, (span, written) in enumerate(zip(group, said, strict=True), 1)
    ]
    return in_order(name, text, facts)


def write(texts: Sequence[GoldText], path: Path) -> None:
    """Write all texts as one file."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("ru").vocab
    docs = [to_doc(text, vocab) for text in texts]
    if path.exists():
        raise TargetError(f"{path}: is there already")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=docs).to_bytes())
    except OSError as error:
        raise TargetError(f"{path}: cannot be written: {error.strerror}") from error


def read(path: Path) -> tuple[GoldText, ...]:
    """Read all texts of a file."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("ru").vocab
    try:
        docs = list(DocBin().from_bytes(path.read_bytes()).get_docs(vocab))
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, zlib.error) as error:
        raise GoldError(f"{path}: is no DocBin: {error}") from error
    return tuple(from_doc(doc, f"doc-{i}") for i, doc in enumerate(docs, 1))


FORM = Format("docbin", write, read)
