"""``lawgov units``."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.domain.units import find_unit
from lawgov_cli.views.numbers import units_view


def units(
    name: Annotated[str | None, typer.Argument(metavar="单位", help="只看这个单位或单位组")] = None,
    json: opt.JsonOption = False,
    as_of: opt.AsOfOption = None,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """全部单位和单位组: 牵头、汇总、责任各几项, 别名, 所属单位组, 成员。"""
    found = opt.workspace(plan, year)
    only = find_unit(name, found.plan) if name else ""
    view = units_view(opt.snapshot(found, as_of, known_at), only)
    if json:
        from lawgov_cli.render.machine import units_json

        emit(units_json(view))
        return
    from lawgov_cli.render.table import units_table

    emit(units_table(view, width=width(), colour=colour()))
