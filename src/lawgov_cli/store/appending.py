"""Adding to the journal: one write under the lock of the right file, flushed and synced.

Everything is decided on what the file holds while it is held. Where a write fails half-way the
file is cut back to what it was.
"""

from __future__ import annotations

import errno
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import CannotWrite, JournalShut, why
from lawgov_cli.base.reading import Stamp
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.written import note_written
from lawgov_cli.store.chain import chained, first_record, last_record
from lawgov_cli.store.journal import format_record, journal_bytes, parse_journal
from lawgov_cli.store.journal_form import SHUT, another_plan, split_lines
from lawgov_cli.store.locking import held

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lawgov_cli.domain.event import Event
    from lawgov_cli.store.cache.journal import Journal

    Records = Sequence[dict[str, Any]]

#: So often what is to be written is made anew, because another program rewrote the file meanwhile.
_TRIES = 100
#: What the journal is called behind the name of its plan.
_ENDING = ".journal.yaml"


class Recorded(NamedTuple):
    """What one command wrote, from which line on, and whether the journal could be locked.

    In a dry run the line is 0: these are the records that would have been written. ``left``: how
    the file was left, where nothing but these was added to it since it was read.
    """

    journal: Path
    line: int
    records: Sequence[dict[str, Any]]
    is_locked: bool = True
    left: Stamp | None = None


class Before(NamedTuple):
    """What a journal holds before something is added.

    Attributes:
        size: how many bytes.
        lines: how many lines, one begun and not ended among them.
        is_torn: whether the last one is such.
        last: its last record.
        redacts: whether words of it were taken away for good.
        content: reads all of it.
        is_as_read: whether it is, to the byte, what the command has read already.
    """

    size: int
    lines: int
    is_torn: bool
    last: dict[str, Any] | None
    redacts: bool
    content: Callable[[], bytes]
    is_as_read: bool = False

    @classmethod
    def of(cls, content: bytes) -> Before:
        """That of a journal which holds *content*."""
        torn = bool(content) and not content.endswith((b"\n", b"\r"))
        lines = len(split_lines(content)) - (0 if torn else 1)
        redacts = b'"redact":' in content
        return cls(len(content), lines, torn, last_record(content), redacts, lambda: content)

    @classmethod
    def held(cls, descriptor: int, read: Journal | None) -> Before:
        """That of the open journal, of which only what is new is read where *read* is the same."""
        content = partial(_read_all, descriptor)
        stamp = Stamp.of(os.fstat(descriptor))
        if not (read and read.file and read.file.stamp == stamp):
            return cls.of(content())
        tail = read.tail()
        if tail is None:
            return cls.of(content())._replace(is_as_read=True)
        return cls(stamp.size, tail.lines, False, tail.last, tail.redacts, content, is_as_read=True)  # noqa: FBT003 - it has ended


def append(
    path: Path,
    records: Records | Callable[[Sequence[Event]], Records],
    plan: str = "",
    *,
    dry_run: bool = False,
    read: Journal | None = None,
) -> Recorded:
    """Append *records* in one write, each naming the one before it.

    Parameters:
        records: the records, or a function that makes them from the events so far; it is called
            while the journal is held, so that what it numbers is numbered once.
        plan: the id of the plan, for the first record of a journal; one that is of another plan
            is refused.
        dry_run: everything but the writing; the line is 0 then.
        read: the journal as the command has read it.

    Raises:
        CannotWrite: the folder, the disk or a lock held too long refused; nothing was added.
        DataUnreadable: another program rewrote the journal, or it is of another plan.
    """
    made: list[Records] = []

    def lines(before: Before) -> list[bytes]:
        if not before.is_as_read or callable(records) or _is_shut(read):
            require_ours(before.content(), path.name, plan)
        given = records
        if callable(given):
            given = given(parse_journal(before.content(), path.name).events)
        made.append(chained(given, before.last, plan))
        return [format_record(record).encode() for record in made[-1]]

    if dry_run:
        lines(Before.of(journal_bytes(path)))
        return Recorded(path, 0, made[-1])
    line, is_locked, left = append_lines(path, lines, read)
    return Recorded(path, line, made[-1], is_locked, left)


def append_lines(
    path: Path, compose: Callable[[Before], Sequence[bytes]], read: Journal | None = None
) -> tuple[int, bool, Stamp | None]:
    """Append the lines that *compose* makes of what the file holds, in one write.

    The number of the first of them, whether the lock works where the file lies, and how the file
    was left where it was as *read* when it was held.

    A program that knows nothing of the lock may rewrite or replace the file at any time. What is
    written counts only where the file at *path* still is the one written to.

    Raises:
        CannotWrite: the folder, the disk or a lock held too long refused; nothing was added.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        plan = path.with_name(f"{path.name.removesuffix(_ENDING)}.yaml")
        for _ in range(_TRIES):
            with held(path, like=plan) as file:
                before = Before.held(file.descriptor, read)
                lines = compose(before)
                if os.fstat(file.descriptor).st_size != before.size:
                    continue
                if (blank := _blanked(before, lines)) is not None:
                    from lawgov_cli.store.redaction import rewrite

                    rewrite(path, file.descriptor, blank + _after(before, lines))
                    return before.lines + 1, file.is_locked, None
                left = _append_locked(file.descriptor, before, lines)
                if not file.is_at(path):
                    continue
                note_written()
            if file.is_new:
                _sync_folder(path.parent)
            return before.lines + 1, file.is_locked, left if before.is_as_read else None
    except OSError as error:
        raise CannotWrite(path, why(error)) from error
    raise CannotWrite(path, "别的程序不停地改写这个文件, 请稍后再试")


def _blanked(before: Before, lines: Sequence[bytes]) -> bytes | None:
    """What the journal holds without words taken away for good; ``None`` where it has none."""
    if not before.redacts and not any(b'"redact":' in line for line in lines):
        return None
    from lawgov_cli.store.redaction import blanked  # few records take words away

    return blanked(before.content(), lines, format_record)


#: Nothing is wrong with the journal in use where a copy is none.
_NAME_A_JOURNAL = "请写副本里的台账, 名称是 ….journal.yaml"


def require_ours(content: bytes, file: str, plan: str, *, reading: bool = False) -> None:
    """Nothing is added to a file that is no journal, is in another encoding, or another plan's.

    Parameters:
        reading: it is only to be read; the encoding does not matter.

    Raises:
        JournalShut: it is one of these.
    """
    if not _is_plain(content):
        for problem in parse_journal(content, file).problems:
            if problem.is_error and reading:
                raise JournalShut(problem._replace(remedy=_NAME_A_JOURNAL))
            if problem.is_error or (problem.code == SHUT and not reading):
                raise JournalShut(problem)
    first = first_record(content) if plan and b'"plan":' in content else None
    if first and first.get("plan", plan) != plan:
        raise JournalShut(another_plan(file, str(first["plan"]), plan))


def _is_shut(read: Journal | None) -> bool:
    """Whether the journal could be read, but is not to be added to."""
    return read is not None and any(problem.code == SHUT for problem in read.problems)


def _is_plain(content: bytes) -> bool:
    """Whether nothing about the file as a whole is out of the ordinary."""
    if not content:
        return True
    if not content.startswith(b"- {") or b"\0" in content:
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _append_locked(descriptor: int, before: Before, lines: Sequence[bytes]) -> Stamp:
    """Write behind all, on a line of its own, and how the file was left.

    It is cut off again where it does not all fit.
    """
    os.lseek(descriptor, before.size, os.SEEK_SET)
    try:
        _write_all(descriptor, _after(before, lines))
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, before.size)
        raise
    return Stamp.of(os.fstat(descriptor))


def _after(before: Before, lines: Sequence[bytes]) -> bytes:
    """What is written behind all that was there *before*."""
    return b"\n" * before.is_torn + b"".join(line + b"\n" for line in lines)


def _write_all(descriptor: int, payload: bytes) -> None:
    if os.write(descriptor, payload) != len(payload):
        raise OSError(errno.ENOSPC, "磁盘空间不足")


def _read_all(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    chunks = []
    while chunk := os.read(descriptor, 1 << 20):
        chunks.append(chunk)
    return b"".join(chunks)


def _sync_folder(folder: Path) -> None:
    """Make the new file's name as lasting as its content, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
