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
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import DataUnreadable
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.columns import Columns
from lawgov_cli.domain.event import UNREAD, Event
from lawgov_cli.domain.fields import are_sound
from lawgov_cli.domain.office_time import days_recorded, office_moment
from lawgov_cli.store.journal import decode_together
from lawgov_cli.store.journal_form import has_old_breaks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    """Rows in the making, not yet in order."""

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
        read = None if has_old_breaks(data) else decode_together(data)
        if read is None:
            return False
        records, sizes = read
        alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, names in enumerate(map(tuple, records)):
            alike[names].append(number)
        first = len(self._keys) + 1
        places = list(accumulate(sizes, initial=self._place))
        for names, same in alike.items():
            values = zip(*(records[number].values() for number in same), strict=True)
            columns = dict(zip(names, values, strict=True))
            if not are_sound(columns):
                return False
            lines = array("I", map(first.__add__, same))
            self._add(names, columns, lines, array("I", map(places.__getitem__, same)))
        self._place = places[-1]
        ids = [record["id"] for record in records]
        self._ascends = self._ascends and all(map(lt, [self._last_id, *ids], ids))
        self._last_id = max(self._last_id, *ids) if ids else self._last_id
        return True

    def _add(
        self,
        names: tuple[str, ...],
        columns: Mapping[str, Sequence[str]],
        lines: array[int],
        places: array[int],
    ) -> None:
        """Add a row for each of the records that have the fields *names*."""
        moments = list(map(office_moment, columns["at"]))
        word = self._words.__getitem__
        recorded = array("I", map(word, days_recorded(moments)))
        nothing = array("I", [word("")]) * len(lines)
        numbers = (
            array("I", [self._shapes[names]]) * len(lines),
            lines,
            places,
            array("I", map(word, columns["on"])) if "on" in names else recorded,
            recorded,
            *(array("I", map(word, columns[n])) if n in names else nothing for n in _SHORT),
        )
        for kept, column in zip(self._numbers, numbers, strict=True):
            kept.extend(column)
        self._keys += map(_BETWEEN.join, zip(moments, columns["id"], strict=True))
        if "batch" in names:
            pairs = zip(columns["id"], columns["batch"], strict=True)
            self._batches |= {name: batch for name, batch in pairs if batch}

    def rows(self) -> Rows | None:
        """All rows in the order that counts; ``None`` where an id comes twice."""
        words, keys = list(self._words), self._keys
        by_day: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
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
        ids, batches = list(map(keys.__getitem__, order)), self._batches
        keys.clear()
        names = lambda: (ids, batches)  # noqa: E731 - holds nothing else of what was read
        return Rows(words, list(self._shapes), numbers, self._last_id, names)


def _numbering() -> defaultdict[Any, int]:
    """What gives every new key the next number."""
    return defaultdict(count().__next__)


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
