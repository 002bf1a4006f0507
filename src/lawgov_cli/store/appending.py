"""Adding to the journal: one write under the lock of the right file, flushed and synced.

Everything is decided on what the file holds while it is held. Where a write fails half-way the
file is cut back to what it was.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.base.errors import CannotWrite, JournalShut, why
from lawgov_cli.base.written import note_written
from lawgov_cli.store.chain import chained, first_record
from lawgov_cli.store.journal import format_record, journal_bytes, parse_journal
from lawgov_cli.store.journal_form import SHUT, another_plan, split_lines
from lawgov_cli.store.locking import held
from lawgov_cli.store.redaction import blanked, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lawgov_cli.domain.event import Event

    Records = Sequence[dict[str, Any]]

#: So often what is to be written is made anew, because another program rewrote the file meanwhile.
_TRIES = 100


class Recorded(NamedTuple):
    """What one command wrote, from which line on, and whether the journal could be locked.

    In a dry run the line is 0: these are the records that would have been written.
    """

    journal: Path
    line: int
    records: Sequence[dict[str, Any]]
    is_locked: bool = True


def append(
    path: Path,
    records: Records | Callable[[Sequence[Event]], Records],
    plan: str = "",
    *,
    dry_run: bool = False,
) -> Recorded:
    """Append *records* in one write, each naming the one before it.

    Parameters:
        records: the records, or a function that makes them from the events so far; it is called
            while the journal is held, so that what it numbers is numbered once.
        plan: the id of the plan, for the first record of a journal; one that is of another plan
            is refused.
        dry_run: everything but the writing; the line is 0 then.

    Raises:
        CannotWrite: the folder, the disk or a lock held too long refused; nothing was added.
        DataUnreadable: another program rewrote the journal, or it is of another plan.
    """
    made: list[Records] = []

    def lines(content: bytes) -> list[bytes]:
        require_ours(content, path.name, plan)
        given = records
        if callable(given):
            given = given(parse_journal(content, path.name).events)
        made.append(chained(given, content, plan))
        return [format_record(record).encode() for record in made[-1]]

    if dry_run:
        lines(journal_bytes(path))
        return Recorded(path, 0, made[-1])
    line, is_locked = append_lines(path, lines)
    return Recorded(path, line, made[-1], is_locked)


def append_lines(path: Path, compose: Callable[[bytes], Sequence[bytes]]) -> tuple[int, bool]:
    """Append the lines that *compose* makes of what the file holds, in one write.

    The number of the first of them, and whether the lock works where the file lies.

    A program that knows nothing of the lock may rewrite or replace the file at any time. What is
    written counts only where the file at *path* still is the one written to.

    Raises:
        CannotWrite: the folder, the disk or a lock held too long refused; nothing was added.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(_TRIES):
            with held(path) as file:
                content = _read_all(file.descriptor)
                lines = compose(content)
                if os.fstat(file.descriptor).st_size != len(content):
                    continue
                if (blank := blanked(content, lines, format_record)) is not None:
                    payload, line = _after(blank, lines)
                    rewrite(path, file.descriptor, blank + payload)
                    return line, file.is_locked
                line = _append_locked(file.descriptor, content, lines)
                if not file.is_at(path):
                    continue
                note_written()
            if file.is_new:
                _sync_folder(path.parent)
            return line, file.is_locked
    except OSError as error:
        raise CannotWrite(path, why(error)) from error
    raise CannotWrite(path, "别的程序不停地改写这个文件, 请稍后再试")


def require_ours(content: bytes, file: str, plan: str, *, reading: bool = False) -> None:
    """Nothing is added to a file that is no journal, is in another encoding, or another plan's.

    Parameters:
        reading: it is only to be read; the encoding does not matter.

    Raises:
        JournalShut: it is one of these.
    """
    if not _is_plain(content):
        for problem in parse_journal(content, file).problems:
            if problem.is_error or (problem.code == SHUT and not reading):
                raise JournalShut(problem)
    first = first_record(content) if plan and b'"plan":' in content else None
    if first and first.get("plan", plan) != plan:
        raise JournalShut(another_plan(file, str(first["plan"]), plan))


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


def _append_locked(descriptor: int, content: bytes, lines: Sequence[bytes]) -> int:
    """Write after *content*, on a line of its own; cut it off again if it does not all fit."""
    payload, line = _after(content, lines)
    os.lseek(descriptor, len(content), os.SEEK_SET)
    try:
        _write_all(descriptor, payload)
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, len(content))
        raise
    return line


def _after(content: bytes, lines: Sequence[bytes]) -> tuple[bytes, int]:
    """What is written after *content*, and the number of the first of *lines* there."""
    payload = b"".join(line + b"\n" for line in lines)
    torn = bool(content) and not content.endswith((b"\n", b"\r"))
    return b"\n" + payload if torn else payload, len(split_lines(content)) + (1 if torn else 0)


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
