"""Install a package as a stranger's would be: by pip, from its own folder, into its own place."""

import os
import subprocess
import sys
from pathlib import Path


def install(folder: Path, site: Path) -> None:
    """Install the package of a folder into ``site``, offline and without its dependencies."""
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
        "--no-build-isolation", "--disable-pip-version-check", "--target", str(site), str(folder),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def call(site: Path, folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Run ``python -m COMMAND...`` in a folder, with what is installed in ``site``."""
    paths = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
    )  # fmt: skip
