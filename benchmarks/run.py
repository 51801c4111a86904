"""Speed and accuracy beside the natural ways: ``make bench``, or ``python benchmarks/run.py``.

Each runner works alone in a process of its own with one thread, in turn, on the same
texts: a real report (``../shared/seed``, else the demo), real documents
(``../shared/documents``, else the project's gold) and one text of five million
characters. A slow runner stops after ``PATIENCE`` seconds; its rate is that of what it
read. What a fresh process does is measured ``TURNS`` times, in turn, and the middle kept.
Written: a table in ``docs/speed.md`` and a plot in ``docs/speed.svg``.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from peers import RUNNERS, SILENT, Runner

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
PASSES = 3
PATIENCE = 10.0
LONG = 5_000_000
TURNS = 3
"""Times that two things are compared, in turn."""
FIRST = "В 2009 году в городе действовали 15 общественных организаций."


def texts(name: str) -> list[str]:
    """Give the texts of a corpus: ``report``, ``documents`` or ``long``."""
    from extractor.evaluation import gold

    if name == "report":
        seed = sorted((SHARED / "seed").glob("*.txt")) if SHARED.is_dir() else []
        plain = [path for path in seed if not path.name.endswith(gold.SUFFIX)]
        return [(plain or sorted((ROOT / "corpora" / "demo").glob("*.txt")))[0].read_text("utf-8")]
    documents = sorted((SHARED / "documents").glob("*.txt"))
    if documents:
        found = [path.read_bytes().decode("utf-8") for path in documents]
    else:
        found = [gold.read(path).text for path in gold.find([ROOT / "corpora"])]
    if name == "documents":
        return found
    whole = "\n".join(found)
    return [(whole * (LONG // len(whole) + 1))[:LONG]]


def rate(run: Runner, found: Iterable[str]) -> tuple[float, float]:
    """Give characters and documents a second, over what was read before patience ended."""
    size = count = 0
    begin = time.perf_counter()
    for text in found:
        run(text)
        size, count = size + len(text), count + 1
        if time.perf_counter() - begin > PATIENCE:
            break
    taken = time.perf_counter() - begin
    return size / taken, count / taken


def pieces(text: str, length: int) -> list[str]:
    """Cut a text, for runners too slow for the whole."""
    return [text[at : at + length] for at in range(0, len(text), length)]


def accuracy(run: Runner) -> float:
    """Give the F1 of numbers and types on the gold that is here, titles left out."""
    from extractor.evaluation import gold

    folder = SHARED / "dev" if SHARED.is_dir() else ROOT / "corpora"
    right = found_ = wanted = 0
    for path in gold.find([folder]):
        marked = gold.read(path)
        facts = [f for f in marked.facts if f.type != "program_adoption"]
        found = [item for item in run(marked.text) if item[2] != "program_adoption"]
        for start, end, type_ in found:
            over = [f for f in facts if f.start < end and start < f.end]
            right += any(f.type == type_ and not f.optional for f in over)
            found_ += not any(f.optional for f in over)
        wanted += sum(not f.optional for f in facts)
    return 2 * right / (found_ + wanted)


def fresh(name: str) -> tuple[Runner, dict[str, float]]:
    """Start a runner in this process, and run it over the documents for the first time."""
    begin = time.perf_counter()
    run = RUNNERS[name]()
    run(FIRST)
    start = time.perf_counter() - begin
    cold, documents = rate(run, texts("documents"))
    return run, {"start": start, "cold": cold, "documents": documents}


def measure(name: str) -> dict[str, float]:
    """Run one runner over all texts in this process."""
    run, result = fresh(name)
    documents = texts("documents")
    result["warm"] = statistics.median(rate(run, documents)[0] for _ in range(1, PASSES))
    report = texts("report") * 5
    result["report"] = max(rate(run, report)[0] for _ in range(PASSES))
    result["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (long,) = texts("long")
    slow = result["warm"] * PATIENCE < LONG
    whole, tenths = pieces(long, 50_000 if slow else LONG), pieces(long, LONG // 10)
    rounds = 1 if slow else TURNS
    inturn = [(rate(run, whole)[0], 0 if slow else rate(run, tenths)[0]) for _ in range(rounds)]
    result["long"], result["tenth"] = (max(each) for each in zip(*inturn, strict=True))
    if name not in SILENT:
        result["f1"] = accuracy(run)
    return result


def loaded() -> float:
    """Give the peak memory in MB of a worker that has read a report and used every model."""
    from extractor.chooser.score import score
    from extractor.russian.layer import Layer
    from extractor.russian.neural import russian_entities, russian_syntax

    (report,) = texts("report")
    RUNNERS["extractor"]()(report)
    russian_entities(russian_syntax(Layer((), score).nlp(report)))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def two(name: str) -> float:
    """Give how much faster two processes of a runner are than one, warm: the middle of turns."""
    return statistics.median(2 * _together(name, 1) / _together(name, 2) for _ in range(TURNS))


def _together(name: str, count: int) -> float:
    """Give the longest of the times that processes side by side need for all documents."""
    command = [sys.executable, __file__, "--pass", name]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment())
        for _ in range(count)
    ]
    return max(float(process.communicate()[0]) for process in running)


def _alone(*arguments: str) -> dict[str, float]:
    """Measure in a process of its own; an empty answer where that fails."""
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=_environment())
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1]
        print(f"{arguments[-1]}: not run: {reason}", file=sys.stderr)
        return {}
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _environment() -> dict[str, str]:
    return {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONWARNINGS": "ignore"}


def one_pass(name: str) -> float:
    """Time a second pass over all documents."""
    run, documents = RUNNERS[name](), texts("documents")
    rate(run, documents)
    begin = time.perf_counter()
    rate(run, documents)
    return time.perf_counter() - begin


COLUMNS = ("cold", "ratio", "warm", "report", "long", "documents", "start", "memory", "f1")
TITLES = (
    "documents, cold", "ratio", "documents, warm", "report, warm", "5 million", "documents / s",
    "start, s", "MB", "F1",
)  # fmt: skip


def table(results: dict[str, dict[str, float]]) -> str:
    """Lay the results out as Markdown; rates in thousand characters a second."""
    base = results["natasha chain"]["cold"] if "natasha chain" in results else None
    lines = ["| | " + " | ".join(TITLES) + " |", "| --- |" + " ---: |" * len(COLUMNS)]
    for name, found in results.items():
        cells = []
        for column in COLUMNS:
            value = found.get(column)
            if column == "ratio":
                cells.append(f"{found['cold'] / base:.1f}" if base else "–")
            elif value is None:
                cells.append("–")
            elif column in ("cold", "warm", "report", "long"):
                cells.append(f"{value / 1000:,.0f}".replace(",", " "))
            else:
                cells.append(f"{value:.2f}" if column in ("start", "f1") else f"{value:.0f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def plot(results: dict[str, dict[str, float]]) -> str:
    """Draw the cold rates as bars on a logarithmic axis, as SVG."""
    from math import log10

    rows, height = [], 26
    for i, (name, found) in enumerate(results.items()):
        width = max(4.0, 110 * (log10(found["cold"]) - 3))
        y = 10 + i * height
        rows.append(
            f'<text x="150" y="{y + 14}" text-anchor="end">{name}</text>'
            f'<rect x="158" y="{y}" width="{width:.0f}" height="18" rx="3"/>'
            f'<text x="{164 + width:.0f}" y="{y + 14}">{found["cold"] / 1000:,.0f}</text>'
        )
    tall = 20 + height * len(results)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 {tall}" role="img" '
        'font-family="sans-serif" font-size="13" fill="#345"><title>Thousand characters a '
        "second, cold, logarithmic</title>" + "".join(rows) + "</svg>\n"
    )


def main(arguments: list[str]) -> None:
    """Run each runner in a process of its own; print and write the table."""
    if arguments[:1] == ["--pass"]:
        print(one_pass(arguments[1]))
        return
    if arguments[:1] == ["--fresh"]:
        print(json.dumps(fresh(arguments[1])[1]))
        return
    if arguments == ["--loaded"]:
        print(json.dumps({"memory": loaded()}))
        return
    if len(arguments) == 1 and arguments[0] in RUNNERS:
        print(json.dumps(measure(arguments[0])))
        return
    results = {name: found for name in RUNNERS if (found := _alone(name))}
    turns = [{name: _alone("--fresh", name) for name in results} for _ in range(1, TURNS)]
    for name, found in results.items():
        for value in ("start", "cold", "documents"):
            every = [found[value], *(turn[name][value] for turn in turns if turn[name])]
            found[value] = statistics.median(every)
            if value == "cold":
                shown = ", ".join(f"{each / 1000:.0f}" for each in every)
                print(f"{name}: {shown} thousand characters a second, cold", flush=True)
    own = results["extractor"]
    found = f"{table(results)}\n\nTwo processes do {two('extractor'):.2f} times the work of one."
    if own["tenth"]:  # not measured on a machine too slow for the long text
        growth = own["tenth"] / own["long"]
        found += f" Ten times the text costs {10 * growth:.1f} times the time."
    if models := _alone("--loaded"):
        found += f" With slovnet's models loaded and used a worker holds {models['memory']:.0f} MB."
    print(f"\n{found}")
    page = ROOT / "docs" / "speed.md"
    head, marker, _ = page.read_text("utf-8").partition("<!-- measured -->\n")
    page.write_text(f"{head}{marker}\n{found}\n", "utf-8")
    (ROOT / "docs" / "speed.svg").write_text(plot(results), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
