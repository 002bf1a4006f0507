"""What ``export`` writes: the whole tree with each task's state and notes on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.model import Level
from lawgov_cli.views.rows import NoteRow, TaskRow, note_row, task_row

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.progress import Snapshot


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


def tree_view(snapshot: Snapshot) -> TreeView:
    """The tree of *snapshot*."""
    plan = snapshot.plan
    tasks = tuple(_node(task.id, snapshot) for task in plan.tasks)
    return TreeView(plan.id, plan.title, snapshot.as_of, tasks)


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
    return node.level not in {Level.SECTION.value, Level.GROUP.value}
