"""The command line: one file a command. Heavy imports wait until a command runs."""

from extractor.cli.app import app, main

__all__ = ["app", "main"]
