"""A record that is not yet written: what it would change, must explain and should be asked.

A change that takes something back needs a reason; a completion that nothing supports is
questioned. The rules look at the state before the record and at the record's fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.errors import MissingReason
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.fields import FIELDS
from lawgov_cli.domain.office_time import office_day
from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.records import Records
from lawgov_cli.domain.repeats import question_of
from lawgov_cli.domain.task_state import Change
from lawgov_cli.domain.vocabulary import FINISHED, KIND_WORDS, REPEAT_WORDS, Kind, Repeat, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState


class Proposal(NamedTuple):
    """One record a task, all with the same fields; the state then, and today without and with them.

    What is said of it is what holds today, as the next ``list`` shows it; what it takes back or
    repeats is judged by its own day.
    """

    tasks: Sequence[Task]
    fields: Mapping[str, Any]
    then: Snapshot
    before: Snapshot
    after: Snapshot

    @property
    def day(self) -> date:
        """The day the records are about."""
        return self.then.as_of

    @property
    def changes(self) -> list[Change]:
        """What becomes of each task."""
        return [
            Change(task, self.before.states[task.id], self.after.states[task.id])
            for task in self.tasks
        ]

    @property
    def follows(self) -> list[Change]:
        """What becomes of the points above the tasks, where another light is on for it."""
        above = [self.after.plan.point_of(task.id) for task in self.tasks]
        points = {point.id: point for point in above if point and point not in self.tasks}
        changes = [
            Change(point, self.before.states[name], self.after.states[name])
            for name, point in points.items()
        ]
        return [change for change in changes if change.relights]

    @property
    def contents(self) -> list[dict[str, Any]]:
        """The fields of each record: ``on`` first, then the task, so that a line reads well."""
        on = {"on": self.fields["on"]} if "on" in self.fields else {}
        return [{**on, "task": task.id, **self.fields} for task in self.tasks]

    def require_reasons(self) -> None:
        """Pass where nothing must be explained, or a reason is given.

        Raises:
            MissingReason: for the first task that needs one.
        """
        for task in () if "reason" in self.fields else self.tasks:
            if what := reason_needed(self.then.states[task.id], self.fields):
                raise MissingReason(f"{nth(task.id)}: {what}")

    def doubts(self) -> list[str]:
        """What is said before it is written, each with its task."""
        units_report = bool(self.then.resting.units())
        return [
            f"{nth(task.id)}: {doubt}"
            for task in self.tasks
            for doubt in doubts(
                self.then.states[task.id], self.fields, self.day, units_report=units_report
            )
        ]

    def not_taken(self) -> list[str]:
        """What the records would take away and cannot: it is not there, or measures give it."""
        return [
            f"{nth(task.id)}: {field.taken}没有作用, {field.word}{_why_not(stays)}"
            for task in self.tasks
            for field in FIELDS
            if field.amends and self.fields.get(field.name) in ("", [])
            for stays in [getattr(self.after.states[task.id], field.name)]
            if stays == getattr(self.before.states[task.id], field.name)
        ]

    def questions(self, *, reopens: bool = False) -> list[str]:
        """What is asked before it is written: records that would change nothing, with their task.

        Parameters:
            reopens: whether the record is to open again what was finished.
        """
        asked, fields = [], dict(self.fields)
        if unit := fields.get("unit"):
            fields["unit"] = self.after.plan.canonical.get(unit, unit)
        for change in self.changes:
            then = self.then.states[change.task.id]
            if question := question_of(change, then, fields, self.day, reopens=reopens):
                asked.append(f"{nth(change.task.id)}: {question}")
        return asked


def _why_not(stays: object) -> str:
    return "由举措而定" if stays else "本来就没有"


def propose(
    plan: Plan,
    events: Iterable[Event] | Records,
    tasks: Sequence[Task],
    fields: Mapping[str, Any],
    when: When,
) -> Proposal:
    """What recording *fields* about each of *tasks* would do to *plan* with its *events*."""
    at, today = when.now.isoformat(timespec="seconds"), office_day(when.now)
    new = [
        Event.of({"id": f"~{n}", "at": at, "task": task.id, **fields})
        for n, task in enumerate(tasks)
    ]
    records = Records.of(events)
    before = fold(plan, records, today)
    then = before if when.day == today else fold(plan, records, when.day)
    return Proposal(tasks, fields, then, before, fold(plan, records.joined(new), today))


class When(NamedTuple):
    """When something is recorded, and the day it is about."""

    now: datetime
    day: date


_OPEN = {Status.TODO.value, Status.DOING.value, Status.CLAIMED.value}


def reason_needed(state: TaskState, fields: Mapping[str, Any]) -> str:
    """What the record does that must be explained; empty where nothing must.

    Parameters:
        state: the task before the record.
        fields: the record's fields.
    """
    status = fields.get("status")
    if fields.get("returned"):
        return "退回单位的报送"
    if fields.get("unit"):
        return ""
    if status == Status.CHANGED.value:
        return "登记“已调整”"
    if status in _OPEN and state.status in FINISHED:
        return f"把{state.status.word}的任务重新打开(回头看)"
    return _what_moves(state, fields)


def _what_moves(state: TaskState, fields: Mapping[str, Any]) -> str:
    """What of the plan the record changes; setting what was never set needs no reason."""
    if taken := [f.taken for f in FIELDS if f.amends and fields.get(f.name) in ("", [])]:
        return "、".join(taken)
    if "due" in fields and state.due and state.due.isoformat() != fields["due"]:
        return f"把时限从{long_date(state.due)}改为{long_date(fields['due'])}"
    if "repeat" in fields and state.due and (state.repeat or "") != fields["repeat"]:
        return f"把时限从{long_date(state.due)}改为{REPEAT_WORDS[Repeat(fields['repeat'])]}一次"
    if "lead" in fields and state.lead and tuple(fields["lead"]) != state.lead:
        return "更换牵头单位"
    now = state.responsible
    if "responsible" in fields and now and tuple(fields["responsible"]) != now:
        return "更换责任单位"
    return ""


def doubts(
    state: TaskState, fields: Mapping[str, Any], as_of: date, *, units_report: bool
) -> list[str]:
    """What a careful office would look at before recording; empty where nothing.

    Parameters:
        as_of: the day the record is about.
        units_report: whether this office collects reports from units at all; one that never has
            is not asked about them.
    """
    status = fields.get("status")
    if fields.get("unit"):
        return []
    found = []
    if status == Status.DONE.value:
        if not fields.get("note") and not fields.get("evidence"):
            found.append("没有写完成情况(--note), 也没有佐证(--evidence)")
        silent = [unit for unit in state.lead if unit not in state.reports]
        if units_report and silent:
            found.append(f"牵头单位{'、'.join(silent)}尚未报送")
        if state.returned:
            found.append(f"{'、'.join(sorted(state.returned))}的报送已退回, 尚未重报")
    unheard = [unit for unit in fields.get("returned", ()) if unit not in state.reports]
    if unheard:
        found.append(f"{'、'.join(unheard)}尚未报送, 没有可退回的")
    if "due" in fields and state.due and state.due < as_of and state.status not in FINISHED:
        found.append(f"原时限{long_date(state.due)}已过, 一般应在到期前改期")
    if status == Status.ONGOING.value and state.kind is Kind.DEADLINE:
        found.append(f"本项类型为“{KIND_WORDS[Kind.DEADLINE]}”, 一般应登记为已完成")
    return found
