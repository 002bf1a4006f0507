"""What ``due`` shows: what is late or falls due, nearest first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.model import FINISHED, Status
from lawgov_cli.views.rows import TaskRow, task_row

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.progress import Snapshot, TaskState
    from lawgov_cli.query import Query


class DueView(NamedTuple):
    """The open points that are late or due within some days, and what there is beside them."""

    rows: tuple[TaskRow, ...]
    as_of: date
    within: int
    dated: int
    later: int


def due_view(query: Query, snapshot: Snapshot, within: int) -> DueView:
    """The points that *query* keeps and that are late or due within *within* days."""
    states = [state for state in query.apply(snapshot) if state.due]
    open_ = [state for state in states if state.status not in FINISHED]
    limit = snapshot.as_of + timedelta(days=within)
    near = sorted((s for s in open_ if s.due and s.due <= limit), key=_due_day)
    return DueView(
        rows=tuple(task_row(state, snapshot, query.parts(state, snapshot)) for state in near),
        as_of=snapshot.as_of,
        within=within,
        dated=len(states),
        later=len(open_) - len(near),
    )


def _due_day(state: TaskState) -> tuple[date, int]:
    assert state.due is not None  # noqa: S101 - only dated states come here
    return state.due, -int(state.status is Status.TODO)
