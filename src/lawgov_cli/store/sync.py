"""The records of a copy of the journal that are not in it yet, as they stand.

A synced folder keeps what two people wrote at once as two files (“- 副本”, “冲突副本”); a stick
brings a copy back. No line of either file is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import DataUnreadable, JournalShut
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.store.appending import Before, append_lines, require_ours
from lawgov_cli.store.journal import format_record, journal_bytes, parse_journal
from lawgov_cli.store.journal_form import split_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lawgov_cli.base.problems import Problem
    from lawgov_cli.domain.event import Event


class Missing(NamedTuple):
    """What a copy has that the journal has not.

    Attributes:
        lines: the missing records, in their order, as they stand in the copy.
        known: how many of its records are here.
        different: the lines here and there of records that have one id and other words.
        problems: the lines of the copy that could not be read.
    """

    lines: list[bytes]
    known: int
    different: list[tuple[int, int]]
    problems: list[Problem]


class Taken(NamedTuple):
    """What was taken from a copy, and the line of the first in the journal."""

    missing: Missing
    line: int


def missing_from(own: bytes, other: bytes, file: str = "") -> Missing:
    """The records of the journal *other* that the journal *own* lacks.

    Raises:
        JournalShut: *other*, called *file*, cannot be read as a whole.
    """
    read = parse_journal(other, file)
    if broken := next((problem for problem in read.problems if problem.is_error), None):
        raise JournalShut(broken)
    here = {event.id: event for event in reversed(parse_journal(own, "").events)}
    lines: list[bytes] = []
    different: list[tuple[int, int]] = []
    known = 0
    raw = split_lines(other)
    for event in sorted(read.events, key=lambda event: event.line):
        same = here.get(event.id)
        if same is None:
            here[event.id] = event
            lines.append(_as_it_stands(event, raw))
        elif same.data != event.data:
            different.append((same.line, event.line))
        else:
            known += 1
    return Missing(lines, known, different, read.problems)


def _as_it_stands(event: Event, lines: Sequence[bytes]) -> bytes:
    """The line of *event*; made anew where it is not laid out as a line of a journal."""
    line = lines[event.line - 1] if event.line <= len(lines) else b""
    line = line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r ")
    alone = parse_journal(line + b"\n", "")
    data: list[dict[str, Any]] = [found.data for found in alone.events]
    as_written = line.startswith(b"- {") and not alone.problems and data == [event.data]
    return line if as_written else format_record(event.data).encode()


def take_over(path: Path, copy: Path, plan: str, *, dry_run: bool = False) -> Taken:
    """Append to the journal at *path* what *copy* has and it has not, holding it.

    Raises:
        DataUnreadable: the copy is not there, is no journal, or is another plan's.
        CannotWrite: nothing was added.
    """
    if copy.is_dir():
        said = f"{copy} 是文件夹。请写明其中的台账, 如 {copy / 'data' / path.name}。"
        raise DataUnreadable(said)
    if not copy.is_file():
        raise DataUnreadable(f"没有这个文件: {copy}。请核对文件名和它所在的文件夹。")
    other = journal_bytes(copy)
    require_ours(other, copy.name, plan, reading=True)
    made: list[Missing] = []

    def compose(before: Before) -> list[bytes]:
        content = before.content()
        require_ours(content, path.name, plan)
        made.append(missing_from(content, other, copy.name))
        return made[-1].lines

    if dry_run or not missing_from(journal_bytes(path), other, copy.name).lines:
        compose(Before.of(journal_bytes(path)))
        return Taken(made[-1], 0)
    line, *_ = append_lines(path, compose)
    return Taken(made[-1], line)
