"""A plan and its journal → a row for each point and month, for a roll-up over many places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import month_end, stretch
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.filings import months_of
from lawgov_cli.domain.lights import LightRule
from lawgov_cli.domain.plan_life import Life
from lawgov_cli.domain.point_months import NAMES, PointMonth, joined
from lawgov_cli.views.reasons import reason_row
from lawgov_cli.views.rows import heading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.filings import Filing, Filings
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState


class SnapshotView(NamedTuple):
    """The rows of one place, or of many, for machines."""

    rows: tuple[PointMonth, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return NAMES


def point_months(filings: Filings, place: str, as_of: date) -> Iterator[PointMonth]:
    """Every point at the end of every month from the plan's start to *as_of*.

    The month of *as_of* is seen as it stood that day. Months after the plan's life have no rows.
    """
    life = Life.of(filings.plan)
    last = min(as_of, month_end(life.until))
    first = life.starts.replace(day=1)
    if last < first:
        return
    for period in months_of(stretch(first, month_end(last))):
        yield from _of_month(filings, place, period, min(period.last, as_of))


def _of_month(filings: Filings, place: str, period: Period, day: date) -> Iterator[PointMonth]:
    snapshot = filings.state(day)
    filed = filings.of(period)
    for state in snapshot.points:
        yield _row(state, snapshot, place, period, [f for f in filed if state.task.id in f.tasks])


def _row(
    state: TaskState, snapshot: Snapshot, place: str, period: Period, filed: list[Filing]
) -> PointMonth:
    plan, task, reason = snapshot.plan, state.task, state.reason
    section = plan.section_of(task.id)
    silent = [filing.unit for filing in filed if _lacks(filing, task.id)]
    is_overdue = reason.rule is LightRule.OVERDUE
    return PointMonth(
        place=place,
        plan=plan.id,
        plan_title=plan.title,
        month=period.name,
        day=snapshot.as_of.isoformat(),
        section=heading(section) if section else "",
        point=task.id,
        label=task.label,
        title=task.title or task.text,
        status=state.status.value,
        light=state.light.value,
        reason=reason_row(reason, plan.year).answered,
        due=state.due.isoformat() if state.due else "",
        overdue=-(reason.days_left or 0) if is_overdue else 0,
        units=joined(state.lead),
        responsible=joined(state.responsible),
        filed=len(filed) - len(silent),
        expected=len(filed),
        silent=joined(silent),
    )


def _lacks(filing: Filing, task: str) -> bool:
    return task in filing.lacking or task in filing.together or task in filing.sent_back
