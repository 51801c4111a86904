"""The chooser at run time: probabilities, choice, reasons; training repeats."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extractor.chooser import convolve, model, ready, train
from extractor.chooser.beside import open_numbers
from extractor.chooser.features import features
from extractor.chooser.rows import Learnt, collect
from extractor.chooser.score import score
from extractor.errors import ModelError
from extractor.evaluation import gold
from extractor.russian import work
from extractor.russian.context import Paragraph, split

TEXT = "В городе действуют 15 общественных организаций."
GOLD = (
    "В городе действуют ⟦15|organization_count|15⟧ общественных организаций.\n"
    "Проведено ⟦52|activity_count|52⟧ лекции.\nПроживает 31 400 человек.\n"
)


def names(text: str = TEXT) -> list[str]:
    return features(Paragraph(text, 0, len(text)), 0, 0)


@pytest.mark.parametrize(
    ("keep", "said"),
    [
        (slice(0, 0), "EOFError"), (slice(0, 5000), "BadZipFile"), (slice(9, 5000), "ValueError"),
    ],
)  # fmt: skip
def test_a_broken_model_is_told(tmp_path: Path, keep: slice, said: str) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes((Path(model.__file__).parent / "model.npz").read_bytes()[keep])
    with pytest.raises(ModelError, match=rf"model\.npz: cannot be used: {said}"):
        model.read(path)


def test_a_model_without_an_array_or_a_file_is_told(tmp_path: Path) -> None:
    np.savez(tmp_path / "model.npz", words=np.zeros(1, np.uint8), table=np.zeros((1, 2)))
    with pytest.raises(ModelError, match=r"model\.npz: cannot be used: KeyError: 'classes"):
        model.read(tmp_path / "model.npz")
    with pytest.raises(ModelError, match=r"the chooser's none\.npz is missing: run `make train`"):
        model.read(tmp_path / "none.npz")


def test_features_are_named_once_and_repeat() -> None:
    assert len(set(names())) == len(names())
    assert names() == names()
    assert {"head=организация", "adj=общественный", "vl=действовать", "prep="} <= set(names())


def test_scores_are_a_distribution() -> None:
    scores = model.load().scores(model.load().activate(names()))
    assert sorted(scores) == list(model.load().classes)
    assert sum(scores.values()) == pytest.approx(1)


def test_choice_and_silence() -> None:
    chooser = model.load()
    assert chooser.choose({**dict.fromkeys(chooser.classes, 0.0), "none": 1.0}) == ""
    sure = {**dict.fromkeys(chooser.classes, 0.0), "activity_count": 0.9, "none": 0.1}
    assert chooser.choose(sure) == "activity_count"


def test_reasons_name_features_of_the_number() -> None:
    reasons = model.load().reasons(model.load().activate(names()), "organization_count")
    assert reasons
    assert all(reason.rpartition(" +")[0] in names() for reason in reasons)


def test_an_unknown_word_has_the_zero_vector() -> None:
    vectors = model.load().embeddings
    assert not vectors.mean(["щщщщ"]).any()
    assert vectors.mean(["школа"]).any()


def test_rows_made_anew_where_no_more_are_kept_give_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reasons are asked for when the rows of all but the last number are gone."""
    texts = [TEXT, "На собрание пришли 40 жителей.", "Фонд собрал 12 тысяч рублей.", TEXT]
    kept = told(texts)
    monkeypatch.setattr(ready, "CACHE_SIZE", 2 * max(map(len, map(names, texts))) + 1)
    model.load.cache_clear()
    try:
        anew = told(texts)
    finally:
        model.load.cache_clear()
    assert anew == kept


def told(texts: Sequence[str]) -> list[tuple[dict[str, float], tuple[str, ...]]]:
    """Give scores of the first number of each text, and then reasons."""
    chooser = model.load()
    found = [chooser.activate(names(text)) for text in texts]
    scores = [chooser.scores(active) for active in found]
    reasons = [chooser.reasons(active, "organization_count") for active in found]
    return list(zip(scores, reasons, strict=True))


SET_ASIDE = [
    "В хозяйстве 340 коров.",
    "Заключено 12 муниципальных договоров.",
    "Роздано 400 листовок и 25 буклетов.",
]


@pytest.mark.parametrize("text", SET_ASIDE)
def test_numbers_of_things_are_not_read(text: str) -> None:
    paragraph = Paragraph(text, 0, len(text))
    work.done.clear()
    scored = [score(paragraph, *spot) for spot in open_numbers(paragraph)]
    assert {(found.choice, *found.reasons()) for found in scored} == {
        ("", "its noun is none that is counted")
    }
    assert work.done["numbers"] == 0


@pytest.mark.parametrize("text", [TEXT, "Книги получили 30 школ.", "Договоров – 5, школ – 3."])
def test_numbers_of_others_beside_things_are_read(text: str) -> None:
    paragraph = Paragraph(text, 0, len(text))
    work.done.clear()
    for spot in open_numbers(paragraph):
        score(paragraph, *spot)
    assert work.done["numbers"] > 0


def test_the_model_is_small() -> None:
    assert train.TARGET.stat().st_size <= 5_000_000


def learnt(folder: Path) -> Learnt:
    (folder / "a.marked.txt").write_text(GOLD, encoding="utf-8")
    return collect([folder])


@pytest.fixture
def rare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Learn from words and features that are seen but once."""
    monkeypatch.setattr(train, "LEAST", 1)
    monkeypatch.setattr(convolve, "LEAST", 1)


def test_gold_is_read_by_numbers_and_by_lines(tmp_path: Path) -> None:
    found = learnt(tmp_path)
    types = ["organization_count", "activity_count", "none"]
    assert [row.type for row in found.rows] == types
    assert [number.type for line in found.lines for number in line.numbers] == types
    starts = [row.start for row in found.rows]
    assert [number.start for line in found.lines for number in line.numbers] == starts
    assert found.parted(lambda name: name.endswith("a.marked.txt")) == (found, ([], []))


@pytest.mark.usefixtures("rare")
def test_training_twice_gives_the_same_weights(tmp_path: Path) -> None:
    found = learnt(tmp_path)
    vectors = model.load().embeddings
    first, second = (train.fit(found, vectors) for _ in range(2))
    assert sorted(first) == sorted(second)
    assert all(np.array_equal(first[name], second[name]) for name in first)


@pytest.mark.usefixtures("rare")
def test_the_order_of_features_changes_no_weight(tmp_path: Path) -> None:
    found = learnt(tmp_path)
    turned = found._replace(rows=[row._replace(names=row.names[::-1]) for row in found.rows])
    vectors = model.load().embeddings
    first, second = (train.fit(rows, vectors) for rows in (found, turned))
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_decisions_of_training_are_those_of_the_pipeline(tmp_path: Path) -> None:
    found = learnt(tmp_path)
    (text,) = (marked.text for marked in map(gold.read, gold.find([tmp_path])))
    said = [
        score(paragraph, index, k).choice or model.NONE
        for paragraph in split(text)
        for index, k in open_numbers(paragraph)
    ]
    assert train.decide(model.load(), found) == said
