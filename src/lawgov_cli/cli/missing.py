"""``lawgov missing``."""

from __future__ import annotations

from typing import Annotated

from lawgov_cli.base.dates import month
from lawgov_cli.cli.asking import hint, typed_period
from lawgov_cli.cli.command import Output, reads
from lawgov_cli.cli.declared import Option
from lawgov_cli.cli.options import PeriodReading
from lawgov_cli.domain.filings import Filings
from lawgov_cli.views.chasing import filings_view, not_asked


@reads
def missing(
    month_: Annotated[
        str | None, Option("--month", metavar="月份", help="2023-09、9月(默认本月)")
    ] = None,
    all_: Annotated[bool, Option("--all", help="已报的单位也列出")] = False,
    points: Annotated[bool, Option("--points", help="列出每个单位还缺哪些要点")] = False,
    *,
    asked: PeriodReading,
) -> Output:
    """本月谁没有报送、谁没有报齐、谁迟报几天; 附可直接粘贴的催报文字。"""
    found, known = asked.opened()
    today = found.today
    this = month(today.year, today.month)
    period = typed_period(month_, "month", found) if month_ else this
    view = filings_view(Filings(found.base, found.events, known, today), period)
    hint(not_asked(found.plan))
    return Output(view, "screen", {"every": all_, "points": points})
