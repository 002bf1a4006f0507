"""What bare ``lawgov`` shows: one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.views.log import LogRow, log_row
from lawgov_cli.views.rows import TaskRow, task_row
from lawgov_cli.views.stats import Tally, light_tallies, status_tallies

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.progress import Snapshot


class OverviewView(NamedTuple):
    """The one screen of bare ``lawgov``."""

    title: str
    as_of: date
    is_today: bool
    total: int
    statuses: tuple[Tally, ...]
    lights: tuple[Tally, ...]
    late: tuple[TaskRow, ...]
    to_verify: tuple[str, ...]
    last: tuple[LogRow, ...]


def overview_view(snapshot: Snapshot, today: date, limit: int = 5) -> OverviewView:
    """Totals, what is late or lags, what waits for the office, and the last records."""
    points = snapshot.points
    attention = ("red", "yellow", "blue")
    rows = [task_row(s, snapshot) for s in points if s.light.value in attention]
    rows.sort(key=lambda row: attention.index(row.light))
    claimed = [s.task.id for s in points if s.awaits_verification]
    said = snapshot.events.having("task").latest(limit)
    return OverviewView(
        title=snapshot.plan.title,
        as_of=snapshot.as_of,
        is_today=snapshot.as_of == today,
        total=len(points),
        statuses=status_tallies(points),
        lights=light_tallies(points, snapshot.plan),
        late=tuple(rows),
        to_verify=tuple(claimed),
        last=tuple(log_row(event, snapshot.plan.year) for event in said),
    )
