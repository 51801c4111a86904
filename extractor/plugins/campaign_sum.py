"""Money collected, given or spent in a charity action, appeal, marathon or fund drive."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Candidate, Claim, chosen, scaled
from extractor.hookspecs import hookimpl
from extractor.records import Record
from extractor.values import Change

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "campaign_sum"
ROUBLE = "рубль"
"""What is counted where the unit was said at another number."""
CHANGE = re.compile(
    r"на (?P<n>\d[\d \u00a0]*(?:,\d+)?) ?(?P<scale>тыс\w*|млн|миллион\w*)?\.? ?(?:руб\w*\.?)? ?"
    r"(?P<way>больше|меньше|выше|ниже)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
SCALES = {"тыс": Decimal(1000), "млн": Decimal(10**6), "мил": Decimal(10**6)}
REACH = 80
"""Characters behind the sum in which its change may begin, and behind that its base year."""


class CampaignSum(Record):
    """Money of a charity campaign, with its change against an earlier one where stated."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["campaign_sum"]
    campaigns: tuple[str, ...] = Field(default=(), description="titles without quotes")
    change: Change | None = None


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [CampaignSum]


def change(text: str, candidate: Candidate) -> tuple[Change, tuple[int, int]] | None:
    """Read ``на 432276 рублей больше … с 2008 годом`` behind a sum, and where it stands."""
    limit = candidate.sentence[1]
    match = CHANGE.search(text, candidate.end, min(limit, candidate.end + REACH))
    if match is None:
        return None
    delta = Decimal(re.sub(r"\s", "", match["n"]).replace(",", "."))
    if match["scale"]:
        delta *= SCALES[match["scale"][:3].lower()]
    if match["way"] in ("меньше", "ниже"):
        delta = -delta
    reach = min(limit, match.end() + REACH)
    year = YEAR.search(text, match.end(), reach)
    base = year.group() if year else _last_year(text[match.end() : reach], candidate)
    found = Change(delta=delta, base_period=base, base_value=candidate.value - delta)
    return found, (match.start(), year.end() if year else match.end())


def _last_year(behind: str, candidate: Candidate) -> str | None:
    """Resolve ``прошлого года`` from the sum's own period."""
    if candidate.period is not None and "прошл" in behind:
        return str(int(candidate.period.value[:4]) - 1)
    return None


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the sums that the chooser gives this type, with campaign and change."""
    before: Candidate | None = None
    for candidate in doc._.candidates:
        if candidate.choice != TYPE:
            continue
        candidate = before = scaled(candidate, before)
        named = (candidate.drive,) if candidate.drive else candidate.titles
        titles = tuple(title.value for title in named)
        found = change(doc._.source, candidate)
        claim = chosen(
            candidate, TYPE, campaigns=titles, change=found[0] if found else None,
            subject=candidate.unit or ROUBLE,
        )  # fmt: skip
        evidence = dict(claim.evidence)
        if titles:
            evidence["campaigns"] = (named[0].start, named[-1].end)
        if found:
            evidence["change"] = found[1]
        yield replace(claim, evidence=evidence)
