"""One task in full for ``show``, and the whole tree with every state and note for ``export``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import short_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.views.handing import concerns, handed, readers
from lawgov_cli.views.records import NoteRow, change_said, note_row
from lawgov_cli.views.rows import (
    MeasureRow,
    TaskRow,
    heading,
    measure_row,
    task_row,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.filters.flags import Selection


class UnitRow(NamedTuple):
    """What one unit is to one task, and what it last reported."""

    name: str
    role: str
    collects: bool
    status: str
    date: str
    note: str
    members: int | None = None


class DetailView(NamedTuple):
    """One task in full: its text, units by role, measures and every note."""

    row: TaskRow
    text: str
    units: tuple[UnitRow, ...]
    measures: tuple[MeasureRow, ...]
    notes: tuple[NoteRow, ...]
    as_of: date
    parent: str = ""
    was: str = ""


class HeadingView(NamedTuple):
    """A section or a group of points: it has no status of its own, its points have."""

    id: str
    name: str
    text: str
    points: tuple[TaskRow, ...]
    as_of: date


class TasksView(NamedTuple):
    """What ``show`` was asked for, in that order."""

    views: tuple[DetailView | HeadingView, ...]


def heading_view(task: Task, snapshot: Snapshot) -> HeadingView:
    """A heading and how each point below it stands, in document order."""
    return HeadingView(
        id=task.id,
        name=heading(task),
        text=task.text,
        points=tuple(task_row(snapshot.states[p.id], snapshot) for p in _points_below(task)),
        as_of=snapshot.as_of,
    )


def _points_below(task: Task) -> Iterable[Task]:
    for child in task.tasks:
        if child.level is Level.POINT:
            yield child
        elif child.level.is_heading:
            yield from _points_below(child)


def tasks_view(tasks: Iterable[Task], snapshot: Snapshot) -> TasksView:
    """What there is to see of *tasks*."""
    return TasksView(tuple(_shown(task, snapshot) for task in tasks))


def _shown(task: Task, snapshot: Snapshot) -> DetailView | HeadingView:
    if task.level.is_heading:
        return heading_view(task, snapshot)
    return detail_view(task.id, snapshot)


def detail_view(task_id: str, snapshot: Snapshot) -> DetailView:
    """Everything known of one task on the snapshot's day; a measure is shown with its point."""
    state = snapshot.states[task_id]
    plan = snapshot.plan
    point = plan.point_of(task_id)
    events = snapshot.events_of(state)
    return DetailView(
        row=task_row(state, snapshot),
        text=state.task.text,
        units=tuple(_unit_rows(state, plan)),
        measures=tuple(measure_row(snapshot.states[t.id], plan) for t in state.task.tasks),
        notes=tuple(note_row(event, plan, task_id) for event in reversed(events)),
        as_of=snapshot.as_of,
        was=state.task.was,
        parent=f"{nth(point.id)} {point.title}" if point and point.id != task_id else "",
    )


def _unit_rows(state: TaskState, plan: Plan) -> Iterable[UnitRow]:
    leads = [(name, "牵头") for name in state.lead]
    others = [(name, "责任") for name in state.responsible]
    named = {name for name, _ in (*leads, *others)}
    through = [(name, "经单位组") for name in state.reports if name not in named]
    for position, (name, role) in enumerate((*leads, *others, *through)):
        report = state.reports.get(name)
        members = plan.members_of(name) if name in plan.groups else None
        yield UnitRow(
            name=name,
            role=role,
            collects=position == 0 and len(leads) > 1,
            status=_reported(name, state),
            date=short_date(report.day, plan.year) if report else "",
            note=report.note if report else "",
            members=len(members) if members is not None else None,
        )


def _reported(unit: str, state: TaskState) -> str:
    """What a unit has reported of its part, in words."""
    report = state.reports.get(unit)
    if unit in state.returned:
        return "已退回"
    return (change_said(report) or "报送进展") if report else "未报"


class Notes:
    """What was said of a task, made when it is gone through: of all tasks it may be a million."""

    def __init__(self, make: Callable[[], Iterator[NoteRow]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[NoteRow]:
        return self._make()


class TreeNode(NamedTuple):
    """One task, its notes oldest first, and the tasks below it."""

    level: str
    row: TaskRow
    text: str
    notes: Iterable[NoteRow]
    tasks: tuple[TreeNode, ...]


class TreeView(NamedTuple):
    """The whole tree on a day."""

    id: str
    title: str
    as_of: date
    tasks: tuple[TreeNode, ...]


def tree_view(selection: Selection, snapshot: Snapshot) -> TreeView:
    """The points that *selection* keeps, below their headings; a heading left empty is left out.

    Where it keeps those of some units, it is handed to these: no other unit's words are in it.
    """
    plan = snapshot.plan
    kept = {state.task.id for state in selection.apply(snapshot)}
    whose = readers(selection.units, plan)
    nodes = _nodes(plan.tasks, kept, snapshot, whose)
    return TreeView(plan.id, plan.title, snapshot.as_of, nodes)


def _nodes(
    tasks: Iterable[Task], kept: set[str], snapshot: Snapshot, whose: Collection[str]
) -> tuple[TreeNode, ...]:
    nodes = []
    for task in tasks:
        if task.level.is_heading:
            below = _nodes(task.tasks, kept, snapshot, whose)
            if below:
                nodes.append(_node(task.id, snapshot, whose)._replace(tasks=below))
        elif task.level is Level.MEASURE or task.id in kept:
            nodes.append(_node(task.id, snapshot, whose))
    return tuple(nodes)


def _node(task_id: str, snapshot: Snapshot, whose: Collection[str]) -> TreeNode:
    state, plan = snapshot.states[task_id], snapshot.plan

    def notes() -> Iterator[NoteRow]:
        shown = (note_row(e, plan) for e in state.events if concerns(e, whose, plan))
        return (handed(note, to_unit=bool(whose)) for note in shown)

    return TreeNode(
        level=state.task.level.value,
        row=task_row(state, snapshot, readers=whose),
        text=state.task.text,
        notes=Notes(notes),
        tasks=tuple(_node(child.id, snapshot, whose) for child in state.task.tasks),
    )


def counts_units(node: TreeNode) -> bool:
    """Whether *node* has a status of its own worth printing: headings have none."""
    return not Level(node.level).is_heading
