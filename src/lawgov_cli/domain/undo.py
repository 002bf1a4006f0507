"""What was taken back, what counts without it, and what can be taken back, newest first."""

from __future__ import annotations

from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.errors import NothingToUndo
from lawgov_cli.domain.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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
    for batch, events in undos.by_batch().items():
        for event in events:
            takers.setdefault(event.undo, []).append(batch)
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
    by_day = known.counting.by_day_recorded()
    for day in sorted(by_day, reverse=True):
        of_day = map(known.batch, by_day[day].by_batch())
        first_then = (batch for batch in of_day if batch.first.at.startswith(day))
        yield from sorted(first_then, key=lambda b: (b.first.at, b.first.id), reverse=True)


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
    for event in known.counting:
        if event.line == line:
            return known.batch(event.batch)
    raise NothingToUndo(f"台账第{line}行没有可以撤销的登记(可能已撤销)。")


class _Batches:
    """The records of each batch: of those that count, and of all that an undo may be about."""

    def __init__(self, events: Timeline) -> None:
        self._events = events
        self.counting = effective(events).events

    @cached_property
    def _counting(self) -> Mapping[str, Timeline]:
        return self.counting.by_batch()

    @cached_property
    def _everything(self) -> Mapping[str, Timeline]:
        return self._events.by_batch()

    def batch(self, name: str) -> Batch:
        """One that counts, with what it is about, where that is in the journal."""
        batch = _made(name, self._counting)
        seen, target, restores = {name}, batch, True
        while about := target.first.undo:
            if about not in self._everything or about in seen:
                return batch
            seen.add(about)
            target, restores = _made(about, self._everything), not restores
        return batch if target is batch else batch._replace(target=target, restores=restores)


def _made(name: str, held: Mapping[str, Timeline]) -> Batch:
    """The batch, its records by id: the first stands for it."""
    return Batch(name, tuple(sorted(held[name], key=attrgetter("id"))))
