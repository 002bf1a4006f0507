"""Rows shared by several views: one task, one measure, one note, in words and numbers.

Views are plain immutable records. A template, a table and a JSON file get these and never the
plan, so they show the same facts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import short_date
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.printed_numbers import number_shown
from lawgov_cli.domain.vocabulary import FINISHED, LIT, Light, Role
from lawgov_cli.views.reasons import ReasonRow, StatusReasonRow, reason_row, status_reason_row

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.domain.units import Part

ROLE_WORDS = {Role.LEAD: "牵头", Role.COLLECTOR: "牵头·汇总", Role.RESPONSIBLE: "责任"}


class MeasureRow(NamedTuple):
    """One measure of a point."""

    id: str
    text: str
    status: str
    status_word: str
    finished: bool
    due: str
    due_date: str = ""
    revised: str = ""
    was: str = ""


class TaskRow(NamedTuple):
    """One point as every output shows it."""

    id: str
    label: str
    title: str
    section_id: str
    section: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    role: str
    through: str
    status: str
    status_word: str
    status_reason: StatusReasonRow
    light: str
    light_word: str
    reason: ReasonRow
    also_late: tuple[ReasonRow, ...]
    due: str
    due_date: str
    first_due: str
    first_due_date: str
    days_left: int | None
    percent: float | None
    behind: float | None
    lags: bool
    repeat: str
    leads_reported: int
    leads_total: int
    measures_finished: int
    measures_total: int
    last_note: str
    last_note_day: str
    revised: str
    measures: tuple[MeasureRow, ...] = ()

    @property
    def number_shown(self) -> str:
        """The id, with the number that the document prints where that is another: ``2(三)``."""
        return number_shown(self.id, self.label)

    @property
    def marked_title(self) -> str:
        """The title, marked where the document's text has changed and nobody has said yes."""
        return f"{self.title}(原文已变更)" if self.revised else self.title

    @property
    def is_lit(self) -> bool:
        """Whether the light says that somebody should look at it."""
        return Light(self.light) in LIT

    @property
    def standing(self) -> str:
        """The status with what it rests on: ``推进中 3/5``."""
        if self.leads_reported and self.leads_total > 1:
            return f"{self.status_word} {self.leads_reported}/{self.leads_total}"
        return self.status_word


def task_row(
    state: TaskState,
    snapshot: Snapshot,
    parts: Sequence[Part] = (),
    readers: Collection[str] = (),
) -> TaskRow:
    """The row of one point with its measures; the parameters are those of :func:`bare_row`."""
    measures = (measure_row(snapshot.states[m.id], snapshot.plan) for m in state.task.tasks)
    return bare_row(state, snapshot, parts, readers)._replace(measures=tuple(measures))


def bare_row(
    state: TaskState,
    snapshot: Snapshot,
    parts: Sequence[Part] = (),
    readers: Collection[str] = (),
) -> TaskRow:
    """The row of one point alone, for a list that shows no measures.

    Parameters:
        parts: what the units asked for are to it.
        readers: the units it is handed to: its last note is then theirs.
    """
    plan, task, status, reason = snapshot.plan, state.task, state.status, state.reason
    section, last = plan.section_of(task.id), _last_said(state, plan, readers)
    due, first_due, behind = state.due, state.first_due, state.behind
    return TaskRow(
        id=task.id,
        label=task.label,
        title=task.title or task.text,
        section_id=section.id if section else "",
        section=heading(section) if section else "",
        lead=state.lead,
        responsible=state.responsible,
        role="、".join(dict.fromkeys(ROLE_WORDS[part.role] for part in parts)),
        through="、".join(dict.fromkeys(part.through for part in parts if part.through)),
        status=status.value,
        status_word=status.word,
        status_reason=status_reason_row(state.status_reason, plan),
        light=reason.light.value,
        light_word=plan.lights.word(reason.light),
        reason=reason_row(reason, plan.year),
        also_late=tuple(reason_row(late, plan.year) for late in state.also_late),
        due=due.isoformat() if due else "",
        due_date=short_date(due, plan.year) if due else "-",
        first_due=first_due.isoformat() if first_due else "",
        first_due_date=short_date(first_due, plan.year) if first_due else "",
        days_left=(due - snapshot.as_of).days if due else None,
        percent=state.percent,
        behind=behind if behind and behind > 0 else None,
        lags=state.lags,
        repeat=state.repeat.word if state.repeat else "",
        leads_reported=state.leads_reported,
        leads_total=len(state.lead),
        measures_finished=state.measures_finished,
        measures_total=state.measures_total,
        last_note=last.note if last else "",
        last_note_day=last.day if last else "",
        revised=max(t.revised for t in (task, *task.tasks)) if plan.tree.shape.revised else "",
    )


def _last_said(state: TaskState, plan: Plan, readers: Collection[str]) -> Event | None:
    if not state.resting:
        return None
    said = (e for e in state.last_notes if not readers or plan.canonical.get(e.unit) in readers)
    return next(said, None)


def measure_row(state: TaskState, plan: Plan) -> MeasureRow:
    """The row of one measure."""
    due = state.due
    return MeasureRow(
        id=state.task.id,
        text=state.task.text or state.task.title,
        status=state.status.value,
        status_word=state.status.word,
        finished=state.status in FINISHED,
        due=due.isoformat() if due else "",
        due_date=short_date(due, plan.year) if due else "",
        revised=state.task.revised,
        was=state.task.was,
    )


def heading(task: Task) -> str:
    """A section's number and title as printed in a list: ``三、不断完善依法行政制度体系``."""
    return _headed(task.label.strip(), task.title)


@lru_cache(maxsize=256)  # every point below it asks
def _headed(label: str, title: str) -> str:
    if not label:
        return title
    return f"{label}{title}" if label[-1] in "、.．)）" else f"{label}、{title}"
