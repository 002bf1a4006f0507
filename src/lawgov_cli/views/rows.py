"""Rows shared by several views: one task, one measure, one note, in words and numbers.

Views are plain immutable records. A template, a table and a JSON file get these and never the
plan, so they show the same facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.dates import long_date, short_date
from lawgov_cli.domain.vocabulary import FINISHED, Kind, Role, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.domain.event import Event, Evidence
    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.progress import Snapshot, TaskState
    from lawgov_cli.domain.units import Part

ROLE_WORDS = {Role.LEAD: "牵头", Role.COLLECTOR: "牵头·汇总", Role.RESPONSIBLE: "责任"}


class NoteRow(NamedTuple):
    """Something said about a task: when, by which unit (empty = the office), and by whom.

    ``measure`` is the measure's number where a record of one is shown with its point.
    """

    day: str
    date: str
    unit: str
    by: str
    status: str
    text: str
    evidence: tuple[str, ...] = ()
    problem: str = ""
    next: str = ""
    reason: str = ""
    recorded: str = ""
    proofs: tuple[Evidence, ...] = ()
    percent: float | None = None
    measure: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """What happened, in parts: ``举措8.1已完成``, ``进度50%``, the note."""
        percent = "" if self.percent is None else f"进度{self.percent:g}%"
        if not (self.status or percent or self.text):
            return ()
        of = f"举措{self.measure}" if self.measure else ""
        return tuple(part for part in (of + self.status, percent, self.text) if part)

    @property
    def who(self) -> str:
        """The unit that reports, or 本级 for the office's own word."""
        return self.unit or "本级"


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
    light: str
    light_word: str
    due: str
    due_date: str
    first_due: str
    first_due_date: str
    days_left: int | None
    percent: float | None
    behind: float | None
    lags: bool
    leads_reported: int
    leads_total: int
    measures_finished: int
    measures_total: int
    last_note: str
    last_note_day: str
    revised: str
    measures: tuple[MeasureRow, ...] = ()

    @property
    def marked_title(self) -> str:
        """The title, marked where the document's text has changed and nobody has said yes."""
        return f"{self.title}(原文已变更)" if self.revised else self.title

    @property
    def standing(self) -> str:
        """The status with what it rests on: ``推进中 3/5``."""
        if self.leads_reported and self.leads_total > 1:
            return f"{self.status_word} {self.leads_reported}/{self.leads_total}"
        return self.status_word


def task_row(state: TaskState, snapshot: Snapshot, parts: Sequence[Part] = ()) -> TaskRow:
    """The row of one point; *parts* are what the units asked for are to it."""
    plan, task = snapshot.plan, state.task
    section = plan.section_of(task.id)
    last = next(state.notes, None)
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
        status=state.status.value,
        status_word=state.status.word,
        light=state.light.value,
        light_word=plan.lights.word(state.light),
        due=state.due.isoformat() if state.due else "",
        due_date=short_date(state.due, plan.year) if state.due else "-",
        first_due=state.first_due.isoformat() if state.first_due else "",
        first_due_date=short_date(state.first_due, plan.year) if state.first_due else "",
        days_left=(state.due - snapshot.as_of).days if state.due else None,
        percent=state.percent,
        behind=state.behind if state.behind and state.behind > 0 else None,
        lags=state.lags,
        leads_reported=state.leads_reported,
        leads_total=len(state.lead),
        measures_finished=state.measures_finished,
        measures_total=state.measures_total,
        last_note=last.note if last else "",
        last_note_day=last.day if last else "",
        revised=max(t.revised for t in (task, *task.tasks)),
        measures=tuple(measure_row(snapshot.states[m.id], plan) for m in task.tasks),
    )


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


def note_row(event: Event, year: int, point: str = "") -> NoteRow:
    """The row of one record that says something, shown below *point*."""
    record, proofs = event.data, event.evidence
    return NoteRow(
        day=event.day,
        date=short_date(event.day, year),
        unit=event.unit,
        by=record.get("by", ""),
        status=status_said(event),
        text=record.get("note", ""),
        evidence=tuple(item.name for item in proofs),
        proofs=proofs,
        problem=record.get("problem", ""),
        next=record.get("next", ""),
        reason=record.get("reason", ""),
        recorded=record["at"][:16].replace("T", " "),
        percent=record.get("percent"),
        measure=event.task if point and event.task != point else "",
    )


def status_said(event: Event) -> str:
    """What a record says of the status: a unit only *reports* that it has finished."""
    if "returned" in event.fields and event.returned:
        return f"退回{'、'.join(event.returned)}的报送"
    status = event.status
    if status is None:
        return "、".join(_amendments(event))
    return "已报完成" if event.unit and status is Status.DONE else status.word


def _amendments(event: Event) -> Iterator[str]:
    """What the record settles about a task beside its status."""
    if due := event.get("due"):
        yield f"时限定为{long_date(due)}"
    if kind := event.get("kind"):
        yield f"类型定为{Kind(kind).word}"
    for name, word in (("lead", "牵头单位"), ("responsible", "责任单位")):
        if units := event.get(name):
            yield f"{word}定为{'、'.join(units)}"
    if content := event.get("add"):
        yield f"增加举措{content['id']}: {content['text']}"
    if slip := event.get("slip"):
        yield f"发{slip['level']}色单给{slip['unit']}, 限{long_date(slip['reply_by'])}前反馈"


def heading(task: Task) -> str:
    """A section's number and title as printed in a list: ``三、不断完善依法行政制度体系``."""
    label = task.label.strip()
    if not label:
        return task.title
    return f"{label}{task.title}" if label[-1] in "、.．)）" else f"{label}、{task.title}"
