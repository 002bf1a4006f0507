"""Who reported in a month, who did so late, who did not, and how many months in a row.

A unit is expected to report while it leads or answers for a point that is not finished, by name
or as a named member of a group. Its report for a month is any record of its own about a day of
that month; it is late where it was recorded after the day reports are due.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.dates import month
from lawgov_cli.model import FINISHED
from lawgov_cli.progress import effective, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawgov_cli.dates import Period
    from lawgov_cli.model import Event, Plan
    from lawgov_cli.progress import Snapshot


class FilingStatus(str, Enum):
    """本期报送."""

    FILED = "filed"
    LATE = "late"
    MISSING = "missing"
    RETURNED = "returned"


FILING_WORDS = {
    FilingStatus.FILED: "已报",
    FilingStatus.LATE: "迟报",
    FilingStatus.MISSING: "未报",
    FilingStatus.RETURNED: "退回",
}


class Filing(NamedTuple):
    """One unit in one month.

    ``tasks`` are the ids of the open points it is expected to report on; ``missed`` how many
    months in a row it has not reported, this one included.
    """

    unit: str
    status: FilingStatus
    tasks: tuple[str, ...]
    leads: tuple[str, ...]
    missed: int
    first: Event | None


def filings(
    plan: Plan, events: Iterable[Event], period: Period, known_at: date | None = None
) -> list[Filing]:
    """The filings of *period* (a month), units in the order the plan registers them."""
    counted = effective(events, known_at).events
    state = fold(plan, counted, period.before)
    expected = expected_units(state)
    if period.last < _first_day(plan):
        return []
    return [_filing(unit, tasks, plan, counted, period) for unit, tasks in expected.items()]


def deadline(period: Period, plan: Plan) -> date:
    """The last day on which a report for *period* is in time."""
    return period.last.replace(day=min(plan.report_day, period.last.day))


def expected_units(snapshot: Snapshot) -> dict[str, list[str]]:
    """Unit → the open points it leads or answers for, by name or as a named group member."""
    plan = snapshot.plan
    expected: dict[str, list[str]] = {name: [] for name in plan.units}
    for state in snapshot.points:
        if state.status in FINISHED:
            continue
        named: dict[str, None] = {}
        for name in (*state.lead, *state.responsible):
            named.update(dict.fromkeys(plan.members_of(name) if name in plan.groups else (name,)))
        for unit in named:
            expected.setdefault(unit, []).append(state.task.id)
    return {unit: tasks for unit, tasks in expected.items() if tasks}


def _first_day(plan: Plan) -> date:
    """No unit can report before the document was issued."""
    return plan.issued or plan.starts


def _filing(
    unit: str, tasks: list[str], plan: Plan, events: Sequence[Event], period: Period
) -> Filing:
    own = [event for event in events if event.unit == unit and period.holds(event.day)]
    first = min(own, key=lambda event: event.at, default=None)
    leads = tuple(task for task in tasks if unit in _leads(task, plan))
    return Filing(
        unit=unit,
        status=_status(unit, own, events, period, plan),
        tasks=tuple(tasks),
        leads=leads,
        missed=0 if own else _missed(unit, events, period, plan),
        first=first,
    )


def _leads(task: str, plan: Plan) -> set[str]:
    return {plan.canonical.get(name, name) for name in plan.by_id[task].lead}


def _status(
    unit: str, own: Sequence[Event], events: Sequence[Event], period: Period, plan: Plan
) -> FilingStatus:
    if not own:
        return FilingStatus.MISSING
    last = max(event.at for event in own)
    if any(unit in e.returned and e.at > last for e in events if period.holds(e.day)):
        return FilingStatus.RETURNED
    first = min(event.at for event in own)
    in_time = first[:10] <= deadline(period, plan).isoformat()
    return FilingStatus.FILED if in_time else FilingStatus.LATE


def _missed(unit: str, events: Sequence[Event], period: Period, plan: Plan) -> int:
    """Months in a row without a report, back from *period* to the month of issue."""
    reported = {event.day[:7] for event in events if event.unit == unit}
    count = 0
    while period.last >= _first_day(plan) and period.name not in reported:
        count += 1
        period = month_before(period)
    return count


def month_before(period: Period) -> Period:
    """The month before *period*."""
    last = period.first - timedelta(days=1)
    return month(last.year, last.month)
