"""``lawgov stats``."""

from __future__ import annotations

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.views.numbers import stats_view


def stats(
    unit: opt.UnitsOption = None,
    section: opt.SectionsOption = None,
    role: opt.RoleOption = None,
    status: opt.StatusesOption = None,
    light: opt.LightsOption = None,
    grep: opt.GrepOption = None,
    group: opt.GroupOption = False,
    where: opt.WhereOption = None,
    view: opt.ViewOption = None,
    json: opt.JsonOption = False,
    as_of: opt.AsOfOption = None,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """按状态、部分、牵头单位计数; 各项之和等于总数。"""
    found = opt.workspace(plan, year)
    query = opt.query(
        found,
        unit=unit,
        section=section,
        role=role,
        status=status,
        light=light,
        grep=grep,
        group=group,
        where=where,
        view=view,
    )
    shown = stats_view(query, opt.snapshot(found, as_of, known_at))
    if json:
        from lawgov_cli.render.machine import stats_json

        emit(stats_json(shown))
        return
    from lawgov_cli.render.table import stats_table

    emit(stats_table(shown, width=width(), colour=colour()))
