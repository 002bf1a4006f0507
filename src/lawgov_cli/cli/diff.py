"""``lawgov diff``."""

from __future__ import annotations

from typing import Annotated

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.answer import for_program
from lawgov_cli.cli.asking import as_of
from lawgov_cli.cli.command import reads
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.options import Filtering, PeriodReading
from lawgov_cli.views.diff import DiffView, diff_view


@reads
def diff(
    first: Annotated[str, Argument(metavar="日期", help="从这一天结束时算起")],
    second: Annotated[str | None, Argument(metavar="日期", help="到这一天结束时(默认今天)")] = None,
    *,
    chosen: Filtering,
    limit: Annotated[
        int,
        Option("--limit", "-l", min=0, metavar="条数", help="每项最多列几条进展; 0 为全部"),
    ] = 5,
    asked: PeriodReading,
) -> DiffView:
    """两个日期之间有什么变化, 按要点、按单位。例如: lawgov diff 6月30日 9月30日

    先后不论, 总是从较早的看到较晚的; 筛选按较晚一天的情况。
    """
    found, known = asked.opened()
    days = sorted(as_of(word, found) or found.today for word in (first, second))
    if days[0] == days[1]:
        raise UsageMistake(
            f"两个日期都是{long_date(days[0])}。请写不同的两天: lawgov diff 6月30日 9月30日"
        )
    before, after = (found.snapshot(one, known, named=days[1]) for one in days)
    chosen_ = chosen.selection(found.on(days[1], known))
    return diff_view(chosen_, before, after, None if for_program() else limit or None)
