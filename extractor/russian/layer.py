"""From a document to annotated paragraphs: the layer that the pipeline calls.

Only paragraphs with a number that may be a fact, or with a plugin's trigger, become
Docs; the others are passed over after a cheap scan.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from extractor.candidates import Candidate, Field, LeftOut, Named, SentenceView, Subject
from extractor.document import Document
from extractor.lazy import Once
from extractor.russian import work
from extractor.russian.amounts import amount
from extractor.russian.attributes import Attributes
from extractor.russian.context import Paragraph, split
from extractor.russian.giving import silent
from extractor.russian.modifiers import stated
from extractor.russian.opening import Heading
from extractor.russian.parts import Wholes
from extractor.russian.scales import lettered
from extractor.russian.scan import holds_number
from extractor.russian.sheets import starts
from extractor.russian.sketch import Sketch
from extractor.russian.subjects import subject

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

GLOBAL_FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")
"""Flags of a whole pattern; Python allows them at its start only."""


@dataclass(frozen=True)
class Scored:
    """Probabilities by type, the choice (empty for silence), and what spoke for it."""

    scores: Mapping[str, float]
    choice: str
    reasons: Callable[[], Sequence[str]]


Scorer = Callable[[Paragraph, int, int], Scored]
"""Scores one number: paragraph, index of its sentence, index of the quantity in it."""
Namer = Callable[[Paragraph, int, int, str, Subject], Named]
"""Names what a number of a type counts, given what the rules say."""


@dataclass(frozen=True)
class Annotated:
    """A paragraph that was read: its Doc where a plugin has something to see, its numbers."""

    doc: "Doc | Sketch | None"
    left: tuple[LeftOut, ...]


class Layer:
    """Annotates documents; the ``triggers`` come from plugins' hooks.

    ``thorough`` shows every number to the plugins and runs the spaCy components; without
    it only chosen numbers and triggered paragraphs make a Doc, as the built-ins need.
    """

    def __init__(
        self,
        triggers: Sequence[str],
        score: Scorer,
        thorough: bool = True,
        name: Namer | None = None,
    ) -> None:
        self._thorough = thorough
        self._triggers = _patterns(triggers)
        self._score, self._name = score, name

    @cached_property
    def nlp(self) -> "Language":
        """The spaCy pipeline, made at first use."""
        import spacy

        from extractor.russian import neural  # noqa: F401  (registers its factories)
        from extractor.russian.components import FACTORIES, RussianTokenizer

        nlp = spacy.blank("ru")
        nlp.tokenizer = RussianTokenizer(nlp.vocab)
        for name in FACTORIES:
            nlp.add_pipe(name)
        return nlp

    def annotate(self, document: Document, sketch: bool | None = None) -> Iterator[Annotated]:
        """Yield what each paragraph worth reading holds, in order.

        A ``sketch`` stands in for the Doc, by default where only built-ins look at it.
        """
        text = document.text
        attributes = Once(lambda: Attributes(Heading(text), starts(document)))
        wholes = Wholes(text)
        sketch = not self._thorough if sketch is None else sketch
        for paragraph in split(text):
            start, end = paragraph.start, paragraph.end
            hot = any(trigger.search(text, start, end) for trigger in self._triggers)
            if not hot and not holds_number(text, start, end):
                continue
            candidates, left = self._read(paragraph, attributes)
            candidates = wholes.link(paragraph, candidates)
            doc: Any = None
            if candidates or hot or (self._thorough and left):
                numbers = partial(self._numbers, paragraph, attributes)
                views = partial(_views, paragraph, attributes)
                doc = Sketch(paragraph) if sketch else self._doc(paragraph)
                doc._.candidates = tuple(candidates)
                doc._.make_numbers = Once(numbers)
                doc._.make_sentences = Once(views if hot or self._thorough else tuple)
            yield Annotated(doc, tuple(left))

    def _doc(self, paragraph: Paragraph) -> "Doc":
        work.done["docs"] += 1
        doc: Any = self.nlp.tokenizer(paragraph)  # type: ignore[arg-type]
        if self._thorough:
            for _, component in self.nlp.pipeline:
                doc = component(doc)
        return doc  # type: ignore[no-any-return]

    def _read(
        self, paragraph: Paragraph, attributes: Once[Attributes]
    ) -> tuple[list[Candidate], list[LeftOut]]:
        """Score the numbers of a paragraph: candidates to claim, and all with their reason."""
        candidates, left = [], []
        for index, sentence in enumerate(paragraph.sentences):
            closed = sentence.closed
            if closed is None and not self._thorough:
                closed = silent(paragraph, index)
            if closed is not None:
                text = sentence.text
                left += [LeftOut(a, b, text[a:b], _reason(kind)) for a, b, kind in closed]
                continue
            for k, quantity in enumerate(sentence.quantities):
                start = sentence.tokens[quantity.numeral.first].start
                end = sentence.tokens[quantity.numeral.last - 1].end
                reason = quantity.kind
                if quantity.open:
                    scored = self._score(paragraph, index, k)
                    best = max(scored.scores, key=scored.scores.__getitem__, default="none")
                    reason = _likeliest(best, scored.scores.get(best, 0.0))
                    if scored.choice or self._thorough:
                        candidates.append(self._candidate(paragraph, index, k, attributes, scored))
                left.append(LeftOut(start, end, sentence.text[start:end], reason))
        return candidates, left

    def _numbers(self, paragraph: Paragraph, attributes: Once[Attributes]) -> tuple[Candidate, ...]:
        """Give every number of a paragraph, set aside or not, without scores or choice."""
        silent = Scored({}, "", tuple)
        numbers = [
            self._candidate(paragraph, index, k, attributes, silent)
            for index, sentence in enumerate(paragraph.sentences)
            for k in range(len(sentence.quantities))
        ]
        return tuple(Wholes(paragraph.text).link(paragraph, numbers))

    def _candidate(
        self, paragraph: Paragraph, index: int, k: int, attributes: Once[Attributes], scored: Scored
    ) -> Candidate:
        sentence = paragraph.sentences[index]
        quantity, phrase, tokens = sentence.quantities[k], sentence.phrases[k], sentence.tokens
        numeral = lettered(tokens, quantity.numeral)
        at = numeral.first
        start, end = tokens[at].start, tokens[numeral.last - 1].end
        begin, stop = sentence.clause(numeral)
        found = sentence.verbs(begin, stop)
        return Candidate(
            start=start, end=end, text=sentence.text[start:end], value=numeral.value,
            upper=numeral.upper, kind=quantity.kind, unit=quantity.unit,
            modifier=stated(tokens, quantity.numeral, quantity.modifier),
            head=phrase.lemma if phrase else "",
            head_from=phrase.how if phrase else "",
            verbs=tuple(lemma for _, lemma in sorted(found, key=lambda v: abs(v[0] - at))),
            before=sentence.lemmas[:at][::-1], after=sentence.lemmas[numeral.last :],
            sentence=(sentence.start, sentence.end),
            status=attributes().status(paragraph, index, k),
            period=attributes().period(paragraph, index, k, scored.choice),
            place=attributes().place(paragraph, index, k),
            subject=attributes().subject(subject(sentence, k, scored.choice)),
            titles=tuple(attributes().named(sentence).titles),
            occasion=partial(attributes().occasion, paragraph, index, k),
            scores=scored.scores, choice=scored.choice, reasons=tuple(scored.reasons()),
            amount=amount(sentence, k), scale=numeral.scale,
            namer=partial(self._name, paragraph, index, k) if self._name else None,
        )  # fmt: skip


def _patterns(triggers: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Compile triggers, joined into one where that changes none of them.

    Flags at the start of one would hold for all or be refused; groups would change their
    numbers, or have the name of another's.
    """
    plain, own = [], []
    for trigger in triggers:
        found = re.compile(trigger, re.IGNORECASE)
        if found.groups or GLOBAL_FLAGS.match(trigger):
            own.append(found)
        else:
            plain.append(trigger)
    joined = [re.compile("|".join(plain), re.IGNORECASE)] if plain else []
    return (*joined, *own)


def _likeliest(type_: str, share: float) -> str:
    """Say why a number with no type is left out."""
    return f"no type: {type_} {share:.2f}"


def _reason(kind: str) -> str:
    """Say why a number is left out that was not scored: sums of budgets have no type."""
    return _likeliest("none", 1) if kind == "money" else kind


def _views(paragraph: Paragraph, attributes: Once[Attributes]) -> tuple[SentenceView, ...]:
    return tuple(attributes().view(paragraph, index) for index in range(len(paragraph.sentences)))


__all__ = ["Field", "Layer", "Scorer"]
