"""Windows' branches as far as they can be imitated, and the documents' list of all of them."""

from __future__ import annotations

import errno
import importlib.util
import os
import re
import shutil
import sys
import types
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base import errors
from lawgov_cli.cli import completing, pager
from lawgov_cli.store import appending, files, locking, redaction
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

SOURCE = ROOT / "src" / "lawgov_cli"
_BRANCH = re.compile(r'os\.name [!=]= "nt"|"win32"|os\.linesep == |os\.sep == ')


class WindowsOs:
    """The module ``os`` as it calls itself there; all else is this system's."""

    name = "nt"
    sep = "\\"

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever os has
        return getattr(os, name)


def test_every_branch_is_listed_in_the_documents() -> None:
    listed = set(re.findall(r"`([\w/]+\.py)`", (ROOT / "docs" / "windows.md").read_text("utf-8")))
    branching = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if _BRANCH.search(path.read_text("utf-8"))
    }
    assert branching <= listed
    assert listed - branching == {"tests/test_windows.py", "tasks.py", "cli/shells.py"} | {
        "tests/cli/test_consoles.py"
    }


def test_a_file_that_may_be_open_elsewhere_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = OSError(errno.EACCES, "Permission denied")
    assert errors.why(refused) == "没有权限"
    monkeypatch.setattr(errors, "os", WindowsOs())
    assert errors.why(refused) == "没有权限, 或者它正开着(在 WPS、Excel 里的请先关掉)"


# ---------------------------------------------------------------- the lock


def windows_locking(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, list[tuple[int, int]]]:
    """The module as it is loaded there, and the bytes that are locked: file and place."""
    held: list[tuple[int, int]] = []

    def lock(descriptor: int, mode: int, count: int) -> None:
        place = (os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR))
        assert count == 1
        if mode == 0:
            held.remove(place)
        elif place in held:
            raise PermissionError
        else:
            held.append(place)

    fake = types.ModuleType("msvcrt")
    fake.locking, fake.LK_NBLCK, fake.LK_UNLCK = lock, 2, 0  # type: ignore[attr-defined]
    spec = importlib.util.spec_from_file_location("locking_there", str(locking.__file__))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "platform", "win32")
        patched.setitem(sys.modules, "msvcrt", fake)
        spec.loader.exec_module(module)
    return module, held


def test_the_lock_is_a_byte_far_beyond_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, held = windows_locking(monkeypatch)
    journal = tmp_path / "j.yaml"
    journal.write_bytes(b"- {}\n")
    first, second = (os.open(journal, os.O_RDWR) for _ in range(2))
    try:
        with module.locked(first) as got:
            assert got
            assert held == [(journal.stat().st_ino, 0x7FFF0000)]
            monkeypatch.setattr(module, "LOCK_SECONDS", 0)
            with pytest.raises(BlockingIOError), module.locked(second):
                pass
        assert held == []
    finally:
        os.close(first)
        os.close(second)
    assert journal.read_bytes() == b"- {}\n"


# ---------------------------------------------------------------- files


def test_a_file_is_made_by_renaming_its_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "os", WindowsOs())
    files.write_file(tmp_path / "a.txt", "一\n")
    files.write_file(tmp_path / "a.txt", "二\n", force=True)
    assert [path.read_text("utf-8") for path in tmp_path.glob("*.txt")] == ["二\n"]
    assert list(tmp_path.glob("*.tmp")) == []


def test_a_record_is_appended_without_syncing_the_folder(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appending, "os", WindowsOs())
    invoke("note", "8", "开会")
    invoke("note", "8", "抽查")
    assert len(desk.lines) == 2


def test_a_redaction_is_written_over_the_open_journal(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("note", "8", "联系人张某13800000000")
    before = desk.journal.stat().st_ino
    monkeypatch.setattr(redaction, "os", WindowsOs())
    invoke("correct", "1", "--redact", "--reason", "个人信息", "--yes")
    assert desk.journal.stat().st_ino == before
    assert "13800000000" not in desk.journal.read_text("utf-8")
    assert "没有发现问题" in invoke("check").stdout


# ---------------------------------------------------------------- words


def test_the_pager_s_path_is_written_as_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pager, "os", WindowsOs())
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setenv("LAWGOV_PAGER", r"C:\bin\less.exe -R")
    assert pager.pager() == [r"C:\bin\less.exe", "-R"]


@pytest.mark.usefixtures("desk")
def test_a_backslash_is_part_of_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "os", WindowsOs())
    line = ["powershell", "list", "--plan", r"C:\x\y.yaml", "--role", "'lead"]
    assert completing.complete(line) == "lead\t牵头\n"
