"""What goes into a process that works on documents, and what comes out of it."""

from dataclasses import dataclass, field

from extractor.errors import ExtractorError, outcome
from extractor.loaders import Limits


@dataclass(frozen=True, slots=True)
class Result:
    """How one document ended.

    ``outcome`` is one of :data:`~extractor.errors.OUTCOMES`, ``message`` says why it is
    not ``ok``; ``problems`` hold a line for each plugin that failed at the document, without
    its path, for the same bytes may lie elsewhere too; ``records`` are lines of JSON in text
    order, which tell of another path where the document was ``moved`` since they were made.
    """

    path: str
    outcome: str
    message: str = ""
    warning: str = ""
    problems: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    moved: bool = False


def failed(path: str, error: ExtractorError | None) -> Result:
    """Give the result of a document that could not be read; the error says why."""
    return Result(path, outcome(error), str(error or ""))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process needs to know to work on documents as the others do.

    ``loaders`` names those to use, ``modules`` are importable plugins beside the
    installed ones, ``block`` names plugins to leave out; where ``strict``, a plugin that
    fails at a document fails the document, which ends a run. ``plugins`` were given by
    hand, packed by :mod:`~extractor.batch.sending`; without ``entry_points`` there are no
    installed ones. ``only`` names the plugins that are asked for records.
    """

    limits: Limits = field(default_factory=Limits)
    loaders: tuple[str, ...] | None = None
    modules: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    strict: bool = False
    plugins: tuple[tuple[str, bytes], ...] = ()
    entry_points: bool = True
    only: tuple[str, ...] | None = None


WARNING = "warning"
"""What stands for the outcome of a document that was read, but that its loader warned of."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or member that gave no document, a plugin that failed at it, or a warning of it.

    ``outcome`` is one of :data:`~extractor.errors.OUTCOMES`, or :data:`WARNING`.
    """

    path: str
    outcome: str
    message: str
