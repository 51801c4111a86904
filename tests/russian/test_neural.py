"""slovnet's parser and tagger as spaCy components."""

import spacy

from extractor.russian import neural
from extractor.russian.components import RussianTokenizer

TEXT = "Глава города Рязани наградил 12 волонтёров."


def test_syntax_sets_heads() -> None:
    nlp = spacy.blank("ru")
    nlp.tokenizer = RussianTokenizer(nlp.vocab)
    nlp.add_pipe("russian_sentences")
    nlp.add_pipe("russian_syntax")
    doc = nlp(TEXT)
    assert neural.syntax() is neural.syntax()
    assert [(t.text, t.head.text) for t in doc if t.dep_ in ("nsubj", "obj")] == [
        ("Глава", "наградил"), ("волонтёров", "наградил"),
    ]  # fmt: skip


def test_entities_are_set() -> None:
    nlp = spacy.blank("ru")
    nlp.tokenizer = RussianTokenizer(nlp.vocab)
    nlp.add_pipe("russian_entities")
    assert [(ent.text, ent.label_) for ent in nlp(TEXT).ents] == [("Рязани", "LOC")]
