"""Values are exact, frozen, and closed to unknown fields."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from extractor.values import Change, Evidence, IsoPeriod, Source, plain

UNREAL = ("2014-13", "2014-00", "2012-13-45", "2012-05-32", "2012-05-00/2012-05-03")
PERIOD: TypeAdapter[str] = TypeAdapter(IsoPeriod)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_plain_is_exact_and_has_no_exponent(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text) == number
    assert set(text) <= set("-0123456789.")
    assert not ("." in text and text.endswith(("0", ".")))


@pytest.mark.parametrize(
    "period", ["2009", "2009-09", "2009-09-01", "2011/2015", "2009-01/2009-09"]
)
def test_periods(period: str) -> None:
    assert PERIOD.validate_python(period) == period


@pytest.mark.parametrize(
    "period", ["", "09", "2009/", "2009-9", "2009 год", "2011/2015/2016", *UNREAL]
)
def test_what_is_no_period(period: str) -> None:
    with pytest.raises(ValidationError):
        PERIOD.validate_python(period)


def test_numbers_are_strings_in_json() -> None:
    change = Change(delta=Decimal("-4.50E+3"), base_value=Decimal("0.10"))
    assert change.model_dump(mode="json") == {
        "delta": "-4500",
        "base_period": None,
        "base_value": "0.1",
    }
    assert Change.model_validate_json(change.model_dump_json()) == change


def test_values_are_frozen() -> None:
    evidence = Evidence(start=0, end=1, text="1")
    with pytest.raises(ValidationError, match="frozen"):
        evidence.start = 2  # type: ignore[misc]


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Source.model_validate({"path": "a", "sha256": "b", "loader": "c", "colour": "d"})
