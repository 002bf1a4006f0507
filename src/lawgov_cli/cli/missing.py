"""``lawgov missing``."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgov_cli.base.dates import month
from lawgov_cli.cli.asking import typed_period
from lawgov_cli.cli.command import Output, reads
from lawgov_cli.cli.options import PeriodReading
from lawgov_cli.views.chasing import filings_view


@reads
def missing(
    month_: Annotated[
        str | None, typer.Option("--month", metavar="月份", help="2023-09、9月(默认本月)")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="已报的单位也列出")] = False,
    *,
    asked: PeriodReading,
) -> Output:
    """本月谁没有报送、谁迟报, 连续几个月; 附可直接粘贴的催报文字。"""
    found, known = asked.opened()
    today = found.today
    this = month(today.year, today.month)
    period = typed_period(month_, "month", found) if month_ else this
    before = found.snapshot(period.before, known, named=period.last)
    view = filings_view(before, found.events, period)
    return Output(view, "json" if asked.json else "screen", {"every": all_})
