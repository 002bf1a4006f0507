"""Who reported in a month, who did so late, who did not, and how many months in a row.

A unit is expected to report while it leads or answers for a point that is not finished, by name
or as a named member of a group. Its report for a month is any record of its own about a day of
that month; it is late where it was recorded after the day reports are due.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.dates import month
from lawgov_cli.domain.undo import effective
from lawgov_cli.domain.vocabulary import FINISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.timeline import Timeline


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
    months in a row it has not reported, this one included; ``first`` the day its first report was
    recorded, empty where there is none.
    """

    unit: str
    status: FilingStatus
    tasks: tuple[str, ...]
    leads: tuple[str, ...]
    missed: int
    first: str


def filings(before: Snapshot, events: Timeline, period: Period) -> list[Filing]:
    """The filings of *period* (a month), units in the order the plan registers them.

    Parameters:
        before: the state on the day before the month, which says who is expected.
        events: the whole timeline; what *before* does not know of is not looked at.
    """
    plan = before.plan
    if period.last < _first_day(plan):
        return []
    counted = effective(events, before.known_at).events.named(plan.canonical)
    said = _Said(counted, period)
    expected = expected_units(before)
    return [_filing(unit, duties, said, plan, period) for unit, duties in expected.items()]


class _Said:
    """What units said in a month, and who said anything at all in those before."""

    def __init__(self, events: Timeline, period: Period) -> None:
        self._events = events
        self._month = events.within(period.first, period.last)
        self._own = self._month.by_unit()
        self._returns = self._month.having("returned").of_unit("")
        self._reporting: dict[str, set[str]] = {}

    def first_recorded(self, unit: str) -> str:
        """The day on which the first of what *unit* said in the month was recorded."""
        own = self._own.get(unit)
        return own.first_recorded() if own else ""

    def sent_back(self, unit: str, plan: Plan) -> bool:
        """Whether the office sent back the last of what *unit* said in the month."""
        return any(
            unit in {plan.canonical.get(name, name) for name in event.returned}
            for event in self._returns.after(self._own[unit])
        )

    def reported(self, unit: str, period: Period) -> bool:
        """Whether *unit* said anything in *period*."""
        if period.name not in self._reporting:
            month = self._events.within(period.first, period.last)
            self._reporting[period.name] = month.units()
        return unit in self._reporting[period.name]


def deadline(period: Period, plan: Plan) -> date:
    """The last day on which a report for *period* is in time."""
    return period.last.replace(day=min(plan.report_day, period.last.day))


class Duty(NamedTuple):
    """A point a unit is to report on, and whether it leads it."""

    task: str
    leads: bool


def expected_units(snapshot: Snapshot) -> dict[str, list[Duty]]:
    """Unit → the open points it leads or answers for, by name or as a named group member."""
    plan = snapshot.plan
    expected: dict[str, list[Duty]] = {name: [] for name in plan.units}
    for state in snapshot.points:
        if state.status in FINISHED:
            continue
        named: dict[str, bool] = {}
        for names, leads in ((state.lead, True), (state.responsible, False)):
            for name in names:
                for unit in plan.members_of(name) if name in plan.groups else (name,):
                    named.setdefault(unit, leads)
        for unit, leads in named.items():
            expected.setdefault(unit, []).append(Duty(state.task.id, leads))
    return {unit: duties for unit, duties in expected.items() if duties}


def _first_day(plan: Plan) -> date:
    """No unit can report before the document was issued."""
    return plan.issued or plan.starts


def _filing(unit: str, duties: Sequence[Duty], said: _Said, plan: Plan, period: Period) -> Filing:
    first = said.first_recorded(unit)
    status = FilingStatus.MISSING
    if first:
        in_time = first <= deadline(period, plan).isoformat()
        status = FilingStatus.FILED if in_time else FilingStatus.LATE
        if said.sent_back(unit, plan):
            status = FilingStatus.RETURNED
    return Filing(
        unit=unit,
        status=status,
        tasks=tuple(duty.task for duty in duties),
        leads=tuple(duty.task for duty in duties if duty.leads),
        missed=0 if first else _missed(unit, said, period, plan),
        first=first,
    )


def _missed(unit: str, said: _Said, period: Period, plan: Plan) -> int:
    """Months in a row without a report, back from *period* to the month of issue."""
    count = 0
    while period.last >= _first_day(plan) and not said.reported(unit, period):
        count += 1
        period = month_before(period)
    return count


def month_before(period: Period) -> Period:
    """The month before *period*."""
    last = period.first - timedelta(days=1)
    return month(last.year, last.month)
