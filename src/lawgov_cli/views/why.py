"""Why a task, a unit's part in it or a month's filing stands as it does, and what would change it.

The reasons are those that the light and the status carry; here they are only told, with the lines
of the journal they rest on.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.dates import long_date, short_date
from lawgov_cli.base.numerals import tenths
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.lights import LightRule
from lawgov_cli.domain.slips import register, to_unit
from lawgov_cli.domain.tally import StatusRule
from lawgov_cli.domain.units import parts_of
from lawgov_cli.domain.vocabulary import REPORTED_FINISHED, Light
from lawgov_cli.views.reasons import (
    OWN,
    ReasonRow,
    StatusReasonRow,
    counting_percents,
    reason_row,
    status_reason_row,
)
from lawgov_cli.views.records import change_said
from lawgov_cli.views.rows import ROLE_WORDS
from lawgov_cli.views.slip import SlipRow, slip_row, unit_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.lights import LightReason
    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState


class RecordLine(NamedTuple):
    """A record that something rests on, and where it stands in the journal."""

    line: int
    day: str
    date: str
    task: str
    unit: str
    words: str


class LightWhy(NamedTuple):
    """A light: its rule, the figures it was measured by, its records, what would change it."""

    light: str
    word: str
    rule: str
    reason: ReasonRow
    also_late: tuple[ReasonRow, ...]
    figures: tuple[str, ...]
    records: tuple[RecordLine, ...]
    changes: tuple[str, ...]


class StatusWhy(NamedTuple):
    """A status: what it follows from, its records, what would change it."""

    status: str
    word: str
    reason: StatusReasonRow
    records: tuple[RecordLine, ...]
    changes: tuple[str, ...]


class UnitWhy(NamedTuple):
    """A unit's part in a task: its role, how it stands, its records, the slips it was sent."""

    unit: str
    role: str
    standing: str
    records: tuple[RecordLine, ...]
    slips: tuple[SlipRow, ...]
    changes: tuple[str, ...]


class TaskWhy(NamedTuple):
    """One task: its status and light, or one unit's part in it."""

    id: str
    title: str
    status: StatusWhy
    light: LightWhy
    unit: UnitWhy | None


class WhyView(NamedTuple):
    """What ``why`` was asked of, in that order."""

    tasks: tuple[TaskWhy, ...]
    as_of: date


def why_view(tasks: Iterable[Task], snapshot: Snapshot, unit: str = "") -> WhyView:
    """Why each of *tasks* stands as it does; of *unit* alone where one is given."""
    return WhyView(tuple(_task(task, snapshot, unit) for task in tasks), snapshot.as_of)


def _task(task: Task, snapshot: Snapshot, unit: str) -> TaskWhy:
    state = snapshot.states[task.id]
    return TaskWhy(
        id=task.id,
        title=task.title or task.text,
        status=_status(state, snapshot),
        light=_light(state, snapshot.plan),
        unit=_unit(state, unit, snapshot) if unit else None,
    )


def record_lines(events: Iterable[Event], year: int) -> tuple[RecordLine, ...]:
    """The records, each once, in the order of the journal."""
    ordered = sorted({event.id: event for event in events}.values(), key=lambda e: e.line)
    return tuple(
        RecordLine(
            line=event.line,
            day=event.day,
            date=short_date(event.day, year),
            task=event.task,
            unit=event.unit,
            words=" ".join(filter(None, (change_said(event), event.note))) or "登记",
        )
        for event in ordered
    )


# ---------------------------------------------------------------- the light


def _light(state: TaskState, plan: Plan) -> LightWhy:
    reason = state.reason
    return LightWhy(
        light=state.light.value,
        word=plan.lights.word(state.light),
        rule=_rule(reason, plan),
        reason=reason_row(reason, plan.year),
        also_late=tuple(reason_row(late, plan.year) for late in state.also_late),
        figures=tuple(_figures(state, plan)),
        records=record_lines([reason.record] if reason.record else (), plan.year),
        changes=tuple(_light_changes(state, plan)),
    )


def _rule(reason: LightReason, plan: Plan) -> str:
    """The rule that fired, with its thresholds, which are the plan's own."""
    lights = plan.lights
    soon, yellow, red = (
        f"{n:g}" for n in (lights.due_soon_days, lights.behind_yellow, lights.behind_red)
    )
    behind = f"{red}个百分点以上" if reason.light is Light.RED else f"{yellow}至{red}个百分点"
    words = {
        LightRule.ADJUSTED: "已调整的不亮灯",
        LightRule.FINISHED: "已办结的不再计时限",
        LightRule.OVERDUE: "过了时限而没有办结",
        LightRule.BEHIND: f"落后序时进度{behind}",
        LightRule.LAGS: "登记为滞后",
        LightRule.DUE_SOON: f"离时限{soon}天以内",
        LightRule.IN_ORDER: f"没有逾期、落后{yellow}个百分点以上或登记滞后, 也不在{soon}天内到期",
    }
    return words[reason.rule]


def _figures(state: TaskState, plan: Plan) -> Iterator[str]:
    """The date and the percentage that the light was measured by, and where they are from."""
    deadline = state.deadline
    if deadline:
        record = deadline.record
        source = f"台账第{record.line}行" if record else "文件所定"
        whose = f"举措{deadline.task} " if deadline.task != state.task.id else ""
        yield f"时限 {whose}{long_date(deadline.day)}({source})"
    if others := state.other_percents:
        said = [f"{e.unit}{tenths(e.get('percent'))}%(台账第{e.line}行)" for e in others]
        yield f"没有计入亮灯的进度: {'、'.join(said)}; {counting_percents(state)}"
    if state.percent is None:
        return
    share = f"进度 {tenths(state.percent)}%"
    if record := state.percent_record:
        share += f"({record.unit or OWN}, 台账第{record.line}行)"
    elif state.measures_total:
        share += f"(举措{state.measures_finished}/{state.measures_total})"
    if state.behind is not None:
        start = short_date(plan.starts, plan.year)
        share += f", 序时进度 {tenths(state.percent + state.behind)}%(自{start}起)"
    yield share


def _light_changes(state: TaskState, plan: Plan) -> Iterator[str]:
    """What would make the light another; of a light that goes by a part, what of the part."""
    reason, task = state.reason, state.reason.task
    if reason.rule in {LightRule.ADJUSTED, LightRule.FINISHED}:
        yield f'重新打开(要写理由)即重新计时限: lawgov mark 回头看 {task} --reason "…"'
        return
    if reason.light is not Light.GREEN:
        yield f'登记完成即转绿: lawgov done {task} --note "…"'
    if reason.rule in {LightRule.OVERDUE, LightRule.DUE_SOON}:
        yield f'改期要写理由: lawgov set {task} --due 日期 --reason "…"'
    if reason.rule is LightRule.BEHIND:
        yield from _catching_up(state, plan)
    if reason.rule is LightRule.LAGS and reason.record:
        whose = f" --unit {reason.record.unit}" if reason.record.unit else ""
        yield f"原登记的一方再登记办理状态即不再算滞后: lawgov start {task}{whose}"
    if reason.rule is LightRule.IN_ORDER:
        yield _next_light(reason, plan)


def _catching_up(state: TaskState, plan: Plan) -> Iterator[str]:
    expected = (state.percent or 0) + (state.behind or 0)
    enough = max(math.floor(expected - plan.lights.behind_yellow) + 1, 0)
    yield f"进度到{enough}%即不再落后: lawgov note {state.task.id} --percent {enough}"


def _next_light(reason: LightReason, plan: Plan) -> str:
    if reason.due is None:
        return f"定了时限才按时限亮灯: lawgov set {reason.task} --due 日期"
    soon = reason.due - timedelta(days=plan.lights.due_soon_days)
    blue = plan.lights.word(Light.BLUE)
    return f"没有办结的话, {short_date(soon, plan.year)}起亮{blue}灯"


# ---------------------------------------------------------------- the status


def _status(state: TaskState, snapshot: Snapshot) -> StatusWhy:
    reason, year = state.status_reason, snapshot.plan.year
    parts = (snapshot.states[part].status_reason for part in reason.parts)
    events = [*reason.records, *(record for part in parts for record in part.records)]
    return StatusWhy(
        status=reason.status.value,
        word=reason.status.word,
        reason=status_reason_row(reason, snapshot.plan),
        records=record_lines(events, year),
        changes=tuple(_status_changes(state)),
    )


def _status_changes(state: TaskState) -> Iterator[str]:
    task, rule = state.task.id, state.status_reason.rule
    if rule is StatusRule.STATED:
        yield f"本级的结论只由本级改变: lawgov done、start、mark 再登记, 或 {_undo(state)} 撤销"
        return
    if rule in {StatusRule.LEADS_FINISHED, StatusRule.PARTS_FINISHED}:
        yield f'核对后由本级登记完成: lawgov done {task} --note "…"'
        return
    waiting = [unit for unit in state.lead if not _has_finished(state, unit)]
    if waiting:
        yield f"{'、'.join(waiting)}{'都' if len(waiting) > 1 else ''}报完成即为待核验"
    if rule is StatusRule.NOTHING:
        yield f"单位报送进展或登记启动即为推进中: lawgov start {task}"


def _undo(state: TaskState) -> str:
    return f"lawgov undo {state.status_reason.records[0].line}"


def _has_finished(state: TaskState, unit: str) -> bool:
    report = state.reports.get(unit)
    return bool(report and report.status in REPORTED_FINISHED and unit not in state.returned)


# ---------------------------------------------------------------- one unit


def _unit(state: TaskState, unit: str, snapshot: Snapshot) -> UnitWhy:
    plan, task = snapshot.plan, state.task.id
    parts = parts_of(unit, state.lead, state.responsible, plan)
    roles = [ROLE_WORDS[p.role] + (f"(经{p.through})" if p.through else "") for p in parts]
    report = state.reports.get(unit)
    sent_back = [e for e in state.events.having("returned") if _names(e.returned, unit, plan)]
    since = [e for e in sent_back if report is None or e.sort_key > report.sort_key]
    sent = to_unit(register(snapshot.events, plan), unit, task)
    again = "重新报送" if unit in state.returned else "报送进展"
    return UnitWhy(
        unit=unit,
        role="、".join(roles),
        standing=unit_said(state, unit, plan),
        records=record_lines([*([report] if report else []), *since], plan.year),
        slips=tuple(slip_row(one, plan, snapshot.as_of) for one in sent),
        changes=(f'登记该单位{again}: lawgov note {task} "…" --unit {as_typed(unit)}',),
    )


def _names(units: Iterable[str], unit: str, plan: Plan) -> bool:
    return any(plan.canonical.get(name, name) == unit for name in units)
