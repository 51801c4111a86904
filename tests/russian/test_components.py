"""The Russian layer's spaCy components, each alone on a blank pipeline."""

import pytest
import spacy
from spacy.language import Language

from extractor.russian.components import FACTORIES, RussianTokenizer

TEXT = "В 2009 году в г. Рязани создано 3  ТОС.\nСовет «Мы» объединяет 32человека."


def pipeline(*factories: str) -> Language:
    nlp = spacy.blank("ru")
    nlp.tokenizer = RussianTokenizer(nlp.vocab)
    for name in factories:
        nlp.add_pipe(name)
    return nlp


@pytest.mark.parametrize("factory", FACTORIES)
def test_the_text_is_never_changed(factory: str) -> None:
    assert pipeline(factory)(TEXT).text == TEXT


def test_sentences() -> None:
    doc = pipeline("russian_sentences")(TEXT)
    assert [sent.text.strip() for sent in doc.sents] == TEXT.split("\n")


def test_morphology() -> None:
    doc = pipeline("russian_morphology")("создано 3 общественных организации")
    assert [(t.lemma_, t.pos_) for t in doc] == [
        ("создать", "VERB"), ("3", "NUM"), ("общественный", "ADJ"), ("организация", "NOUN"),
    ]  # fmt: skip
    assert doc[3].morph.get("Gender") == ["Fem"]


SPANS = {
    "quantities": [("2009", "date"), ("3", "count"), ("32", "count")],
    "periods": [("2009 году", "periods")],
    "titles": [("Мы", "titles")],
    "places": [("г. Рязани", "places")],
    "bodies": [("Совет", "bodies")],
}


@pytest.mark.parametrize("name", SPANS)
def test_spans(name: str) -> None:
    doc = pipeline(f"russian_{name}")(TEXT)
    assert [(span.text, span.label_) for span in doc.spans[name]] == SPANS[name]
