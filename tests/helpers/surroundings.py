"""What of the surroundings makes programs print otherwise: tests and docs go without it."""

OUTER = frozenset({
    "BUILD_NUMBER", "CI", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "LINES",
    "NO_COLOR", "PYTEST_ADDOPTS", "PYTHONHASHSEED", "PYTHONIOENCODING", "PYTHONWARNINGS",
    "PY_COLORS", "TERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
})  # fmt: skip
"""Variables of whoever runs the tests: how wide, how coloured, in CI or not."""

SETTINGS = {"TERM": "dumb", "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
"""What they are set to instead."""

OFFLINE = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}
"""How pip goes without the network, for all is there; pip reads the last one as: no isolation."""
