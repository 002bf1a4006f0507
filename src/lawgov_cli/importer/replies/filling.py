"""An office's own table filled again: its file, with our values in its cells."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from lawgov_cli.base.problems import Problem
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.replies import cells
from lawgov_cli.importer.replies.columns import ANSWERS, NAMING, Column, find_tables
from lawgov_cli.importer.replies.matching import Matcher
from lawgov_cli.importer.sheets.grid import Refused
from lawgov_cli.importer.sheets.packages import repacked, unpacked
from lawgov_cli.importer.sheets.splicing import Changes, spliced
from lawgov_cli.importer.sheets.workbooks import package_grids, sheet_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.importer.replies.columns import Table
    from lawgov_cli.importer.replies.mapping import TableMapping


class FillRow(NamedTuple):
    """What one task's row is to hold, by meaning; a percentage is a share from 0 to 1."""

    task: str
    values: Mapping[Column, str | float]


class Filled(NamedTuple):
    """The file as filled, how many cells were written, and what could not be.

    ``missing`` are tasks without a row; ``kept`` the cells left because a formula or a merged
    cell stands there.
    """

    data: bytes
    cells: int
    missing: tuple[str, ...]
    kept: tuple[str, ...]


def fill_like(
    data: bytes, mapping: TableMapping, rows: Sequence[FillRow], plan: Plan, name: str
) -> tuple[Filled | None, list[Problem]]:
    """The .xlsx file *data* with *rows* written into the table that *mapping* describes.

    A row whose task the table names gets its answers; a table without any rows gets all.

    Parameters:
        name: what the file is called in a problem.

    Raises:
        SheetsMissing: the library that reads it is not installed.
    """
    try:
        return _filled(data, mapping, rows, plan), []
    except Refused as refused:
        remedy = f"{refused.remedy}。没有写出任何文件"
        return None, [Problem(name, 0, 0, refused.what, remedy, code="refused")]


def _filled(data: bytes, mapping: TableMapping, rows: Sequence[FillRow], plan: Plan) -> Filled:
    if not data.startswith(b"PK") or "xl/workbook.xml" not in (parts := unpacked(data)):
        raise Refused("只能填写 .xlsx 文件", "请用 Excel 或 WPS 打开, 另存为 .xlsx")
    grid = next((g for g in package_grids(parts) if g.name == mapping.sheet), None)
    tables = find_tables(grid, mapping.meanings) if grid else []
    if not grid or not tables:
        raise Refused(
            f"没有找到“{mapping.sheet}”里的表头", "表的格式变了, 请用 collect --map 重新认表"
        )
    changes, missing = _changes(tables[0], rows, plan)
    kept = [place for place in changes if place in grid.formulas | grid.merged]
    for place in kept:
        del changes[place]
    part = sheet_file(parts, mapping.sheet)
    parts[part] = spliced(parts[part], changes)
    _recalculate(parts)
    places = tuple(grid.place(*place).word for place in kept)
    packed = repacked(parts, zipfile.ZIP_DEFLATED).getvalue()
    return Filled(packed, len(changes), tuple(missing), places)


def _changes(table: Table, rows: Sequence[FillRow], plan: Plan) -> tuple[Changes, list[str]]:
    """Which cells are to hold what, and the tasks for which there is no row."""
    places = _places(table, plan)
    columns: Sequence[Column] = ANSWERS
    if not places:
        places = {row.task: table.first + at for at, row in enumerate(rows)}
        columns = [column for column in Column if column is not Column.KEY]
    changes: Changes = {}
    for row in rows:
        if row.task in places:
            for column in columns:
                if column in table.columns and column in row.values:
                    changes[places[row.task], table.columns[column]] = row.values[column]
    return changes, [row.task for row in rows if row.task not in places]


def _places(table: Table, plan: Plan) -> dict[str, int]:
    """Task → the first row of the table that is about it."""
    matcher = Matcher(plan)
    found: dict[str, int] = {}
    for row in range(table.first, table.stop):
        names = [cells.words(table.cell(row, column)) for column in NAMING]
        if any(names) and (task := matcher.find(*names).task):
            found.setdefault(task, row)
    return found


def _recalculate(parts: dict[str, bytes]) -> None:
    """Have the office's own formulas computed afresh when the file is opened."""
    book = parts["xl/workbook.xml"]
    if b"fullCalcOnLoad" not in book:
        parts["xl/workbook.xml"] = book.replace(b"<calcPr", b'<calcPr fullCalcOnLoad="1"', 1)
