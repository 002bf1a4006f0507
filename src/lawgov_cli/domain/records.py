"""All records of a journal, and the few that a state rests on: the many are read when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.lazy import lazy
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.resting import UNSETTLING
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.resting import Resting

#: Records that say of others what those are about, or which words they have.
_REWORDING = ("add", "added", "correct", "redact")


class Few(NamedTuple):
    """The records on which states rest, and what reads all that count of one task, alone."""

    resting: Resting
    of_task: Callable[[str], Timeline]

    @property
    def events(self) -> Timeline:
        """Those on which states rest."""
        return self.resting.events

    def joined(self, events: Timeline) -> Few | None:
        """With more records; none where with them others are needed."""
        if events.having(*UNSETTLING):
            return None
        return Few(
            self.resting._replace(events=self.events.joined(events)),
            lambda task: self.of_task(task).joined(list(events.of_tasks([task]))),
        )


class Records:
    """The records of a journal.

    Parameters:
        read: reads all of them.
        few: those on which states rest, where they are known without the others.
    """

    def __init__(self, read: Callable[[], Timeline], few: Few | None = None) -> None:
        self._read, self._few = read, few

    @classmethod
    def of(cls, events: Iterable[Event] | Records) -> Records:
        """*events*, which are all at hand."""
        if isinstance(events, Records):
            return events
        timeline = Timeline.of(events)
        return cls(lambda: timeline)

    @classmethod
    def made(
        cls,
        read: Callable[[], Timeline],
        few: Few | None,
        made: Callable[[Timeline], Timeline],
    ) -> Records:
        """What is *made* of all records that *read* reads, and of the *few*."""
        if few:
            few = few._replace(resting=few.resting._replace(events=made(few.events)))
        return cls(lambda: made(read()), few)

    @lazy
    def all(self) -> Timeline:
        """Every record, also those taken back."""
        return self._read()

    @property
    def special(self) -> Timeline:
        """Those that are no plain report and were not taken back, among others."""
        return self._few.events if self._few else self.all

    def resting(self, as_of: date, known_at: date | None) -> Timeline:
        """Those that count from which the state on *as_of* follows, with what comes later."""
        few = self._few_on(as_of, known_at)
        return effective(few.events if few else self.all, known_at).events

    def of_task(self, task: str, as_of: date, known_at: date | None) -> Timeline:
        """Those that count of one *task*, of any day."""
        few = self._few_on(as_of, known_at)
        if few and not few.events.having(*_REWORDING):
            return few.of_task(task)
        return effective(self.all, known_at).events.of_tasks([task])

    def _few_on(self, as_of: date, known_at: date | None) -> Few | None:
        few = self._few
        fits = few and known_at is None and few.resting.since <= as_of <= few.resting.until
        return few if fits else None

    def joined(self, events: Iterable[Event]) -> Records:
        """With more records, each in its place."""
        new = Timeline.of(events)
        return Records(lambda: self.all.joined(new), self._few and self._few.joined(new))
