"""A programme, plan or strategy was adopted: its title, when, and by whom."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Claim
from extractor.candidates import Field as Found
from extractor.hookspecs import hookimpl
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPE = "program_adoption"
PROGRAM = (
    r"(?:под)?программ[аыеуой]+|стратеги[яиюей]+|концепци[яиюей]+|план[а-яё]*"
    r"|дорожн[а-яё]+ карт[а-яё]+"
)
ADOPTED = re.compile(
    r"(?<![а-яё])(?:принят[аоы]?|утвержд[её]н[аоы]?|одобрен[аоы]?|приняла|принял[и]?|утвердил[аи]?"
    r"|одобрил[аи]?|утвердить|утвержденн[а-яё]+|утверждённ[а-яё]+|принят[а-яё]{2})(?![а-яё])",
    re.IGNORECASE,
)
NOUN = re.compile(rf"(?<![а-яё])(?:{PROGRAM})(?![а-яё])", re.IGNORECASE)
DECREE = re.compile(r"(?:постановлени|решени|распоряжени)[а-яё]+[^.;]{0,80}?\bот\b", re.IGNORECASE)
NOT_ADOPTED = re.compile(
    r"не (?:был[аои]? )?(?:принят|утвержд)|участие|участия|меры|решение о|на работу", re.IGNORECASE
)
DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)")


class ProgramAdoption(Record):
    """A programme, plan or strategy was adopted; the record's range is its title's."""

    TYPE: ClassVar[str] = TYPE
    type: Literal["program_adoption"]
    value: None = None
    body: str | None = Field(default=None, description="who adopted it, in the nominative")


@hookimpl
def extractor_record_types() -> Sequence[type[Record]]:
    """Register the record type."""
    return [ProgramAdoption]


@hookimpl
def extractor_triggers() -> Sequence[str]:
    """Read paragraphs that speak of adopting a programme."""
    program, adopted = "(?=[пск])(?:программ|стратеги|концепци)", "(?=[пуо])(?:приня|утвер|одобр)"
    near = r"[\s\S]{0,1000}?"
    return [f"{program}{near}{adopted}|{adopted}{near}{program}"]


def _title(text: str, titles: Sequence[Found], start: int, end: int) -> Found | None:
    """Choose the title that follows a programme's noun without another clause between."""
    for noun in NOUN.finditer(text, start, end):
        for title in titles:
            gap = text[noun.end() : title.start]
            if title.start >= noun.end() and len(gap) < 160 and not re.search(r"[.;»]", gap):
                return title
    return None


def _claims(text: str, sentence: Any) -> Iterator[Claim]:
    start, end = sentence.start, sentence.end
    verb = ADOPTED.search(text, start, end)
    if verb is None or NOT_ADOPTED.search(text, verb.start(), min(end, verb.end() + 12)):
        return
    title = _title(text, sentence.titles, start, end)
    if title is None:
        return
    fields: dict[str, Any] = {}
    evidence: dict[str, tuple[int, int]] = {}
    for name, found in (
        ("period", sentence.period), ("place", sentence.place), ("body", sentence.body)
    ):  # fmt: skip
        if found is not None:
            fields[name] = found.value
            evidence[name] = (found.start, found.end)
    near = min(abs(verb.start() - title.start), abs(title.end - verb.start()))
    strength = 0.9 if near < 200 else 0.6
    yield Claim(TYPE, title.start, title.end, None, "adopted + title", strength, fields, evidence)


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the titles of programmes that a sentence says were adopted."""
    for sentence in doc._.sentences:
        yield from _claims(doc._.source, sentence)
