"""The journal in words for ``log``, and what ``undo`` says of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from lawgov_cli.base.dates import short_date
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.rewording import redactions
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective
from lawgov_cli.views.records import LogRow, log_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan


class LogView(NamedTuple):
    """The records shown, oldest first.

    ``rows`` are made when they are asked for: there may be very many; ``dates`` are all that they
    bear, ``total`` how many there are with those left out.
    """

    rows: Sequence[LogRow]
    total: int
    dates: tuple[str, ...] = ()

    def parts(self, size: int) -> Iterator[LogView]:
        """The same in several that follow each other, each of *size* rows or fewer."""
        for start in range(0, len(self.rows) or 1, size):
            rows = self.rows[start : start + size]
            yield LogView(rows, len(rows), self.dates)


class _Rows(Sequence[LogRow]):
    """The row of each of *events*, made when it is asked for."""

    def __init__(self, events: Timeline, row: Callable[[Event], LogRow]) -> None:
        self._events, self._row = events, row

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, place: int) -> LogRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[LogRow]: ...
    def __getitem__(self, place: int | slice) -> LogRow | Sequence[LogRow]:
        if isinstance(place, slice):
            return _Rows(self._events[place], self._row)
        return self._row(self._events[place])

    def __iter__(self) -> Iterator[LogRow]:
        return map(self._row, self._events)


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
    counting, cancelled = effective(listed, query.known_at)
    kept = _with_rewordings(query.apply(listed), query, listed)
    shown = kept[-limit if limit else None :]
    reworded = set(map(_reworded, shown.having("correct", "redact")))
    known = _Known(
        _lines_of({event.undo for event in shown.having("undo")}, listed),
        {event.id: event.line for event in listed.of_ids(reworded - {""})},
        {_reworded(event): event.line for event in counting.having("correct")},
        redactions(listed),
    )

    def row(event: Event) -> LogRow:
        return _row(event, plan.year, known, undone=event.batch in cancelled)

    dates = tuple(short_date(day, plan.year) for day in sorted(shown.days()))
    return LogView(_Rows(shown, row), len(kept), dates)


class _Known(NamedTuple):
    """What other records say of those shown.

    ``batches`` holds the lines of what an undo took back, ``lines`` the line of what a correction
    is about, ``corrections`` the line of the last correction of a record, each by its id;
    ``redactions`` the records that took away the words of others.
    """

    batches: Mapping[str, Sequence[int]]
    lines: Mapping[str, int]
    corrections: Mapping[str, int]
    redactions: Mapping[str, Event]


def _row(event: Event, year: int, known: _Known, *, undone: bool) -> LogRow:
    target = known.batches.get(event.undo, ())
    if about := _reworded(event):
        target = [known.lines[about]] if about in known.lines else []
    row = log_row(event, year, undone=undone, target=target)
    if event.id in known.corrections:
        row = row._replace(change=f"{row.change}(已更正, 见第{known.corrections[event.id]}行)")
    if taken := known.redactions.get(event.id):
        row = row._replace(note=f"内容已删除, {taken.by}, {taken.recorded}")
    return row


def _reworded(event: Event) -> str:
    """The id of the record whose words it corrects or takes away."""
    return event.get("correct") or event.get("redact") or ""


def _with_rewordings(kept: Timeline, query: LogQuery, listed: Timeline) -> Timeline:
    """*kept*, and what rewords any of them: it names neither a task nor a unit itself."""
    others = query._replace(tasks=None, unit="").apply(listed.having("correct", "redact"))
    if not others or others is kept:
        return kept
    about = {event.id for event in kept.of_ids(set(map(_reworded, others)))}
    return kept.merged([others.of_batches({e.batch for e in others if _reworded(e) in about})])


def _lines_of(batches: set[str], events: Timeline) -> dict[str, list[int]]:
    """The journal lines of each of *batches*."""
    lines: dict[str, list[int]] = {}
    for event in events.of_batches(batches):
        lines.setdefault(event.batch, []).append(event.line)
    return {batch: sorted(numbers) for batch, numbers in lines.items()}
