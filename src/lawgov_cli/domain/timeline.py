"""The events of a journal in the order that counts, each once.

Order is by (day, time recorded, id), so any merge of two copies of a journal is one timeline.
What is looked at of every event stands in columns, whose row numbers stay in here.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest
from itertools import chain, groupby
from typing import TYPE_CHECKING, NewType, cast, overload

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.columns import columns_of, joined, reworded
from lawgov_cli.domain.event import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from lawgov_cli.domain.columns import Columns

#: Where an event stands in a timeline: to be compared with another, or handed back to it.
Place = NewType("Place", int)
#: So many rows are held as numbers, which take a ninth of the room of objects.
_MANY = 1 << 16
#: Where everything is later.
BEFORE_ALL = Place(-1)


class Receipt(NamedTuple):
    """A unit's report as its columns have it: where it stands, of what, whose, and two days."""

    place: Place
    task: str
    unit: str
    day: str
    recorded: str


class Timeline(Sequence[Event]):
    """Events in the order that counts, each once.

    Attributes:
        columns: shared by all parts of one timeline; for this module and the journal's cache.
        rows: which of them are in this part, ascending; for this module alone.
    """

    __slots__ = ("_by_task", "_shapes", "columns", "rows")

    def __init__(self, columns: Columns, rows: Sequence[int] | None = None) -> None:
        self.columns = columns
        self.rows = range(len(columns.day)) if rows is None else rows
        self._by_task: Mapping[str, Timeline] | None = None
        self._shapes: set[int] | None = None

    @classmethod
    def of(cls, events: Iterable[Event]) -> Timeline:
        """*events* in order, the first of each id."""
        if isinstance(events, Timeline):
            return events
        unique: dict[str, Event] = {}
        for event in events:
            unique.setdefault(event.id, event)
        return cls(columns_of(sorted(unique.values(), key=lambda event: event.sort_key)))

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
        if len(rows) > _MANY and isinstance(rows, list):
            rows = array("I", rows)
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
        if all(names.keys().isdisjoint(fields) for names in shapes):
            return self[:0]  # most fields are in no record: no row need be looked at
        if self._shapes is None:  # looked at once, however many fields are asked for
            self._shapes = set(map(shape.__getitem__, self.rows))
        present = self._shapes
        wanted = {n for n in present if not shapes[n].keys().isdisjoint(fields)}
        if len(wanted) == len(present):
            return self
        return self._part([row for row in self.rows if shape[row] in wanted] if wanted else ())

    def having_other(self, fields: Collection[str]) -> Timeline:
        """Those with any field that is not among *fields*."""
        shapes, shape = self.columns.shapes, self.columns.shape
        other = {n for n, names in enumerate(shapes) if not names.keys() <= set(fields)}
        return self._part([row for row in self.rows if shape[row] in other])

    def last_of_each(self, fields: Collection[str]) -> Timeline:
        """The last record of each unit on each task, and its last there with each of *fields*."""
        of = (self.columns.task, self.columns.unit, self.columns.shape)
        said = zip(*(map(column.__getitem__, self.rows) for column in of), strict=True)
        last: dict[tuple[str, str, str], int] = {}
        for (task, unit, shape), row in dict(zip(said, self.rows, strict=True)).items():
            for field in ("", *self.columns.shapes[shape].keys() & set(fields)):
                key = (task, unit, field)
                last[key] = max(last.get(key, row), row)
        return self._part(sorted(set(last.values())))

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

    def said_by(self, test: Callable[[str, str], bool]) -> Timeline:
        """The units' reports whose unit and day pass *test*, which is asked once of each pair."""
        unit, day = self.columns.unit, self.columns.day
        said = [(unit[row], day[row]) for row in self.rows]
        pairs = {pair for pair in set(said) if pair[0] and test(*pair)}
        return self._part([row for row, own in zip(self.rows, said, strict=True) if own in pairs])

    def of_units(self, names: Collection[str]) -> Timeline:
        """The reports of *names*."""
        unit = self.columns.unit
        return self._part([row for row in self.rows if unit[row] in names])

    def receipts(self) -> Iterator[Receipt]:
        """When each unit's report was recorded, and of what; none is read for it."""
        known = self.columns
        for row in self.rows:
            if unit := known.unit[row]:
                days = known.day[row], known.recorded[row]
                yield Receipt(Place(row), known.task[row], unit, *days)

    def by_task(self) -> Mapping[str, Timeline]:
        """Task → the events about it; a fold asks for it more than once."""
        if self._by_task is None:
            self._by_task = self._grouped(self.columns.task)
        return self._by_task

    def by_unit(self) -> Mapping[str, Timeline]:
        """Unit → its reports."""
        return self._grouped(self.columns.unit)

    def by_batch(self) -> Mapping[str, Timeline]:
        """Batch → what one command wrote of them."""
        return self._grouped(self.columns.batches()) if self else {}

    def by_day_recorded(self) -> Mapping[str, Timeline]:
        """Day (``YYYY-MM-DD``) → those recorded on it."""
        return self._grouped(self.columns.recorded)

    def _grouped(self, column: Sequence[str]) -> Mapping[str, Timeline]:
        rows: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for row in self.rows:
            rows[column[row]].append(row)
        rows.pop("", None)
        return _Parts(self.columns, dict(rows))  # one that does not grow when asked

    def by_line(self) -> Timeline:
        """The same in the order of the journal's lines, to be gone through."""
        return self._part(sorted(self.rows, key=self.columns.line.__getitem__))

    def is_about(self, tasks: Collection[str]) -> bool:
        """Whether any is about one of *tasks*."""
        return any(map(tasks.__contains__, map(self.columns.task.__getitem__, self.rows)))

    def ids(self) -> set[str]:
        """The ids of all events of the timeline."""
        return set(self.columns.ids())

    def own_ids(self) -> list[str]:
        """The id of each."""
        known = self.columns.ids()
        return [known[row] for row in self.rows]

    def days(self) -> set[str]:
        """The days that they are about."""
        return set(map(self.columns.day.__getitem__, self.rows))

    def units(self) -> set[str]:
        """The units that report in them."""
        return set(map(self.columns.unit.__getitem__, self.rows)) - {""}

    def reports(self) -> Mapping[str, int]:
        """Unit → how many of them are its own."""
        counts = Counter(map(self.columns.unit.__getitem__, self.rows))
        del counts[""]
        return counts

    def last_by_unit(self) -> dict[str, Place]:
        """Unit, or an empty name for the office → where its last event stands."""
        unit, places = self.columns.unit, cast("Sequence[Place]", self.rows)
        return dict(zip(map(unit.__getitem__, self.rows), places, strict=True))

    def placed(self) -> Iterator[tuple[Place, Event]]:
        """Each with where it stands."""
        return zip(map(Place, self.rows), self, strict=True)

    def newest_first(self) -> Iterator[tuple[Place, str]]:
        """Where each stands and whose it is, by the unit's canonical name; none is read for it."""
        unit = self.columns.unit
        return ((Place(row), unit[row]) for row in reversed(self.rows))

    def at(self, place: Place) -> Event:
        """The event that stands at *place*."""
        return self.columns.event(place)

    def at_all(self, places: Mapping[str, Place]) -> dict[str, Event]:
        """Name → the event that stands at its place."""
        event = self.columns.event
        return {name: event(place) for name, place in places.items()}

    def status_at(self, place: Place) -> str:
        """The status that the event at *place* sets; empty where it sets none."""
        return self.columns.status[place]

    def after(self, other: Timeline) -> Timeline:
        """Those later than all of *other*, which is a part of the same timeline."""
        return self[bisect_right(self.rows, other.rows[-1]) :] if other else self

    def less(self, other: Timeline) -> Timeline:
        """Those that are not in *other*, which is a part of the same timeline."""
        left_out = set(other.rows)
        return self._part([row for row in self.rows if row not in left_out])

    def first_recorded(self) -> str:
        """The day on which the first of them was recorded; empty where there is none."""
        return min(map(self.columns.recorded.__getitem__, self.rows), default="")

    def latest(self, number: int) -> list[Event]:
        """The *number* recorded last, the newest first."""
        recorded = self.columns.recorded
        days = nlargest(number, map(recorded.__getitem__, self.rows))
        own = [self.columns.event(row) for row in self.rows if days and recorded[row] >= days[-1]]
        return nlargest(number, own, key=lambda event: (event.moment, event.id))

    def named(self, canonical: Mapping[str, str]) -> Timeline:
        """With the units' canonical names in the column; the events say what was written."""
        unit = self.columns.unit
        other = {name: canonical[name] for name in set(unit) if canonical.get(name, name) != name}
        if not other:
            return self
        return Timeline(self.columns._replace(unit=[other.get(u, u) for u in unit]), self.rows)

    def reworded(self, ids: Collection[str], anew: Callable[[Event], Event]) -> Timeline:
        """With what *anew* makes of the events *ids*: the same, in other words."""
        event = self.columns.event
        made = {row: anew(event(row)) for row in self.of_ids(ids).rows}
        return Timeline(reworded(self.columns, made), self.rows) if made else self

    def of_ids(self, ids: Collection[str]) -> Timeline:
        """Those whose id is in *ids*."""
        if not ids:
            return self[:0]
        known = self.columns.ids()
        return self._part([row for row in self.rows if known[row] in ids])

    def merged(self, others: Iterable[Timeline]) -> Timeline:
        """With other parts of the same timeline."""
        parts = [other.rows for other in others if other.rows]
        rows = sorted(chain(self.rows, *parts)) if parts else []  # a set would take much room
        return self._part([row for row, _ in groupby(rows)]) if parts else self

    def joined(self, events: Iterable[Event]) -> Timeline:
        """The whole timeline with *events*, each in its place; those of known ids are left out."""
        new = Timeline.of(events)
        if not self:
            return new
        if new and min(new.columns.ids()) <= self.columns.last_id:
            known = set(self.columns.ids())
            new = Timeline.of([event for event in new if event.id not in known])
        return Timeline(joined(self.columns, new.columns)) if new else self


class _Parts(Mapping[str, Timeline]):
    """Parts of a timeline by name, each made when it is asked for: there may be thousands."""

    def __init__(self, columns: Columns, rows: Mapping[str, Sequence[int]]) -> None:
        self._columns, self._rows = columns, rows

    def __getitem__(self, name: str) -> Timeline:
        return Timeline(self._columns, self._rows[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
