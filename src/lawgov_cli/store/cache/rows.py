"""The lines of a sound journal as rows of numbers, without an object a record.

A word that recurs (a task, a unit, a day) stands once in a table; everything else (notes and the
like) is decoded from the journal's own line when asked for. So a journal is held when it is read
for the first time, and so it is kept.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from functools import cache as memoised
from functools import lru_cache, partial
from itertools import accumulate, count
from operator import itemgetter, lt
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.base.errors import DataUnreadable
from lawgov_cli.domain.columns import Columns
from lawgov_cli.domain.event import UNREAD, Event
from lawgov_cli.domain.fields import are_sound
from lawgov_cli.domain.office_time import days_recorded, office_moment
from lawgov_cli.store.journal import decode_together
from lawgov_cli.store.journal_form import has_old_breaks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lawgov_cli.base.reading import OpenFile
    from lawgov_cli.domain.timeline import Timeline

#: The fields whose values stand in columns; all others are decoded when asked for.
_SHORT = ("task", "unit", "status", "undo")
#: The columns, each of 32-bit numbers: from ``day`` on they are numbers of words.
COLUMNS = ("shape", "line", "place", "day", "recorded", *_SHORT)
#: Between a moment and an id where records are put in order: before all that either may hold.
_BETWEEN = "\0"
#: Rows taken at a time.
_MANY = 1 << 16


#: The ids, and the batches of those that were written with others.
Names = tuple["list[str]", "dict[str, str]"]


class Rows(NamedTuple):
    """What was read, a row a record, in the order that counts.

    Attributes:
        words: what the numbers of the columns from ``day`` on mean.
        shapes: the sets of fields, likewise.
        numbers: the columns one after the other.
        last_id: the greatest of the ids; empty where none may come again.
        names: gives the names of all; ``None``: they are read from the journal.
    """

    words: Sequence[str]
    shapes: Sequence[Sequence[str]]
    numbers: array[int]
    last_id: str = ""
    names: Callable[[], Names | None] = lambda: None

    def columns(self) -> list[memoryview]:
        """Each column."""
        size, numbers = len(self.numbers) // len(COLUMNS), memoryview(self.numbers)
        return [numbers[n * size : (n + 1) * size] for n in range(len(COLUMNS))]

    def of(self, rows: Sequence[int]) -> array[int]:
        """The columns of some *rows* one after the other."""
        part = array("I")
        for column in self.columns():
            part.extend(_taken(column, rows))
        return part


def columns_of_rows(rows: Rows, file: OpenFile, *, holds: bool = True) -> Columns:
    """The columns of *rows*, which were read from *file*.

    Parameters:
        holds: whether events that were made are held, and not made anew.
    """
    first, second, place, *numbered = rows.columns()
    shape, line = array("I"), array("I")
    shape.frombytes(first.cast("B"))
    line.frombytes(second.cast("B"))
    word = rows.words.__getitem__
    day, recorded, task, unit, status, undo = (list(map(word, column)) for column in numbered)
    shapes = [_places(names) for names in rows.shapes]
    whole = lru_cache(maxsize=2)(partial(_record_at, file))

    def event(row: int) -> Event:
        values = (task[row], unit[row], status[row], undo[row])
        return Event(shapes[shape[row]], values, line[row], day[row], partial(whole, place[row]))

    event = memoised(event) if holds else event

    @memoised
    def names() -> tuple[list[str], list[str]]:
        given = rows.names()
        if given is None:
            events = list(map(event, range(len(day))))
            return [one.id for one in events], [one.batch for one in events]
        ids, batches = given
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


_DECODE = json.JSONDecoder().raw_decode  # json.loads looks at more than a sound line needs


def _record_at(file: OpenFile, start: int) -> dict[str, Any]:
    try:
        record: dict[str, Any] = _DECODE(file.line(start)[2:].decode())[0]
    except ValueError as error:
        raise DataUnreadable("台账正在被别的程序改写, 请稍后再试。") from error
    return record


def _places(names: Sequence[str]) -> dict[str, int]:
    """Where the fields of a shape are among its values."""
    return {name: _SHORT.index(name) if name in _SHORT else UNREAD for name in names}


def rows_of(file: OpenFile) -> Rows | None:
    """All records of *file*; ``None`` where any line is out of the ordinary."""
    reading = _Reading()
    return reading.rows() if all(map(reading.take, file.lines())) else None


class _Reading:
    """Rows in the making, in the order of the lines."""

    def __init__(self) -> None:
        self._place = 0
        self._words, self._shapes = _numbering(), _numbering()
        self._numbers: tuple[array[int], ...] = tuple(array("I") for _ in COLUMNS)
        #: The moment and the id of each in one text: half the room, and compared at once.
        self._keys: list[str] = []
        self._batches: dict[str, str] = {}
        self._last_id, self._ascends = "", True

    def take(self, data: bytes) -> bool:
        """Read the lines in *data*; whether each is a record as this program writes it."""
        lines = data.split(b"\n")
        sizes = [len(line) + 1 for line in lines]
        decoded = None if has_old_breaks(data) else decode_together(lines)
        if decoded is None:
            return False
        records = [record for (record,) in decoded]
        fields = list(map(tuple, records))
        if not _are_sound(records, fields):
            return False
        moments = [office_moment(record["at"]) for record in records]
        recorded = days_recorded(moments)
        day = [r.get("on") or own for r, own in zip(records, recorded, strict=True)]
        texts = day, recorded, *([r.get(name) or "" for r in records] for name in _SHORT)
        line = len(self._keys) + 1
        columns: list[Iterable[int]] = [
            map(self._shapes.__getitem__, fields),
            range(line, line + len(records)),
            accumulate(sizes[: len(records) - 1], initial=self._place),
            *(map(self._words.__getitem__, column) for column in texts),
        ]
        for numbers, column in zip(self._numbers, columns, strict=True):
            numbers.extend(column)
        self._place += sum(sizes[: len(records)])
        self._name(records, moments)
        return True

    def _name(self, records: Sequence[dict[str, Any]], moments: Sequence[str]) -> None:
        ids = [record["id"] for record in records]
        self._ascends = self._ascends and all(map(lt, [self._last_id, *ids], ids))
        self._last_id = max(self._last_id, *ids) if ids else self._last_id
        self._keys += map(_BETWEEN.join, zip(moments, ids, strict=True))
        self._batches |= {r["id"]: r["batch"] for r in records if r.get("batch")}

    def rows(self) -> Rows | None:
        """All rows in the order that counts; ``None`` where an id comes twice."""
        words, keys = list(self._words), self._keys
        by_day: defaultdict[int, list[int]] = defaultdict(list)
        for row, day in enumerate(self._numbers[COLUMNS.index("day")]):
            by_day[day].append(row)
        order = array("I")
        for day in sorted(by_day, key=words.__getitem__):
            order.extend(sorted(by_day.pop(day), key=keys.__getitem__))
        for row, key in enumerate(keys):
            keys[row] = key.partition(_BETWEEN)[2]  # in its place: both would take much room
        if not self._ascends and len(set(keys)) < len(keys):
            return None
        numbers = array("I")
        for column in self._numbers:
            numbers.extend(_taken(column, order))
        ids = map(keys.__getitem__, order)
        names = lru_cache(lambda: (list(ids), self._batches))
        return Rows(words, list(self._shapes), numbers, self._last_id, names)


def _numbering() -> defaultdict[Any, int]:
    """What gives every new key the next number."""
    return defaultdict(count().__next__)


def _are_sound(records: Sequence[dict[str, Any]], fields: Sequence[tuple[str, ...]]) -> bool:
    """Whether nothing about any of *records* is wrong, looked at by their *fields*."""
    alike: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for names, record in zip(fields, records, strict=True):
        alike[names].append(record)
    return all(
        are_sound({name: list(map(itemgetter(name), same)) for name in names})
        for names, same in alike.items()
    )


def _taken(column: Sequence[int], rows: Sequence[int]) -> array[int]:
    """What stands in *rows* of *column*, some thousands at a time: all at once take room."""
    taken = array("I")
    for start in range(0, len(rows), _MANY):
        some = rows[start : start + _MANY]
        taken.extend(itemgetter(*some)(column) if len(some) > 1 else [column[some[0]]])
    return taken


def rows_from(events: Timeline, file: OpenFile) -> Rows:
    """The rows of *events*, which are all that *file* holds."""
    columns = events.columns
    starts = array("Q", [0])
    for piece in file.lines():
        begin = starts.pop()
        starts.extend([begin, *(begin + match.end() for match in re.finditer(b"\n", piece))])
    words, shapes = _numbering(), _numbering()
    shape = [shapes[tuple(names)] for names in columns.shapes]
    numbers = array("I", map(shape.__getitem__, columns.shape))
    numbers.extend(columns.line)
    numbers.extend(starts[line - 1] for line in columns.line)
    for name in COLUMNS[COLUMNS.index("day") :]:
        numbers.extend(map(words.__getitem__, getattr(columns, name)))

    def names() -> tuple[list[str], dict[str, str]]:
        ids = list(columns.ids())
        pairs = zip(ids, columns.batches(), strict=True)
        return ids, {name: batch for name, batch in pairs if name != batch}

    return Rows(list(words), list(shapes), numbers, columns.last_id, names)
