"""The hooks, in the order a document meets them: the table of contents of extension.

Built-ins and strangers use the same door. A plugin is a module or object with functions
marked :data:`hookimpl`; a package names it under the entry point group ``extractor``.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pluggy

from extractor.candidates import Claim
from extractor.records import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractor.loaders import Loader
    from extractor.sinks import Sink

hookspec = pluggy.HookspecMarker("extractor")
hookimpl = pluggy.HookimplMarker("extractor")


@hookspec
def extractor_loaders() -> "Sequence[Loader]":  # type: ignore[empty-body]
    """Give loaders: what turns the bytes of a file into a document."""


@hookspec
def extractor_record_types() -> Sequence[type[Record]]:  # type: ignore[empty-body]
    """Give the record types the plugin makes, each a subclass of Record with a TYPE."""


@hookspec
def extractor_triggers() -> Sequence[str]:  # type: ignore[empty-body]
    """Give regular expressions of paragraphs to read though they hold no open number."""


@hookspec
def extractor_components() -> Sequence[str]:  # type: ignore[empty-body]
    """Give names of spaCy factories to run behind the Russian layer's own."""


@hookspec
def extractor_find(doc: "Doc") -> Iterable[Claim]:  # type: ignore[empty-body]
    """Read an annotated paragraph and yield claims; the Doc may not be changed.

    ``doc._.candidates`` holds the numbers that may be facts, ``doc._.numbers`` every
    number, also those with a unit (``12 тонн``); it is made when first asked for.
    """


@hookspec
def extractor_sinks() -> "Sequence[Sink]":  # type: ignore[empty-body]
    """Give sinks: what writes records to a target of some form."""
