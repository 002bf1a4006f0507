from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.base.errors import CannotWrite, FileExists
from lawgov_cli.store.files import write_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "c.md", "甲\n")
    assert (tmp_path / "a" / "b" / "c.md").read_bytes() == "甲\n".encode()
    write_file(tmp_path / "d", b"\x00\xff")
    assert (tmp_path / "d").read_bytes() == b"\x00\xff"


def test_a_file_there_is_left_alone_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("旧", encoding="utf-8")
    with pytest.raises(FileExists) as caught:
        write_file(path, "新")
    assert (
        caught.value.message
        == f"{path} 已存在, 没有覆盖。要重新生成请加 --force, 或用 -o 写到别处。"
    )
    assert path.read_text(encoding="utf-8") == "旧"
    write_file(path, "新", force=True)
    assert path.read_text(encoding="utf-8") == "新"


def test_a_new_file_gets_the_rights_of_new_files_here_and_an_old_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    mask = os.umask(0o027)
    try:
        write_file(tmp_path / "new", "x")
    finally:
        os.umask(mask)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640
    (tmp_path / "new").chmod(0o600)
    write_file(tmp_path / "new", "y", force=True)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_where_writing_fails_the_old_file_is_whole_and_nothing_is_left(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("旧", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    if call == "replace":
        monkeypatch.undo()
        monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(CannotWrite, match=f"无法写入 {path}: .*。原有内容未受影响。"):
        write_file(path, "新", force=True)
    assert path.read_text(encoding="utf-8") == "旧"
    assert not [name for name in os.listdir(tmp_path) if name not in {"a.md", "home"}]  # noqa: PTH208


@pytest.mark.parametrize("name", ["file/inside", "长" * 300])
def test_a_path_that_cannot_be_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        write_file(tmp_path / name, "x")


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        write_file(tmp_path, "x", force=True)
    assert list(tmp_path.iterdir()) == [tmp_path / "home"]


def test_an_interrupted_write_leaves_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.md", "x")
    assert not list(tmp_path.glob(".a.md*"))
