from __future__ import annotations

import errno
import os
import re
import threading
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.base.errors import CannotWrite, FileExists
from lawgov_cli.base.written import begin, has_written
from lawgov_cli.store.files import write_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "c.md", "甲\n")
    assert (tmp_path / "a" / "b" / "c.md").read_bytes() == "甲\n".encode()
    write_file(tmp_path / "d", b"\x00\xff")
    assert (tmp_path / "d").read_bytes() == b"\x00\xff"


def test_once_a_file_is_on_disk_that_is_known(tmp_path: Path) -> None:
    begin()
    assert not has_written()
    write_file(tmp_path / "a.md", "甲")
    assert has_written()


def test_all_of_a_file_is_on_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    synced: list[tuple[int, bool]] = []
    monkeypatch.setattr(
        os, "fsync", lambda file: synced.append((os.fstat(file).st_size, path.exists()))
    )
    write_file(path, "甲")
    assert synced == [(3, False)]


def test_a_draft_that_cannot_be_cleared_away_keeps_no_other(tmp_path: Path) -> None:
    for number in range(10):
        draft = tmp_path / f".lawgov-0000000{number}.tmp"
        draft.mkdir() if number % 2 else draft.touch()
        os.utime(draft, (0, 0))
    write_file(tmp_path / "a.md", "甲")
    assert [draft for draft in tmp_path.glob(".lawgov-*") if not draft.is_dir()] == []


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


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
def test_a_copy_is_no_more_readable_than_what_it_is_of(tmp_path: Path) -> None:
    (tmp_path / "plan").touch(0o600)
    write_file(tmp_path / "backup", "x", like=tmp_path / "plan")
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600


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


def test_of_many_that_write_one_new_file_at_once_one_has_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    refused: list[Exception] = []
    start = threading.Barrier(12)

    def write(number: int) -> None:
        start.wait(timeout=30)
        try:
            write_file(path, f"{number}" * 1000)
        except FileExists as error:
            refused.append(error)

    threads = [threading.Thread(target=write, args=(number,), daemon=True) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(refused) == 11
    assert len(set(re.findall("[0-9]+", path.read_text(encoding="utf-8")))) == 1
    assert {entry.name for entry in tmp_path.iterdir()} == {"a.md", "home"}


def test_a_file_that_came_to_be_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    sync = os.fsync

    def another_comes(descriptor: int) -> None:
        sync(descriptor)
        path.write_text("旧", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", another_comes)
    with pytest.raises(FileExists):
        write_file(path, "新")
    assert path.read_text(encoding="utf-8") == "旧"
    assert not list(tmp_path.glob(".lawgov-*"))


@pytest.mark.parametrize("full", [False, True])
def test_where_there_are_no_links_a_new_file_is_whole_or_not_there(
    full: bool,  # noqa: FBT001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "a.md"

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    if not full:
        write_file(path, "新")
        assert path.read_text(encoding="utf-8") == "新"
        with pytest.raises(FileExists):
            write_file(path, "另")
        return
    synced: list[int] = []
    sync = os.fsync

    def full_disk(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(CannotWrite, match="磁盘空间不足"):
        write_file(path, "新")
    assert not path.exists()


def test_what_killed_runs_left_is_cleared_when_it_is_old(tmp_path: Path) -> None:
    old = [tmp_path / name for name in (".lawgov-0123abcd.tmp", ".a.md.x7_yz012")]
    kept = [tmp_path / name for name in (".b.md.x7_yz012", ".a.md.template", "a.md.x7_yz012")]
    young = tmp_path / ".lawgov-89abcdef.tmp"
    for path in (*old, *kept, young):
        path.touch()
    for path in (*old, *kept):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    (tmp_path / ".a.md.template").rename(tmp_path / ".a.md.templates")
    write_file(tmp_path / "a.md", "x")
    assert not any(path.exists() for path in old)
    names = {path.name for path in tmp_path.iterdir()} - {"home"}
    assert names == {"a.md", young.name, ".b.md.x7_yz012", ".a.md.templates", "a.md.x7_yz012"}


def test_a_link_stays_a_link_and_what_it_points_to_is_written(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    (tmp_path / "a.md").write_text("旧", encoding="utf-8")
    link.symlink_to("a.md")
    write_file(link, "新", force=True)
    assert link.is_symlink()
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "新"


def test_half_a_character_is_written_as_what_it_is(tmp_path: Path) -> None:
    write_file(tmp_path / "a.md", "残\udcff")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "残\\udcff"
