"""One unit's form as an .xlsx file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.render.workbook import ASKED_FILL, FILLS, Book, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.render.workbook import Sheet, Value
    from lawgov_cli.views.forms import FormRow, FormView

_COLUMNS = (
    Column("序号", 6, 8, centred=True),
    Column("工作任务", 16, 24),
    Column("角色", 7, 10, centred=True),
    Column("时限", 7, 10, centred=True),
    Column("亮灯(原因)", 8, 12),
    Column("要求", 6, 6, centred=True),
    Column("上月进展", 14, 22),
    Column("本月进展", 32, 32),
    Column("办理状态", 10, 10, centred=True),
    Column("完成比例", 6, 8, kind="percent", centred=True),
    Column("存在问题", 16, 18),
    Column("下一步措施", 16, 18),
    Column("佐证材料", 14, 16),
    Column("标识(勿改)", hidden=True),
)
#: Lines that a row has room for, for a person to write in.
_ROOM = 4
_LIGHT, _STATUS = 4, 8
_ANSWERS = range(7, 13)
_LAST = len(_COLUMNS) - 2


def form_workbook(view: FormView) -> bytes:
    """The form as a file: what the unit sees, and hidden in it which form it is."""
    title = f"{view.plan_title}推进情况表({view.period_word})"
    book = Book(title, view.properties)
    sheet = book.sheet("填报表")
    sheet.title(title, _LAST)
    sheet.line(f"填报单位: {view.unit}      填报期: {view.period_word}", _LAST)
    for line in (*view.how_to, *view.notes):
        sheet.line(line, _LAST)
    _signatures(sheet, book)
    columns = list(_COLUMNS)
    columns[_STATUS] = columns[_STATUS]._replace(choices=view.choices)
    sheet.head(columns, freeze=2, lowest=_ROOM)
    asked = [ASKED_FILL if row.asked else "" for row in view.rows]
    fills: dict[int, Sequence[str]] = dict.fromkeys(_ANSWERS, asked)
    fills[_LIGHT] = [FILLS[row.light] for row in view.rows]
    sheet.rows(map(_cells, view.rows), fills)
    sheet.end()
    book.hidden_sheet(view.hidden_sheet, view.identity.pairs)
    return book.data()


def _cells(row: FormRow) -> list[Value]:
    given = row.given
    light = f"{row.light_word}({row.reason})" if row.reason else row.light_word
    ours: list[Value] = [row.task, row.title, row.part, row.due, light]
    ours += [row.asked_word, row.last]
    percent = None if given.percent is None else given.percent / 100
    text = "无进展" if given.zero else given.text
    theirs: list[Value] = [text, given.status, percent, given.problem, given.next]
    return [*ours, *theirs, "\n".join(given.evidence), row.key]


def _signatures(sheet: Sheet, book: Book) -> None:
    """Who filled it in, whose leave it has, and the day: a cell that takes a date."""
    plain, day = book.format(), book.format(num_format="yyyy-mm-dd", bottom=1, align="left")
    at = sheet.row
    words = ((1, "填报人:"), (3, "电话:"), (6, "审核领导:"), (8, "填报日期:"))
    for column, word in words:
        sheet.sheet.write_string(at, column, word, plain)
    sheet.sheet.write_blank(at, 9, None, day)
    sheet.date_cell(at, 9)
    sheet.sheet.set_row(at, 20)
    sheet.row += 1
