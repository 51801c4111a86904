"""``pytest FOLDER`` collects gold files; a mistake is a line of the diff."""

import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "В городе действуют ⟦15|organization_count|15⟧ общественных организаций.\n"
BAD = f"{GOOD}Закон № ⟦131|council_size|131⟧-ФЗ.\nПрошли 52 лекции.\n"


def pytest_in(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pytest", "-q", "-rN", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")


def test_gold_files_are_tests(tmp_path: Path) -> None:
    (tmp_path / "good.marked.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.marked.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "broken.marked.txt").write_text("⟦15|", encoding="utf-8")
    (tmp_path / "other.txt").write_text(BAD, encoding="utf-8")
    done = pytest_in(tmp_path)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert [line for line in lines if line.startswith(("- ", "+ "))] == [
        "- Закон № ⟦131|council_size|131⟧-ФЗ.   (missed, line 2)",
        "+ Прошли ⟦52|activity_count|52⟧ лекции.   (extra, line 3)",
    ]
    assert "1 missed, 1 extra" in lines
    assert next(line for line in lines if "broken mark" in line).endswith(
        "mark: '⟦15|' is not closed by ⟧"
    )
    assert lines[-1].startswith("2 failed, 1 passed")


def test_the_types_that_count_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\nextractor_types = organization_count\n")
    (tmp_path / "bad.marked.txt").write_text(BAD, encoding="utf-8")
    assert pytest_in(tmp_path).stdout.splitlines()[-1].startswith("1 passed")


UNKNOWN = "there is no record type 'council_sise'; there are: activity_count, campaign_sum, council"


def test_a_type_to_count_by_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "good.marked.txt").write_text(GOOD, encoding="utf-8")
    done = pytest_in(tmp_path, "-o", "extractor_types=council_sise")
    told = [line for line in done.stderr.splitlines() if line]
    assert (done.returncode, len(told)) == (pytest.ExitCode.USAGE_ERROR, 1)
    assert told[0].startswith(f"ERROR: extractor_types: {UNKNOWN}")
    spread = pytest_in(tmp_path, "-o", "extractor_types=council_sise", "-n", "1")
    told = [line for line in spread.stdout.splitlines() if "sise" in line]
    assert (spread.returncode, [line.partition("; there")[0] for line in told]) == (
        pytest.ExitCode.TESTS_FAILED, ["extractor_types: " + UNKNOWN.partition("; there")[0]]
    )  # fmt: skip


def test_a_type_in_gold_that_is_none_is_told(tmp_path: Path) -> None:
    gold = GOOD.replace("organization_count", "council_sise")
    (tmp_path / "good.marked.txt").write_text(gold, encoding="utf-8")
    done = pytest_in(tmp_path, "-o", "extractor_types=organization_count")
    told = [line.partition(":1: ")[2] for line in done.stdout.splitlines() if "sise" in line]
    assert (done.returncode, len(told)) == (1, 1)
    assert told[0].startswith(f"fact 1 ('15'): {UNKNOWN}")


def test_a_run_without_gold_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(
        "import sys\ndef test_a(): assert not {'spacy', 'numpy', 'pydantic'} & set(sys.modules)\n"
    )
    assert pytest_in(tmp_path).stdout.splitlines()[-1].startswith("1 passed")
