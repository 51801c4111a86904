"""Every error that a caller of the toolkit may meet. This module imports nothing.

An error carries one line that a user can act on; the command line prints that
line and exits with code 2, a batch run writes it into the outcome's row.
"""


class ExtractorError(Exception):
    """Base of all errors of the toolkit. ``str(error)`` is one line for a user."""


class UsageError(ExtractorError):
    """The command or call was asked for something it cannot do."""


class SourceError(ExtractorError):
    """A source cannot be found, opened or listed."""

    outcome = "unsupported"


class DocumentError(ExtractorError):
    """One document cannot be read; others are not touched. ``outcome`` names its class."""

    outcome = "corrupt"


class EmptyDocument(DocumentError):
    """The document holds no text at all."""

    outcome = "empty"


class NoTextLayer(DocumentError):
    """The pages are pictures: there is no text to take, only one to recognise."""

    outcome = "no_text_layer"


class UnsupportedDocument(DocumentError):
    """No loader takes these bytes."""

    outcome = "unsupported"


class EncryptedDocument(DocumentError):
    """The document is closed with a password."""

    outcome = "encrypted"


class CorruptDocument(DocumentError):
    """The document is cut off, damaged, or breaks the rules of its format."""

    outcome = "corrupt"


class GarbledDocument(DocumentError):
    """The bytes do not decode to readable Cyrillic text."""

    outcome = "garbled"


class TooLarge(DocumentError):
    """The document, or what it unpacks to, exceeds a limit."""

    outcome = "too_large"


class TimedOut(DocumentError):
    """Reading the document took longer than the limit."""

    outcome = "timeout"


class OutOfMemory(DocumentError):
    """Reading the document took more memory than the limit."""

    outcome = "memory"


class Crashed(DocumentError):
    """The process that read the document died."""

    outcome = "crash"


class PluginError(ExtractorError):
    """A plugin raised, or gave what the hook does not allow."""

    outcome = "plugin_error"


class PluginClash(PluginError):
    """Two plugins claim one name, record type, suffix or loader."""


class UnknownHook(PluginError):
    """A plugin implements a hook that does not exist (misspelt, most often)."""


class GoldError(ExtractorError):
    """A marked text breaks the rules of the format; names file and place."""


class SchemaError(ExtractorError):
    """A committed JSON Schema differs from the record type it was made from."""


class ModelError(ExtractorError):
    """A model file is missing or does not fit the code that reads it."""


class TargetError(ExtractorError):
    """Records cannot be written to, or read back from, a target."""


class NothingRun(ExtractorError):
    """No document of a run could be read; ``failed`` holds a line for each."""

    def __init__(self, failed: tuple[str, ...]) -> None:
        super().__init__("; ".join(failed))
        self.failed = failed


class NothingLoaded(TargetError):
    """No line of the files is a record; ``wrong`` says of each why not."""

    def __init__(self, wrong: tuple[str, ...]) -> None:
        super().__init__("; ".join(wrong) or "there are no records in these files")
        self.wrong = wrong


class PluginWarning(UserWarning):
    """A plugin was set aside, and the others go on."""


OUTCOMES: dict[str, type[ExtractorError] | None] = {
    "ok": None,
    "empty": EmptyDocument,
    "no_text_layer": NoTextLayer,
    "unsupported": UnsupportedDocument,
    "encrypted": EncryptedDocument,
    "corrupt": CorruptDocument,
    "garbled": GarbledDocument,
    "too_large": TooLarge,
    "timeout": TimedOut,
    "memory": OutOfMemory,
    "crash": Crashed,
    "plugin_error": PluginError,
}
"""The classes in which reading a document can end, each with its exception."""


def outcome(error: ExtractorError | None) -> str:
    """Name the class of an error, or ``ok`` where there is none."""
    return str(getattr(error, "outcome", "plugin_error")) if error else "ok"
