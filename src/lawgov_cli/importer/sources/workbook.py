"""A workbook (.xlsx, .xls, .ods) → lines: each sheet shown, cells that span others repeated."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import ExtraMissing, SourceUnreadable
from lawgov_cli.importer.sources.tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MOST_ROWS = 20_000


def workbook_text(data: bytes, path: Path) -> str:
    """The text of the workbook in *data*, a line for each row.

    Raises:
        ExtraMissing: the library that reads it is not installed.
        SourceUnreadable: the file is damaged, encrypted, or too large.
    """
    try:
        import python_calamine
    except ImportError:
        raise ExtraMissing(path, path.suffix or ".xlsx", "office") from None
    try:
        book = python_calamine.load_workbook(BytesIO(data))
        shown = [
            meta.name
            for meta in book.sheets_metadata
            if meta.visible is python_calamine.SheetVisibleEnum.Visible
        ]
        sheets = [book.get_sheet_by_name(name) for name in shown]
        tables = [(sheet.to_python(nrows=_MOST_ROWS), sheet.merged_cell_ranges) for sheet in sheets]
    except Exception as error:
        raise SourceUnreadable(
            path, "表格文件已损坏或已加密", "请用 Excel 或 WPS 打开, 另存为 .xlsx 后再导入"
        ) from error
    lines = [line for rows, spans in tables for line in table_lines(_expanded(rows, spans or []))]
    return "\n".join(lines)


def _expanded(
    rows: Sequence[Sequence[object]], spans: list[tuple[tuple[int, int], tuple[int, int]]]
) -> list[list[str]]:
    """The cells as text, what spans several repeated in each."""
    cells = [[_said(value) for value in row] for row in rows]
    for (top, left), (bottom, right) in spans:
        text = cells[top][left] if top < len(cells) and left < len(cells[top]) else ""
        for row in cells[top : bottom + 1]:
            row[left : right + 1] = [text] * (min(right + 1, len(row)) - left)
    return cells


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
