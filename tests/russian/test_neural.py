"""slovnet's parser and tagger as spaCy components."""

import navec
import pytest
import slovnet
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


WORDS = ["Глава", "города", "Рязани", "наградил", "12", "волонтёров", "и", "МБУ", "«Дом-2»", "."]


def test_models_answer_as_their_library_loads_them() -> None:
    vectors = navec.Navec.load(neural._file("navec_*.tar"))
    parser = slovnet.Syntax.load(neural._file("slovnet_syntax_*.tar")).navec(vectors)
    tagger = slovnet.NER.load(neural._file("slovnet_ner_*.tar")).navec(vectors)
    assert neural.entities()(TEXT).as_json == tagger(TEXT).as_json
    own, theirs = (next(iter(model.map([WORDS]))) for model in (neural.syntax(), parser))
    assert own.as_json == theirs.as_json


def test_models_share_what_is_alike() -> None:
    found = [model.infer.encoder.words_vocab for model in (neural.syntax(), neural.entities())]
    assert found[0] is found[1]
    arrays = [
        model.infer.model.emb.word.indexes.array for model in (neural.syntax(), neural.entities())
    ]
    assert arrays[0] is arrays[1]


class _Asked(Exception):
    """Raised by what stands in for the vectors."""


def test_the_vectors_are_read_before_what_else_a_model_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(*_: str) -> None:
        raise _Asked

    def too_early(*_: str) -> None:
        raise AssertionError("a model was opened first: the peak of memory is 17 MB higher")

    monkeypatch.setattr(neural, "vectors", asked)
    monkeypatch.setattr(neural, "_file", too_early)
    with pytest.raises(_Asked):
        neural._inferred("", "", None, None, None, None)
