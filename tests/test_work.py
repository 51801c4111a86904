"""Speed, held by what is done and not by a clock: work is small, and linear in the text."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.document import Block, LateBlocks
from extractor.loaders.text import from_string
from extractor.manager import Manager
from extractor.pipeline import Extractor
from extractor.russian import morphology, tokens, work

REPORT = (Path(__file__).parents[1] / "corpora" / "demo" / "zarechensk.txt").read_text("utf-8")
BUILTIN = Manager(entry_points=False)
PROSE = "В городе работают организации. " * 20


def done(text: str) -> Counter[str]:
    """Count the work of one document by an extractor that has read nothing."""
    for kept in (morphology._forms, tokens._pieces):
        kept.clear()
    extractor = Extractor(BUILTIN)
    work.done.clear()
    extractor.extract(from_string(text))
    return Counter(work.done)


def test_the_work_of_a_report() -> None:
    found = done(REPORT)
    words = len(REPORT.split())
    assert found["docs"] == found["parsed"] == 0
    assert found["tokens"] <= 2 * words
    assert found["forms"] <= words
    assert found["numbers"] <= sum(piece.isdigit() for piece in REPORT.split()) + words // 20


def test_a_plain_text_is_read_without_its_blocks() -> None:
    def cut(text: str) -> tuple[Block, ...]:
        raise AssertionError("a block was looked at")

    document = replace(from_string(REPORT), blocks=LateBlocks(REPORT, cut))
    assert Extractor(BUILTIN).extract(document).records
    with pytest.raises(AssertionError):
        document.block_at(0)


@pytest.mark.parametrize(
    "text",
    [
        "Погода стояла хорошая. Дороги подметали каждый день.\n",
        "В 2009 году принят закон № 131-ФЗ от 06.10.2003, доля составила 12,5 %.\n",
        "1.2. Общие положения\nТелефон: 8 (34256) 2-12-85, сайт www.example.ru\n",
        "Сети – 60,2 километра.\nКружки до 10-го числа, детям от 3 до 7 лет (таблица 6).\n",
        "Доходы в 2019 году составили 150 тыс. рублей, расходы – 1 200,5 млн. руб.\n",
    ],
)
def test_text_without_a_count_is_not_tokenized_beyond_its_opening(text: str) -> None:
    assert done(text * 400) == done(text * 200)


STRETCHES = {
    "report": REPORT + "\n",
    "table": "Школ 12, клубов 7, ",
    "digits": "12 ",
    "brackets": "( 5 ",
    "quotes": "« 5 ",
    "words": "два ",
    "dates": "в 2009 году ",
    "dashes": "5 – ",
    "sentences": "Прошли 52 лекции. ",
    "lines": "Прошли 52 лекции\n",
}


@pytest.mark.parametrize("name", STRETCHES)
def test_work_grows_with_the_text_and_no_faster(name: str) -> None:
    stretch = STRETCHES[name]
    once, more = (done(PROSE + stretch * (n // len(stretch))) for n in (20_000, 80_000))
    assert once["tokens"] > 0
    assert {key for key in more if more[key] > 4.2 * once[key] + 20} == set(), (once, more)


def test_a_document_is_put_into_small_letters_once() -> None:
    item = "Раздел {0} 1.2\n\nВетер сорвал 7 вывесок.\n\n"
    headed = "".join(map(item.format, "абвгдежзик"))
    assert done(f"{headed}Погода стояла хорошая.\n\n" * 3)["lowered"] == 1


def test_a_report_reads_without_spacy_and_models_it_does_not_need() -> None:
    code = (
        "import sys; from extractor.manager import Manager; from extractor.pipeline import *\n"
        f"found = extract({REPORT!r}, Extractor(Manager(entry_points=False)))\n"
        "print(len(found) > 5, sorted({'spacy', 'natasha', 'slovnet', 'navec', 'kreuzberg', "
        "'rich', 'typer'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert shown.stdout == "True []\n", shown.stderr


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from extractor.cli import main\n"
        "sys.argv = ['extractor', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'spacy', 'numpy', 'pydantic', 'rich', 'pymorphy3'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert shown.stdout.splitlines()[-1] == "[]", shown.stdout


def test_a_worker_keeps_what_it_loaded_out_of_the_collectors_sight() -> None:
    code = (
        "import gc\n"
        "from extractor.batch.process import warm\n"
        "from extractor.manager import Manager\n"
        "before = gc.get_threshold()[0]\n"
        "warm(Manager(entry_points=False))\n"
        "print(gc.get_threshold()[0] > before, gc.get_freeze_count() > 10_000)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert shown.stdout == "True True\n", shown.stderr
