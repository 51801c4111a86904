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
    r"(?-i:[ПУОпуо])(?<![а-яё].)(?:"
    r"(?<=п)риня(?:л[аи]?|т(?:[аоы]|ая|ой|ую|ою|ые|ых|ый|ого|ому|ым|ом|ыми)?)"
    r"|(?<=у)твер(?:дил[аи]?|дить|жд[её]н(?:[аоы]|н[а-яё]+)?)|(?<=о)добр(?:ил[аи]?|ен[аоы]?)"
    r")(?![а-яё])",
    re.IGNORECASE,
)
NOUN = re.compile(rf"(?<![а-яё])(?:{PROGRAM})(?![а-яё])", re.IGNORECASE)
NOT_ADOPTED = re.compile(
    r"не (?:был[аои]? )?(?:принят|утвержд)|участие|участия|меры|решение о"
    r"|принят на (?!сесс|засед|плен|конф|собр|съез)",
    re.IGNORECASE,
)
NOT_TITLED = re.compile(
    r"(?:\(|(?:район|округ|образовани|поселени|закон|кодекс|указ|постановлени|приказ)[а-яё]*)"
    r" *[«\"]? *$",
    re.IGNORECASE,
)
"""What stands before a title in quotes that is no programme's: a territory, an act, a gloss."""
BEFORE, BEHIND = 120, 200
"""Characters from a title to the word of adopting behind it, and from such a word to a title."""


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
    adopted = "(?-i:[ПУОпуо])(?:(?<=п)риня|(?<=у)твер|(?<=о)добр)"
    near = "(?s:.{0,1000}?)"
    return [
        # Two letters in a row that each of the words has: they are looked for fastest.
        r"(?-i:[БГУЦЯбгуця][ВИЛРТвилрт])"
        rf"(?:(?:(?<=прогр)амм|(?<=стратеги)|(?<=концепци)){near}{adopted}"
        rf"|(?:(?<=приня.)|(?<=ут)вер|(?<=одобр)){near}{program})"
    ]


def _titles(text: str, titles: Sequence[Found], start: int, end: int) -> Iterator[Found]:
    """Yield the titles that follow a programme's noun without another clause between."""
    nouns = [noun.end() for noun in NOUN.finditer(text, start, end)]
    for title in titles:
        gaps = [text[noun : title.start] for noun in nouns if noun <= title.start]
        named = any(len(gap) < 160 and not re.search(r"[.;»]", gap) for gap in gaps)
        if named and not NOT_TITLED.search(text[max(start, title.start - 60) : title.start]):
            yield title


def _adopted(text: str, title: Found, verb: re.Match[str], titles: Sequence[Found]) -> bool:
    """Tell whether a word of adopting speaks of a title: near it, with no other between."""
    behind = title.end <= verb.start()
    low, high = (title.end, verb.start()) if behind else (verb.end(), title.start)
    near = high - low <= (BEFORE if behind else BEHIND)
    return near and not any(low <= t.start < high for t in titles)


def _claims(text: str, sentence: Any) -> Iterator[Claim]:
    start, end = sentence.start, sentence.end
    verbs = [
        verb
        for verb in ADOPTED.finditer(text, start, end)
        if not NOT_ADOPTED.search(text, verb.start(), min(end, verb.end() + 12))
    ]
    titles = sentence.titles if verbs else ()
    named = _titles(text, titles, start, end)
    title = next((t for t in named if any(_adopted(text, t, v, titles) for v in verbs)), None)
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
    yield Claim(TYPE, title.start, title.end, None, "adopted + title", 0.9, fields, evidence)


@hookimpl
def extractor_find(doc: "Doc") -> Iterator[Claim]:
    """Claim the titles of programmes that a sentence says were adopted."""
    for sentence in doc._.sentences:
        yield from _claims(doc._.source, sentence)
