"""The events of a journal in the order that counts, each once.

Order is by (day, time recorded, id), so any merge of two copies of a journal is one timeline.
What is looked at of every event stands in columns; an event itself is made when it is asked for.
Fifteen thousand of them would cost a short command a third of its time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from heapq import nlargest
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from lawgov_cli.domain.event import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date


class Columns(NamedTuple):
    """What is looked at of every event, a row each, in the order that counts.

    Attributes:
        shapes: the sets of fields that occur, each as an event's ``fields``.
        shape: the number of the row's shape.
        day, recorded: the day it is about, and the one it was recorded on, ``YYYY-MM-DD``.
        task, unit, status: the fields of these names, empty where absent.
        event: makes the event of a row; the same one however often it is asked.
        last_id: the greatest of the ids.
        ids, batches: of all rows, for the few commands that look at them.
    """

    shapes: Sequence[Mapping[str, int]]
    shape: Sequence[int]
    day: Sequence[str]
    recorded: Sequence[str]
    task: Sequence[str]
    unit: Sequence[str]
    status: Sequence[str]
    event: Callable[[int], Event]
    last_id: str
    ids: Callable[[], Sequence[str]]
    batches: Callable[[], Sequence[str]]


class Timeline(Sequence[Event]):
    """Events in the order that counts, each once.

    Attributes:
        columns: shared by all parts of one timeline.
        rows: which of them are in this part, ascending.
    """

    __slots__ = ("columns", "rows")

    def __init__(self, columns: Columns, rows: Sequence[int] | None = None) -> None:
        self.columns = columns
        self.rows = range(len(columns.day)) if rows is None else rows

    @classmethod
    def of(cls, events: Iterable[Event]) -> Timeline:
        """*events* in order, the first of each id."""
        if isinstance(events, Timeline):
            return events
        unique: dict[str, Event] = {}
        for event in events:
            unique.setdefault(event.id, event)
        return cls(_columns(sorted(unique.values(), key=lambda event: event.sort_key)))

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> Timeline: ...
    def __getitem__(self, place: int | slice) -> Event | Timeline:
        if isinstance(place, slice):
            return self._part(self.rows[place])
        return self.columns.event(self.rows[place])

    def __iter__(self) -> Iterator[Event]:
        return map(self.columns.event, self.rows)

    def __reversed__(self) -> Iterator[Event]:
        return map(self.columns.event, reversed(self.rows))

    def _part(self, rows: Sequence[int]) -> Timeline:
        return Timeline(self.columns, rows)

    def until(self, day: date) -> Timeline:
        """Those about *day* or an earlier one."""
        return self[: bisect_right(self.rows, day.isoformat(), key=self.columns.day.__getitem__)]

    def since(self, day: date) -> Timeline:
        """Those about *day* or a later one."""
        return self[bisect_left(self.rows, day.isoformat(), key=self.columns.day.__getitem__) :]

    def within(self, first: date, last: date) -> Timeline:
        """Those about a day from *first* to *last*."""
        return self.since(first).until(last)

    def known_at(self, day: date) -> Timeline:
        """Those recorded on *day* or before."""
        recorded, last = self.columns.recorded, day.isoformat()
        return self._part([row for row in self.rows if recorded[row] <= last])

    def having(self, *fields: str) -> Timeline:
        """Those with any of *fields*."""
        shapes, shape = self.columns.shapes, self.columns.shape
        present = set(map(shape.__getitem__, self.rows))
        wanted = {n for n in present if not shapes[n].keys().isdisjoint(fields)}
        if len(wanted) == len(present):
            return self
        return self._part([row for row in self.rows if shape[row] in wanted] if wanted else ())

    def of_unit(self, name: str) -> Timeline:
        """The reports of one unit; of an empty name, the office's own records."""
        unit = self.columns.unit
        return self._part([row for row in self.rows if unit[row] == name])

    def of_tasks(self, ids: Collection[str]) -> Timeline:
        """Those about any of the tasks *ids*."""
        task = self.columns.task
        return self._part([row for row in self.rows if task[row] in ids])

    def of_batches(self, batches: Collection[str]) -> Timeline:
        """Those of any batch in *batches*."""
        if not batches:
            return self[:0]
        batch = self.columns.batches()
        return self._part([row for row in self.rows if batch[row] in batches])

    def without(self, batches: Collection[str]) -> Timeline:
        """Those of no batch in *batches*."""
        if not batches:
            return self
        batch = self.columns.batches()
        return self._part([row for row in self.rows if batch[row] not in batches])

    def by_task(self) -> Mapping[str, Timeline]:
        """Task → the events about it."""
        return self._grouped(self.columns.task)

    def by_unit(self) -> Mapping[str, Timeline]:
        """Unit → its reports."""
        return self._grouped(self.columns.unit)

    def _grouped(self, column: Sequence[str]) -> Mapping[str, Timeline]:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            rows[column[row]].append(row)
        return {name: self._part(own) for name, own in rows.items() if name}

    def units(self) -> set[str]:
        """The units that report in them."""
        return set(map(self.columns.unit.__getitem__, self.rows)) - {""}

    def reports(self) -> Mapping[str, int]:
        """Unit → how many of them are its own."""
        counts = Counter(map(self.columns.unit.__getitem__, self.rows))
        del counts[""]
        return counts

    def last_by_unit(self) -> dict[str, int]:
        """Unit, or an empty name for the office → the row of its last event."""
        unit = self.columns.unit
        return dict(zip(map(unit.__getitem__, self.rows), self.rows, strict=True))

    def latest(self, number: int) -> list[Event]:
        """The *number* recorded last, the newest first."""
        recorded = self.columns.recorded
        days = nlargest(number, map(recorded.__getitem__, self.rows))
        own = [self.columns.event(row) for row in self.rows if days and recorded[row] >= days[-1]]
        return nlargest(number, own, key=lambda event: (event.at, event.id))

    def named(self, canonical: Mapping[str, str]) -> Timeline:
        """With the units' canonical names in the column; the events say what was written."""
        unit = self.columns.unit
        other = {name: canonical[name] for name in set(unit) if canonical.get(name, name) != name}
        if not other:
            return self
        return Timeline(self.columns._replace(unit=[other.get(u, u) for u in unit]), self.rows)

    def merged(self, others: Iterable[Timeline]) -> Timeline:
        """With other parts of the same timeline."""
        rows = [other.rows for other in others if other.rows]
        return self._part(sorted({*self.rows, *(r for own in rows for r in own)})) if rows else self

    def joined(self, events: Iterable[Event]) -> Timeline:
        """The whole timeline with *events*, each in its place; those of known ids are left out."""
        new = Timeline.of(events)
        if not self:
            return new
        if new and min(new.columns.ids()) <= self.columns.last_id:
            known = set(self.columns.ids())
            new = Timeline.of([event for event in new if event.id not in known])
        return Timeline(_joined(self.columns, new)) if new else self


def _columns(events: Sequence[Event]) -> Columns:
    """The columns of *events*, which are in order."""
    shapes = {id(event.fields): event.fields for event in events}
    numbers = {key: number for number, key in enumerate(shapes)}
    return Columns(
        shapes=list(shapes.values()),
        shape=[numbers[id(event.fields)] for event in events],
        day=[event.day for event in events],
        recorded=[event.at[:10] for event in events],
        task=[event.task for event in events],
        unit=[event.unit for event in events],
        status=[event.get("status") or "" for event in events],
        event=events.__getitem__,
        last_id=max((event.id for event in events), default=""),
        ids=lambda: [event.id for event in events],
        batches=lambda: [event.batch for event in events],
    )


def _joined(known: Columns, new: Timeline) -> Columns:
    """The columns of both, whose ids are different."""
    added, size = new.columns, len(known.day)
    places = [_place(known, event) for event in new]
    first, order = places[0], _order(places, size)

    def both(one: Sequence[Any], other: Sequence[Any]) -> list[Any]:
        end = [*one[first:], *other]
        return [*one[:first], *map(end.__getitem__, order)]

    def event(row: int) -> Event:
        place = row if row < first else first + order[row - first]
        return known.event(place) if place < size else added.event(place - size)

    return Columns(
        shapes=[*known.shapes, *added.shapes],
        shape=both(known.shape, [len(known.shapes) + number for number in added.shape]),
        day=both(known.day, added.day),
        recorded=both(known.recorded, added.recorded),
        task=both(known.task, added.task),
        unit=both(known.unit, added.unit),
        status=both(known.status, added.status),
        event=event,
        last_id=max(known.last_id, added.last_id),
        ids=lambda: both(known.ids(), added.ids()),
        batches=lambda: both(known.batches(), added.batches()),
    )


def _order(places: Sequence[int], size: int) -> list[int]:
    """Old and new rows from the first place on, in order, counted from there, the new after."""
    first = places[0]
    order: list[int] = []
    for number, (start, place) in enumerate(pairwise([first, *places])):
        order += (*range(start - first, place - first), size - first + number)
    return [*order, *range(places[-1] - first, size - first)]


def _place(columns: Columns, event: Event) -> int:
    """Before which row *event* belongs."""
    first, end = (find(columns.day, event.day) for find in (bisect_left, bisect_right))
    same_day = range(first, end)
    return first + bisect_left(same_day, event.sort_key, key=lambda r: columns.event(r).sort_key)
