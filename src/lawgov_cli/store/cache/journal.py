"""The part of a journal that was read before.

A journal only grows, so what was read of its beginning still holds; only the new lines are
decoded. What is kept is a timeline's columns as numbers, see :mod:`.rows`.
"""

from __future__ import annotations

import marshal
import re
from array import array
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.store.cache.file import FORMAT
from lawgov_cli.store.cache.rows import Rows, columns_of_rows, rows_of
from lawgov_cli.store.journal import journal_bytes, parse_journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lawgov_cli.base.problems import Problem
    from lawgov_cli.store.cache.file import Cache, Kept

#: New bytes from which on they are read straight into columns, and kept.
_WORTH_KEEPING = 64 * 1024


class JournalKept(NamedTuple):
    """The timeline, the lines that could not be read, and the bytes that both were read from."""

    events: Timeline
    problems: list[Problem]
    data: bytes


def read_journal(path: Path, cache: Cache) -> JournalKept:
    """Every record of the journal at *path*; an absent journal is an empty one."""
    data = journal_bytes(path)
    length, lines, known = _known(cache, data)
    new, problems = _read(data, length, path.name, lines + 1)
    if length and (problems or _differ(known, new)):
        length, known = 0, Timeline.of([])
        new, problems = _read(data, 0, path.name, 1)
    events = known.joined(new)
    sound = not problems and data.startswith(b"- ") and data.endswith(b"\n")
    if sound and not cache.is_off and len(data) - length > _WORTH_KEEPING:
        _keep(cache, events, data)
    return JournalKept(events, problems, data)


def _read(data: bytes, start: int, file: str, first_line: int) -> tuple[Timeline, list[Problem]]:
    """The records from *start* on, and the lines that could not be read."""
    if len(data) - start > _WORTH_KEEPING and (rows := rows_of(data, start, first_line)):
        return Timeline(columns_of_rows(rows, data)), []
    read = parse_journal(data[start:], file, first_line)
    return Timeline.of(read.events), read.problems


def _differ(known: Timeline, new: Timeline) -> bool:
    """Whether an id in *known* comes again: perhaps with other words, of which one set counts."""
    if not new or min(new.columns.ids()) > known.columns.last_id:
        return False
    return not set(new.columns.ids()).isdisjoint(known.columns.ids())


def _known(cache: Cache, data: bytes) -> tuple[int, int, Timeline]:
    """How many bytes and lines of *data* were read before, and the events in them."""
    kept = cache.load(data) if len(data) >= _WORTH_KEEPING else None
    if kept is None:
        return 0, 0, Timeline.of([])
    return kept.size, kept.content["lines"], Timeline(columns_of_rows(_rows(kept), data))


def _rows(kept: Kept) -> Rows:
    content, numbers = kept.content, array("I")
    numbers.frombytes(content["numbers"])

    def names() -> tuple[list[str], dict[str, str]]:
        ids, batches = marshal.loads(content["names"])  # noqa: S302 - of a cache that is sound
        return ids, batches

    return Rows(content["words"], content["shapes"], numbers, content["last_id"], names)


def _keep(cache: Cache, events: Timeline, data: bytes) -> None:
    """Keep *events*, which are all the lines of *data*."""
    starts = array("I", [0, *(match.end() for match in re.finditer(b"\n", data))])
    columns = events.columns
    words: dict[str, int] = {}
    shapes: dict[tuple[str, ...], int] = {}

    def numbered(column: Sequence[str]) -> array[int]:
        return array("I", [words.setdefault(word, len(words)) for word in column])

    shape = [shapes.setdefault(tuple(names), len(shapes)) for names in columns.shapes]
    numbers = [
        array("I", [shape[number] for number in columns.shape]),
        array("I", columns.line),
        array("I", [starts[line - 1] for line in columns.line]),
        *map(numbered, (columns.day, columns.recorded)),
        *map(numbered, (columns.task, columns.unit, columns.status, columns.undo)),
    ]
    ids = columns.ids()
    batches = {i: b for i, b in zip(ids, columns.batches(), strict=True) if i != b}
    content = {
        "lines": len(starts) - 1,
        "last_id": columns.last_id,
        "words": list(words),
        "shapes": list(shapes),
        "numbers": b"".join(column.tobytes() for column in numbers),
        "names": marshal.dumps((list(ids), batches), FORMAT),  # few commands ask for them
    }
    cache.keep(data, content)
