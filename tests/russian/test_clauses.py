"""Where a clause begins and ends: at marks, conjunctions, and between two verbs."""

import re

import pytest

from extractor.russian.context import Paragraph

CASES = (
    "Прошли [3] тысячи горожан, | концерт смотрели [7] тысяч человек",
    "В плане провести [170] встреч, | создать [2] клуба, | построить [4] площадки",
    "Собрали [40] кг вещей, 30 пар обуви и 5 одеял",
    "Как сообщили в штабе, пришли [40] человек",
    "Пришли [40] человек, завоевавших 14 медалей",
    "Пришли [40] человек, | которые получили [14] медалей",
    "Действует [40] клубов; | в них занимаются [600] детей",
    "Работал штаб (в нём [7] человек, они дежурят) и [3] поста",
)


@pytest.mark.parametrize("marked", CASES)
def test_clauses(marked: str) -> None:
    text = re.sub(r"[\[\]]|\| ", "", marked)
    (sentence,) = Paragraph(text, 0, len(text)).sentences
    tokens = sentence.tokens
    found = []
    for quantity in sentence.quantities:
        begin, end = sentence.clause(quantity.numeral)
        found.append(text[tokens[begin].start : tokens[end - 1].end])
    wanted = [
        re.sub(r"[\[\]]", "", part).strip().removesuffix(";").removesuffix(",")
        for part in marked.split("| ")
        for _ in re.findall(r"\d+", part)
    ]
    assert [part.strip().removesuffix(";").removesuffix(",") for part in found] == wanted
