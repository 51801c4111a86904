"""McNemar's test between runs: chance is not called progress."""

from pathlib import Path

import pytest

from extractor.errors import GoldError
from extractor.evaluation.comparison import Difference, Saved, differences, mcnemar, read
from extractor.evaluation.report import Outcome, Report
from extractor.evaluation.scores import scores


def run(found: int, extra: int = 0, path: str = "gold/a.marked.txt", facts: int = 10) -> Report:
    keys = [f"x:{i}:{i}:{i + 1}" for i in range(facts)]
    more = tuple(f"y:{i}:{i}:{i + 1}" for i in range(100, 100 + extra))
    one = Outcome(
        path=path, facts=facts, found=tuple(keys[:found]), missed=tuple(keys[found:]),
        extra=more, attributes={},
    )  # fmt: skip
    return Report(folders=(), total=scores("total", []), mistakes=(), documents=(one,))


def shape(found: tuple[Difference, ...]) -> list[tuple[str, int, int, str]]:
    return [(one.type, len(one.gained), len(one.lost), one.verdict) for one in found]


def test_a_real_step_is_called_one() -> None:
    assert shape(differences(run(2), run(10))) == [("all", 8, 0, "better"), ("x", 8, 0, "better")]
    assert shape(differences(run(10), run(2))) == [("all", 0, 8, "worse"), ("x", 0, 8, "worse")]


def test_chance_is_not() -> None:
    assert shape(differences(run(5), run(8))) == [
        ("all", 3, 0, "no difference"), ("x", 3, 0, "no difference"),
    ]  # fmt: skip


def test_what_is_too_much_counts() -> None:
    found = differences(run(5), run(5, extra=7))
    assert shape(found) == [
        ("all", 0, 7, "worse"), ("x", 0, 0, "no difference"), ("y", 0, 7, "worse"),
    ]  # fmt: skip
    assert found[0].lost[0] == "gold/a.marked.txt:y:100:100:101"


def test_a_colon_in_the_name_of_a_document_is_no_type() -> None:
    path = "gold: 2012/a:b.marked.txt"
    found = differences(run(2, path=path), run(10, path=path))
    assert shape(found) == [("all", 8, 0, "better"), ("x", 8, 0, "better")]


@pytest.mark.parametrize(
    ("gained", "lost", "p"), [(0, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (8, 2, 0.109375)]
)
def test_the_odds(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == mcnemar(lost, gained) == p


def test_runs_that_cannot_be_compared() -> None:
    with pytest.raises(GoldError, match="share no document"):
        differences(run(5), run(5, path="gold/b.marked.txt"))
    with pytest.raises(GoldError, match=r"gold/a\.marked\.txt: its gold has changed"):
        differences(run(5), run(5, facts=11))


def test_a_saved_run_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(run(5).model_dump_json(), encoding="utf-8")
    assert read(path) == Saved(documents=run(5).documents)
    with pytest.raises(GoldError, match="make one with evaluate --json"):
        read(tmp_path / "none.json")
    path.write_text("{}")
    with pytest.raises(GoldError, match="is no run saved by"):
        read(path)
