"""From a claim to its record: the text behind it, its evidence, its origin."""

from difflib import get_close_matches

from pydantic import ValidationError

from extractor.candidates import OWN, Claim
from extractor.document import Document
from extractor.errors import PluginError
from extractor.records import Record, record_id
from extractor.values import Evidence, Producer, Source


def build(document: Document, type_: type[Record], found: Claim, producer: Producer) -> Record:
    """Make the record of a claim; raises PluginError where a field does not fit."""
    text = document.text
    for name, (start, end) in (("", (found.start, found.end)), *sorted(found.evidence.items())):
        if not 0 <= start < end <= len(text):
            of = f" of {name}" if name else ""
            raise PluginError(
                f"plugin {producer.plugin!r}: characters {start}:{end}{of} are not in the text"
            )
    evidence = {
        name: Evidence(start=start, end=end, text=text[start:end])
        for name, (start, end) in sorted(found.evidence.items())
    }
    source = Source(
        path=document.path, sha256=document.sha256, loader=document.loader,
        page=document.page_at(found.start),
    )  # fmt: skip
    try:
        return type_(
            type=found.type,
            id=record_id(document.sha256, found.type, found.start, found.end),
            value=found.value, start=found.start, end=found.end,
            text=text[found.start : found.end], evidence=evidence, source=source,
            produced_by=producer, **found.fields,
        )  # fmt: skip
    except ValidationError as error:
        reason = error.errors()[0]
        field = ".".join(map(str, reason["loc"]))
        said = f"{field}: {reason['msg']}"
        if reason["type"] == "extra_forbidden":
            said = _no_field(field, type_)
        raise PluginError(
            f"plugin {producer.plugin!r} made an invalid {found.type}: {said}"
        ) from error


def _no_field(name: str, type_: type[Record]) -> str:
    """Say that a record type has no such field, and which it has, or which may be meant."""
    fields = [field for field in type_.model_fields if field not in OWN]
    own = [field for field in fields if field not in Record.model_fields]
    meant = get_close_matches(name, fields, 1)
    hint = f"is it {meant[0]!r}?" if meant else f"it has: {', '.join(own or fields)}"
    return f"{name!r} is no field of {type_.__name__}; {hint}"
