"""Every exception of the toolkit. This module imports nothing.

An error carries one line that a user can act on; the command line prints that
line and exits with code 2, a batch run writes it into the outcome's row.
"""


class ExtractorError(Exception):
    """Base of all errors of the toolkit. ``str(error)`` is one line for a user."""


class UsageError(ExtractorError):
    """The command or call was asked for something it cannot do."""


class SourceError(ExtractorError):
    """A source cannot be found, opened or listed."""


class DocumentError(ExtractorError):
    """One document cannot be read; others are not touched."""


class EmptyDocument(DocumentError):
    """The document holds no text at all."""


class UnsupportedDocument(DocumentError):
    """No loader takes these bytes."""


class GarbledDocument(DocumentError):
    """The bytes do not decode to readable Cyrillic text."""


class PluginError(ExtractorError):
    """A plugin raised, or gave what the hook does not allow."""


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
