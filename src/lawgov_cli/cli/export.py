"""``lawgov export``: the whole tree in one of several formats, or a form for every unit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from lawgov_cli.base.dates import month, single
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.answer import for_program, give
from lawgov_cli.cli.asking import known_at, typed_period
from lawgov_cli.cli.command import show
from lawgov_cli.cli.declared import Option
from lawgov_cli.cli.options import Filtering, Reading
from lawgov_cli.cli.output import emit, format_named, is_file, is_screen, say, short_path
from lawgov_cli.cli.papers import template_folders
from lawgov_cli.domain.filings import Filings
from lawgov_cli.render.formats import formats_of, rendered
from lawgov_cli.store.outputs import write_output
from lawgov_cli.views.page import page_view
from lawgov_cli.views.report import report_view
from lawgov_cli.views.task import tree_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.filters.flags import Selection
    from lawgov_cli.store.workspace import Workspace

SNAPSHOT = "snapshot"
FORMATS = (*formats_of("TreeView", "PageView"), "xlsx", SNAPSHOT)
#: The formats for which the records are gone through more than once.
_LOOKED_THROUGH_AGAIN = ("html", "xlsx")


class Instead(NamedTuple):
    """Something else than the tree: a form for every unit, one's own table, a handover."""

    forms: Annotated[
        bool, Option("--forms", help="改为每个单位一份要填的报表, 写到 -o 的文件夹")
    ] = False
    month: Annotated[
        str | None, Option("--month", metavar="月份", help="报表是哪个月的(默认本月)")
    ] = None
    html: Annotated[bool, Option("--html", help="报表写成网页, 给没有 Excel 的单位")] = False
    like: Annotated[
        Path | None,
        Option("--like", metavar="文件", help="填写这张本单位的表(先用 collect --map 认表)"),
    ] = None
    handover: Annotated[
        bool,
        Option("--handover", help="移交包(.zip): 要点、台账、报表、佐证清单和一页总览"),
    ] = False


def export(
    format_: Annotated[
        str | None,
        Option(
            "--format", metavar="格式", help="yaml、json、csv、html、xlsx(默认看文件名); snapshot"
        ),
    ] = None,
    output: Annotated[
        Path | None, Option("--output", "-o", metavar="文件", help="写到这里(默认屏幕)")
    ] = None,
    force: Annotated[bool, Option("--force", help="覆盖已有的文件")] = False,
    *,
    instead: Instead,
    chosen: Filtering,
    asked: Reading,
) -> None:
    """导出整棵任务树, 附每项在某日的状态和全部进展; 或各单位要填的报表。

    例如: lawgov export -o 9月底.xlsx --as-of 9月30日; lawgov export -o 大屏.html
          lawgov export --forms --month 9月 -o 9月报表
          lawgov export --handover -o 移交.zip
          lawgov export --format snapshot -o 太仓.csv (每项每月一行, 供 rollup 汇总)
    """
    if instead != Instead():
        _other(instead, format_, output, chosen, asked, force=force)
        return
    if format_ == SNAPSHOT:
        _export_snapshot(output, chosen, asked, force=force)
        return
    format_ = _format(format_, output)
    found, snapshot = asked.opened(holds=format_ in _LOOKED_THROUGH_AGAIN)
    if for_program() and format_ == "json" and not is_file(output):
        show(tree_view(chosen.selection(found), snapshot), "json")
        return
    made = _made(format_, found, snapshot, chosen)
    if output is None or is_screen(output):
        if isinstance(made, bytes):
            raise UsageMistake("xlsx 不能显示在屏幕上, 请用 -o 写成文件。")
        for piece in [made] if isinstance(made, str) else made:
            emit(piece)
        return
    write_output(output, made, force=force)
    give("written", files=[output])
    say(f"已导出 {short_path(output)}")


def _other(
    instead: Instead,
    format_: str | None,
    output: Path | None,
    chosen: Filtering,
    asked: Reading,
    *,
    force: bool,
) -> None:
    """What is asked for instead of the tree."""
    if instead.handover:
        plain = instead == Instead(handover=True) and format_ is None
        _hand_over(output, chosen, asked, force=force, plain=plain)
    elif instead.forms and (instead.like or format_):
        other = "--like" if instead.like else "--format"
        raise UsageMistake(f"--forms 和 {other} 只写一样: 报表是程序自己的表(.xlsx, 或 --html)。")
    elif instead.forms:
        _write_forms(instead, output, chosen, asked, force=force)
    elif instead.like:
        _fill(instead.like, instead.month, output, chosen, asked)
    else:
        raise UsageMistake(
            "--month 和 --html 只用于报表: lawgov export --forms --month 9月 -o 9月报表; "
            "给领导看的网页: lawgov export --format html -o 大屏.html"
        )


def _hand_over(
    output: Path | None, chosen: Filtering, asked: Reading, *, force: bool, plain: bool
) -> None:
    from lawgov_cli.cli.handing_over import hand_over
    from lawgov_cli.cli.recording import user

    if not plain or chosen != Filtering() or asked.as_of or asked.known_at:
        raise UsageMistake("移交包是全部内容: --handover 只和 -o、--force 一起写。")
    found, snapshot = asked.opened()
    page = _page(found, snapshot, chosen.selection(found))
    hand_over(found, page, output, os.environ.get("LAWGOV_BY") or user(), force=force)


def _format(word: str | None, output: Path | None) -> str:
    """The format asked for, by name or by the file's."""
    usual = "json" if for_program() and not is_file(output) else "yaml"
    format_ = word or format_named(output, [name for name in FORMATS if name != SNAPSHOT], usual)
    if format_ not in FORMATS:
        raise UsageMistake(f"没有“{format_}”这种格式。可用: {'、'.join(FORMATS)}")
    return format_


def _made(
    format_: str, found: Workspace, snapshot: Snapshot, chosen: Filtering
) -> str | bytes | Iterator[str]:
    selection = chosen.selection(found)
    if format_ == "html":
        return _page(found, snapshot, selection)
    if format_ != "xlsx":
        from lawgov_cli.render.export import tree_pieces

        return tree_pieces(tree_view(selection, snapshot), format_)
    from lawgov_cli.domain.slips import register
    from lawgov_cli.render.big_table import big_workbook
    from lawgov_cli.views.workbook import filing_table, slip_lines, workbook_view

    filings = Filings(found.base, found.events, snapshot.known_at)
    table = filing_table(filings, snapshot.as_of)
    known = found.events.known_at(snapshot.known_at) if snapshot.known_at else found.events
    kept = {state.task.id for state in selection.apply(snapshot)}
    slips = slip_lines(register(known, found.base), snapshot)
    view = workbook_view(
        selection,
        snapshot,
        office=snapshot.plan.office.name,
        filings=table,
        slips=tuple(line for line in slips if line.task in kept),
    )
    return big_workbook(view)


def _page(found: Workspace, snapshot: Snapshot, selection: Selection) -> str:
    """The page of the day: that of a report whose period is this one day."""
    filings = Filings(found.base, found.events, snapshot.known_at)
    day = single(snapshot.as_of)
    before, after = (filings.state(one, day.last) for one in (day.before, day.last))
    report = report_view(selection, day, before, after, damaged=found.damaged)
    view = page_view(report, selection, filings, day.last)
    text: str = rendered(view, "html", folders=template_folders(found.location))
    return text


def _export_snapshot(
    output: Path | None, chosen: Filtering, asked: Reading, *, force: bool
) -> None:
    from lawgov_cli.cli.snapshots import export_snapshot

    if chosen != Filtering():
        raise UsageMistake("快照是全部要点各月的情况, 不能挑选。请去掉 --unit 等筛选条件。")
    export_snapshot(asked, output, force=force)


def _write_forms(
    forms: Instead, folder: Path | None, chosen: Filtering, asked: Reading, *, force: bool
) -> None:
    from lawgov_cli.cli.forms import write_forms

    if folder is None or is_screen(folder):
        raise UsageMistake("请写明放在哪个文件夹: lawgov export --forms --month 9月 -o 9月报表")
    if chosen != Filtering(unit=chosen.unit):
        raise UsageMistake("报表只能按单位挑选: --unit 单位。")
    found = asked.files.opened()
    this = month(found.today.year, found.today.month)
    period = typed_period(forms.month, "month", found) if forms.month else this
    units = chosen.selection(found).units
    known = known_at(asked.known_at, found)
    write_forms(found, units, period, folder, known=known, html=forms.html, force=force)


def _fill(
    path: Path, month_: str | None, output: Path | None, chosen: Filtering, asked: Reading
) -> None:
    """The office's own table with what is known: of every point, or what one unit has said."""
    from lawgov_cli.cli.forms import form_of
    from lawgov_cli.cli.own_table import fill_table, rows_of_points, rows_of_unit
    from lawgov_cli.domain.filings import Filings
    from lawgov_cli.views.workbook import workbook_view

    if output is None or is_screen(output):
        raise UsageMistake("请写明填好的表放在哪里: -o 填好的表.xlsx")
    found, snapshot = asked.opened()
    selection = chosen.selection(found)
    if len(selection.units) == 1:
        this = month(snapshot.as_of.year, snapshot.as_of.month)
        period = typed_period(month_, "month", found) if month_ else this
        filings = Filings(found.base, found.events, snapshot.known_at)
        rows = rows_of_unit(form_of(found, filings, selection.units[0], period))
    elif month_:
        raise UsageMistake("--month 和 --like 同用时要写一个单位: --unit 单位。")
    else:
        view = workbook_view(selection, snapshot, office=found.base.issuer)
        rows = rows_of_points(view.rows, snapshot)
    fill_table(path, rows, output, found)
