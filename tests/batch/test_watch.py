"""What is told of a run while it goes on."""

import io
from pathlib import Path

from rich.console import Console

from extractor.batch.run import Options, run
from extractor.batch.watch import Bar, Lines, State

TEXT = "В городе действуют {} общественных организаций.\n"


def test_lines_come_at_their_times_and_tell_the_truth() -> None:
    at, told = [0.0], list[str]()
    lines = Lines(told.append, every=10, now=lambda: at[0])
    for at[0], done in ((0, 0), (5, 5), (10, 10), (11, 10), (20, 20)):
        lines(State(done, 100, done * 10, 1000, done * 3, 1))
    assert told == [
        "10 of 100 documents, 30 records, 1 failed, 1.0 a second, 0:01:30 left",
        "20 of 100 documents, 60 records, 1 failed, 1.0 a second, 0:01:20 left",
    ]


def test_a_bar_on_a_terminal() -> None:
    screen = io.StringIO()
    terminal = {"TERM": "xterm-256color"}
    console = Console(file=screen, force_terminal=True, width=100, _environ=terminal)
    with Bar(console, every=0) as bar:
        bar(State(0, 4, 0, 400, 0, 0))
        console.print("a.txt: holds no text")
        bar(State(2, 4, 200, 400, 5, 1))
    shown = screen.getvalue()
    assert "2/4 documents  5 records  1 failed" in shown
    assert "50 %" in shown
    assert "a.txt: holds no text" in shown


def test_a_run_tells_how_far_it_is(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(10 + number), encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    seen: list[State] = []
    run([tmp_path / "0.txt", tmp_path / "1.txt"], str(tmp_path / "out.jsonl"))
    run([tmp_path], str(tmp_path / "out.jsonl"), options=Options(), watch=seen.append)
    size = (tmp_path / "0.txt").stat().st_size
    assert seen[0] == State(2, 7, 0, 4 * size, 2, 0)
    assert seen[-1] == State(7, 7, 4 * size, 4 * size, 6, 1)
    assert [state.documents for state in seen] == sorted(state.documents for state in seen)
