"""A file appears whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from extractor.errors import TargetError
from extractor.sinks.files import replacing


def test_a_target_appears_when_all_went_well(tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    with replacing(str(target)) as stream:
        stream.write("строка\r\n")
        assert not target.exists()
    assert [(p.name, p.read_bytes().decode()) for p in tmp_path.iterdir()] == [
        ("a.jsonl", "строка\r\n")
    ]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    target.write_text("old")
    with pytest.raises(KeyError), replacing(str(target)) as stream:
        stream.write("new")
        raise KeyError
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.jsonl", "old")]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old")
    link.symlink_to(real)
    with replacing(str(link)) as stream:
        stream.write("new")
    assert (link.is_symlink(), real.read_text()) == (True, "new")


def test_a_device_is_written_directly() -> None:
    with replacing("/dev/null") as stream:
        stream.write("gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("name", ["missing/a.jsonl", "a" * 300])
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(TargetError, match="cannot be written"), replacing(str(tmp_path / name)):
        pass
