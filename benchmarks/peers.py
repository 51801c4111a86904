"""What the benchmark runs: this extractor, the natural ways to do the same, and floors.

A runner is made by a function without arguments (models are loaded there) and takes a
text; what gives facts that can be compared gives them as ``(start, end, type)``.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Found = list[tuple[int, int, str]]
Runner = Callable[[str], Found]
NOUNS = {
    noun: type_
    for type_, nouns in (
        line.split("\t")
        for line in (Path(__file__).parent / "nouns.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
    for noun in nouns.split()
}
"""The small word list that the peers' grammars get: counted noun to record type."""


def extractor() -> Runner:
    """Text in, validated records out, as a worker of a run does it."""
    from extractor.batch.process import warm
    from extractor.loaders.text import from_string
    from extractor.manager import default_manager

    chosen = warm(default_manager())

    def run(text: str) -> Found:
        records = chosen.extract(from_string(text)).records
        return [(r.start, r.end, r.type) for r in records]

    return run


def natasha_chain() -> Runner:
    """natasha's full chain: segmentation, morphology, lemmas, syntax, entities."""
    from natasha import (
        Doc,
        MorphVocab,
        NewsEmbedding,
        NewsMorphTagger,
        NewsNERTagger,
        NewsSyntaxParser,
        Segmenter,
    )  # fmt: skip

    segmenter, vocab, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    morph, syntax = NewsMorphTagger(embedding), NewsSyntaxParser(embedding)
    entities = NewsNERTagger(embedding)

    def run(text: str) -> Found:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        for token in doc.tokens:
            token.lemmatize(vocab)
        doc.parse_syntax(syntax)
        doc.tag_ner(entities)
        return []

    return run


def natasha_money() -> Runner:
    """natasha's extractors of money and dates; each sum counts as a campaign's."""
    from natasha import DatesExtractor, MoneyExtractor, MorphVocab

    vocab = MorphVocab()
    money, dates = MoneyExtractor(vocab), DatesExtractor(vocab)

    def run(text: str) -> Found:
        list(dates(text))
        return [(match.start, match.stop, "campaign_sum") for match in money(text)]

    return run


def yargy_grammar() -> Runner:
    """An afternoon of yargy: a number, up to two adjectives, a noun of the list."""
    from yargy import Parser, or_, rule
    from yargy.pipelines import morph_pipeline
    from yargy.predicates import gram, type

    nouns = morph_pipeline(sorted(NOUNS))
    adjectives = or_(gram("ADJF"), gram("PRTF")).optional()
    parser = Parser(rule(type("INT"), adjectives, adjectives, nouns))
    lemma = _lemmas()

    def run(text: str) -> Found:
        found = []
        for match in parser.findall(text):
            noun = lemma(match.tokens[-1].value.lower())
            if noun in NOUNS:
                found.append((match.span.start, match.tokens[0].span.stop, NOUNS[noun]))
        return found

    return run


def _lemmas() -> Callable[[str], str]:
    import pymorphy3

    analyzer = pymorphy3.MorphAnalyzer()
    return lambda form: str(analyzer.parse(form)[0].normal_form)


def spacy_matcher() -> Runner:
    """spaCy's blank Russian pipeline, pymorphy3's lemmas, one Matcher pattern."""
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("ru")
    nlp.max_length = 10**8
    nlp.add_pipe("lemmatizer", config={"mode": "pymorphy3_lookup"}).initialize()
    matcher = Matcher(nlp.vocab)
    between = {"IS_ALPHA": True, "OP": "{0,2}"}
    matcher.add("count", [[{"IS_DIGIT": True}, between, {"LEMMA": {"IN": sorted(NOUNS)}}]])

    def run(text: str) -> Found:
        doc = nlp(text)
        spans: list[Any] = matcher(doc, as_spans=True)
        return [
            (s.start_char, s[0].idx + len(s[0]), NOUNS[s[-1].lemma_])
            for s in spans
        ]  # fmt: skip

    return run


def pullenti() -> Runner:
    """PullEnti's money and dates; each sum counts as a campaign's."""
    from pullenti_wrapper.processor import DATE, MONEY, Processor

    processor = Processor([MONEY, DATE])

    def run(text: str) -> Found:
        return [
            (match.span.start, match.span.stop, "campaign_sum")
            for match in processor(text).matches
            if match.referent.label == "MONEY"
        ]

    return run


def spacy_tokenizer() -> Runner:
    """A floor: spaCy's bare tokenizer."""
    import spacy

    nlp = spacy.blank("ru")
    nlp.max_length = 10**8

    def run(text: str) -> Found:
        nlp.make_doc(text)
        return []

    return run


def number_regex() -> Runner:
    """A floor: a regular expression for digits with a word behind them."""
    import re

    pattern = re.compile(r"\d[\d ]*\s[а-яё]+")

    def run(text: str) -> Found:
        pattern.findall(text)
        return []

    return run


def decode() -> Runner:
    """A floor: decoding UTF-8."""

    def run(text: str) -> Found:
        text.encode().decode()
        return []

    return run


RUNNERS: dict[str, Callable[[], Runner]] = {
    "extractor": extractor,
    "natasha chain": natasha_chain,
    "natasha money, dates": natasha_money,
    "yargy grammar": yargy_grammar,
    "spaCy + Matcher": spacy_matcher,
    "PullEnti money, dates": pullenti,
    "spaCy tokenizer": spacy_tokenizer,
    "number regex": number_regex,
    "decode": decode,
}
SILENT = frozenset({"natasha chain", "spaCy tokenizer", "number regex", "decode"})
"""Runners that give no facts to compare."""
