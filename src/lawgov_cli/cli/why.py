"""``lawgov why``."""

from __future__ import annotations

from typing import Annotated

from lawgov_cli.base.dates import month
from lawgov_cli.base.errors import NotRecordable, UsageMistake
from lawgov_cli.cli.asking import known_at, typed_period
from lawgov_cli.cli.command import reads
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.options import Reading
from lawgov_cli.domain.filings import Filings
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.units import find_unit
from lawgov_cli.views.why import WhyView, why_view
from lawgov_cli.views.why_filing import FilingWhyView, filing_why


@reads
def why(
    tasks: Annotated[
        list[str] | None,
        Argument(metavar="序号", help="哪一项; 可写多个"),
    ] = None,
    unit: Annotated[
        str | None,
        Option("--unit", "-u", metavar="单位", help="这个单位在本项的情况"),
    ] = None,
    filing: Annotated[
        str | None,
        Option("--filing", metavar="单位", help="为什么算已报、迟报、未报"),
    ] = None,
    month_: Annotated[
        str | None,
        Option("--month", metavar="月份", help="与 --filing 一起: 哪个月的(默认本月)"),
    ] = None,
    *,
    asked: Reading,
) -> WhyView | FilingWhyView:
    """为什么是这种状态、亮这种灯: 规则、数字、台账的行, 怎样才会变。例如: lawgov why 15"""
    if filing:
        return _filing(filing, month_, asked, named=bool(tasks or unit))
    if not tasks:
        raise UsageMistake("缺少“序号”: lawgov why 15; 问报送: lawgov why --filing 市公安局。")
    if month_:
        raise UsageMistake("--month 要和 --filing 一起写。")
    found, snapshot = asked.opened()
    chosen = resolve_tasks(tasks, found.plan)
    for task in chosen:
        if task.level.is_heading:
            raise NotRecordable(task.label or task.id, task.title)
    return why_view(chosen, snapshot, find_unit(unit, found.plan) if unit else "")


def _filing(unit: str, month_: str | None, asked: Reading, *, named: bool) -> FilingWhyView:
    if named or asked.as_of:
        raise UsageMistake("--filing 只和 --month、--known-at 一起写。")
    found = asked.files.opened()
    this = month(found.today.year, found.today.month)
    period = typed_period(month_, "month", found) if month_ else this
    filings = Filings(found.base, found.events, known_at(asked.known_at, found), found.today)
    return filing_why(find_unit(unit, found.plan), filings, period)
