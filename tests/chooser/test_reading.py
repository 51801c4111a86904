"""The network that reads words in their order: symbols, forward pass, learning."""

from collections.abc import Sequence

import numpy as np
import pytest

from extractor.chooser import convolution, convolve
from extractor.chooser.convolution import Reader, carried, log_shares, packed
from extractor.chooser.convolve import Text, code, fit, vocabulary
from extractor.chooser.embeddings import Embeddings
from extractor.chooser.features import features
from extractor.chooser.model import IN_ORDER, is_open, load, mixed
from extractor.chooser.score import score
from extractor.chooser.symbols import END, REACH, SHUT, Line, Symbol, line_of
from extractor.russian import work
from extractor.russian.context import Paragraph, split

TEXT = "В городе действуют 15 общественных организаций."
VECTORS = Embeddings(["клуб", "лекция"], np.array([[90, 10], [-80, 40]], np.int8))


def line(text: str) -> Line:
    *_, found = (line_of(paragraph) for paragraph in split(text))
    return found


def test_a_paragraph_is_written_down_with_its_numbers() -> None:
    found = line("Действуют 12 клубов и 3 хора, 5 июня.")
    words = " ".join(symbol.word for symbol in found.symbols)
    assert words == "действовать #count клуб и #count хор , #date июнь . <s>"
    assert found.places == {(0, 0): 1, (0, 1): 4}
    assert found.symbols[0].signs() == ("pos=VERB", "case=", "kind=word+")
    assert found.symbols[1].signs() == ("pos=NUM", "case=open", "kind=size2")


def test_a_line_opens_with_the_end_of_the_paragraph_before() -> None:
    found = line("В городе много клубов.\n\nИх 12.")
    words = " ".join(symbol.word for symbol in found.symbols)
    assert words == "в город много клуб . <p> они #count . <s>"
    assert found.places == {(0, 0): 7}


def test_a_sentence_that_leads_to_no_number_is_one_symbol() -> None:
    found = line("Погода хороша. Принят закон № 131-ФЗ. Клубов 12. Дороги подметали.")
    words = " ".join(symbol.word for symbol in found.symbols)
    assert words.startswith(f"{SHUT.word} {END.word} принять закон № # - фз")
    assert words.endswith(f"клуб #count . {END.word} {SHUT.word} {END.word}")


LONG = (
    "В городе 7 школ. Погода хороша. Клубов 12, хоров 5.\n\n"
    "Окна светлы. Принят закон № 131-ФЗ. Их 3. Дороги подметали весь день до вечера. Туман редок. "
    "Дни короче. Всего 15 организаций ветеранов и 4 клуба. Снег лежал. Зима была снежной. Музеев 2."
)


@pytest.mark.parametrize(("first", "last"), [(0, 2), (2, 2), (2, 6), (6, 6), (6, 9), (9, 9)])
def test_part_of_a_line_holds_all_that_its_numbers_are_read_with(first: int, last: int) -> None:
    *_, paragraph = split(LONG)
    whole, part = line_of(paragraph), line_of(paragraph, first, last)
    assert list(part.places) == [spot for spot in whole.places if first <= spot[0] <= last]
    for spot, place in part.places.items():
        around = part.symbols[max(0, place - REACH) : place + REACH + 1]
        at = whole.places[spot]
        assert around == whole.symbols[max(0, at - REACH) : at + REACH + 1]


def texts() -> list[Text]:
    """Two kinds of lines that only the order of their words tells apart."""
    made = []
    for i in range(120):
        first, last = ("клуб", "лекция") if i % 2 else ("лекция", "клуб")
        number = Symbol("#count", "#count", "NUM", "open", "size2")
        words = [Symbol(word, word, "NOUN", "nomn", "word") for word in (first, last)]
        made.append(Text([words[0], END, number, words[1]], [(2, i % 2)]))
    return made


def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"WIDTH": 8, "SHORT": 4, "BATCH": 40, "EPOCHS": 40, "LEAST": 1}.items():
        monkeypatch.setattr(convolve, name, value)


def test_it_learns_what_only_the_order_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch)
    made = texts()
    known = vocabulary(made)
    weights = fit(code(made, known, VECTORS), 2)
    again = fit(code(made, known, VECTORS), 2)
    assert all(map(np.array_equal, weights.gates, again.gates))
    reader = Reader(packed(weights, known.words, known.signs), VECTORS)
    said = [reader.read(Line(list(t.symbols), {}), [2])[0].argmax() for t in made]
    assert said == [types[0][1] for _, types in made]


def test_gradients_are_those_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step against the gradient lowers the loss as much as the gradient foretells."""
    small(monkeypatch)
    for name in ("WORDS_DROPPED", "ROWS_DROPPED", "HIDDEN_DROPPED"):
        monkeypatch.setattr(convolve, name, 0.0)
    made = texts()[:2]
    known = vocabulary(made)
    coded = code(made, known, VECTORS)
    net = convolve._Net(coded, 2, seed=1)
    batch = convolve._joined(coded, [0, 1])
    gradients: dict[int, np.ndarray] = {}

    def note(self: object, gradient: np.ndarray, pace: float, step: int) -> None:
        gradients[id(self)] = np.asarray(gradient)

    monkeypatch.setattr("extractor.chooser.network.Moved.move", note)
    net.step(coded, batch, 0.0, 1)

    def loss() -> float:
        weights = net.weights()
        inner = (
            coded.vectors[batch.rows] / np.float32(127) @ weights.vectors
            + coded.words[batch.rows] @ weights.words @ weights.spread
            + coded.signs[batch.rows] @ weights.signs
        )
        rows = np.zeros((len(batch.mask), convolve.WIDTH), np.float32)
        rows[batch.at] = inner
        told = log_shares(
            weights, rows[batch.numbers], carried(weights, rows, batch.mask)[batch.numbers]
        )
        return float(-told[np.arange(2), batch.types].mean())

    parts = [net.vectors, net.words, net.spread, net.signs, *net.gates, *net.shifts,
             net.hidden, net.bend, net.top, net.silence]  # fmt: skip
    for part in parts:
        gradient = gradients[id(part)]
        start, size = part.value, 1e-2 / (np.abs(gradient).max() + 1e-9)
        part.value = start + np.float32(size) * gradient
        above = loss()
        part.value = start - np.float32(size) * gradient
        below = loss()
        part.value = start
        foretold = 2 * size * float((gradient * gradient).sum())
        assert above - below == pytest.approx(foretold, rel=0.05, abs=2e-4)


def prose(words: Sequence[str]) -> list[Symbol]:
    return [Symbol(word, word, "NOUN", "gent", "word") for word in words]


def test_nothing_beyond_its_reach_touches_a_number() -> None:
    reader = load().reader
    number = Symbol("#count", "#count ", "NUM", "open", "size2")
    near = prose(["организация"] * REACH)
    ends = [prose([word]) for word in ("рубль", "штат")]
    lines = [Line([*word, *near, number, *near, *word], {}) for word in ends]
    first, second = (reader.read(found, [REACH + 1]) for found in lines)
    assert np.array_equal(first, second)
    closer = [Line([*word, *near[1:], number], {}) for word in ends]
    assert not np.array_equal(*(reader.read(found, [REACH]) for found in closer))


def test_numbers_read_at_once_and_one_by_one_are_the_same() -> None:
    text = (
        "Действуют 12 клубов. "
        + "Дорога была длинной и скользкой в этот день. " * 6
        + "Прошли 52 лекции."
    )
    found = line(text)
    places = list(found.places.values())
    reader = load().reader
    both = reader.read(found, places)
    assert np.allclose(both, np.vstack([reader.read(found, [p]) for p in places]), atol=1e-4)
    assert np.exp(both).sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_without_words_the_features_decide() -> None:
    scores = {"none": 0.25, "activity_count": 0.75}
    assert mixed(scores, None) == scores
    words = np.log(np.array([0.9, 0.1], np.float32))
    assert mixed(scores, words)["none"] > 0.4
    assert sum(mixed(scores, words).values()) == pytest.approx(1)


def test_reasons_tell_what_the_words_say() -> None:
    chooser = load()
    paragraph = Paragraph(TEXT, 0, len(TEXT))
    active = chooser.activate(features(paragraph, 0, 0))
    words = np.full(len(chooser.classes), -4, np.float32)
    words[chooser.classes.index("organization_count")] = 0
    reasons = chooser.reasons(active, "organization_count", words=words)
    assert any(reason.startswith(f"{IN_ORDER} +") for reason in reasons)
    alone = chooser.reasons(active, "organization_count")
    assert not any(reason.startswith(IN_ORDER) for reason in alone)


def test_words_are_asked_only_where_features_leave_a_doubt() -> None:
    assert is_open({"none": 0.5, "activity_count": 0.5})
    assert not is_open({"none": 0.96, "activity_count": 0.04})
    assert not is_open({"none": 0.01, "activity_count": 0.99})
    work.done.clear()
    assert score(Paragraph(TEXT, 0, len(TEXT)), 0, 0).choice == "organization_count"
    assert (work.done["numbers"], work.done["read"]) == (1, 0)
    doubtful = "Пришли 120, из них 60 – жители."
    paragraph = Paragraph(doubtful, 0, len(doubtful))
    assert [score(paragraph, 0, k).choice for k in range(2)] == ["participation_count"] * 2
    assert (work.done["numbers"], work.done["read"]) == (3, 2)


def test_the_gaps_reach_as_far_as_is_said() -> None:
    assert sum(convolution.GAPS) == REACH
