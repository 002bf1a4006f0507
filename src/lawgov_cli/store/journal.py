"""The journal: what happened, one line a record, appended and never changed.

The file is a YAML list in which each line is ``- `` and a JSON object, so any YAML reader reads
it and this one reads it at JSON speed. Reading never repairs: a damaged line is reported and
passed over. Writing is in :mod:`.appending`.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import DataUnreadable, why
from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.reading import read_file
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.fields import checks_of, type_fault, value_fault
from lawgov_cli.store.journal_form import DECODER, MAX_LINE, has_old_breaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lawgov_cli.base.problems import Problem
    from lawgov_cli.domain.fields import Check

#: JSON allows these raw, YAML does not; beyond the BMP both do.
_NOT_YAML = pattern("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


#: Where a line of a journal ends and the next begins.
_BREAK = b"\n- {"


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
        return read_file(path)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise DataUnreadable(f"无法读取台账 {path}: {why(error)}。") from error


def parse_journal(data: bytes, file: str, first_line: int = 1) -> JournalRead:
    """The records in *data*; of two with one id and other words the smaller in bytes comes first.

    Parameters:
        file: the name printed in problems.
        first_line: the number of the first line in *data*, where it is the end of a journal.
    """
    problems: list[Problem] = []
    events = _read_together(data, first_line)
    if events is None:
        from lawgov_cli.store.journal_lines import read_singly  # most journals need none of it

        events, problems = read_singly(data, file, first_line)
    if len({event.id for event in events}) < len(events):
        events = _smaller_first(events)
    return JournalRead(events, problems)


def _read_together(data: bytes, first_line: int) -> list[Event] | None:
    """All records at once; ``None`` where any line is out of the ordinary."""
    read = None if has_old_breaks(data) else decode_together(data)
    if read is None:
        return None
    events: list[Event] = []
    checks: dict[tuple[object, ...], tuple[Check, ...]] = {}
    for number, record in enumerate(read[0], first_line):
        shape = (*record, *map(type, record.values()))
        if shape not in checks:
            if type_fault(record):
                return None
            checks[shape] = checks_of(record)
        if value_fault(record, checks[shape]):
            return None
        events.append(Event.of(record, number))
    return events


def decode_together(data: bytes) -> tuple[list[dict[str, Any]], list[int]] | None:
    """The records of all lines, in one call of the decoder, and how many bytes each line takes."""
    if not data:
        return [], []
    lines = data.split(_BREAK)
    ends = data.startswith(_BREAK[1:]) and data.endswith(b"\n")
    if not ends or data.count(b"\n") != len(lines) or max(map(len, lines)) > MAX_LINE:
        return None
    try:
        # A bracket closes on each line what it opens, or the decoder stops: no record on two.
        text = b"],[{".join(lines)[2:-1].decode()
        decoded = DECODER.decode(f"[[{text}]]")
    except (ValueError, RecursionError):
        return None
    if len(decoded) != len(lines) or set(map(len, decoded)) != {1}:
        return None
    sizes = [len(_BREAK) + len(line) for line in lines]
    sizes[0] -= len(_BREAK) - 1  # begins with no break, and has its mark still
    sizes[-1] -= 1  # has its break still
    return [record for (record,) in decoded], sizes


def _smaller_first(events: list[Event]) -> list[Event]:
    """*events* so that of an id's different records the first is the smallest in bytes.

    So two copies put together either way count the same record.
    """
    by_id: defaultdict[str, list[int]] = defaultdict(list)
    for place, event in enumerate(events):
        by_id[event.id].append(place)
    ordered = list(events)
    for places in by_id.values():
        if len(places) == 1:
            continue
        same = sorted((events[place] for place in places), key=lambda e: format_record(e.data))
        for place, event in zip(places, same, strict=True):
            ordered[place] = event
    return ordered


def format_record(record: dict[str, Any]) -> str:
    """The journal line of *record*, without its line break."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    if not line.isprintable():
        line = _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
    return f"- {line}"


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
