"""The journal in words for ``log``, and what ``undo`` says of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective
from lawgov_cli.views.records import LogRow, log_row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan


class LogView(NamedTuple):
    """The records shown, oldest first."""

    rows: tuple[LogRow, ...]
    total: int


class LogQuery(NamedTuple):
    """Which records to show. Empty means any.

    ``tasks`` are ids, ``unit`` whose reports, ``period`` the days they are about; ``as_of`` and
    ``known_at`` the last day they may be about, or may have been recorded on.
    """

    tasks: frozenset[str] | None = None
    unit: str = ""
    period: Period | None = None
    as_of: date | None = None
    known_at: date | None = None

    def apply(self, events: Timeline) -> Timeline:
        """The records that are shown."""
        if self.as_of:
            events = events.until(self.as_of)
        if self.period:
            events = events.within(self.period.first, self.period.last)
        if self.tasks is not None:
            events = events.of_tasks(self.tasks)
        if self.unit:
            events = events.of_unit(self.unit)
        return events.known_at(self.known_at) if self.known_at else events


def log_view(
    query: LogQuery, plan: Plan, events: Iterable[Event], limit: int | None = None
) -> LogView:
    """The records that *query* keeps, the newest *limit* of them."""
    listed = Timeline.of(events).named(plan.canonical)
    cancelled = effective(listed, query.known_at).cancelled
    kept = query.apply(listed)
    shown = kept[-limit if limit else None :]
    lines = _lines_of({event.undo for event in shown if event.undo}, listed)
    rows = [
        log_row(
            event,
            plan.year,
            undone=event.batch in cancelled,
            target=lines.get(event.undo, ()),
        )
        for event in shown
    ]
    return LogView(tuple(rows), len(kept))


def _lines_of(batches: set[str], events: Timeline) -> dict[str, list[int]]:
    """The journal lines of each of *batches*."""
    lines: dict[str, list[int]] = {}
    for event in events.of_batches(batches):
        lines.setdefault(event.batch, []).append(event.line)
    return {batch: sorted(numbers) for batch, numbers in lines.items()}
