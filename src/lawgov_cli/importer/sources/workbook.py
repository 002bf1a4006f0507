"""A workbook (.xlsx, .xls, .ods) → lines: each sheet shown, cells that span others repeated."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from itertools import takewhile
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.importer.grid import Kind, task_sheet
from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.importer.sources.source import Note, Source
from lawgov_cli.importer.sources.tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lawgov_cli.importer.sheets.grid import Grid
    from lawgov_cli.importer.sheets.reading import Tables

#: Names that a program gave.
_UNNAMED = re.compile(r"\s*(?:sheet|工作表|表)\s*[0-9]*\s*(?:[（(][0-9]+[）)])?\s*", re.IGNORECASE)
#: January of a year, or its October.
_TENTH = re.compile(r"20[0-9]{2}\.1").fullmatch
_CUT_DAY = re.compile(r"(?:[1-9]|1[0-2])\.[123]").fullmatch


def workbook_source(data: bytes, path: Path) -> Source:
    """The text of the workbook in *data*, a line for each row.

    Raises:
        SheetsMissing: the library that reads it is not installed.
        SourceUnreadable: the file is damaged, encrypted, too large, or holds what runs.
    """
    tables, problems = read_tables(data, path.name)
    for problem in problems:
        raise SourceUnreadable(path, problem.message, problem.remedy)
    notes: list[Note] = []
    lines = _lines([grid for grid in tables.grids if not grid.hidden], notes)
    return Source("\n".join(lines), notes=(*notes, *_notes(tables)))


def _lines(grids: Sequence[Grid], notes: list[Note]) -> Iterator[str]:
    """The lines of all sheets; where several hold tasks, the name of each is its section.

    Parameters:
        notes: filled with those names, and with titles that stand above each sheet's table.
    """
    sheets = [(grid.name.strip(), _shown(grid)) for grid in grids]
    several = sum(task_sheet(rows) is not None for _, rows in sheets) > 1
    first: list[str] = []
    for name, rows in sheets:
        lines = table_lines(rows)
        same = _same(first, lines)
        headed = bool(first) and not "".join(lines[same:]).startswith("|")
        if several and not headed and not _UNNAMED.fullmatch(name):
            lines = table_lines(rows, name)
            notes += [Note("sheets", name, near=name)] if f"| {name} |" in lines else []
        notes += [Note("page-lines", line) for line in lines[:same]]
        first = first or lines
        yield from lines[same:]


def _same(first: Sequence[str], lines: Sequence[str]) -> int:
    """How many lines above the table of a sheet are those above the first one's."""
    both = zip(first, lines, strict=False)
    above = takewhile(lambda pair: pair[0] == pair[1] and not pair[0].startswith("|"), both)
    return len(list(above))


def _shown(grid: Grid) -> list[list[str]]:
    """The cells of the rows that are shown, and not struck out from end to end."""
    gone = grid.hidden_rows | _struck_rows(grid)
    rows = ((at, row) for at, row in enumerate(grid.rows) if at not in gone)
    months = grid.months or frozenset()
    return [
        [_said(value, month=(at, column) in months) for column, value in enumerate(row)]
        for at, row in rows
    ]


def _struck_rows(grid: Grid) -> set[int]:
    """The rows of which every cell that says something is struck out; what spans them may stay."""
    own = {at: _own(grid, at) for at, _ in grid.struck if at < len(grid.rows)}
    return {at for at, cells in own.items() if cells and cells <= grid.struck}


def _own(grid: Grid, at: int) -> set[tuple[int, int]]:
    """The cells of a row that hold something that none merged over them said."""
    cells = {(at, column) for column, value in enumerate(grid.rows[at]) if _said(value)}
    return cells - grid.merged


def _notes(tables: Tables) -> Iterator[Note]:
    """What a reader of the workbook does not see, or what is no value."""
    for grid in tables.grids:
        if grid.hidden and any(any(row) for row in grid.rows):
            yield Note("hidden", f"工作表“{grid.name}”")
            continue
        struck = _struck_rows(grid)
        for at in sorted(grid.hidden_rows | struck):
            if words := _words(grid, at):
                yield Note("struck" if at in struck else "hidden", " ".join(words))
        for at, column in sorted(grid.formulas):
            if at < len(grid.rows) and column < len(grid.rows[at]) and grid.rows[at][column] == "":
                yield Note(
                    "formula",
                    grid.place(at, column).word,
                    near=max(_words(grid, at), key=len, default=""),
                )
        for at, column in sorted(cell for cell in grid.struck if cell[0] not in struck):
            yield Note(
                "struck-cell",
                grid.place(at, column).word,
                near=max(_words(grid, at), key=len, default=""),
            )
        yield from (Note("month", said) for said in _months(grid))
    for thing in tables.unread:
        yield Note("aside", thing, about=("工作簿",))


def _months(grid: Grid) -> Iterator[str]:
    """The cells that may say a month, and not what is read: 2025.1, and days all the first of one.

    A program drops the last nothing of 2025.10, and of 9.30 where it says when a task is due; some
    kinds of file do not tell how a day is shown.
    """
    cells = [
        (grid.place(at, column).word, value)
        for at, row in enumerate(grid.rows)
        for column, value in enumerate(row)
        if isinstance(value, float | date)
    ]
    yield from (f"{place}（{v}）" for place, v in cells if isinstance(v, float) and _TENTH(str(v)))
    yield from (f"{place}（{v}）" for place, v in _days_cut_short(grid))
    days = [(place, value) for place, value in cells if isinstance(value, date)]
    if grid.months is None and len(days) > 1 and all(value.day == 1 for _, value in days):
        yield from (f"{place}（{_said(value)}）" for place, value in days)


def _days_cut_short(grid: Grid) -> Iterator[tuple[str, float]]:
    """The numbers below a head of days that may have lost a nothing: 9.3 is 9.30, or 9月3日."""
    found = [
        (at, column, value)
        for at, row in enumerate(grid.rows)
        for column, value in enumerate(row)
        if isinstance(value, float) and _CUT_DAY(str(value))
    ]
    sheet = task_sheet(_shown(grid)) if found else None
    for at, column, value in found:
        if sheet and sheet.holds[column : column + 1] and sheet.holds[column].kind is Kind.DEADLINE:
            yield grid.place(at, column).word, value


def _words(grid: Grid, at: int) -> list[str]:
    """What the cells of a row say."""
    return list(filter(None, map(_said, grid.rows[at]))) if at < len(grid.rows) else []


def _said(value: object, *, month: bool = False) -> str:
    """A cell as a reader sees it: whole numbers without a point, days or months in words."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value.year}年{value.month}月" + ("" if month else f"{value.day}日")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value).strip()
