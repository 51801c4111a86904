"""The paragraphs that the plugin of adopted programmes asks for: both words, in either order."""

import re
from itertools import product

import pytest

from extractor.plugins.program_adoption import extractor_triggers

TRIGGER = re.compile("|".join(extractor_triggers()), re.IGNORECASE)
PROGRAMS = ["программа", "подпрограммы", "стратегия", "концепции"]
ADOPTED = ["принята", "принял", "утверждена", "одобрили"]


@pytest.mark.parametrize(("program", "adopted"), product(PROGRAMS, ADOPTED))
def test_both_words_in_either_order(program: str, adopted: str) -> None:
    for text in (f"{program} была {adopted}", f"{adopted} вчера {program}"):
        assert TRIGGER.search(text)
        assert TRIGGER.search(text.upper())
        assert not TRIGGER.search(text.replace(" ", "." * 1001))


@pytest.mark.parametrize("word", [*PROGRAMS, *ADOPTED])
def test_one_of_the_words_is_not_enough(word: str) -> None:
    assert not TRIGGER.search(f"{word} и {word}")


@pytest.mark.parametrize("word", ["Утверждена", "УТВЕРЖДЁН", "Принята", "ПРИНЯТО"])
def test_a_stamp_opens_a_line(word: str) -> None:
    for text in (
        word,
        f"   {word}\n",
        f"{word} постановлением главы",
        f"Приложение\n{word}\nрешением",
    ):
        assert TRIGGER.search(text)
    for text in (f"и {word}", f"{word} главой", f"не{word.lower()}"):
        assert not TRIGGER.search(text)
