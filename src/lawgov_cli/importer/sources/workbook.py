"""A workbook (.xlsx, .xls, .ods) → lines: each sheet shown, cells that span others repeated."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.importer.sources.tables import table_lines

if TYPE_CHECKING:
    from pathlib import Path


def workbook_text(data: bytes, path: Path) -> str:
    """The text of the workbook in *data*, a line for each row.

    Raises:
        SheetsMissing: the library that reads it is not installed.
        SourceUnreadable: the file is damaged, encrypted, too large, or holds what runs.
    """
    tables, problems = read_tables(data, path.name)
    for problem in problems:
        raise SourceUnreadable(path, problem.message, problem.remedy)
    shown = [grid.rows for grid in tables.grids if not grid.hidden]
    cells = [[[_said(value) for value in row] for row in rows] for rows in shown]
    return "\n".join(line for rows in cells for line in table_lines(rows))


def _said(value: object) -> str:
    """A cell as a reader sees it: whole numbers without a point, days in words."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value).strip()
