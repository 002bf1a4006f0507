"""The form that one unit fills in for one month: every task of its own, those asked for marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import short_date
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.answers import (
    ASKED_WORDS,
    CHOICES,
    IDENTITY_SHEET,
    PROPERTY_PREFIX,
    Answer,
    Identity,
    row_key,
)
from lawgov_cli.domain.units import parts_of
from lawgov_cli.domain.vocabulary import LIT, Level
from lawgov_cli.views.reasons import reason_row
from lawgov_cli.views.rows import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.domain.units import Part


class FormRow(NamedTuple):
    """One task of a form; ``last`` is what the unit said before, ``given`` what it has said now."""

    key: str
    task: str
    label: str
    title: str
    role: str
    through: str
    due: str
    light: str
    light_word: str
    reason: str
    last: str
    asked: bool
    given: Answer = Answer()

    @property
    def asked_word(self) -> str:
        """``请填``, or ``选填`` where it is not asked for."""
        return ASKED_WORDS[0] if self.asked else ASKED_WORDS[1]

    @property
    def part(self) -> str:
        """``牵头``, ``责任(各区镇)``: what the unit is to the task, and through which group."""
        return f"{self.role}({self.through})" if self.through else self.role


class FormView(NamedTuple):
    """One form: for whom, about what, until when, and its rows."""

    plan_id: str
    plan_title: str
    unit: str
    period: str
    period_word: str
    office: str
    deadline: str
    rows: tuple[FormRow, ...]
    past: bool = False
    notes: tuple[str, ...] = ()

    @property
    def asked(self) -> int:
        """How many tasks are asked for."""
        return sum(row.asked for row in self.rows)

    @property
    def filled(self) -> int:
        """How many of those are answered already."""
        return sum(row.asked and not row.given.says_nothing for row in self.rows)

    @property
    def identity(self) -> Identity:
        """What the form says of itself when it comes back."""
        return Identity(self.plan_id, self.unit, self.period, self.asked)

    @property
    def hidden_sheet(self) -> str:
        """The name of the sheet that holds the identity."""
        return IDENTITY_SHEET

    @property
    def properties(self) -> dict[str, str]:
        """The identity as properties of a file."""
        return {f"{PROPERTY_PREFIX}{name}": value for name, value in self.identity.pairs}

    @property
    def choices(self) -> tuple[str, ...]:
        """The words for a status that the unit chooses from."""
        return CHOICES

    @property
    def how_to(self) -> tuple[str, str]:
        """Two lines on how to fill it in."""
        whom = f"报{self.office or '送'}"
        until = f"于{self.deadline}前{whom}" if self.deadline else "报送"
        if self.past:
            until = f"尽快{whom}(截止日期{self.deadline}已过)"
        listed = f"本表列出本单位的{len(self.rows)}项任务"
        filled = "每项200字以内), 请勿改动表头和隐藏的内容。佐证材料写文件名, 另附。"
        if not self.asked:
            return f"{listed}, 请{until}。", f"只填“本月进展”至“佐证材料”各栏({filled}"
        what = f"{listed}, 请填写其中标“请填”的{self.asked}项"
        if self.asked == len(self.rows):
            what = f"请填写本单位的{len(self.rows)}项任务"
        what += f", {until}" if self.deadline else ""
        empty = "没有进展的请写“无进展”; 空着的视为未报。"
        return f"{what}。{empty}", f"只填浅黄色的各栏({filled}"


class FormSources(NamedTuple):
    """What filings decide, handed in by whoever knows them.

    ``asked``: whether the task counts for this unit and month. ``given``: task → what the unit has
    already reported for the month.
    """

    asked: Callable[[str], bool]
    given: Mapping[str, Answer] = {}


def form_view(  # noqa: PLR0913 - what stands on a form
    snapshot: Snapshot,
    unit: str,
    period: Period,
    sources: FormSources,
    *,
    office: str,
    deadline: str,
    past: bool = False,
    notes: tuple[str, ...] = (),
) -> FormView:
    """The form of *unit* (a canonical name) for the month *period*.

    Parameters:
        office: who collects the forms.
        deadline: the last day in words; ``past``: whether it is over.
    """
    plan = snapshot.plan
    rows = tuple(
        _row(state, parts, snapshot, unit, period, sources)
        for state, parts in _duties(snapshot, unit)
    )
    return FormView(
        plan_id=plan.id,
        plan_title=plan.title,
        unit=unit,
        period=period.name,
        period_word=period.word,
        office=office,
        deadline=deadline,
        rows=rows,
        past=past,
        notes=notes,
    )


def last_words(snapshot: Snapshot, unit: str, period: Period) -> dict[str, str]:
    """Task → what *unit* last said of it before *period*, for telling words that did not change."""
    found = {
        state.task.id: _last(state, snapshot, unit, period) for state, _ in _duties(snapshot, unit)
    }
    return {task: text for task, text in found.items() if text}


def due_words(snapshot: Snapshot, unit: str) -> dict[str, str]:
    """Task → its time limit as the form prints it."""
    return {state.task.id: _due(state, snapshot) for state, _ in _duties(snapshot, unit)}


def own_tasks(due: Iterable[str], plan: Plan) -> frozenset[str]:
    """The tasks that a unit may report on: its own, *due*, and all of the points they are in."""
    points = {point.id for task in due if (point := plan.point_of(task))}
    return frozenset(due) | {
        task.id for task in plan.walk() if (point := plan.point_of(task.id)) and point.id in points
    }


def _duties(snapshot: Snapshot, unit: str) -> Iterator[tuple[TaskState, list[Part]]]:
    """The tasks the unit has a part in; a measure only where it names the unit itself."""
    for task in snapshot.plan.walk():
        if task.level.is_heading:
            continue
        state = snapshot.states[task.id]
        parts = parts_of(unit, state.lead, state.responsible, snapshot.plan)
        if task.level is Level.MEASURE:
            parts = [part for part in parts if not part.through]
        if parts:
            yield state, parts


def _row(  # noqa: PLR0913, PLR0917 - what stands in a row
    state: TaskState,
    parts: list[Part],
    snapshot: Snapshot,
    unit: str,
    period: Period,
    sources: FormSources,
) -> FormRow:
    task, plan = state.task, snapshot.plan
    return FormRow(
        key=row_key(plan.id, task.id),
        task=task.id,
        label=task.label,
        title=task.title or task.text,
        role="、".join(dict.fromkeys(ROLE_WORDS[part.role] for part in parts)),
        through="、".join(dict.fromkeys(part.through for part in parts if part.through)),
        due=_due(state, snapshot),
        light=state.light.value,
        light_word=plan.lights.word(state.light),
        reason=reason_row(state.reason, plan.year).answered if state.light in LIT else "",
        last=_last(state, snapshot, unit, period),
        asked=sources.asked(task.id),
        given=sources.given.get(task.id, Answer()),
    )


def _due(state: TaskState, snapshot: Snapshot) -> str:
    return short_date(state.due, snapshot.plan.year) if state.due else ""


def _last(state: TaskState, snapshot: Snapshot, unit: str, period: Period) -> str:
    """The unit's newest words on the task, or a measure below it, before the period."""
    below = [snapshot.states[child.id] for child in state.task.tasks]
    found = [event for one in (state, *below) if (event := _said(one, unit, period))]
    last = max(found, key=lambda event: event.sort_key, default=None)
    if last is None:
        return ""
    return last.note if last.task == state.task.id else f"举措{last.task}: {last.note}"


def _said(state: TaskState, unit: str, period: Period) -> Event | None:
    first = period.first.isoformat()
    notes = (event for event in state.notes if event.unit == unit and event.day < first)
    return next(notes, None)
