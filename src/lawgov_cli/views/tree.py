"""What ``export`` writes: the whole tree with each task's state and notes on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.model import Level
from lawgov_cli.views.rows import NoteRow, TaskRow, note_row, task_row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lawgov_cli.model import Task
    from lawgov_cli.progress import Snapshot
    from lawgov_cli.query import Query


class TreeNode(NamedTuple):
    """One task, its notes oldest first, and the tasks below it."""

    level: str
    row: TaskRow
    text: str
    notes: tuple[NoteRow, ...]
    tasks: tuple[TreeNode, ...]


class TreeView(NamedTuple):
    """The whole tree on a day."""

    id: str
    title: str
    as_of: date
    tasks: tuple[TreeNode, ...]


def tree_view(query: Query, snapshot: Snapshot) -> TreeView:
    """The points that *query* keeps, below their headings; a heading left empty is left out."""
    plan = snapshot.plan
    kept = {state.task.id for state in query.apply(snapshot)}
    return TreeView(plan.id, plan.title, snapshot.as_of, _nodes(plan.tasks, kept, snapshot))


def _nodes(tasks: Iterable[Task], kept: set[str], snapshot: Snapshot) -> tuple[TreeNode, ...]:
    nodes = []
    for task in tasks:
        if task.level.is_heading:
            below = _nodes(task.tasks, kept, snapshot)
            if below:
                nodes.append(_node(task.id, snapshot)._replace(tasks=below))
        elif task.level is Level.MEASURE or task.id in kept:
            nodes.append(_node(task.id, snapshot))
    return tuple(nodes)


def _node(task_id: str, snapshot: Snapshot) -> TreeNode:
    state = snapshot.states[task_id]
    return TreeNode(
        level=state.task.level.value,
        row=task_row(state, snapshot),
        text=state.task.text,
        notes=tuple(note_row(event, snapshot.plan.year) for event in state.events),
        tasks=tuple(_node(child.id, snapshot) for child in state.task.tasks),
    )


def counts_units(node: TreeNode) -> bool:
    """Whether *node* has a status of its own worth printing: headings have none."""
    return not Level(node.level).is_heading
