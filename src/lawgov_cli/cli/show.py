"""``lawgov show``."""

from __future__ import annotations

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.views.task import shown


def show(
    tasks: opt.TasksArgument,
    json: opt.JsonOption = False,
    as_of: opt.AsOfOption = None,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """一项的全文、单位(按角色)、办理状态、举措和全部进展。例如: lawgov show 21"""
    found = opt.workspace(plan, year)
    snapshot = opt.snapshot(found, as_of, known_at)
    views = [shown(task, snapshot) for task in resolve_tasks(tasks, found.plan)]
    if json:
        from lawgov_cli.render.machine import details_json

        emit(details_json(views))
        return
    from lawgov_cli.render.screen import shown_text

    emit("\n".join(shown_text(view, width=width(), colour=colour()) for view in views))
