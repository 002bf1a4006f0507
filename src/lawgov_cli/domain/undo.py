"""What was taken back, what counts without it, and what can be taken back, newest first."""

from __future__ import annotations

from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from lawgov_cli.base.absent import NothingToUndo
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.rewording import corrected
from lawgov_cli.domain.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from lawgov_cli.domain.event import Event


class Effective(NamedTuple):
    """The journal without what was taken back, in corrected words; and the batches that were."""

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
    return Effective(corrected(kept.without(cancelled)), frozenset(cancelled))


def forget() -> None:
    """Let go of the journals resolved last: a long one takes much room."""
    _resolved.cache_clear()


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
        path = {start: iter(takers.get(start, ()))}  # in the order in which it was gone
        while path:
            last = next(reversed(path))
            following = next((b for b in path[last] if b not in settled and b not in path), None)
            if following is not None:
                path[following] = iter(takers.get(following, ()))
            else:
                del path[last]
                settled[last] = any(not settled.get(batch) for batch in takers.get(last, ()))
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

    @property
    def line(self) -> int:
        """The last line of it in the journal."""
        return max(event.line for event in self.events)

    @property
    def is_lasting(self) -> bool:
        """Whether it took words away for good: that is not taken back."""
        return "redact" in self.first.fields


def batches(events: Iterable[Event]) -> Iterator[Batch]:
    """Every batch that has not been taken back, the newest first.

    Newest is what stands last in the journal, whatever a clock said: one that is years ahead
    would have its record taken back first for all these years.
    """
    known = _Batches(Timeline.of(events))
    made = [
        batch for name in known.counting.by_batch() if not (batch := known.batch(name)).is_lasting
    ]
    return iter(sorted(made, key=lambda batch: batch.line, reverse=True))


def batch_at_line(events: Iterable[Event], line: int) -> Batch:
    """The batch that holds the journal's *line*.

    Raises:
        NothingToUndo: that line has no record that still counts, or took words away for good.
    """
    known = _Batches(Timeline.of(events))
    for event in known.counting:
        if event.line == line:
            batch = known.batch(event.batch)
            if batch.is_lasting:
                raise NothingToUndo(f"台账第{line}行删除了内容, 删除不能撤销。")
            return batch
    raise NothingToUndo(f"台账第{line}行没有可以撤销的登记(可能已撤销)。")


class Step(NamedTuple):
    """One step back, or forth again: the batches to be taken back by it, and what it is about.

    To restore a batch is to take back every undo of it; two copies may have undone it both.
    """

    taken: tuple[Batch, ...]
    about: Batch
    restores: bool

    @property
    def names(self) -> frozenset[str]:
        """The batches it takes back."""
        return frozenset(batch.id for batch in self.taken)


def steps(events: Iterable[Event], by: str, *, forth: bool = False) -> list[Step]:
    """The steps that can be taken, the next one first: what *by* recorded before all others.

    Parameters:
        forth: to restore what was taken back last, rather than to take back more.
    """
    found: dict[str, Step] = {}
    for batch in batches(events):
        if forth and batch.target and not batch.restores:
            step = found.setdefault(batch.target.id, Step((), batch.target, restores=True))
            found[batch.target.id] = step._replace(taken=(*step.taken, batch))
        elif not forth and not batch.first.undo:
            found[batch.id] = Step((batch,), batch, restores=False)
    return sorted(found.values(), key=lambda step: step.taken[0].first.by != by)


def step_at_line(events: Iterable[Event], line: int) -> Step:
    """The step that takes back what stands on the journal's *line*; of an undo, it restores.

    Raises:
        NothingToUndo: that line has no record that still counts.
    """
    batch = batch_at_line(events, line)
    if not batch.target:
        return Step((batch,), batch, restores=False)
    if batch.restores:
        return Step((batch,), batch.target, restores=False)
    about = batch.target.id
    return next(step for step in steps(events, "", forth=True) if step.about.id == about)


class _Batches:
    """The records of each batch: of those that count, and of all that an undo may be about."""

    def __init__(self, events: Timeline) -> None:
        self._events = events
        self.counting = effective(events).events
        self._ends: dict[str, tuple[str, bool]] = {}

    @cached_property
    def _counting(self) -> Mapping[str, Timeline]:
        return self.counting.by_batch()

    @cached_property
    def _everything(self) -> Mapping[str, Timeline]:
        return self._events.by_batch()

    def batch(self, name: str) -> Batch:
        """One that counts, with what it is about, where that is in the journal."""
        batch = _made(name, self._counting)
        about, even = self._about(batch.first.undo, name)
        if not about:
            return batch
        target = _made(about, self._everything)
        return batch._replace(target=target, restores=not even)

    def _about(self, undone: str, start: str) -> tuple[str, bool]:
        """What a chain of undos is about in the end, empty where that is not here; in even steps.

        Chains that end alike are gone along once.
        """
        path: list[str] = []
        seen = {start}
        end, even = "", True
        while undone and undone not in seen:
            if undone in self._ends:
                end, even = self._ends[undone]
                break
            if undone not in self._everything:
                break
            seen.add(undone)
            path.append(undone)
            following = _made(undone, self._everything).first.undo
            if not following:
                end, even = path.pop(), True
                self._ends[end] = end, even
                break
            undone = following
        for name in reversed(path):
            even = not even
            self._ends[name] = end, even
        return end, even


def _made(name: str, held: Mapping[str, Timeline]) -> Batch:
    """The batch, its records by id: the first stands for it."""
    return Batch(name, tuple(sorted(held[name], key=attrgetter("id"))))
