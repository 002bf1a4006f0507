"""``lawgov diff``."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.views.diff import diff_view


def diff(
    first: Annotated[str, typer.Argument(metavar="日期", help="从这一天结束时算起")],
    second: Annotated[
        str | None, typer.Argument(metavar="日期", help="到这一天结束时(默认今天)")
    ] = None,
    unit: opt.UnitsOption = None,
    section: opt.SectionsOption = None,
    role: opt.RoleOption = None,
    group: opt.GroupOption = False,
    where: opt.WhereOption = None,
    view: opt.ViewOption = None,
    limit: Annotated[
        int,
        typer.Option("--limit", "-l", min=0, metavar="条数", help="每项最多列几条进展; 0 为全部"),
    ] = 5,
    json: opt.JsonOption = False,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """两个日期之间有什么变化, 按要点、按单位。例如: lawgov diff 6月30日 9月30日

    先后不论, 总是从较早的看到较晚的; 筛选按较晚一天的情况。
    """
    found = opt.workspace(plan, year)
    days = sorted([opt.day(first, found) or found.today, opt.day(second, found) or found.today])
    if days[0] == days[1]:
        raise UsageMistake(
            f"两个日期都是{long_date(days[0])}。请写不同的两天: lawgov diff 6月30日 9月30日"
        )
    query = opt.query(
        found, unit=unit, section=section, role=role, group=group, where=where, view=view
    )
    known = opt.day(known_at, found)
    before, after = (found.snapshot(day, known) for day in days)
    shown = diff_view(query, before, after, None if json or not limit else limit)
    from lawgov_cli.render.diff import diff_json, diff_text

    if json:
        emit(diff_json(shown))
    else:
        emit(diff_text(shown, width=width(), colour=colour()))
