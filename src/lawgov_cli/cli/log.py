"""``lawgov log``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_cli.base.dates import parse_month
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.units import find_unit
from lawgov_cli.views.history import LogQuery, log_view

if TYPE_CHECKING:
    from lawgov_cli.store.workspace import Workspace


def log(
    tasks: Annotated[
        list[str] | None, typer.Argument(metavar="序号", help="只看这些要点的记录")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", metavar="单位", help="只看这个单位的报送")
    ] = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="月份", help="只看这个月的: 2023-09、9月")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-l", min=1, metavar="条数", help="只看最近几条(默认30)")
    ] = 30,
    all_: Annotated[bool, typer.Option("--all", help="全部列出")] = False,
    where: opt.WhereOption = None,
    view_: opt.ViewOption = None,
    json: opt.JsonOption = False,
    as_of: opt.AsOfOption = None,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """台账的每一条记录, 新的在后; 已撤销的也列出并注明。"""
    found = opt.workspace(plan, year)
    query = LogQuery(
        tasks=_tasks(found, tasks, where, view_),
        unit=find_unit(unit, found.plan) if unit else "",
        period=parse_month(month, year=found.plan.year) if month else None,
        as_of=opt.day(as_of, found),
        known_at=opt.day(known_at, found),
    )
    view = log_view(query, found.plan, found.events, None if all_ else limit)
    if json:
        from lawgov_cli.render.machine import log_json

        emit(log_json(view))
        return
    from lawgov_cli.render.screen import log_text

    emit(log_text(view, width=width(), colour=colour()))


def _tasks(
    found: Workspace, words: list[str] | None, where: str | None, view: str | None
) -> frozenset[str] | None:
    """The tasks named or chosen by a condition, with everything below them."""
    tasks = resolve_tasks(words, found.plan) if words else None
    if where is not None or view is not None:
        kept = [s.task for s in opt.query(found, where=where, view=view).apply(found.snapshot())]
        tasks = kept if tasks is None else [task for task in tasks if task in kept]
    if tasks is None:
        return None
    stack, ids = list(tasks), set()
    while stack:
        task = stack.pop()
        ids.add(task.id)
        stack.extend(task.tasks)
    return frozenset(ids)
