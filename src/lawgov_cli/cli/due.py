"""``lawgov due``."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.views.lists import due_view


def due(
    within: Annotated[
        int, typer.Option("--within", min=0, metavar="天数", help="多少天内到期的")
    ] = 30,
    unit: opt.UnitsOption = None,
    section: opt.SectionsOption = None,
    role: opt.RoleOption = None,
    group: opt.GroupOption = False,
    where: opt.WhereOption = None,
    view: opt.ViewOption = None,
    json: opt.JsonOption = False,
    as_of: opt.AsOfOption = None,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """已逾期和即将到期的要点, 最急的在前。例如: lawgov due --within 30"""
    found = opt.workspace(plan, year)
    query = opt.query(
        found, unit=unit, section=section, role=role, group=group, where=where, view=view
    )
    shown = due_view(query, opt.snapshot(found, as_of, known_at), within)
    if json:
        from lawgov_cli.render.machine import due_json

        emit(due_json(shown))
        return
    from lawgov_cli.render.screen import due_text

    emit(due_text(shown, width=width(), colour=colour()))
