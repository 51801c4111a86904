"""A file appears whole or not at all."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from extractor.errors import TargetError
from extractor.sinks.files import replacing, replacing_folder


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


def content(folder: Path) -> list[tuple[str, str]]:
    return [
        (path.relative_to(folder).as_posix(), path.read_text())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def ours(name: str) -> bool:
    return name == "a.csv"


def test_a_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    for text in ("old", "new"):
        with replacing_folder(str(tmp_path / "out"), ours) as made:
            (made / "a.csv").write_text(text)
    assert content(tmp_path) == [("out/a.csv", "new")]


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.csv").write_text("old")
    with pytest.raises(TargetError), replacing_folder(str(tmp_path / "out"), ours) as made:
        shutil.rmtree(made)
    assert content(tmp_path) == [("out/a.csv", "old")]


@pytest.mark.parametrize(
    ("name", "error"), [("a.csv", KeyError), ("b.csv", TargetError)], ids=["ours", "others"]
)
def test_a_folder_set_aside_by_a_killed_process_comes_back(
    tmp_path: Path, name: str, error: type[Exception]
) -> None:
    for folder, text in ((".out.old", "old"), (".out.part", "new")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text)
    with pytest.raises(error), replacing_folder(str(tmp_path / "out"), ours):
        raise KeyError
    assert (f"out/{name}", "old") in content(tmp_path)
    (tmp_path / "out" / name).rename(tmp_path / "out/a.csv")
    with replacing_folder(str(tmp_path / "out"), ours) as made:
        (made / "a.csv").write_text("newer")
    assert content(tmp_path) == [("out/a.csv", "newer")]
