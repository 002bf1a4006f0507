"""To whom a slip or a call goes: one unit that has a part in a task that is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.errors import NotRecordable, UsageMistake
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.units import find_unit, parts_of
from lawgov_cli.domain.vocabulary import FINISHED
from lawgov_cli.views.reasons import status_reason_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.store.workspace import Workspace


class Addressee(NamedTuple):
    """A unit, and the task that it is urged about as it stands today."""

    task: Task
    state: TaskState
    unit: str


def urged_task(word: str, found: Workspace) -> Task:
    """The one task that *word* means.

    Raises:
        UsageMistake: it is several, or a heading.
    """
    tasks = urged_tasks([word], found)
    if len(tasks) != 1:
        raise UsageMistake("一事一单: 一次只能开一项。")
    return tasks[0]


def urged_tasks(words: Sequence[str], found: Workspace) -> list[Task]:
    """The tasks that *words* mean.

    Raises:
        UsageMistake: one is a heading.
    """
    tasks = resolve_tasks(words, found.plan) if words else []
    for task in tasks:
        if task.level.is_heading:
            raise NotRecordable(task.label or task.id, task.title)
    return tasks


def addressed(task: Task, unit: str | None, found: Workspace) -> Addressee:
    """Who is urged about *task*: *unit* as typed, by default the unit that collects.

    Never the office itself by default: it then is the next that leads.

    Raises:
        UsageMistake: the task is finished, or that unit cannot be urged about it.
    """
    snapshot = found.snapshot()
    state, plan = snapshot.states[task.id], found.plan
    _require_open(state, snapshot)
    lead, responsible = _named(state, snapshot)
    own = plan.canonical.get(plan.office.name, plan.office.name)
    name = single(unit, plan, _ONE) if unit else next((n for n in lead if n != own), "")
    if not name:
        others = f": {'、'.join(responsible)}" if responsible else ""
        why = f"由本级({own})牵头" if lead else "没有牵头单位"
        raise UsageMistake(f"{nth(task.id)}{why}, 请用 --unit 写明发给谁{others}。")
    if not unit:
        _refuse_group(name, plan, _ONE)
    if not parts_of(name, lead, responsible, plan):
        others = "、".join((*lead, *responsible)) or "没有写明单位"
        raise UsageMistake(f"{name}不在{nth(task.id)}的单位之中({others})。请核对序号和单位。")
    return Addressee(task, state, name)


_ONE = "请用 --unit 写明一个单位。"


def single(text: str, plan: Plan, remedy: str = "") -> str:
    """The unit that *text* means, which is no group.

    Raises:
        UsageMistake: it is a group; its members are named.
    """
    name = find_unit(text, plan)
    _refuse_group(name, plan, remedy)
    return name


def _refuse_group(name: str, plan: Plan, remedy: str) -> None:
    if name in plan.groups:
        members = "、".join(plan.members_of(name))
        known = f"成员: {members}" if members else "成员没有登记"
        raise UsageMistake(f"“{name}”是单位组, 要逐个单位写({known})。{remedy}")


def _named(state: TaskState, snapshot: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units of the task; where it names none, those of what it is a part of."""
    plan = snapshot.plan
    while not (state.lead or state.responsible) and (above := plan.above(state.task.id)):
        state = snapshot.states[above.id]
    return state.lead, state.responsible


def _require_open(state: TaskState, snapshot: Snapshot) -> None:
    task = state.task.id
    point = snapshot.plan.point_of(task)
    for one in (state, snapshot.states[point.id] if point else state):
        if one.status in FINISHED:
            why = status_reason_row(one.status_reason, snapshot.plan).text
            reopen = f'lawgov mark 回头看 {one.task.id} --reason "…"'
            raise UsageMistake(
                f"{nth(one.task.id)}已办结({why})。确需督办的, 先重新打开: {reopen}。"
            )
