"""The parts of a report: what it counts, the points it picks out, the words it quotes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import month_end, short_date, short_month
from lawgov_cli.base.numerals import ranges
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.printed_numbers import number_shown
from lawgov_cli.domain.vocabulary import FINISHED, Light, Status
from lawgov_cli.views.numbers import Tally, light_tallies, status_tallies
from lawgov_cli.views.report_parts import (
    Change,
    ChangeGroup,
    EvidenceRow,
    SectionReport,
    change_groups,
    changes_between,
    evidence_of,
    sections_of,
    slips_of,
)
from lawgov_cli.views.report_words import (
    Heard,
    Remark,
    Remarks,
    TaskProgress,
    Teller,
    last_of_each,
    still_open,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.views.rows import TaskRow

#: The duty that every annual report must speak to, as documents word it.
FIRST_DUTY = "第一责任人"


class Counts(NamedTuple):
    """How many points, in what state, and what changed within the period."""

    total: int
    tallies: tuple[Tally, ...]
    lights: tuple[Tally, ...]
    dated: int
    newly_done: int
    changes: tuple[Change, ...]
    change_groups: tuple[ChangeGroup, ...]


def counts_of(states: Sequence[TaskState], before: Snapshot, plan: Plan) -> Counts:
    """The counts of *states*, compared with the state *before* the period."""
    changes = changes_between(states, before)
    return Counts(
        total=len(states),
        tallies=status_tallies(states),
        lights=light_tallies(states, plan),
        dated=sum(state.due is not None for state in states),
        newly_done=sum(change.after == Status.DONE.word for change in changes),
        changes=tuple(changes),
        change_groups=change_groups(changes),
    )


class DueLine(NamedTuple):
    """What falls due: a point, or the measure whose date it is, with its own units."""

    number: str
    title: str
    units: tuple[str, ...]
    day: str


class Picks(NamedTuple):
    """The points that are named for their state."""

    lagging: tuple[TaskRow, ...]
    to_verify: tuple[TaskRow, ...]
    unfinished: tuple[TaskRow, ...]
    changed: tuple[TaskRow, ...]
    ongoing: tuple[TaskRow, ...]
    due_soon: tuple[TaskRow, ...]
    due_lines: tuple[DueLine, ...]
    due_by: str
    open_rows: tuple[TaskRow, ...]
    open_numbers: str


def picks_of(states: Sequence[TaskState], rows: Sequence[TaskRow], after: Snapshot) -> Picks:
    """What is picked from *rows*, which are those of *states*."""
    pairs = list(zip(states, rows, strict=True))
    still = tuple(row for row in rows if Status(row.status) not in FINISHED)
    last = month_end(month_end(after.as_of) + timedelta(days=1))
    soon = [(state, row) for state, row in pairs if _falls_due(row, last)]
    return Picks(
        lagging=tuple(r for r in rows if r.light in {Light.RED.value, Light.YELLOW.value}),
        to_verify=tuple(row for state, row in pairs if state.awaits_verification),
        unfinished=still if after.as_of >= after.plan.ends else (),
        changed=_of_status(rows, Status.CHANGED),
        ongoing=_of_status(rows, Status.ONGOING),
        due_soon=tuple(row for _, row in soon),
        due_lines=tuple(_due_line(state, row, after) for state, row in soon),
        due_by=f"{short_month(last, after.plan.year)}底前",
        open_rows=still,
        open_numbers=ranges([row.id for row in still]),
    )


def _of_status(rows: Sequence[TaskRow], status: Status) -> tuple[TaskRow, ...]:
    return tuple(row for row in rows if row.status == status.value)


def _falls_due(row: TaskRow, last: date) -> bool:
    if row.days_left is None or Status(row.status) in FINISHED:
        return False
    return row.days_left >= 0 and row.due <= last.isoformat()


def _due_line(state: TaskState, row: TaskRow, after: Snapshot) -> DueLine:
    due = state.deadline
    if due is None or due.task == state.task.id:
        return DueLine(row.number_shown, row.title, row.lead, row.due_date)
    task = after.plan.by_id[due.task]
    day = short_date(due.day, after.plan.year)
    title = (task.title or task.text).rstrip("。")
    return DueLine(number_shown(task.id, task.label), title, due.units, day)


class Words(NamedTuple):
    """What was said within the period: by section, and of problems, reasons and next steps."""

    sections: tuple[SectionReport, ...]
    problems: tuple[TaskProgress, ...]
    open_problems: Remarks
    reasons: tuple[TaskProgress, ...]
    slips: tuple[Remark, ...]
    next_steps: tuple[TaskProgress, ...]
    steps: Remarks
    first_duty: tuple[TaskProgress, ...]
    evidence: tuple[EvidenceRow, ...]


def words_of(
    teller: Teller,
    told: Sequence[Heard],
    said: Sequence[TaskProgress],
    after: Snapshot,
    *,
    is_year: bool,
) -> Words:
    """The words of the period: *told* is what was heard of each point, *said* what is printed."""
    states = [one.state for one in told]
    last = last_of_each(told) if is_year else told
    return Words(
        sections=tuple(sections_of(states, said, after)),
        problems=tuple(_with(said, "problem")),
        open_problems=teller.remarks("problem", (still_open(one, after) for one in told)),
        reasons=tuple(_reasons(told, said)),
        slips=tuple(slips_of(told, after)),
        next_steps=tuple(_with(said, "next")),
        steps=teller.remarks("next", (still_open(one, after) for one in last)),
        first_duty=tuple(item for item in said if _speaks_of_first_duty(item.row)),
        evidence=evidence_of(said),
    )


def _speaks_of_first_duty(row: TaskRow) -> bool:
    return any(FIRST_DUTY in text for text in (row.title, *(m.text for m in row.measures)))


def _reasons(told: Sequence[Heard], said: Sequence[TaskProgress]) -> Iterator[TaskProgress]:
    """The points with notes that give a reason; why a slip was sent stands with the slips."""
    for one, item in zip(told, said, strict=True):
        pairs = zip(one.events, item.notes, strict=True)
        if notes := tuple(note for event, note in pairs if note.reason and not event.get("slip")):
            yield item._replace(notes=notes)


def _with(progress: Sequence[TaskProgress], field: str) -> Iterator[TaskProgress]:
    """The points with notes that have *field*, and only those notes."""
    for item in progress:
        if notes := tuple(note for note in item.notes if getattr(note, field)):
            yield item._replace(notes=notes)
