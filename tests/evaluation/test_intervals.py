"""Bootstrap intervals by document: repeatable, around the figure, wider for unlike documents."""

from extractor.evaluation.intervals import intervals
from extractor.evaluation.report import Outcome


def outcome(name: str, found: int, missed: int, extra: int = 0) -> Outcome:
    keys = [f"a:{i}:{i}:{i + 1}" for i in range(found + missed + extra)]
    return Outcome(
        path=name, facts=found + missed, found=tuple(keys[:found]),
        missed=tuple(keys[found : found + missed]), extra=tuple(keys[found + missed :]),
        attributes={"place": (found, found + missed)},
    )  # fmt: skip


ALIKE = [outcome(str(i), 8, 2) for i in range(20)]
UNLIKE = [outcome(str(i), 10, 0) if i % 5 else outcome(str(i), 0, 10) for i in range(20)]


def test_documents_all_alike_do_not_swing() -> None:
    assert intervals(ALIKE) == {
        "attribute/place": (0.8, 0.8),
        "type/a/f1": (0.8889, 0.8889),
        "type/a/precision": (1.0, 1.0),
        "type/a/recall": (0.8, 0.8),
        "type/all/f1": (0.8889, 0.8889),
        "type/all/precision": (1.0, 1.0),
        "type/all/recall": (0.8, 0.8),
    }


def test_the_range_holds_the_figure_and_is_repeatable() -> None:
    low, high = intervals(UNLIKE)["type/a/recall"]
    assert 0.5 < low < 0.8 < high <= 1.0
    assert intervals(UNLIKE) == intervals(UNLIKE[::-1])


def test_no_documents_no_ranges() -> None:
    assert intervals([]) == {}
