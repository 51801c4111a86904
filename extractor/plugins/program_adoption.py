"""A programme, plan or strategy was adopted: its title, when, and by whom."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from extractor.candidates import Claim
from extractor.candidates import Field as Found
from extractor.hookspecs import hookimpl
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractor.russian.adoptions import Adoption

TYPE = "program_adoption"


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
    program = "(?-i:[ПСКпск])(?:(?<=п)рограмм|(?<=с)тратеги|(?<=к)онцепци)"
    adopted = "(?-i:[ПУОпуо])(?:(?<=п)риня|(?<=у)тв[е.]|(?<=о)добр)"
    near = "(?s:.{0,1000}?)"
    return [
        # Two letters in a row that each of the words has: they are looked for fastest.
        r"(?-i:[БГУЦЯбгуця][ВИЛРТвилрт])"
        rf"(?:(?:(?<=прогр)амм|(?<=стратеги)|(?<=концепци)){near}{adopted}"
        rf"|(?:(?<=приня.)|(?<=ут)в[е.]|(?<=одобр)){near}(?:{program}|план)"
        # The stamp above a programme, which opens a line.
        r"|(?:(?<=принят)(?<!\Sпринят)(?<!\S[ \t]принят)|(?<=ут)(?<!\Sут)(?<!\S[ \t]ут)вержд[её]н)"
        r"[аоы]?(?:\s+(?:постанов|решен|распоряж|приказ)|\s*$))"
    ]


def _claims(adoption: "Adoption", place: Found | None) -> Iterator[Claim]:
    """Yield a claim for each title that was adopted."""
    told = {"period": adoption.period, "place": place, "body": adoption.body}
    found = {name: field for name, field in told.items() if field is not None}
    fields = {name: field.value for name, field in found.items()}
    evidence = {name: (field.start, field.end) for name, field in found.items()}
    for title in adoption.titles:
        yield Claim(TYPE, title.start, title.end, None, "adopted + title", 0.9, fields, evidence)


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the titles of programmes that a sentence says were adopted."""
    sentences = doc._.sentences
    if not sentences:
        return
    from extractor.russian import adoptions  # its patterns are made where one is asked for

    for sentence in sentences:
        for adoption in adoptions.find(doc._.source, sentence):
            yield from _claims(adoption, adoption.place or sentence.place)
