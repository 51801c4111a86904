"""Gold in the forms of other tools, both ways and exact to the character."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from extractor.errors import GoldError
from extractor.evaluation.allowed import wrong_upper
from extractor.evaluation.gold import GoldFact, GoldText, attributes_of, value_of
from extractor.evaluation.keys import REFERENCES
from extractor.values import plain


@dataclass(frozen=True)
class Format:
    """A form of gold: ``write`` puts texts at a path, ``read`` gives them back.

    Both raise GoldError for what the form cannot hold or does not say.
    """

    name: str
    write: Callable[[Sequence[GoldText], Path], None]
    read: Callable[[Path], tuple[GoldText, ...]]


def named(name: str) -> Format:
    """Give a form by its name; raises GoldError for one that is not known."""
    from extractor.evaluation.formats import brat, docbin, label_studio, marked

    forms = {form.name: form for form in (brat.FORM, docbin.FORM, label_studio.FORM, marked.FORM)}
    if name not in forms:
        raise GoldError(f"there is no form {name!r}; there are: {', '.join(sorted(forms))}")
    return forms[name]


def stated(fact: GoldFact) -> str:
    """Write the value and attributes of a fact as the marked text does: ``15|period=2009``."""
    value = "" if fact.value is None else plain(fact.value)
    rest = ";".join(f"{key}={value}" for key, value in fact.attributes.items())
    return f"{value}|{rest}" if rest else value


def fact(
    index: int, type_: str, text: str, span: tuple[int, int], said: str, where: str
) -> GoldFact:
    """Make a fact of what another form says of it; raises GoldError naming ``where``."""
    start, end = span
    if not 0 <= start < end <= len(text):
        raise GoldError(f"{where}: characters {start}:{end} are not in the text")
    written, _, rest = said.partition("|")
    value = value_of(written, where)
    attributes = attributes_of(rest, where)
    wrong = wrong_upper(value, attributes)
    if wrong:
        raise GoldError(f"{where}: {wrong}")
    return GoldFact(
        index=index, type=type_, value=value, start=start, end=end, text=text[start:end],
        attributes=attributes,
    )  # fmt: skip


def in_order(name: str, text: str, facts: Iterable[GoldFact]) -> GoldText:
    """Make a gold text of facts in any order: sorted by place, references renumbered.

    ``same_as`` and ``part_of`` name facts by the index they came with.
    """
    ordered = sorted(facts, key=lambda one: (one.start, one.end))
    place = {str(one.index): str(i) for i, one in enumerate(ordered, 1)}
    renumbered = []
    for i, one in enumerate(ordered, 1):
        attributes = {
            key: place.get(value, value) if key in REFERENCES else value
            for key, value in one.attributes.items()
        }
        update = {"index": i, "attributes": MappingProxyType(attributes)}
        renumbered.append(one.model_copy(update=update))
    return GoldText(name=name, text=text, facts=tuple(renumbered))
