"""``lawgov show``."""

from __future__ import annotations

from lawgov_cli.cli.command import reads
from lawgov_cli.cli.options import Reading, TasksArgument
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.views.task import TasksView, tasks_view


@reads
def show(tasks: TasksArgument, asked: Reading) -> TasksView:
    """一项的全文、单位(按角色)、办理状态、举措和全部进展。例如: lawgov show 21"""
    found, snapshot = asked.opened()
    return tasks_view(resolve_tasks(tasks, found.plan), snapshot)
