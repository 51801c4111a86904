"""For plugin authors: what every plugin must hold to, as checks and as a pytest suite."""

from extractor.testing.conformance import Conformance, Finding
from extractor.testing.suite import PluginSuite

__all__ = ["Conformance", "Finding", "PluginSuite"]
