"""``lawgov missing``."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgov_cli.base.dates import month, parse_month
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import emit, width
from lawgov_cli.views.chasing import filings_view


def missing(
    month_: Annotated[
        str | None, typer.Option("--month", metavar="月份", help="2023-09、9月(默认本月)")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="已报的单位也列出")] = False,
    json: opt.JsonOption = False,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """本月谁没有报送、谁迟报, 连续几个月; 附可直接粘贴的催报文字。"""
    found = opt.workspace(plan, year)
    today = found.today
    period = parse_month(month_, year=found.plan.year) if month_ else month(today.year, today.month)
    before = found.snapshot(period.before, opt.day(known_at, found))
    view = filings_view(before, found.events, period)
    if json:
        from lawgov_cli.render.machine import filings_json

        emit(filings_json(view))
        return
    from lawgov_cli.render.screen import filings_text

    emit(filings_text(view, every=all_, width=width()))
