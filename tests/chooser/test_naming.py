"""What a number counts: the options around it, their ranker, and how it is trained."""

from pathlib import Path

import numpy as np
import pytest

from extractor.candidates import Field
from extractor.chooser import heads, model, ranking
from extractor.chooser.naming import name
from extractor.chooser.nouns import is_plain, joined, options
from extractor.chooser.ranker import Ranker, packed
from extractor.chooser.ranking import Choice
from extractor.loaders.text import from_string
from extractor.pipeline import Extractor
from extractor.russian.context import Paragraph

LEANING = "Волонтёрский отряд провёл 14 акций, в них участвовало 230."
CROWD = "participation_count"


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, 0, len(text))


def ranker(weights: dict[str, tuple[float, ...]], usual: dict[str, tuple[str, ...]]) -> Ranker:
    """Make a ranker of two hidden units, the first for and the second against an option."""
    rows = np.array(list(weights.values()), np.float32)
    bend, top = np.zeros(2, np.float32), np.array([1, -1], np.float32)
    return Ranker(packed(ranking.Weights(tuple(weights), rows, bend, top, usual)))


def test_the_options_are_the_nouns_around_and_the_usual_ones() -> None:
    found = options(paragraph(LEANING), 0, 1, CROWD, "гость", {CROWD: ("участник", "акция")})
    assert [(own.lemma, own.spot is not None) for own in found.every] == [
        ("акция", True), ("отряд", True), ("гость", False), ("участник", False),
    ]  # fmt: skip
    assert found.usual == {"участник", "акция"}


def test_an_option_stands_before_or_behind_and_in_the_sentences_before() -> None:
    text = "Пришли гости. Были зрители. Среди участников 12 в масках."
    found = options(paragraph(text), 2, 0, CROWD, "", {})
    sides = {own.lemma: own.names[0] for own in found.every}
    assert sides == {
        "участник": f"{CROWD}|L0", "маска": f"{CROWD}|R0", "зритель": f"{CROWD}|B0",
        "гость": f"{CROWD}|C0",
    }  # fmt: skip


def test_what_stands_around_speaks_for_usual_nouns_alone() -> None:
    found = options(paragraph(LEANING), 0, 1, CROWD, "", {CROWD: ("участник",)})
    spoken = {own.lemma: [*joined(found, own)] for own in found.every}
    assert f"{CROWD}|участник|v=участвовать" in spoken["участник"]
    assert not any(text.endswith("|v=участвовать") for text in spoken["отряд"])


@pytest.mark.parametrize(
    ("text", "said", "plain"),
    [
        ("Прошло 52 лекции.", "лекция", True),
        ("Прошло 52 лекции.", "урок", False),
        ("Приехали 5 мед работников.", "медработник", True),
        ("Пришли 52 человека.", "человек", False),
        ("Лекций прошло 52.", "лекция", False),
    ],
)
def test_a_noun_behind_its_number_needs_no_other(text: str, said: str, plain: bool) -> None:
    assert is_plain(paragraph(text).sentences[0], 0, said) is plain


def test_the_best_option_has_most_for_it() -> None:
    found = options(paragraph(LEANING), 0, 1, CROWD, "", {CROWD: ("участник",)})
    far = ranker({f"{CROWD}|L1": (1, 0)}, {})
    assert (best := far.best(found)) is not None
    assert best.lemma == "отряд"
    around = ranker({f"{CROWD}|L1": (1, 0), f"{CROWD}|участник|v=участвовать": (3, 0)}, {})
    assert (best := around.best(found)) is not None
    assert best.lemma == "участник"
    against = ranker({f"{CROWD}|L0": (0, 1), f"{CROWD}|L1": (0, 2)}, {})
    assert (best := against.best(found)) is not None
    assert best.lemma == "участник"


def test_without_options_there_is_no_best() -> None:
    assert ranker({"x": (1, 0)}, {}).best(options(paragraph("12."), 0, 0, CROWD, "", {})) is None


def test_a_noun_of_the_text_is_named_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Field("акция", 27, 32)
    own = ranker({f"{CROWD}|L1": (1, 0)}, {CROWD: ()})
    monkeypatch.setattr(model.load(), "ranker", own)
    found = name(paragraph(LEANING), 0, 1, CROWD, said)
    assert found == (Field("волонтёрский отряд", 0, 18), ("L1 +1.00",))
    assert name(paragraph(LEANING), 0, 1, "activity_count", said) == (said, ())


def test_a_usual_noun_is_named_by_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    likely = {f"{CROWD}|участник|v=участвовать": (3, 0), "not here": (1, 0)}
    monkeypatch.setattr(model.load(), "ranker", ranker(likely, {CROWD: ("участник",)}))
    (_, crowd) = Extractor().extract(from_string(LEANING)).records
    assert (crowd.subject, crowd.evidence.get("subject")) == ("участник", None)
    assert crowd.produced_by.rule.endswith("; subject: v=участвовать +3.00, not here +1.00")


def test_reasons_name_what_spoke_for_an_option() -> None:
    found = options(paragraph(LEANING), 0, 1, CROWD, "", {CROWD: ("участник",)})
    own = ranker(
        {"участник": (1, 0), f"{CROWD}|участник|v=участвовать": (2, 0), "not here": (0, 1)}, {}
    )
    (best,) = [option for option in found.every if option.lemma == "участник"]
    assert own.reasons(found, best, 2) == ("v=участвовать +2.00", "участник +1.00")


CHOICES = [
    Choice((("near", "a"), ("far", "b")), (True, False), 1.0),
    Choice((("far", "a"), ("near", "b")), (False, True), 1.0),
    Choice((("far", "a"), ("far", "b")), (False, False), 1.0),
] * 40


def test_training_ranks_the_right_option_first_and_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "EPOCHS", 60)
    first, second = (packed(ranking.fit(CHOICES, {})) for _ in range(2))
    assert all(np.array_equal(first[key], second[key]) for key in first)
    learnt = ranking.fit(CHOICES, {})
    rows = dict(zip(learnt.names, learnt.features, strict=True))
    near, far = (np.maximum(rows[key] + learnt.bend, 0) @ learnt.top for key in ("near", "far"))
    assert near > far


def test_a_feature_that_is_seldom_seen_is_left_out() -> None:
    seldom = Choice((("near", "odd"), ("far",)), (True, False), 1.0)
    assert ranking.fit([*CHOICES, seldom], {}).names == ("a", "b", "far", "near")


GOLD = (
    "Отряд провёл ⟦14|activity_count|14|subject=акция⟧ акций, в них участвовало "
    "⟦230|participation_count|230|subject=юный участник⟧. Пришли "
    "⟦40|participation_count|40|subject=гость;optional=yes⟧. Всего "
    "⟦300|participation_count|300⟧ человек.\n"
)


def test_heads_are_those_the_gold_gives_where_another_could_stand(tmp_path: Path) -> None:
    (tmp_path / "a.marked.txt").write_text(GOLD, encoding="utf-8")
    found = heads.collect([tmp_path])
    assert [(own.type, own.k, own.wanted, own.weight) for own in found] == [
        (CROWD, 1, "участник", 1.0)
    ]
    assert heads.usual(found) == {CROWD: ["участник"]}


def test_gold_from_elsewhere_counts_more(tmp_path: Path) -> None:
    folders = [tmp_path / "own", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
        (folder / "a.marked.txt").write_text(GOLD, encoding="utf-8")
    assert [own.weight for own in heads.collect(folders)] == [1.0, heads.BORROWED]


def test_rankers_that_name_otherwise_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.marked.txt").write_text(GOLD, encoding="utf-8")
    found = heads.collect([tmp_path])
    near, far = ranker({f"{CROWD}|L0": (1, 0)}, {}), ranker({f"{CROWD}|L1": (1, 0)}, {})
    assert (heads.differ(found, near, near), heads.differ(found, near, far)) == (0, 1)
