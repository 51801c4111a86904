"""The signs that stand for tabs and line ends become these again, in any number of them."""

import pytest

from extractor.loaders.stand_ins import AND, LESS, LINE, ROW, TAB, raised, restored


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"600{TAB}640", "600  640"),
        (f"600 {TAB}{TAB} 640", "600  640"),
        (f"600{TAB} {LINE}640", "600\n640"),
        (f"до{ROW} 600{LINE}{ROW}7{ROW}", "до; 600; 7"),
        (f"до:{ROW}600", "до: 600"),
        (f"{TAB}{ROW} да {LINE}", "да"),
        (f"5 {LESS} 7 {AND} 8", "5 < 7 & 8"),
        ("52[^2] школы[^13]: [^x] [2]", "52 школы[^x] [2]"),
        ("[^1]: Без школ", "Без школ"),
        ("да   нет\t5", "да   нет\t5"),
        (f"{TAB}{LINE}", ""),
    ],
)
def test_restored(text: str, shown: str) -> None:
    assert restored(text) == shown


def test_many_of_them_take_no_longer() -> None:
    """A pattern that looks ahead from each blank would take minutes."""
    blanks = " " * 200_000
    assert restored(f"а{blanks}б{TAB}в") == f"а{blanks}б  в"
    assert restored(f"а{ROW}" * 200_000) == "; ".join("а" * 200_000)


def test_raised() -> None:
    assert raised("10-й +2, 345678") == "¹⁰⁻й ⁺², ³⁴⁵⁶⁷⁸"
