"""The program as a process of its own: bytes out, exit codes, and what it need not import."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "numpy", "pymorphy3", "pydantic", "charset_normalizer", "slovnet")
TEXT = "В городе действуют 15 общественных организаций.\n"


def call(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "extractor", *arguments], capture_output=True, env=settings or None
    )


def test_same_input_same_bytes_in_any_order_and_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "c.txt"):
        Path(name).write_text(TEXT, encoding="utf-8")
    runs = [
        call("run", *names, LC_ALL="C", PYTHONHASHSEED=seed, PYTHONIOENCODING=encoding)
        for names, seed, encoding in (
            (["a.txt", "b.txt", "c.txt"], "1", "ascii"),
            (["c.txt", "a.txt", "b.txt"], "2", "cp1251"),
        )
    ]
    assert [(run.returncode, run.stderr) for run in runs] == [(0, b""), (0, b"")]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout.decode("utf-8").splitlines()) == 3


def test_no_traceback() -> None:
    result = call("run", "--nonsense")
    told = b"extractor: No such option: --nonsense See: extractor --help\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, b"", told)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, extractor.cli\n"
        "try: extractor.cli.app(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stderr == "[]\n"
