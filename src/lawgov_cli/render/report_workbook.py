"""A report as an .xlsx file: its figures and sentences in tables, a sheet for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.cell_text import safe
from lawgov_cli.render.proof import code_for, code_line, properties_of
from lawgov_cli.render.workbook import FILLS, Book, Column
from lawgov_cli.views.figures import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.render.proof import Seal
    from lawgov_cli.views.figures import Figure
    from lawgov_cli.views.report import Report
    from lawgov_cli.views.report_words import Remarks, TaskProgress
    from lawgov_cli.views.rows import TaskRow


class Table(NamedTuple):
    """A sheet: its name, the lines above its table, and the table.

    ``fills`` are of the column of lights.
    """

    name: str
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | int]]
    fills: Sequence[str] = ()

    @property
    def width(self) -> float:
        """How many characters its columns may take together."""
        return sum(column.widest for column in self.columns)

    def texts(self) -> Iterator[str]:
        """Every text on it, in order."""
        yield from self.lines
        yield from (column.title for column in self.columns)
        for row in self.rows:
            yield from (safe(str(value)) for value in row)


_NUMBER = Column("序号", 5, 8, centred=True)
_TITLE = Column("工作任务", 16, 34)
_STATUS = Column("办理状态", 8, 9, centred=True)
_LIGHT = Column("亮灯", 5, 6, centred=True)
_UNIT = Column("单位", 10, 18)
_DATE = Column("日期", 9, 14, centred=True)
#: The sheet of what is only counted elsewhere; a workbook has no annexes with numbers.
_OTHERS = "其他单位报送的进展"
_SEE = f"见“{_OTHERS}”表"
#: Columns of up to so many characters together fit on an upright page.
_UPRIGHT = 92


def report_workbook(view: Report, seal: Seal | None = None) -> bytes:
    """The workbook of a report.

    Parameters:
        seal: what its code is over beside the report itself; without it there is none.

    Raises:
        SheetsMissing: the library that writes it is not installed.
    """
    tables = [table for table in _tables(view) if table.rows]
    texts = (text for table in tables for text in table.texts())
    code = code_for(view, texts, seal) if seal else None
    book = Book(view.title, properties_of(code, seal) if code and seal else None)
    for number, table in enumerate(tables):
        sheet = book.sheet(table.name, landscape=table.width > _UPRIGHT)
        last = len(table.columns) - 1
        sheet.title(table.lines[0], last)
        for line in table.lines[1:]:
            sheet.line(line, last)
        sheet.head(table.columns)
        lit = [at for at, column in enumerate(table.columns) if column is _LIGHT]
        sheet.rows(table.rows, dict.fromkeys(lit, table.fills) if table.fills else None)
        sheet.end()
        if code and not number:
            sheet.line(code_line(code), last)
            sheet.print_all()
    return book.data()


def _tables(view: Report) -> Iterator[Table]:
    about = "      ".join(
        filter(None, (view.issue, view.period, view.office.name, f"截至{view.as_of}", view.scope))
    )
    figures = [_counted(figure) for figure in figures_of(view) if not figure.of_one]
    columns = (Column("指标", 16, 44), Column("数字", 8, 10, "number"), Column("计量", 8, 10))
    lines = (view.title, about, view.subject, *filter(None, [view.damage]))
    yield Table("总体情况", lines, columns, figures)
    yield _progress(view)
    yield _shortcomings(view)
    columns = (_NUMBER, _UNIT, Column("下一步措施", 20, 60))
    yield Table("下一步工作", ("下一步工作",), columns, list(_remarks(view.steps)))
    yield _all_tasks(view)
    yield from _annexes(view)


def _counted(figure: Figure) -> tuple[str, int, str]:
    """``已完成`` ``2`` ``项``, so that the numbers can be reckoned with."""
    number = figure.value.rstrip(_UNITS)
    return figure.name, int(number), figure.value.removeprefix(number)


#: What is counted.
_UNITS = "项条份个单位"


def _progress(view: Report) -> Table:
    """What was said of each point."""
    rows = [
        (item.row.number_shown, item.row.title, item.row.status_word, *said)
        for section in view.sections
        for item in section.spoken
        for said in _said(item)
    ]
    columns = (_NUMBER, _TITLE, _STATUS, _DATE, _UNIT, Column("进展", 20, 60))
    return Table("各部分推进情况", ("各部分推进情况",), columns, rows)


def _said(item: TaskProgress) -> Iterator[tuple[str, str, str]]:
    for word in item.said:
        proved = f"（佐证：{'、'.join(word.evidence)}）" if word.evidence else ""
        text = f"同{nth(word.same_as)}" if word.same_as else f"{word.text}{proved}"
        yield word.date, word.who, text
    for counted in item.counted:
        yield "", counted.words, _SEE


def _remarks(remarks: Remarks) -> Iterator[tuple[str, str, str]]:
    yield from ((remark.points, remark.who, remark.text) for remark in remarks.lines)
    yield from (("", counted.words, _SEE) for counted in remarks.counted)


def _shortcomings(view: Report) -> Table:
    """What lags, what waits to be checked, problems, reasons, slips."""
    rows = [
        ("进展滞后和逾期", row.number_shown, "、".join(row.lead), _why(row)) for row in view.lagging
    ]
    rows += [
        ("已报完成、待认定", row.number_shown, "、".join(row.lead), row.title)
        for row in view.to_verify
    ]
    rows += [("单位反映的问题", *remark) for remark in _remarks(view.open_problems)]
    rows += [
        ("退回、重新打开、改期和调整", note.measure or item.row.number_shown, note.who, note.reason)
        for item in view.reasons
        for note in item.notes
    ]
    rows += [("督办", *remark) for remark in view.slips]
    columns = (Column("类别", 14, 20), _NUMBER, _UNIT, Column("内容", 20, 60))
    return Table("存在问题", ("存在问题",), columns, rows)


def _why(row: TaskRow) -> str:
    also = "".join(f"；{late.printed}" for late in row.also_late)
    return f"{row.title}（{row.light_word}，{row.reason.printed}{also}）"


def _listed(units: Sequence[str]) -> str:
    return "、".join(units) or "—"


def _all_tasks(view: Report) -> Table:
    lead, named = Column("牵头单位", 10, 18), Column("责任单位", 10, 18)
    due, measures = Column("完成时限", 11, 14, centred=True), Column("举措", 6, 12, centred=True)
    latest = Column("最近进展", 20, 44)
    columns = (_NUMBER, _TITLE, lead, named, due, _STATUS, _LIGHT, measures, latest)
    rows = [
        (
            *(line.row.number_shown, line.row.title),
            *(_listed(line.row.lead), _listed(line.row.responsible)),
            *(line.row.due_date if line.row.due else "—", line.row.status_word),
            "—" if line.row.light == "none" else line.row.light_word,
            *(line.measures, line.latest or "—"),
        )
        for line in view.table
    ]
    fills = [FILLS[line.row.light] for line in view.table]
    return Table("任务进展情况总表", ("任务进展情况总表",), columns, rows, fills)


def _annexes(view: Report) -> Iterator[Table]:
    months = [month for month in view.filings_by_month if month.collects]
    columns = [_UNIT, *(Column(month.period, 9, 14, centred=True) for month in months)]
    rows: list[Sequence[str]] = [(line.unit, *line.words) for line in view.filing_lines]
    if len(months) == 1:
        columns += [Column("已报/应报", 8, 10, centred=True), Column("说明", 12, 40)]
        rows = [(x.unit, *x.words, x.answered, x.detail or "—") for x in view.filing_lines]
    yield Table("各单位报送情况", ("各单位报送情况",), columns, rows)
    columns = [Column("要点", 6, 16), _DATE, _UNIT, Column("佐证材料", 16, 50)]
    rows = [(proof.id, proof.date, proof.who, proof.name) for proof in view.evidence]
    yield Table("佐证材料目录", ("佐证材料目录",), columns, rows)
    columns = [_UNIT, Column("要点", 6, 16), _DATE, Column("进展", 16, 50)]
    columns += [Column("问题", 10, 30), Column("下一步", 10, 30)]
    rows = [(w.unit, w.points, w.date, w.text, w.problem, w.next) for w in view.annex]
    yield Table(_OTHERS, (_OTHERS,), columns, rows)
