"""``lawgov report``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import emit, say, short_path
from lawgov_cli.dates import long_date, month, parse_month
from lawgov_cli.files import write_file
from lawgov_cli.views.report import report_view

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.dates import Period
    from lawgov_cli.query import Query
    from lawgov_cli.views.report import Report
    from lawgov_cli.workspace import Workspace


def report(
    month_: Annotated[
        str | None,
        typer.Option("--month", metavar="月份", help="2023-09、2023年9月、9月(默认本月)"),
    ] = None,
    unit: opt.UnitsOption = None,
    section: opt.SectionsOption = None,
    group: opt.GroupOption = False,
    template: Annotated[
        str, typer.Option("--template", "-t", metavar="模板", help="模板名称或文件")
    ] = "monthly",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", help="写到这里(- 为屏幕); 默认 reports/月份.md"
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """生成月报。例如: lawgov report --month 2023-09"""
    found = opt.workspace(plan, year)
    period = _period(month_, found)
    query = opt.query(found.plan, unit=unit, section=section, group=group)
    known = opt.day(known_at, found)
    before, after = (found.snapshot(day, known) for day in (period.before, period.last))
    view = report_view(query, period, before, after)
    text = _rendered(view, template, found)
    if output is not None and str(output) == "-":
        emit(text)
        return
    path = output or _default_path(found, period, query)
    _write(path, text, force=force)
    say(f"已生成 {short_path(path)}  {_sum(view)}")
    for remark in _remarks(found, period, known):
        say(remark)


def _period(text: str | None, found: Workspace) -> Period:
    if text:
        return parse_month(text, year=found.plan.year)
    return month(found.today.year, found.today.month)


def _rendered(view: Report, template: str, found: Workspace) -> str:
    from lawgov_cli.render.report import find_template, render_report

    folders = [found.location.plan.parent / "templates", found.location.root / "templates"]
    return render_report(view, find_template(template, folders))


def _default_path(found: Workspace, period: Period, query: Query) -> Path:
    """``reports/2023-09.md`` in the workspace; what narrows it is in the name."""
    parts = [period.name, *query.units, *query.sections]
    return found.location.root / "reports" / f"{'-'.join(parts)}.md"


def _write(path: Path, text: str, *, force: bool) -> None:
    """Write, unless the file already says exactly that."""
    if path.is_file() and path.read_bytes() == text.encode():
        return
    write_file(path, text, force=force)


def _sum(view: Report) -> str:
    """``30项 = 已完成2 + 推进中18 + 未启动10``."""
    parts = [f"{tally.word}{tally.number}" for tally in view.tallies if tally.number]
    return f"{view.total}项 = {' + '.join(parts)}" if parts else "0项"


def _remarks(found: Workspace, period: Period, known: date | None) -> list[str]:
    """What the reader should know and the report must not say, lest it change when made again."""
    remarks = []
    if found.today < period.last and found.today >= period.first:
        remarks.append(f"{period.word}尚未结束, 月末请加 --force 重新生成。")
    end = f"{period.last.isoformat()}~"
    late = sum(period.holds(event.day) and event.at > end for event in found.events)
    if late and known is None:
        remarks.append(
            f"其中{late}条是{long_date(period.last)}以后补记的; "
            f"要按当时所知生成, 加 --known-at {period.last.isoformat()}"
        )
    return remarks
