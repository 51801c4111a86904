"""Overlapping claims are settled by strength, never by order."""

from decimal import Decimal
from itertools import permutations

from extractor.candidates import Claim
from extractor.settle import settle


def claim(type_: str, start: int, end: int, strength: float) -> Claim:
    return Claim(type_, start, end, Decimal(1), "test", strength)


WEAK, STRONG = claim("b", 0, 5, 0.4), claim("c", 3, 8, 0.9)
LONG, SHORT = claim("d", 10, 15, 0.5), claim("a", 10, 12, 0.5)
ALONE = claim("e", 8, 10, 0.1)
TWIN = claim("e", 8, 10, 0.1)


def test_strength_then_length_then_name_whatever_the_order() -> None:
    named = [("p1", WEAK), ("p2", STRONG), ("p3", LONG), ("p4", SHORT), ("p6", ALONE), ("p5", TWIN)]
    for order in permutations(named):
        settled = settle(order)
        assert settled.won == (("p2", STRONG), ("p5", TWIN), ("p3", LONG))
        assert settled.lost == (("p1", WEAK, "p2"), ("p6", ALONE, "p5"), ("p4", SHORT, "p3"))


def test_equals_of_one_plugin_fall_by_place_and_rule() -> None:
    early, late = claim("a", 0, 4, 0.5), claim("a", 2, 6, 0.5)
    one, two = (Claim("a", 10, 12, Decimal(1), rule, 0.5) for rule in ("one", "two"))
    for order in permutations([early, late, one, two]):
        settled = settle([("p", found) for found in order])
        assert settled.won == (("p", early), ("p", one))
        assert settled.lost == (("p", late, "p"), ("p", two, "p"))


def test_nothing_to_settle() -> None:
    settled = settle([])
    assert (settled.won, settled.lost) == ((), ())
