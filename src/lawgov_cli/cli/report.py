"""``lawgov report``."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.dates import Period, long_date, month, month_named
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import file_part
from lawgov_cli.cli import asking
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.answer import for_program
from lawgov_cli.cli.command import show
from lawgov_cli.cli.declared import Option
from lawgov_cli.cli.making import Made, Request, made
from lawgov_cli.cli.output import is_file, is_screen, say, say_each, short_path
from lawgov_cli.cli.papers import (
    Paper,
    format_of,
    reference_document,
    tell_unsigned,
    write_paper,
)
from lawgov_cli.domain.registry import aliased_since
from lawgov_cli.domain.undo import effective
from lawgov_cli.render.formats import require_format, require_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lawgov_cli.filters.flags import Selection
    from lawgov_cli.store.workspace import Workspace
    from lawgov_cli.views.report import Report

#: What a report can be shown as.
VIEWS = ("Report", "PageView")


class Span(NamedTuple):
    """Which period, by default this month."""

    month: Annotated[
        str | None,
        Option("--month", metavar="月份", help="月报: 2023-09、2023年9月、9月(默认本月)"),
    ] = None
    quarter: Annotated[
        str | None, Option("--quarter", metavar="季度", help="季报: 2023Q3、三季度")
    ] = None
    half: Annotated[str | None, Option("--half", metavar="半年", help="半年报: 2023H1、上半年")] = (
        None
    )
    annual: Annotated[str | None, Option("--annual", metavar="年份", help="年度报告: 2023")] = None

    since: Annotated[
        str | None, Option("--from", metavar="日期", help="从这一天或这个月起的一段时间")
    ] = None
    until: Annotated[
        str | None, Option("--to", metavar="日期", help="到这一天或这个月止(默认今天)")
    ] = None

    def period(self, found: Workspace) -> Period:
        """The one period asked for; this month where none is."""
        kinds = {"month": self.month, "quarter": self.quarter}
        kinds |= {"half": self.half, "year": self.annual}
        asked = {kind: word for kind, word in kinds.items() if word is not None}
        free = self.since is not None or self.until is not None
        if len(asked) + free > 1:
            options = "--month、--quarter、--half、--annual、--from/--to"
            raise UsageMistake(f"{options} 只能写一种。")
        if free:
            return asking.typed_stretch(self.since, self.until, found)
        for kind, word in asked.items():
            return asking.typed_period(word, kind, found)
        return month(found.today.year, found.today.month)


def report(
    span: Span,
    chosen: opt.Filtering,
    template: Annotated[
        str | None, Option("--template", "-t", metavar="模板", help="模板名称或文件")
    ] = None,
    format_: Annotated[
        str | None,
        Option("--format", metavar="格式", help="md、docx、html(网页)、xlsx、json; 默认看文件名"),
    ] = None,
    preset: Annotated[
        str,
        Option("--preset", metavar="版式", help="Word 版式: gb9704(默认)、gb33476"),
    ] = "gb9704",
    output: Annotated[
        Path | None,
        Option("--output", "-o", metavar="文件", help="写到这里(- 为屏幕); 默认 reports/月份.md"),
    ] = None,
    issue: Annotated[
        int | None,
        Option("--issue", metavar="期号", min=1, max=9999, help="第几期(默认按月数起)"),
    ] = None,
    public: Annotated[
        bool, Option("--public", help="公开版: 去掉联络员姓名和电话, 并列出去掉了什么")
    ] = False,
    force: Annotated[bool, Option("--force", help="覆盖已有的文件(手写段落仍保留)")] = False,
    *,
    asked: opt.PeriodReading,
) -> None:
    """生成月报、季报、半年报、年度报告。例如: lawgov report --month 2023-09"""
    format_ = require_format(_format(format_, output), *VIEWS)
    if template and format_ in _ONE_LOOK:
        raise UsageMistake(_ONE_LOOK[format_])
    found, known = asked.opened()
    request = Request(span.period(found), chosen, template, issue, public, known, found.today)
    paper = made(found, request, format_)
    if is_screen(output) or (format_ == "json" and for_program() and not output):
        show(paper.view, require_text(format_), **paper.told)
        say_each(paper.left_out, err=True)
        return
    path = output or _default_path(found, paper.selection, request, format_)
    told = {**paper.told, "reference": reference_document(found.location), "preset": preset}
    said = write_paper(path, Paper(paper.view, format_, told), force=force)
    say(f"已生成 {short_path(path)}  {_sum(paper.report)}")
    say_each([*said, *paper.left_out, *_remarks(found, request.period, known)])
    _tell_what_lacks(paper, format_)


def _format(typed: str | None, output: Path | None) -> str:
    """The format typed, else the file's; for a program that names no file it is JSON."""
    if typed is None and for_program() and not is_file(output):
        return "json"
    return typed or format_of(output, *VIEWS)


#: Formats that no template makes, and what to say of it.
_ONE_LOOK = {
    "html": "--template 不用于网页: 网页的模板是 templates/page.html.j2, 改它即可。",
    "xlsx": "--template 不用于表格: 表格没有模板, 生成后在 Excel 里改。",
}


def _default_path(found: Workspace, selection: Selection, request: Request, format_: str) -> Path:
    """``reports/2023-09.md`` in the workspace; what narrows it is in the name."""
    more = ["筛选"] if selection.role or selection.tests else []
    more += ["公开"] if request.public else []
    parts = [request.period.name, *selection.units, *selection.sections, *more]
    return found.location.reports / f"{file_part('-'.join(parts))}.{format_}"


def _tell_what_lacks(paper: Made, format_: str) -> None:
    """What the paper should bear and does not: who signs it, that lines of the journal are lost."""
    asking.hint(_damage_not_printed(paper, format_))
    tell_unsigned(paper.report.office)


def _damage_not_printed(paper: Made, format_: str) -> Iterator[str]:
    if not paper.report.damage or format_ not in {"md", "docx", "html"}:
        return
    from lawgov_cli.render.template import find_template

    is_page = format_ == "html"
    called, name = ("page.html.j2", "view.report.damage") if is_page else (None, "damage")
    template = find_template(called or paper.told["template"], paper.told["folders"])
    if not template.is_shipped and "damage" not in template.path.read_text(encoding="utf-8"):
        yield (
            f"{paper.report.damage}{short_path(template.path)} 没有印出这一句: "
            f"在里面加上 {{{{ {name} }}}}, 或删去它, 用自带的"
        )


def _sum(view: Report) -> str:
    """``30项 = 已完成2 + 推进中18 + 未启动10``."""
    parts = [f"{tally.word}{tally.number}" for tally in view.tallies if tally.number]
    return f"{view.total}项 = {' + '.join(parts)}" if parts else "0项"


def _remarks(found: Workspace, period: Period, known: date | None) -> list[str]:
    """What the reader should know and the report must not say, lest it change when made again."""
    remarks = _shelved(found)
    if found.today < period.last and found.today >= period.first:
        so_far = f"{period.word}尚未结束, 这份截至{long_date(found.today)}"
        remarks.append(f"{so_far}; 结束后请加 --force 重新生成。")
    if period.kind == "year":
        remarks.append("年度报告3月1日前报送, 4月1日前公开(公开版加 --public)。")
    if known is None:
        remarks += _since(found, period)
    return [*remarks, *_renamed_by_hand(found, period)]


def _shelved(found: Workspace) -> list[str]:
    """Where the reports are that were made before there was a second plan, said once."""
    shelf = found.location.reports
    if not found.location.shelf or len(_papers_in(shelf)) > 1 or not _papers_in(shelf.parent):
        return []
    number = len(_papers_in(shelf.parent))
    return [f"现在有几份工作要点, 报表分开放; 早先的{number}份仍在 {short_path(shelf.parent)}/。"]


def _papers_in(folder: Path) -> list[Path]:
    kinds = {".md", ".docx", ".html", ".xlsx"}
    return [p for p in folder.iterdir() if p.suffix in kinds] if folder.is_dir() else []


def _renamed_by_hand(found: Workspace, period: Period) -> Iterator[str]:
    """What a name changed in the plan's file does to the reports of before."""
    for old, new in aliased_since(found.base, found.events.until(period.last)).items():
        yield (
            f"台账中报送的“{old}”, 工作要点文件现在列为“{new}”的别名: 文件在登记以后改过, "
            f"以前各期也印成“{new}”。要让以前的报表仍印旧名, 把文件改回, 再登记 "
            f"lawgov units rename {as_typed(old)} {as_typed(new)} --on 日期"
            "(两个单位合并用 units merge)。"
        )


def _since(found: Workspace, period: Period) -> list[str]:
    """What has been recorded or taken back since the period's end and bears on the report."""
    last = period.last.isoformat()
    now, then = (
        effective(found.events, known).events.until(period.last) for known in (None, period.last)
    )
    later = effective(found.events).events.since(period.last + timedelta(days=1)).having("period")
    answers = sum(period.first <= month_named(e.get("period")).first <= period.last for e in later)
    added, taken_back = len(now.less(then)) + answers, len(then.less(now))
    parts = [f"补记{added}条"] if added else []
    parts += [f"撤销{taken_back}条"] if taken_back else []
    if not parts:
        return []
    since = f"{long_date(period.last)}以后{'、'.join(parts)}, 已计入; "
    return [f"{since}要按当时所知生成, 加 --known-at {last}"]
