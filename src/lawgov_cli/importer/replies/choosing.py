"""Which tables of a file are the reply, and which column of several months is this month's.

Hidden sheets and what stands there of other months are left out, and told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import month_named
from lawgov_cli.domain.answers import IDENTITY_SHEET
from lawgov_cli.importer.replies import cells
from lawgov_cli.importer.replies.columns import ANSWERS, Column, find_tables, is_a_list, meaning
from lawgov_cli.importer.replies.identifying import sheet_period, sheet_unit
from lawgov_cli.importer.replies.reply import Remark
from lawgov_cli.importer.sheets.grid import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgov_cli.domain.answers import Identity
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.importer.replies.columns import Table
    from lawgov_cli.importer.sheets.grid import Grid
    from lawgov_cli.importer.sheets.reading import Tables

#: The head of a column that says whose a row is.
_WHOSE = re.compile(
    r"(?:填报|报送|上报|责任|承办|所属)?(?:单位|部门|乡镇|镇街|区镇|镇\(街道\))(?:名称)?"
)
#: The month that a head names last: 9月进展, 1—9月进展.
_MONTH = re.compile(r"(\d{1,2})月(?!.*\d月)")


def reply_tables(
    tables: Tables, identity: Identity, plan: Plan, mapping: Mapping[str, Column] | None
) -> tuple[list[Table], list[Remark]]:
    """The tables that hold the reply that *identity* says, and what was left out.

    Parameters:
        mapping: as for :func:`find_tables`; where no table has such heads their own words count.
    """
    told = [Remark(f"表里另有{kind}, 不会读入, 请打开看是否有要报的内容") for kind in tables.unread]
    grids = [grid for grid in tables.grids if grid.name != IDENTITY_SHEET]
    shown = [grid for grid in grids if not grid.hidden or not _has_answers([grid])]
    told += [_left_out(grid, "是隐藏的") for grid in grids if grid not in shown]
    period = identity.period
    others = {grid.name: other for grid in shown if (other := _of_others(grid, identity, plan))}
    if len(others) < len(shown):
        told += [
            _left_out(grid, f"是{others[grid.name]}的") for grid in shown if grid.name in others
        ]
        shown = [grid for grid in shown if grid.name not in others]
    found = [table for grid in shown for table in find_tables(grid, mapping)] if mapping else []
    if found:
        return found, told
    month = int(period[5:7]) if period else 0
    for grid in shown:
        tables_here = find_tables(grid)
        if not tables_here and is_a_list(grid):
            told.append(_left_out(grid, "只是材料或问题的清单", "这张表"))
        for table in tables_here:
            own, left = _own_rows(_of_month(table, month), identity.unit, plan)
            found.append(own)
            told += left
    return found, told


def _own_rows(table: Table, unit: str, plan: Plan) -> tuple[Table, list[Remark]]:
    """*table* without the rows of other units, where one of its columns says whose each row is.

    Not where the column is the plan's: a group stands in it, or another names who leads; and some
    row must be the *unit*'s.
    """
    plans = any("牵头" in head or "主办" in head for head in table.heads)
    for at, head in enumerate(table.heads):
        if plans or not _WHOSE.fullmatch(head):
            continue
        said = {row: _cell(table, row, at) for row in range(table.first, table.stop)}
        whose = {row: plan.canonical.get(name, name) for row, name in said.items() if name}
        if unit not in whose.values() or plan.groups.keys() & set(whose.values()):
            continue
        rows = list(table.grid.rows)
        others = {row: said[row] for row, name in whose.items() if unit not in name}
        for row in others:
            rows[row] = ()
        told = [
            Remark(f"这一行写的是“{name}”, 不是该单位的, 没有读入", table.grid.place(row, at))
            for row, name in others.items()
        ]
        return table._replace(grid=table.grid._replace(rows=rows)), told
    return table, []


def _cell(table: Table, row: int, at: int) -> str:
    cells_ = table.grid.rows[row]
    return cells.words(cells_[at]).strip() if at < len(cells_) else ""


def _of_others(grid: Grid, identity: Identity, plan: Plan) -> str:
    """Another unit's name or another month, where that stands above the table."""
    unit = sheet_unit(grid, plan)
    if unit not in {"", identity.unit}:
        return unit
    period = sheet_period(grid, int(identity.period[:4]) if identity.period else 0)
    return month_named(period).word if period not in {"", identity.period} else ""


def _left_out(grid: Grid, why: str, what: str = "这张工作表") -> Remark:
    return Remark(f"{what}{why}, 没有读入", Place(grid.name))


def _has_answers(grids: Iterable[Grid]) -> bool:
    """Whether anything stands in a column to answer in."""
    return any(
        cells.words(table.cell(row, column))
        for grid in grids
        for table in find_tables(grid)
        for row in range(table.first, table.stop)
        for column in ANSWERS
    )


def _of_month(table: Table, month: int) -> Table:
    """*table* with the progress of *month* as its text, where heads name months."""
    dated = {at: _named_month(head) for at, head in enumerate(table.heads) if head}
    at = table.columns.get(Column.TEXT, -1)
    if not month or dated.get(at, 0) in {0, month}:
        return table
    columns = {column: place for column, place in table.columns.items() if place != at}
    others = {**table.others, at: table.heads[at]}
    for place, named in dated.items():
        if named == month:
            columns[Column.TEXT] = place
            others.pop(place, None)
            break
    return table._replace(columns=columns, others=dict(sorted(others.items())))


def _named_month(head: str) -> int:
    """The month of which *head* tells the progress; 0 where it names none."""
    match = _MONTH.search(head)
    found = meaning(head)
    return int(match[1]) if match and found and found[0] is Column.TEXT else 0
