"""Looks for files that end otherwise than in a declared error: ``make fuzz [SECONDS=600]``.

The fixtures and the small odd files are cut, mixed and changed by hypothesis, packages
also within their parts, and read in a child process. A crash, an error that is not ours,
a hang or a want of memory is a finding: it is made small and written to ``found/``, from
where it goes into the corpus with the outcome it should have.
"""

import contextlib
import hashlib
import io
import sys
import time
import zipfile
import zlib
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import make
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from pages import FORMATS

from extractor.batch.isolation import Isolated
from extractor.errors import outcome
from extractor.loaders import MEGABYTE, Limits

HERE = Path(__file__).resolve().parent
FOUND = HERE / "found"
BAD = frozenset({"crash", "plugin_error", "timeout", "memory"})
LARGEST = 100_000
LIMITS = Limits(seconds=20, memory=1024 * MEGABYTE, text=2_000_000, size=16 * MEGABYTE)
TOKENS = (b"\0", b"\xff" * 8, b"{", b"}", b"<", b">", b"<!--", b"\\u-1", b"\\'ff", b"0 R",
          b"endobj", b"PK\x03\x04", b"PK\x01\x02", b"\r", b"\n", "Ё".encode("cp1251"), "ё".encode(),
          b"999999999", b"-1", b"stream\n", b"<![CDATA[", b"&#x110000;", b"%s" * 9)  # fmt: skip


@cache
def seeds() -> list[bytes]:
    """Give what is changed: every fixture, and every odd file that is small and ends well."""
    files = [p.read_bytes() for p in sorted(FORMATS.iterdir()) if p.suffix not in ("", ".py")]
    odd = [
        odd.made
        for odd in make.corpus()
        if isinstance(odd.made, bytes)
        and not (odd.name.startswith("mock") or set(odd.outcomes) & BAD)
    ]
    return [data for data in [*files, *odd] if len(data) <= LARGEST]


def _one(draw: st.DrawFn) -> bytes:
    return seeds()[draw(st.integers(0, len(seeds()) - 1))]


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """Change one of the files at a few places."""
    data = _one(draw)
    if data.startswith(b"PK\x03\x04") and draw(st.booleans()):
        return _inside(draw, data)
    return _bytes(draw, data)


def _bytes(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 6))):
        if not data:
            break
        at = draw(st.integers(0, len(data)))
        size = draw(st.sampled_from((1, 2, 4, 16, 200, 3_000)))
        kind = draw(st.sampled_from(("set", "cut", "drop", "token", "repeat", "splice")))
        if kind == "set":
            data = data[:at] + draw(st.binary(max_size=8)) + data[at + 8 :]
        elif kind == "cut":
            data = data[:at]
        elif kind == "drop":
            data = data[:at] + data[at + size :]
        elif kind == "token":
            data = data[:at] + draw(st.sampled_from(TOKENS)) * draw(st.integers(1, 40)) + data[at:]
        elif kind == "repeat":
            data = data[: at + size] * draw(st.integers(1, 3)) + data[at:]
        else:
            data = data[:at] + _one(draw)[at : at + size] + data[at:]
    return data[: 4 * LARGEST]


def _inside(draw: st.DrawFn, data: bytes) -> bytes:
    """Change one part of a package and pack it anew, so that it is read that far."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {info.filename: old.read(info) for info in old.infolist()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError):
        return data
    if not parts:
        return data
    name = draw(st.sampled_from(sorted(parts)))
    parts[name] = _bytes(draw, parts[name])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return made.getvalue()


class Search:
    """A search of some seconds; counts files and outcomes, keeps findings."""

    def __init__(self, isolated: Isolated, folder: Path) -> None:
        self.isolated, self.path = isolated, folder / "file"
        self.outcomes: dict[str, int] = {}
        self.files = 0
        self.bad: tuple[bytes, str] | None = None

    def check(self, data: bytes) -> None:
        """Read a changed file; fail where it ends badly."""
        self.path.write_bytes(data)
        self.files += 1
        for reading in self.isolated.read(self.path):
            end = outcome(reading.error)
            self.outcomes[end] = self.outcomes.get(end, 0) + 1
            if end in BAD:
                if not self.bad or len(data) < len(self.bad[0]):
                    self.bad = data, f"{end}: {reading.error}"
                raise AssertionError(f"{end}: {reading.error}")

    def round(self, number: int, examples: int) -> str:
        """Try some examples; give what was found, smallest, or an empty string."""
        self.bad = None

        @seed(number)
        @settings(
            max_examples=examples, deadline=None, database=None, report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
        )  # fmt: skip
        @given(changed())
        def attempt(data: bytes) -> None:
            self.check(data)

        with contextlib.suppress(AssertionError, Flaky):
            attempt()
        if self.bad is None:
            return ""
        data, line = self.bad
        FOUND.mkdir(exist_ok=True)
        name = FOUND / hashlib.sha256(data).hexdigest()[:12]
        name.write_bytes(data)
        return f"{name}: {line}"


def main(length: float, begin: int = 0) -> int:
    """Search for so many seconds from a seed on; exit code 1 with findings."""
    import tempfile

    end, number, findings = time.monotonic() + length, begin, []
    with tempfile.TemporaryDirectory() as folder, Isolated(LIMITS) as isolated:
        search = Search(isolated, Path(folder))
        while time.monotonic() < end:
            found = search.round(number, 200)
            number += 1
            if found:
                print(found, flush=True)
                findings.append(found)
    ends = ", ".join(f"{name} {count}" for name, count in sorted(search.outcomes.items()))
    print(f"{search.files} files, seeds {begin} to {number - 1}: {ends}")
    print(f"{len(findings)} findings")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:] or ["600"])))
