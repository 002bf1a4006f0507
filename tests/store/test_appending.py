"""What is acknowledged is in the file that everybody reads, whatever others do meanwhile."""

from __future__ import annotations

import errno
import fcntl
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base.errors import CannotWrite, JournalShut
from lawgov_cli.base.written import begin, has_written
from lawgov_cli.store import locking
from lawgov_cli.store.appending import append
from lawgov_cli.store.journal import format_record, read_journal
from tests.helpers import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.event import Event

FIRST = f"{format_record(record('8', number=1, note='甲'))}\n"
SECOND = f"{format_record(record('8', number=2, note='乙'))}\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with one record."""
    (tmp_path / "desk").mkdir()
    path = tmp_path / "desk" / "j.yaml"
    path.write_text(FIRST, encoding="utf-8")
    return path


def replace(path: Path, text: str) -> None:
    """As git, editors and sync clients do: a new file under the old name."""
    other = path.with_name("other")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def ids(path: Path) -> list[str]:
    return [event.id for event in read_journal(path).events]


def test_a_journal_replaced_while_a_writer_waits_is_opened_again(path: Path) -> None:
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        writer = threading.Thread(target=append, args=(path, [record("8", number=3)]), daemon=True)
        writer.start()
        replace(path, FIRST + SECOND)
        fcntl.flock(other, fcntl.LOCK_UN)
        writer.join(timeout=30)
    assert not writer.is_alive()
    assert ids(path) == ["r00001", "r00002", "r00003"]


def test_a_journal_replaced_while_it_is_held_is_written_to_again(path: Path) -> None:
    rounds: list[int] = []

    def compose(events: Sequence[Event]) -> list[dict[str, Any]]:
        if not rounds:
            replace(path, FIRST + SECOND)
        rounds.append(len(events))
        return [record("8", number=3, note=f"第{len(events) + 1}条")]

    written = append(path, compose)
    assert rounds == [1, 2]
    assert written.line == 3
    assert written.records[0]["note"] == "第3条"
    assert read_journal(path).events[-1].data == written.records[0]
    assert ids(path) == ["r00001", "r00002", "r00003"]


def test_a_journal_removed_while_it_is_held_is_made_again(path: Path) -> None:
    removed: list[None] = []

    def compose(events: Sequence[Event]) -> list[dict[str, Any]]:
        if events and not removed:
            removed.append(path.unlink())  # type: ignore[func-returns-value]
        return [record("8", number=3)]

    append(path, compose)
    assert ids(path) == ["r00003"]


@pytest.mark.parametrize("text", [FIRST + SECOND, ""], ids=["longer", "shorter"])
def test_a_journal_rewritten_in_place_meanwhile_is_read_again(path: Path, text: str) -> None:
    rounds: list[int] = []

    def compose(events: Sequence[Event]) -> list[dict[str, Any]]:
        if not rounds:
            path.write_text(text, encoding="utf-8")
        rounds.append(len(events))
        return [record("8", number=3)]

    append(path, compose)
    assert b"\0" not in path.read_bytes()
    assert ids(path)[-1] == "r00003"
    assert len(rounds) == 2


def test_a_journal_that_is_rewritten_without_end_is_given_up(path: Path) -> None:
    def compose(events: Sequence[Event]) -> list[dict[str, Any]]:
        path.write_text(FIRST * (len(events) + 1), encoding="utf-8")
        return [record("8", number=3)]

    with pytest.raises(CannotWrite, match="别的程序不停地改写这个文件"):
        append(path, compose)


def test_a_link_to_the_journal_stays_a_link_and_its_target_grows(path: Path) -> None:
    link = path.with_name("link.yaml")
    link.symlink_to(path)
    append(link, [record("8", number=3)])
    assert link.is_symlink()
    assert ids(path) == ["r00001", "r00003"]


def test_a_link_to_nothing_makes_what_it_points_to(path: Path) -> None:
    link = path.with_name("link.yaml")
    link.symlink_to(path.with_name("new.yaml"))
    append(link, [record("8", number=3)])
    assert ids(path.with_name("new.yaml")) == ["r00003"]


def test_a_pipe_is_no_journal_and_is_not_waited_for(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(CannotWrite, match="那不是普通文件"):
        append(path, [record("8", number=3)])


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_where_locks_do_not_work_it_is_written_and_told(
    path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert append(path, [record("8", number=2)]).is_locked

    def refuse(*_: object) -> None:
        raise OSError(code, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert not append(path, [record("8", number=3)]).is_locked
    assert ids(path) == ["r00001", "r00002", "r00003"]


def test_any_other_refusal_of_the_lock_is_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(CannotWrite, match="Input/output error"):
        append(path, [record("8", number=3)])
    assert ids(path) == ["r00001"]


def test_the_lock_is_exclusive(path: Path) -> None:
    with locking.held(path), path.open("rb") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)


def test_who_waits_for_the_lock_lets_the_others_work(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        monkeypatch.setattr(time, "sleep", lambda _: fcntl.flock(other, fcntl.LOCK_UN))
        append(path, [record("8", number=3)])
    assert ids(path) == ["r00001", "r00003"]


def test_what_is_held_is_the_file_of_that_name_though_it_was_replaced_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)

        def replaced(_: float) -> None:
            replace(path, SECOND)
            fcntl.flock(other, fcntl.LOCK_UN)

        monkeypatch.setattr(time, "sleep", replaced)
        with locking.held(path) as file:
            assert file.is_at(path)


def test_nothing_stays_open_once_a_record_is_written(path: Path) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    append(path, [record("8", number=3)])
    append(path.with_name("new.yaml"), [record("8", number=1)])
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_a_new_journal_has_the_rights_that_any_new_file_has(path: Path) -> None:
    new = path.with_name("new.yaml")
    append(new, [record("8", number=1)])
    path.with_name("any").write_bytes(b"")
    assert new.stat().st_mode == path.with_name("any").stat().st_mode


def test_all_of_a_long_journal_is_read_before_it_grows(path: Path) -> None:
    long = f"{format_record(record('8', number=2, note='长' * 900_000))}\n"
    path.write_text(FIRST + long, encoding="utf-8")
    size = path.stat().st_size
    assert append(path, [record("8", number=3)]).line == 3
    assert path.read_bytes()[:size] == (FIRST + long).encode()
    assert ids(path) == ["r00001", "r00002", "r00003"]


@pytest.mark.parametrize(
    "content",
    [
        FIRST.encode("gbk"),
        FIRST.encode("utf-16"),
        FIRST.encode("utf-16-le"),
        b"\0" * 64,
        b"<html>\n</html>\n",
        f"[\n{FIRST[2:]}]\n".encode(),
        f"# 台账\n[{FIRST[2:]}]\n".encode(),
    ],
    ids=["GBK", "UTF-16", "UTF-16 without its mark", "NUL", "HTML", "JSON", "JSON with a remark"],
)
def test_nothing_is_added_to_a_file_in_another_encoding_or_form(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(JournalShut, match="台账没有改动。"):
        append(path, [record("8", number=3)])
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeff{FIRST}".encode(),
        FIRST.replace("\n", "\r\n").encode(),
        FIRST.replace("\n", "\r").encode(),
        f"---\n{FIRST}".encode(),
        f"# 台账\n{FIRST}".encode(),
        FIRST.encode() + b"\0" * 9,
        FIRST.encode() + SECOND.encode()[:30],
    ],
)
def test_after_what_is_only_unusual_it_goes_on(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    written = append(path, [record("8", number=3)])
    assert path.read_bytes().startswith(content)
    events = read_journal(path).events
    assert [event.id for event in events] == ["r00001", "r00003"]
    assert events[-1].line == written.line


def test_a_journal_says_in_its_first_record_which_plan_it_is_of(tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    append(path, [record("8", number=1)], "甲计划")
    append(path, [record("8", number=2)], "甲计划")
    before = path.read_bytes()
    with pytest.raises(JournalShut, match="这份台账是“甲计划”的, 不是工作要点“乙计划”的"):
        append(path, [record("8", number=3)], "乙计划")
    assert path.read_bytes() == before
    assert append(path, [record("8", number=3)]).line == 3  # whoever names no plan means any


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(path: Path) -> None:
    tried = append(path, [record("8", number=3)], dry_run=True)
    assert (tried.line, tried.is_locked) == (0, True)
    assert [(made["id"], made["prev"][:7]) for made in tried.records] == [("r00003", "r00001:")]
    assert ids(path) == ["r00001"]


def test_once_a_record_is_on_disk_that_is_known(path: Path) -> None:
    begin()
    append(path, [record("8", number=3)], dry_run=True)
    assert not has_written()
    append(path, [record("8", number=3)])
    assert has_written()


def test_a_line_whose_words_are_taken_out_keeps_its_windows_end(path: Path) -> None:
    path.write_bytes(FIRST.replace("\n", "\r\n").encode())
    append(path, [record("8", number=2, redact="r00001", digest="0" * 8)])
    first, _ = path.read_bytes().splitlines(keepends=True)
    assert first.endswith(b"}\r\n")
    assert "甲".encode() not in first
    file = path.stat().st_ino
    append(path, [record("8", number=3)])
    assert path.stat().st_ino == file  # nothing more to take out: it only grows


def test_a_torn_record_of_words_taken_out_stops_nothing(path: Path) -> None:
    path.write_text(FIRST + '- {"redact":\n- [{"redact":"x"}]\n', encoding="utf-8")
    assert append(path, [record("8", number=3)]).line == 4
    assert ids(path) == ["r00001", "r00003"]


def test_a_write_that_is_given_up_leaves_the_lock_to_the_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(CannotWrite, match="磁盘空间不足"):
        append(path, [record("8", number=3)])
    monkeypatch.undo()
    append(path, [record("8", number=3)])
    assert ids(path) == ["r00001", "r00003"]


@pytest.mark.skipif(os.name == "nt", reason="skipped: Windows has no such rights")
@pytest.mark.parametrize(("rights", "expected"), [(0o600, 0o600), (0o640, 0o640), (0o400, 0o600)])
def test_a_new_journal_may_be_read_by_those_who_may_read_its_plan(
    rights: int, expected: int, path: Path
) -> None:
    plan = path.with_name("private.yaml")
    plan.touch()
    plan.chmod(rights)
    journal = path.with_name("private.journal.yaml")
    append(journal, [record("8", number=1)])
    assert journal.stat().st_mode & 0o777 == expected
