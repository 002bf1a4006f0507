"""What was taken back, what counts without it, and what can be taken back, newest first."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.errors import NothingToUndo
from lawgov_cli.domain.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from lawgov_cli.domain.event import Event


class Effective(NamedTuple):
    """The journal without what was taken back, and the batches that were."""

    events: Timeline
    cancelled: frozenset[str]


def effective(events: Iterable[Event], known_at: date | None = None) -> Effective:
    """Resolve undos.

    An undo takes its batch back wherever that batch lies in time, for an undone record was a
    mistake; an undo that is itself undone does nothing. Only what was recorded by *known_at* is
    looked at.
    """
    return _resolved(Timeline.of(events), known_at)


@lru_cache(maxsize=4)  # one command folds one journal up to four times
def _resolved(events: Timeline, known_at: date | None) -> Effective:
    kept = events.known_at(known_at) if known_at else events
    cancelled = _cancelled(kept.having("undo"))
    return Effective(kept.without(cancelled), frozenset(cancelled))


def _cancelled(undos: Timeline) -> set[str]:
    """The batches taken back: by any undo that is not itself taken back.

    Followed from record to record and not by time, for the clocks of two computers differ.
    """
    takers: dict[str, list[str]] = {}
    batches = undos.columns.batches() if undos else ()
    for row, event in zip(undos.rows, undos, strict=True):
        takers.setdefault(event.undo, []).append(batches[row])
    settled: dict[str, bool] = {}
    for start in sorted(takers):
        path = [start]
        while path:
            by = takers.get(path[-1], ())
            following = [batch for batch in by if batch not in settled and batch not in path]
            if following:
                path.append(following[0])
            else:
                settled[path.pop()] = any(not settled.get(batch) for batch in by)
    return {batch for batch, is_cancelled in settled.items() if is_cancelled}


class Batch(NamedTuple):
    """What one command recorded.

    For an undo, ``target`` is what it is about in the end, through any undos of undos, and
    ``restores`` whether it brings that back rather than taking it back.
    """

    id: str
    events: tuple[Event, ...]
    target: Batch | None = None
    restores: bool = False

    @property
    def first(self) -> Event:
        """The record that stands for the batch."""
        return self.events[0]


def batches(events: Iterable[Event]) -> Iterator[Batch]:
    """Every batch that has not been taken back, the newest first; made as they are asked for."""
    known = _Batches(Timeline.of(events))
    by_day: defaultdict[str, list[str]] = defaultdict(list)
    for name, rows in known.counting.items():
        by_day[known.columns.recorded[rows[0]]].append(name)
    for day in sorted(by_day, reverse=True):
        of_day = map(known.batch, by_day[day])
        yield from sorted(of_day, key=lambda b: (b.first.at, b.first.id), reverse=True)


def newest_batch(events: Iterable[Event]) -> Batch:
    """What the last command recorded.

    Raises:
        NothingToUndo: there is no record that still counts.
    """
    for batch in batches(events):
        return batch
    raise NothingToUndo


def batch_at_line(events: Iterable[Event], line: int) -> Batch:
    """The batch that holds the journal's *line*.

    Raises:
        NothingToUndo: that line has no record that still counts.
    """
    known = _Batches(Timeline.of(events))
    for name, rows in known.counting.items():
        if any(known.columns.event(row).line == line for row in rows):
            return known.batch(name)
    raise NothingToUndo(f"台账第{line}行没有可以撤销的登记(可能已撤销)。")


class _Batches:
    """The rows of each batch: of all batches, and of those that count."""

    def __init__(self, events: Timeline) -> None:
        self.columns = events.columns
        self.everything = self._rows_of(events)
        self.counting = self._rows_of(effective(events).events)

    def _rows_of(self, events: Timeline) -> Mapping[str, Sequence[int]]:
        """Batch → the rows of its records, by id: the first stands for it."""
        names, ids = self.columns.batches(), self.columns.ids()
        held: defaultdict[str, list[int]] = defaultdict(list)
        for row in events.rows:
            held[names[row]].append(row)
        for rows in held.values():
            if len(rows) > 1:
                rows.sort(key=ids.__getitem__)
        return held

    def batch(self, name: str) -> Batch:
        """One that counts, with what it is about, where that is in the journal."""
        batch = self._made(name, self.counting)
        seen, target, restores = {name}, batch, True
        while about := target.first.undo:
            if about not in self.everything or about in seen:
                return batch
            seen.add(about)
            target, restores = self._made(about, self.everything), not restores
        return batch if target is batch else batch._replace(target=target, restores=restores)

    def _made(self, name: str, rows: Mapping[str, Sequence[int]]) -> Batch:
        return Batch(name, tuple(map(self.columns.event, rows[name])))
