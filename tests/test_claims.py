"""A claim that is as it should be passes, whatever its parts are made of."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest

from extractor.candidates import Claim
from extractor.claims import claims
from extractor.errors import PluginError

GOOD: tuple[Callable[[], Claim], ...] = (
    lambda: Claim("odd", 0, 2, Decimal(15), "rule"),
    lambda: Claim("odd", 0, 2, None, "", 0),
    lambda: Claim("odd", 0, 2, None, "rule", 1),
    lambda: Claim("odd", 0, 2, None, "rule", Fraction(1, 2)),  # type: ignore[arg-type]
    lambda: Claim("odd", 0, 2, None, "rule", fields=MappingProxyType({"place": None})),
    lambda: Claim("odd", 0, 2, None, "rule", evidence={"place": (3, 5)}),
)


@pytest.mark.parametrize("make", GOOD)
def test_what_fits_passes(make: Callable[[], Claim]) -> None:
    made = make()
    assert claims("mine", iter([made])) == [made]


def test_nothing_is_no_wrong_claim() -> None:
    assert claims("mine", []) == []


def test_true_is_no_place() -> None:
    with pytest.raises(PluginError, match=r"claim at True:2: start is True \(bool\), a whole"):
        claims("mine", [Claim("odd", True, 2, None, "rule")])


def test_ours_are_taken_as_they_are() -> None:
    given: Any = [15]
    assert claims("ours", given, trusted=True) == given
