"""Quantitative facts of Russian municipal reports as validated records.

>>> import extractor
>>> for record in extractor.extract("В городе действуют 15 общественных организаций."):
...     print(record.type, record.value, record.subject)
organization_count 15 общественная организация
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.document import Document as Document
    from extractor.hookspecs import hookimpl as hookimpl
    from extractor.pipeline import extract as extract
    from extractor.pipeline import read as read
    from extractor.plugins.activity_count import ActivityCount as ActivityCount
    from extractor.plugins.campaign_sum import CampaignSum as CampaignSum
    from extractor.plugins.council_size import CouncilSize as CouncilSize
    from extractor.plugins.membership_count import MembershipCount as MembershipCount
    from extractor.plugins.organization_count import OrganizationCount as OrganizationCount
    from extractor.plugins.participation_count import ParticipationCount as ParticipationCount
    from extractor.plugins.personnel_count import PersonnelCount as PersonnelCount
    from extractor.plugins.program_adoption import ProgramAdoption as ProgramAdoption
    from extractor.plugins.program_beneficiaries import (
        ProgramBeneficiaries as ProgramBeneficiaries,
    )
    from extractor.records import Record as Record
    from extractor.sinks.direct import rows as rows
    from extractor.sinks.direct import write as write
    from extractor.sinks.jsonl import load as load

_HOMES = {
    "extract": "extractor.pipeline",
    "read": "extractor.pipeline",
    "load": "extractor.sinks.jsonl",
    "rows": "extractor.sinks.direct",
    "write": "extractor.sinks.direct",
    "hookimpl": "extractor.hookspecs",
    "Document": "extractor.document",
    "Record": "extractor.records",
    "ActivityCount": "extractor.plugins.activity_count",
    "CampaignSum": "extractor.plugins.campaign_sum",
    "CouncilSize": "extractor.plugins.council_size",
    "MembershipCount": "extractor.plugins.membership_count",
    "OrganizationCount": "extractor.plugins.organization_count",
    "ParticipationCount": "extractor.plugins.participation_count",
    "PersonnelCount": "extractor.plugins.personnel_count",
    "ProgramAdoption": "extractor.plugins.program_adoption",
    "ProgramBeneficiaries": "extractor.plugins.program_beneficiaries",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    """Load a public name at its first use, so that ``import extractor`` stays cheap."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'extractor' has no attribute {name!r}")
