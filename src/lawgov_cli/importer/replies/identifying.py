"""Which form a file is: of which plan, for which unit and period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.domain.answers import IDENTITY_SHEET, Identity
from lawgov_cli.importer.replies import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.importer.sheets.reading import Tables


def identify(tables: Tables, plan: Plan) -> Identity:
    """Which form this is: from its hidden sheet or properties, its lines, or the file's name."""
    hidden = {
        cells.words(row[0]): cells.words(row[1])
        for grid in tables.grids
        if grid.name == IDENTITY_SHEET
        for row in grid.rows
        if len(row) > 1
    }
    if hidden.get("plan"):
        unit, period = hidden.get("unit", ""), hidden.get("period", "")
        asked, schema = (_number(hidden.get(name, "")) for name in ("asked", "schema"))
        unit = plan.canonical.get(unit, unit)
        return Identity(hidden["plan"], unit, period, asked, schema, "表内标识")
    lines = [
        cells.words(cell)
        for grid in tables.grids
        for row in grid.rows[:12]
        for cell in dict.fromkeys(row)
    ]
    unit, period = _stated_unit(lines, plan), _stated_period(lines)
    if unit:
        return Identity(unit=unit, period=period, told_by="表头文字")
    unit = _named_unit(tables.name, plan)
    return Identity(unit=unit, period=period, told_by="文件名" if unit else "")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


_UNIT = re.compile(r"(?:填报|报送)单位(?:\([^()]*\)|（[^（）]*）)?\s*[:：]\s*(\S+)")
_PERIOD = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月")


def _stated_unit(lines: Sequence[str], plan: Plan) -> str:
    """The unit on the line 填报单位, in the same cell or the next."""
    for at, line in enumerate(lines):
        if match := _UNIT.search(line):
            return plan.canonical.get(match[1], "")
        if re.fullmatch(r"(填报|报送)单位.{0,6}", line) and at + 1 < len(lines):
            return plan.canonical.get(lines[at + 1], "")
    return ""


def _stated_period(lines: Sequence[str]) -> str:
    """The one month that stands above the table as its period."""
    months: dict[str, None] = {}
    for line in lines:
        if re.search("填报期|报送期|推进情况|进展情况", line) and len(line) < 80:
            for match in _PERIOD.finditer(line):
                months[f"{match[1]}-{int(match[2]):02}"] = None
    return next(iter(months)) if len(months) == 1 else ""


def _named_unit(name: str, plan: Plan) -> str:
    """The one unit whose name stands in the file's name."""
    stem = re.split(r"[/\\]", name)[-1]
    spellings = sorted((s for s in plan.canonical if s in stem), key=len, reverse=True)
    longest = [s for s in spellings if not any(s in other and s != other for other in spellings)]
    units = {plan.canonical[s] for s in longest} & plan.units.keys()
    return units.pop() if len(units) == 1 else ""
