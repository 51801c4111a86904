"""Speed beside the natural way: ``make bench``, or ``python benchmarks/run.py [FOLDER]``.

Each runner works alone in a process of its own with one thread, in turn, on the same
texts: the folder named (by default ``../shared/documents`` where it is, else the
unmarked ``corpora``). Printed: characters a second, cold and warm medians, seconds from
process start to the first result, peak memory, and the ratio to natasha's full chain.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
PASSES = 3
Runner = Callable[[str], object]


def texts(folder: Path) -> list[str]:
    """Read the texts of a folder; of marked files without their marks."""
    from extractor.evaluation import gold

    marked = sorted(folder.rglob(f"*{gold.SUFFIX}"))
    if marked:
        return [gold.read(path).text for path in marked]
    return [path.read_bytes().decode("utf-8") for path in sorted(folder.rglob("*.txt"))]


def extractor_runner() -> Runner:
    """Text in, records out."""
    from extractor.loaders.text import from_string
    from extractor.pipeline import default_extractor

    chosen = default_extractor()
    return lambda text: chosen.extract(from_string(text)).records


def natasha_runner() -> Runner:
    """natasha's chain: segmentation, morphology, lemmas, syntax, entities."""
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

    def run(text: str) -> object:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        for token in doc.tokens:
            token.lemmatize(vocab)
        doc.parse_syntax(syntax)
        doc.tag_ner(entities)
        return doc

    return run


def spacy_runner() -> Runner:
    """spaCy's bare tokenizer: a floor."""
    import spacy

    nlp = spacy.blank("ru")
    nlp.max_length = 10**8
    return nlp.make_doc


def regex_runner() -> Runner:
    """A regular expression for digits with a word behind them: a floor."""
    import re

    pattern = re.compile(r"\d[\d ]*\s[а-яё]+")
    return pattern.findall


RUNNERS: dict[str, Callable[[], Runner]] = {
    "extractor": extractor_runner,
    "natasha chain": natasha_runner,
    "spaCy tokenizer": spacy_runner,
    "number regex": regex_runner,
}


def measure(name: str, folder: Path) -> dict[str, float]:
    """Run one runner over all texts in this process."""
    begin = time.perf_counter()
    run = RUNNERS[name]()
    run("В 2009 году в городе действовали 15 общественных организаций.")
    start = time.perf_counter() - begin
    found = texts(folder)
    size = sum(map(len, found))
    passes = []
    for _ in range(PASSES):
        begin = time.perf_counter()
        for text in found:
            run(text)
        passes.append(time.perf_counter() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    warm = statistics.median(passes[1:])
    return {"start": start, "cold": size / passes[0], "warm": size / warm, "memory": peak}


def main(arguments: list[str]) -> None:
    """Run each runner in a process of its own and print the table."""
    if len(arguments) == 2 and arguments[0] in RUNNERS:
        print(json.dumps(measure(arguments[0], Path(arguments[1]))))
        return
    shared = ROOT.parent / "shared" / "documents"
    default = shared if shared.is_dir() else ROOT / "corpora"
    folder = Path(arguments[0]) if arguments else default
    environment = {**os.environ, **dict.fromkeys(THREADS, "1")}
    results = {}
    for name in RUNNERS:
        command = [sys.executable, __file__, name, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode:
            print(f"{name}: not run: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
            continue
        results[name] = json.loads(done.stdout)
    base = results.get("natasha chain", {}).get("cold")
    print(
        f"{'':16} {'cold kchar/s':>13} {'warm kchar/s':>13} {'start s':>8} {'MB':>6} {'ratio':>7}"
    )
    for name, found in results.items():
        ratio = f"{found['cold'] / base:.1f}" if base else "-"
        print(
            f"{name:16} {found['cold'] / 1000:13.0f} {found['warm'] / 1000:13.0f} "
            f"{found['start']:8.2f} {found['memory']:6.0f} {ratio:>7}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
