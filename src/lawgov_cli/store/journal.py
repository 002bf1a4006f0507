"""The journal: what happened, one line a record, appended and never changed.

The file is a YAML list in which each line is ``- `` and a JSON object, so any YAML reader reads
it and this one reads it at JSON speed. Reading never repairs: a damaged line is reported and
passed over. Writing is one write under a lock, flushed and synced; where it fails half-way the
file is cut back to what it was.
"""

from __future__ import annotations

import errno
import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.base.errors import CannotWrite, DataUnreadable, why
from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.fields import checks_of, fault_of, type_fault, value_fault
from lawgov_cli.store.locking import locked
from lawgov_cli.store.redaction import blanked, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from lawgov_cli.domain.fields import Check

#: JSON allows these raw, YAML does not; beyond the BMP both do.
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class JournalRead(NamedTuple):
    """The records, and the lines that could not be read."""

    events: Sequence[Event]
    problems: list[Problem]


def read_journal(path: Path) -> JournalRead:
    """Every record of the journal at *path*; an absent journal is an empty one."""
    return parse_journal(journal_bytes(path), path.name)


def journal_bytes(path: Path) -> bytes:
    """The bytes of the journal at *path*, none where it is absent.

    Raises:
        DataUnreadable: it is there and cannot be read, which is not the same as having no records.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise DataUnreadable(f"无法读取台账 {path}: {why(error)}。") from error


def parse_journal(data: bytes, file: str, first_line: int = 1) -> JournalRead:
    """The records in *data*.

    Parameters:
        file: the name printed in problems.
        first_line: the number of the first line in *data*, where it is the end of a journal.
    """
    lines = data.split(b"\n")
    decoded = _decode_together(lines)
    if decoded is None:
        return _decode_singly(lines, file, first_line)
    events: list[Event] = []
    checks: dict[tuple[object, ...], tuple[Check, ...]] = {}
    for number, record in enumerate(decoded, first_line):
        shape = (*record, *map(type, record.values()))
        if shape not in checks:
            if type_fault(record):
                return _decode_singly(lines, file, first_line)
            checks[shape] = checks_of(record)
        if value_fault(record, checks[shape]):
            return _decode_singly(lines, file, first_line)
        events.append(Event.of(record, number))
    return JournalRead(events, [])


def _decode_together(lines: list[bytes]) -> list[dict[str, Any]] | None:
    """All records in one call of the decoder, or ``None`` where any line is out of the ordinary."""
    if lines[-1] or not all(line.startswith(b"- {") for line in lines[:-1]):
        return None
    try:
        decoded = json.loads(f"[{b','.join([line[2:] for line in lines[:-1]]).decode()}]")
    except (ValueError, RecursionError):
        return None
    whole = len(decoded) == len(lines) - 1
    return decoded if whole and all(type(r) is dict for r in decoded) else None


def _decode_singly(lines: list[bytes], file: str, first_line: int) -> JournalRead:
    """Line by line, so that what is damaged has a line number and the rest is kept."""
    events: list[Event] = []
    problems: list[Problem] = []
    for number, raw in enumerate(lines, first_line):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        line = line.rstrip(b"\r ")
        if not line or line.startswith(b"#"):
            continue
        last = number - first_line == len(lines) - 1
        record, why = _record(line)
        if record is None:
            problems.append(_damaged(file, number, why, torn=last))
        else:
            events.append(Event.of(record, number))
    return JournalRead(events, problems)


def _record(line: bytes) -> tuple[dict[str, Any] | None, str]:
    """One line's record, or why it is none."""
    if line.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        return None, "版本合并留下的标记"
    if not line.startswith(b"- "):
        return None, "不是一条记录"
    try:
        record = json.loads(line[2:])
    except (ValueError, RecursionError):
        return None, "不完整或被改动"
    if not isinstance(record, dict):
        return None, "不是一条记录"
    why = fault_of(record)
    return (None, why) if why else (record, "")


def _damaged(file: str, line: int, why: str, *, torn: bool) -> Problem:
    if torn:
        message, remedy = "最后一行不完整, 已跳过", "可能是写入时中断; 核对后补记, 再删去该行"
    else:
        message, remedy = f"第{line}行: {why}, 已跳过", "核对后补记, 再删去该行"
    return Problem(file, line, 1, message, remedy, Severity.WARNING, "journal-line")


def format_record(record: dict[str, Any]) -> str:
    """The journal line of *record*, without its line break."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return "- " + _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


class Appended(NamedTuple):
    """The records written, and the line of the first."""

    line: int
    records: Sequence[dict[str, Any]]


def append(
    path: Path,
    records: Sequence[dict[str, Any]] | Callable[[Sequence[Event]], Sequence[dict[str, Any]]],
) -> Appended:
    """Append *records* in one write.

    Parameters:
        records: the records, or a function that makes them from the events so far; it is called
            while the journal is held, so that what it numbers is numbered once.

    Raises:
        CannotWrite: the folder, the disk or a lock held too long refused; nothing was added.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with locked(descriptor):
                if not os.path.samestat(os.fstat(descriptor), path.stat()):
                    return append(path, records)  # it was rewritten while this one waited
                content = _read_all(descriptor)
                if callable(records):
                    records = records(parse_journal(content, path.name).events)
                line = _append_locked(path, descriptor, content, records)
        finally:
            os.close(descriptor)
        if new:
            _sync_folder(path.parent)
    except OSError as error:
        raise CannotWrite(path, why(error)) from error
    return Appended(line, records)


def _append_locked(
    path: Path, descriptor: int, content: bytes, records: Sequence[dict[str, Any]]
) -> int:
    """Write after *content*, on a line of its own; cut it off again if it does not all fit."""
    lines = [format_record(record).encode() for record in records]
    payload = b"".join(line + b"\n" for line in lines)
    torn = bool(content) and not content.endswith(b"\n")
    if blank := blanked(content, lines, format_record):
        rewrite(path, descriptor, blank + (b"\n" if torn else b"") + payload)
        return content.count(b"\n") + (2 if torn else 1)
    os.lseek(descriptor, len(content), os.SEEK_SET)
    try:
        _write_all(descriptor, b"\n" + payload if torn else payload)
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, len(content))
        raise
    return content.count(b"\n") + (2 if torn else 1)


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


def new_records(
    contents: Iterable[dict[str, Any]], *, at: str, by: str, stamp: str
) -> list[dict[str, Any]]:
    """*contents* as records of one batch.

    Parameters:
        contents: the fields that matter of each record.
        at: when recorded, ISO time with offset.
        by: who records.
        stamp: unique and time-ordered, from :func:`new_stamp`.
    """
    bodies = list(contents)
    head = {"batch": stamp} if len(bodies) > 1 else {}
    return [
        {"id": f"{stamp}-{number:03}", **head, "at": at, "by": by, **body}
        for number, body in enumerate(bodies, 1)
    ]


def new_stamp(microseconds: int) -> str:
    """A batch id: the time in hexadecimal, then chance, so that two clerks never share one."""
    return f"{microseconds:014x}-{os.urandom(4).hex()}"
