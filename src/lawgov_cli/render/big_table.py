"""The big table as an .xlsx file: one sheet to print for a meeting, others behind it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.workbook import A3, FILLS, Book, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.render.workbook import Sheet, Value
    from lawgov_cli.views.numbers import StatsRow, StatsView
    from lawgov_cli.views.workbook import BigRow, WorkbookView

#: The columns of an office's table of tasks, in its order.
COLUMNS = (
    Column("序号", 5, 7, centred=True),
    Column("章节", 8, 11),
    Column("工作任务", 12, 20),
    Column("具体举措", 10, 34),
    Column("牵头单位", 10, 14),
    Column("责任单位", 10, 16),
    Column("完成时限", 11, 11, kind="date", centred=True),
    Column("办理状态", 8, 9, centred=True),
    Column("亮灯", 5, 6, centred=True),
    Column("进展情况", 12, 34),
    Column("存在问题", 10, 18),
    Column("下一步措施", 10, 18),
    Column("佐证材料", 9, 14),
    Column("填报人/电话", 8, 9, centred=True),
    Column("填报日期", 11, 11, kind="date", centred=True),
    Column("备注", 8, 14),
)
_LIGHT = 8
_LAST = len(COLUMNS) - 1
_FILING_FILLS = {"未报": FILLS["red"], "迟报": FILLS["yellow"], "退回": FILLS["yellow"]}
_FILING_FILLS |= {"已报": FILLS["green"], "零报告": FILLS["green"]}
_SLIP_FILLS = {"蓝": FILLS["blue"], "黄": FILLS["yellow"], "红": FILLS["red"]}


def big_workbook(view: WorkbookView, paper: int = A3) -> bytes:
    """The workbook: 任务总表, counts, charts; then filings, slips and evidence if there are any.

    Parameters:
        paper: what the table of tasks is printed on, always across.
    """
    book = Book(f"{view.title}任务总表")
    _tasks(book.sheet("任务总表", paper=paper), view)
    _summary(book, view)
    if view.filings.rows:
        _filings(book.sheet("报送情况"), view)
    if view.slips:
        _slips(book.sheet("督办单"), view)
    if view.evidence:
        _evidence(book.sheet("佐证材料"), view)
    return book.data()


def _tasks(sheet: Sheet, view: WorkbookView) -> None:
    sheet.title(f"{view.title}任务总表", _LAST)
    head = [view.office, f"截至{view.as_of}", f"共{len(view.rows)}项"]
    sheet.line("      ".join(filter(None, head)), _LAST)
    sheet.head(COLUMNS, freeze=3)
    for section, group in groupby(view.rows, key=lambda row: row.section):
        rows = list(group)
        if section:
            sheet.section(f"{section}({len(rows)}项)")
        sheet.rows(map(_cells, rows), {_LIGHT: [FILLS[row.light] for row in rows]})
    sheet.end()


def _cells(row: BigRow) -> list[Value]:
    who: list[Value] = [row.number, row.section, row.title, row.measures, row.lead, row.responsible]
    stands: list[Value] = [row.due, row.status, row.light_word]
    said: list[Value] = [row.progress, row.problem, row.next, row.evidence]
    return [*who, *stands, *said, row.person, row.day, row.remark]


def _summary(book: Book, view: WorkbookView) -> None:
    """Counts by status, light, section and unit, and a sheet of charts of them."""
    sheet = book.sheet("汇总")
    stats = view.stats
    words = [tally.word for tally in stats.statuses]
    columns = [Column("名称", 14, 36), *(Column(word, 8, 10, kind="number") for word in words)]
    columns += [Column("合计", 8, 10, kind="number"), Column("完成率", 8, 10, centred=True)]
    sheet.title(f"{view.title}汇总", len(columns) - 1)
    sheet.line(f"截至{view.as_of}      百分比四舍五入, 分项之和可能不等于100%", len(columns) - 1)
    sheet.head(columns)
    places = [sheet.row]
    sheet.rows([_counts(stats.total)])
    sheet.section("亮灯")
    places.append(sheet.row)
    padding: list[Value] = [None] * len(words)
    lights: list[list[Value]] = [[t.word, *padding, t.number, t.percent] for t in stats.lights]
    sheet.rows(lights, {0: [FILLS[tally.code] for tally in stats.lights]})
    sheet.section("各部分")
    places.append(sheet.row)
    sheet.rows(map(_counts, stats.sections))
    sheet.section("各牵头单位(一项有几个牵头单位的, 各计一次)")
    sheet.rows(map(_counts, stats.units))
    sheet.end()
    _charts(book, _Counted(sheet.sheet.get_name(), sheet.head_row, *places), view.stats)


def _counts(row: StatsRow) -> list[Value]:
    return [row.name, *row.numbers, row.total, row.percent_done]


class _Counted(NamedTuple):
    """Where the counts stand: the sheet, and the first row of each kind."""

    sheet: str
    head: int
    total: int
    lights: int
    sections: int

    def cells(self, row: int, first: int, last: int, rows: int = 1) -> list[str | int]:
        """A range of cells as a chart takes it."""
        return [self.sheet, row, first, row + rows - 1, last]


def _charts(book: Book, counted: _Counted, stats: StatsView) -> None:
    """The whole as a ring, lights as columns, sections as bars, on a sheet of their own."""
    sheet = book.sheet("图表").sheet
    statuses, lights, sections = len(stats.statuses), len(stats.lights), len(stats.sections)
    ring = {
        "categories": counted.cells(counted.head, 1, statuses),
        "values": counted.cells(counted.total, 1, statuses),
        "data_labels": {"value": True},
    }
    lamps = {
        "categories": counted.cells(counted.lights, 0, 0, lights),
        "values": counted.cells(counted.lights, statuses + 1, statuses + 1, lights),
        "points": [{"fill": {"color": FILLS[t.code] or "#D9D9D9"}} for t in stats.lights],
        "data_labels": {"value": True},
    }
    bars = [
        {
            "name": counted.cells(counted.head, at, at)[:3],
            "categories": counted.cells(counted.sections, 0, 0, sections),
            "values": counted.cells(counted.sections, at, at, sections),
        }
        for at in range(1, statuses + 1)
    ]
    _chart(book, sheet, "A1", "办理状态", {"type": "doughnut"}, [ring])
    _chart(book, sheet, "I1", "亮灯", {"type": "column"}, [lamps])
    if sections:
        _chart(book, sheet, "A17", "各部分", {"type": "bar", "subtype": "stacked"}, bars)


def _chart(  # noqa: PLR0913, PLR0917 - what a chart is made of
    book: Book,
    sheet: Any,  # noqa: ANN401 - the library's sheet
    cell: str,
    title: str,
    kind: dict[str, str],
    series: Sequence[dict[str, Any]],
) -> None:
    chart = book.book.add_chart(kind)
    for one in series:
        chart.add_series(one)
    chart.set_title({"name": title, "name_font": {"size": 12}})
    if kind["type"] == "column":
        chart.set_legend({"none": True})
    wide = kind["type"] == "bar"
    if wide:
        chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 1000 if wide else 500, "height": 340 if wide else 310})
    sheet.insert_chart(cell, chart)


def _filings(sheet: Sheet, view: WorkbookView) -> None:
    months = view.filings.months
    columns = [Column("单位", 14, 24), *(Column(month, 9, 16, centred=True) for month in months)]
    sheet.title("各单位报送情况", len(columns) - 1)
    sheet.head(columns, freeze=1)
    fills = {
        at + 1: [_FILING_FILLS.get(_first_word(words[at]), "") for _, words in view.filings.rows]
        for at in range(len(months))
    }
    sheet.rows(([unit, *words] for unit, words in view.filings.rows), fills)
    sheet.end()


def _first_word(text: str) -> str:
    """``迟报`` of ``迟报3天``."""
    return next((word for word in _FILING_FILLS if text.startswith(word)), "")


def _slips(sheet: Sheet, view: WorkbookView) -> None:
    _listed(
        sheet,
        "督办单登记表",
        (
            Column("编号", 14, 20),
            Column("级别", 6, 8, centred=True),
            Column("发出日期", 12, 12, kind="date", centred=True),
            Column("单位", 12, 22),
            Column("项", 6, 8, centred=True),
            Column("事项", 20, 40),
            Column("反馈时限", 12, 12, kind="date", centred=True),
            Column("反馈", 12, 40),
        ),
        view.slips,
        {1: [_SLIP_FILLS.get(slip.level[:1], "") for slip in view.slips]},
    )


def _evidence(sheet: Sheet, view: WorkbookView) -> None:
    _listed(
        sheet,
        "佐证材料目录",
        (
            Column("项", 6, 8, centred=True),
            Column("任务", 20, 40),
            Column("单位", 12, 22),
            Column("日期", 12, 12, kind="date", centred=True),
            Column("材料", 20, 50),
            Column("SHA-256", 12, 30),
        ),
        view.evidence,
    )


def _listed(
    sheet: Sheet,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    fills: dict[int, Sequence[str]] | None = None,
) -> None:
    sheet.title(title, len(columns) - 1)
    sheet.head(columns, freeze=1)
    sheet.rows(rows, fills)
    sheet.end(filtered=True)
