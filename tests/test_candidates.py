"""A claim takes from its candidate what the plugin does not say."""

from dataclasses import replace
from decimal import Decimal

from extractor.candidates import SUREST, Candidate, Claim, Field, chosen, claim

CANDIDATE = Candidate(
    start=10, end=12, text="15", value=Decimal(15), upper=None, kind="count", unit="",
    modifier="more_than", head="организация", head_from="right", verbs=("действовать",),
    before=("действовать",), after=("организация",), sentence=(0, 40), status="actual",
    period=Field("2009", 2, 6), place=None, subject=Field("организация", 13, 24),
    titles=(), scores={},
)  # fmt: skip


def test_the_context_fills_the_claim() -> None:
    assert claim(CANDIDATE, "probe", "a rule") == Claim(
        type="probe", start=10, end=12, value=Decimal(15), rule="a rule", strength=0.6,
        fields={
            "unit": None, "modifier": "more_than", "upper": None, "status": "actual",
            "period": "2009", "place": None, "subject": "организация",
        },
        evidence={"period": (2, 6), "subject": (13, 24)},
    )  # fmt: skip


def test_the_plugin_has_the_last_word() -> None:
    made = claim(
        CANDIDATE, "probe", "a rule", 0.9, period=None, place=Field("Уфа", 30, 33), measure="new"
    )
    assert made.strength == 0.9
    assert made.fields["period"] is None
    assert (made.fields["place"], made.fields["measure"]) == ("Уфа", "new")
    assert made.evidence == {"place": (30, 33), "subject": (13, 24)}


def test_the_chooser_is_never_certain() -> None:
    sure = replace(CANDIDATE, scores={"probe": 0.99999})
    assert chosen(sure, "probe").strength == SUREST < 1
