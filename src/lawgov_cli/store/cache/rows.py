"""The lines of a sound journal as rows of numbers, without an object a record.

A word that recurs (a task, a unit, a day) stands once in a table; everything else (notes and the
like) is decoded from the journal's own line when asked for. So a journal is held when it is read
for the first time, and so it is kept.
"""

from __future__ import annotations

import json
from array import array
from functools import cache as memoised
from functools import lru_cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from lawgov_cli.domain.columns import Columns
from lawgov_cli.domain.event import UNREAD, Event
from lawgov_cli.domain.fields import checks_of, type_fault, value_fault
from lawgov_cli.domain.office_time import day_recorded, office_moment
from lawgov_cli.store.journal import decode_together
from lawgov_cli.store.journal_form import has_old_breaks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lawgov_cli.domain.fields import Check

#: The fields whose values stand in columns; all others are decoded when asked for.
_SHORT = ("task", "unit", "status", "undo")
#: The columns, each of 32-bit numbers: from ``day`` on they are numbers of words.
COLUMNS = ("shape", "line", "place", "day", "recorded", *_SHORT)
#: So many bytes are decoded at a time.
_CHUNK = 1 << 20


class Rows(NamedTuple):
    """What was read, a row a record, in the order that counts.

    ``numbers``: the columns one after the other; ``names``: the ids, and the batches of those
    that were written with others.
    """

    words: Sequence[str]
    shapes: Sequence[Sequence[str]]
    numbers: Sequence[int]
    last_id: str
    names: Callable[[], tuple[list[str], dict[str, str]]]


def columns_of_rows(rows: Rows, data: bytes) -> Columns:
    """The columns of *rows*, which were read from *data*."""
    size = len(rows.numbers) // len(COLUMNS)
    shape, line, place, *numbered = (
        rows.numbers[n * size : (n + 1) * size] for n in range(len(COLUMNS))
    )
    word = rows.words.__getitem__
    day, recorded, task, unit, status, undo = (list(map(word, column)) for column in numbered)
    shapes = [_places(names) for names in rows.shapes]

    decode = json.JSONDecoder().raw_decode  # json.loads looks at more than a sound line needs

    @lru_cache(maxsize=1)
    def whole(start: int) -> dict[str, Any]:
        record: dict[str, Any] = decode(data[start + 2 : data.index(b"\n", start)].decode())[0]
        return record

    @memoised
    def event(row: int) -> Event:
        values = (task[row], unit[row], status[row], undo[row])
        return Event(shapes[shape[row]], values, line[row], day[row], partial(whole, place[row]))

    @memoised
    def names() -> tuple[list[str], list[str]]:
        ids, batches = rows.names()
        return ids, [batches.get(name, name) for name in ids] if batches else ids

    return Columns(
        shapes=shapes,
        shape=shape,
        line=line,
        day=day,
        recorded=recorded,
        task=task,
        unit=unit,
        status=status,
        undo=undo,
        event=event,
        last_id=rows.last_id,
        ids=lambda: names()[0],
        batches=lambda: names()[1],
    )


def _places(names: Sequence[str]) -> dict[str, int]:
    """Where the fields of a shape are among its values."""
    return {name: _SHORT.index(name) if name in _SHORT else UNREAD for name in names}


def rows_of(data: bytes, start: int, first_line: int) -> Rows | None:
    """The records from *start* on; ``None`` where any line is out of the ordinary.

    Parameters:
        first_line: the number of the first line there.
    """
    reading = _Reading(start, first_line)
    chunks = () if has_old_breaks(data[start:]) else _chunks(data, start)
    if not chunks or not all(map(reading.take, chunks)):
        return None
    return reading.rows()


def _chunks(data: bytes, start: int) -> Iterator[list[bytes]]:
    """Whole lines, about a megabyte at a time; what is behind the last break is a line too."""
    while start < len(data):
        end = data.find(b"\n", min(start + _CHUNK, len(data)) - 1) + 1 or len(data)
        yield data[start:end].split(b"\n")
        start = end


class _Reading:
    """Rows in the making, in the order of the lines."""

    def __init__(self, start: int, first_line: int) -> None:
        self._place, self._first = start, first_line
        self._words: dict[str, int] = {}
        self._shapes: dict[tuple[str, ...], int] = {}
        #: The fields and their types → the number of the fields, and what to check.
        self._known: dict[tuple[object, ...], tuple[int, tuple[Check, ...]]] = {}
        self._numbers: tuple[array[int], ...] = tuple(array("I") for _ in COLUMNS)
        self._moments: list[str] = []
        self._ids: list[str] = []
        self._batches: dict[str, str] = {}

    def take(self, lines: list[bytes]) -> bool:
        """Read *lines*; whether each is a record as this program writes it."""
        sizes = [len(line) + 1 for line in lines]
        decoded = decode_together(lines)
        if decoded is None:
            return False
        records = [record for (record,) in decoded]
        shapes = [self._shape_of(record) for record in records]
        if None in shapes:
            return False
        moments = [office_moment(record["at"]) for record in records]
        recorded = [day_recorded(moment) for moment in moments]
        day = [r.get("on") or own for r, own in zip(records, recorded, strict=True)]
        short = ([record.get(name) or "" for record in records] for name in _SHORT)
        line, words = self._first + len(self._ids), self._words
        columns: list[Iterable[int]] = [
            cast("list[int]", shapes),
            range(line, line + len(records)),
            accumulate(sizes[: len(records) - 1], initial=self._place),
        ]
        columns += (
            [words.setdefault(text, len(words)) for text in texts]
            for texts in (day, recorded, *short)
        )
        for numbers, column in zip(self._numbers, columns, strict=True):
            numbers.extend(column)
        self._moments += moments
        self._ids += [record["id"] for record in records]
        self._batches |= {r["id"]: r["batch"] for r in records if r.get("batch")}
        self._place += sum(sizes[: len(records)])
        return True

    def _shape_of(self, record: dict[str, Any]) -> int | None:
        """The number of its fields; ``None`` where anything about it is wrong."""
        key = (*record, *map(type, record.values()))
        known = self._known.get(key)
        if known is None:
            if type_fault(record):
                return None
            shape = self._shapes.setdefault(tuple(record), len(self._shapes))
            known = self._known[key] = (shape, checks_of(record))
        return None if value_fault(record, known[1]) else known[0]

    def rows(self) -> Rows | None:
        """All rows in the order that counts; ``None`` where an id comes twice."""
        ids, words = self._ids, list(self._words)
        if len(set(ids)) < len(ids):
            return None
        day = [words[number] for number in self._numbers[COLUMNS.index("day")]]
        keys = list(zip(day, self._moments, ids, strict=True))
        order = sorted(range(len(ids)), key=keys.__getitem__)
        numbers = array("I")
        for column in self._numbers:
            numbers.extend(map(column.__getitem__, order))
        ordered = [ids[row] for row in order]
        last = max(ids, default="")
        return Rows(words, list(self._shapes), numbers, last, lambda: (ordered, self._batches))
